"""Fields of forms with their errors in our words: a telling, a choice, a day, a sum."""

from typing import Any

from django import forms

LONGEST = 2_000
"""Letters of one telling."""


def words_field(label: str, *, rows: int = 2, required: bool = True, hint: str = "") -> forms.CharField:
    """A few lines of text."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=hint,
        error_messages={"required": f"Hãy ghi {_lowered(label)}.", "max_length": f"Dài quá {LONGEST} chữ; hãy viết gọn lại."},
    )


def choice_field(label: str, **more: Any) -> forms.ChoiceField:
    """One of several."""
    words = {"required": f"Hãy chọn {_lowered(label)}.", "invalid_choice": "Lựa chọn này không còn dùng được; hãy chọn lại."}
    return forms.ChoiceField(label=label, error_messages=words, **more)


def day_field(label: str, *, hint: str = "") -> forms.DateField:
    """A day of the calendar."""
    words = {"required": "Hãy chọn ngày.", "invalid": "Hãy ghi ngày có trong lịch, như 05/03/2026."}
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, help_text=hint, error_messages=words)


def kept(form: forms.Form) -> list[tuple[str, str]]:
    """What was typed, label by label, so that nothing is lost when its form is no longer offered."""
    told = [(field.label, field.value()) for field in form if not isinstance(field.field, forms.ChoiceField)]
    return [(str(words), str(value)) for words, value in told if value]


def _lowered(label: str) -> str:
    return f"{label[0].lower()}{label[1:]}"
