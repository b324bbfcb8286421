"""The catalogue of forms: what each circular calls a paper of a case, by which template it is printed, and who has compared the page.

Sources: TT 01/2018/TT-VPCP Đ.9 (six forms) and, from 15/09/2025, TT 03/2025/TT-VPCP Phụ lục I (seven).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class SlipForm(StrEnum):
    """The slips a case can bring forth, whatever their number in a form set."""

    RECEIPT = "receipt"
    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    APPRAISAL_REFUSAL = "appraisal_refusal"
    DISCONTINUANCE = "discontinuance"


class Printout(StrEnum):
    """What is printed from the cases as they stand on the day, never kept and never numbered by itself."""

    CONTROL = "control"
    BOOK = "book"
    HANDOVER_LIST = "handover_list"
    SEVERAL = "several"


class FormSet(StrEnum):
    """The circular whose forms are printed, named as in the rulebook of the day of issue (not of acceptance)."""

    TT_01_2018 = "tt-01-2018"
    TT_03_2025 = "tt-03-2025"


@dataclass(frozen=True, slots=True)
class FormEntry:
    """How one form set names a paper.

    ``layout_is_verified`` is false where nobody has yet compared the page with the circular's annex or a print-out in use.
    """

    title: str
    template: str
    number: str = ""
    circular: str = ""
    layout_is_verified: bool = False

    @property
    def label(self) -> str:
        """ "Mẫu số 01, Thông tư số 01/2018/TT-VPCP"; empty for a paper that no circular has drawn."""
        return f"Mẫu số {self.number}, Thông tư số {self.circular}" if self.number else ""


_RECEIPT = "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
_SUPPLEMENT = "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"
_REFUSAL = "Phiếu từ chối tiếp nhận giải quyết hồ sơ"
_APOLOGY_2018 = "Phiếu xin lỗi và hẹn lại ngày trả kết quả"
_APOLOGY_2025 = "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết"
_DISCONTINUANCE = "Thông báo dừng giải quyết hồ sơ"
_CONTROL = "Phiếu kiểm soát quá trình giải quyết hồ sơ"
_BOOK = "Sổ theo dõi hồ sơ"
_APPRAISAL_REFUSAL = FormEntry("Phiếu từ chối giải quyết hồ sơ", "appraisal_refusal.typ")
_HANDOVER_LIST = FormEntry("Phiếu bàn giao kết quả giải quyết thủ tục hành chính", "handover_list.typ")
_SEVERAL = FormEntry("Giấy tiếp nhận nhiều hồ sơ và hẹn trả kết quả", "several.typ")
_2018 = "01/2018/TT-VPCP"
_2025 = "03/2025/TT-VPCP"

# Mẫu 02, 04 and 05 of 2018 were read in provincial print-outs; all other layouts come from memory or a second hand. What no circular
# draws bears no number: the written refusal after appraisal (NĐ 61 Đ.19.8), the list of results, the receipt for several cases.
FORMS: Mapping[tuple[FormSet, SlipForm | Printout], FormEntry] = {
    (FormSet.TT_01_2018, SlipForm.RECEIPT): FormEntry(_RECEIPT, "receipt.typ", "01", _2018),
    (FormSet.TT_01_2018, SlipForm.SUPPLEMENT): FormEntry(_SUPPLEMENT, "supplement.typ", "02", _2018, True),
    (FormSet.TT_01_2018, SlipForm.REFUSAL): FormEntry(_REFUSAL, "refusal.typ", "03", _2018),
    (FormSet.TT_01_2018, SlipForm.APOLOGY): FormEntry(_APOLOGY_2018, "apology.typ", "04", _2018, True),
    (FormSet.TT_01_2018, Printout.CONTROL): FormEntry(_CONTROL, "control.typ", "05", _2018, True),
    (FormSet.TT_01_2018, Printout.BOOK): FormEntry(_BOOK, "book.typ", "06", _2018),
    (FormSet.TT_01_2018, SlipForm.APPRAISAL_REFUSAL): _APPRAISAL_REFUSAL,
    (FormSet.TT_01_2018, Printout.HANDOVER_LIST): _HANDOVER_LIST,
    (FormSet.TT_01_2018, Printout.SEVERAL): _SEVERAL,
    (FormSet.TT_03_2025, SlipForm.RECEIPT): FormEntry(_RECEIPT, "receipt.typ", "01", _2025),
    (FormSet.TT_03_2025, SlipForm.SUPPLEMENT): FormEntry(_SUPPLEMENT, "supplement.typ", "02", _2025),
    (FormSet.TT_03_2025, SlipForm.REFUSAL): FormEntry(_REFUSAL, "refusal.typ", "03", _2025),
    (FormSet.TT_03_2025, SlipForm.APOLOGY): FormEntry(_APOLOGY_2025, "apology.typ", "04", _2025),
    (FormSet.TT_03_2025, SlipForm.DISCONTINUANCE): FormEntry(_DISCONTINUANCE, "discontinuance.typ", "05", _2025),
    (FormSet.TT_03_2025, Printout.CONTROL): FormEntry(_CONTROL, "control.typ", "06", _2025),
    (FormSet.TT_03_2025, Printout.BOOK): FormEntry(_BOOK, "book.typ", "07", _2025),
    (FormSet.TT_03_2025, SlipForm.APPRAISAL_REFUSAL): _APPRAISAL_REFUSAL,
    (FormSet.TT_03_2025, Printout.HANDOVER_LIST): _HANDOVER_LIST,
    (FormSet.TT_03_2025, Printout.SEVERAL): _SEVERAL,
}

# TNHS from memory of Mẫu 01; HDHS and PXL as read in provincial print-outs. TCTN, TCGQ and TBDGQ are conventions of the office:
# no source for a sign of the two refusals and of the notice was found (a provincial Mẫu 03 bears no number at all).
NUMBER_SIGNS: Mapping[SlipForm, str] = {
    SlipForm.RECEIPT: "TNHS",
    SlipForm.SUPPLEMENT: "HDHS",
    SlipForm.REFUSAL: "TCTN",
    SlipForm.APOLOGY: "PXL",
    SlipForm.APPRAISAL_REFUSAL: "TCGQ",
    SlipForm.DISCONTINUANCE: "TBDGQ",
}


def forms_of(form_set: FormSet) -> dict[SlipForm | Printout, FormEntry]:
    """The papers of one form set, in the order of their numbers; those that no circular draws come last."""
    return {form: entry for (of_set, form), entry in FORMS.items() if of_set is form_set}


def has_form(form: SlipForm | Printout, form_set: FormSet) -> bool:
    """Whether the circular of ``form_set`` knows this paper: the notice of discontinuance begins with TT 03/2025/TT-VPCP."""
    return (form_set, form) in FORMS


def title_of(form: SlipForm | Printout, form_set: FormSet) -> str:
    """The title of ``form`` in ``form_set``, in ordinary letters."""
    return FORMS[form_set, form].title


def slip_number(form: SlipForm, sequence: int) -> str:
    """ "12/TNHS": the number of the year with the form's sign; below ten with a leading zero. Counted per office from 01 on 1 January."""
    if sequence < 1:
        raise ValueError(f"slip numbers begin at 1, not {sequence}")
    return f"{sequence:02d}/{NUMBER_SIGNS[form]}"
