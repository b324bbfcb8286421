"""The take-over from an old system: files are uploaded, read by a mapping, tried, taken over some hundred lines at a time, compared."""

from time import monotonic
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.cases.commands.keep_take_over_file import keep_take_over_file
from motcua.cases.commands.remove_take_over_file import remove_take_over_file
from motcua.cases.commands.save_take_over_mapping import save_take_over_mapping
from motcua.cases.events import TakeOverFileKept, TakeOverFileRemoved, TakeOverMappingSaved
from motcua.cases.queries.take_over_known import file_of, file_with, files_of, mapping_called, mapping_names
from motcua.cases.rules.takeover import FIELD_WORDS, REQUIRED, Source
from motcua.cases.rules.takeover_results import BECAME_WORDS, Became, LineResult, counted
from motcua.catalogue.queries import receiving_offices_in_force
from motcua.doors.setup.take_over_form import WordRow, mapping_rows, typed_mapping
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import perform
from motcua.doors.shared.frame import offices_of
from motcua.doors.shared.refusals import Refused
from motcua.doors.shared.table_file import MOST_ROWS, Table, Unfit
from motcua.doors.shared.take_over_file import read_table
from motcua.doors.shared.take_over_report import report_xlsx
from motcua.doors.shared.taking_over import guessed, reconciled, results_of, taken, told
from motcua.doors.shared.typed_words import line, number
from motcua.doors.shared.uploads import limits
from motcua.law.clock import Timeliness

SECONDS_AT_A_TIME = 8
"""How long one press of the button takes over cases; the rest waits for the next press."""
_TOLD = 200
_SAMPLES = 3
_LONGEST_NAME = 60
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
REPORTED = (Timeliness.EARLY, Timeliness.ON_TIME, Timeliness.LATE, Timeliness.PENDING_IN_TIME, Timeliness.PENDING_LATE)
"""The figures of the old system's own report that may be typed in."""


@needs("case.take_over", methods=("GET", "POST"))
def take_over_files(request: HttpRequest) -> HttpResponse:
    """The files that are being taken over, and the form for one more."""
    if request.method != "POST":
        return _files(request, {})
    sent, counter_id = request.FILES.get("file"), number(request.POST.get("office"))
    wrong = {} if counter_id in dict(_counters(request)) else {"office": "Hãy chọn nơi tiếp nhận của các hồ sơ trong tệp."}
    table = _read(sent, wrong)
    if wrong or table is None or counter_id is None:
        return _files(request, wrong)
    actor = request.actor  # type: ignore[attr-defined]
    names = mapping_names(actor.authority_id)
    return perform(
        request, keep_take_over_file, fact=TakeOverFileKept,
        then=lambda _: reverse("setup-take-over-file", args=[file_with(table.digest, authority_id=actor.authority_id)]),
        again=lambda refused: _files(request, {}, refused=refused),
        source=Source(table.name[:200], table.digest), content=table.packed(), lines=len(table.rows), receiving_office_id=counter_id,
        mapping_name=names[0] if len(names) == 1 else "",
    )  # fmt: skip


def _read(sent: UploadedFile | None, wrong: dict[str, str]) -> Table | None:
    """What stands in the file that was sent; else ``wrong`` says why there is nothing."""
    if sent is None:
        wrong["file"] = "Hãy chọn tệp xuất từ hệ thống cũ (.xlsx hoặc .csv)."
    elif getattr(sent, "is_too_large", False):
        wrong["file"] = f"Tệp lớn quá {limits().file_megabytes} MB. Hãy chia thành nhiều tệp."
    else:
        try:
            return read_table(sent.read(), name=line(sent.name or ""))
        except Unfit as error:
            wrong["file"] = str(error)
    return None


def _counters(request: HttpRequest) -> list[tuple[int, str]]:
    """The offices within reach that receive cases."""
    actor, known = request.actor, offices_of(request).offices  # type: ignore[attr-defined]
    receiving = receiving_offices_in_force(authority_id=actor.authority_id, day=request.now.date())  # type: ignore[attr-defined]
    return [(office_id, known[office_id].name) for office_id in receiving if actor.may("case.take_over", office_id)]


def _files(request: HttpRequest, wrong: dict[str, str], *, refused: Refused | None = None) -> HttpResponse:
    shown = {
        "files": files_of(request.actor), "counters": _counters(request), "wrong": wrong, "refused": refused,  # type: ignore[attr-defined]
        "chosen": number(request.POST.get("office")), "most_rows": MOST_ROWS, "megabytes": limits().file_megabytes,
    }  # fmt: skip
    return render(request, "setup/take_over.html", shown, status=refused.status if refused else 422 if wrong else 200)


# ---- one file -----------------------------------------------------------------------------------------------------------------


class _Desk:
    """One file with its mapping and what would become of its lines."""

    def __init__(self, request: HttpRequest, file_id: int) -> None:
        self.request, self.actor, self.now = request, request.actor, request.now  # type: ignore[attr-defined]
        self.file = file_of(file_id, actor=self.actor)
        self.table = Table.unpacked(self.file.content, name=self.file.name, digest=self.file.digest)
        self.where: dict[str, Any] = {"counter_id": self.file.receiving_office_id, "authority_id": self.actor.authority_id}
        saved = mapping_called(self.file.mapping_name, authority_id=self.actor.authority_id) if self.file.mapping_name else None
        self.mapped = guessed(self.table, saved)

    def results(self) -> tuple[LineResult, ...]:
        return results_of(self.table, self.mapped, now=self.now, **self.where)


@needs("case.take_over", methods=("GET", "POST"), about="file")
def take_over_file(request: HttpRequest, file_id: int) -> HttpResponse:
    """One file: its mapping with sample rows, what would become of each line, and the button that takes over."""
    desk = _Desk(request, file_id)
    do = request.POST.get("do") if request.method == "POST" else ""
    if do == "map":
        return _map(desk)
    if do == "apply":
        return _apply(desk)
    return _page(desk)


@needs("case.take_over", methods=("POST",), about="file")
def remove_file(request: HttpRequest, file_id: int) -> HttpResponse:
    """Remove a file that is done with."""
    return perform(
        request, remove_take_over_file, fact=TakeOverFileRemoved, then=lambda _: reverse("setup-take-over"),
        again=lambda refused: _page(_Desk(request, file_id), refused=refused),
        message="Đã xóa tệp. Hồ sơ đã nhập từ tệp vẫn giữ nguyên.", file_id=file_id,
    )  # fmt: skip


@needs("case.take_over", about="file")
def take_over_report(request: HttpRequest, file_id: int) -> HttpResponse:
    """The report of every line and the totals side by side, as a workbook."""
    desk = _Desk(request, file_id)
    results = desk.results()
    figures = reconciled(results, now=desk.now, reported=_reported(request), **desk.where)
    response = HttpResponse(report_xlsx(told(results, desk.mapped), figures), content_type=_XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="bao-cao-nhap-{desk.file.digest[:12]}.xlsx"'
    return response


def _map(desk: _Desk) -> HttpResponse:
    """Save the mapping as typed; what is missing is told at its field, and nothing typed is lost."""
    desk.mapped = typed_mapping(desk.request.POST, desk.mapped, desk.table)
    name = line(desk.request.POST.get("name", ""))
    wrong = {f"col-{field}": "Hãy chọn cột này." for field in REQUIRED if field not in desk.mapped.columns}
    if not name:
        wrong["name"] = "Hãy đặt tên cho bảng ánh xạ, ví dụ tên hệ thống cũ."
    elif len(name) > _LONGEST_NAME:
        wrong["name"] = f"Hãy ghi ngắn hơn, trong {_LONGEST_NAME} chữ."
    if wrong:
        return _page(desk, wrong=wrong, name=name)
    return perform(
        desk.request, save_take_over_mapping, fact=TakeOverMappingSaved,
        then=lambda _: reverse("setup-take-over-file", args=[desk.file.pk]),
        again=lambda refused: _page(desk, refused=refused, name=name),
        message=f"Đã lưu bảng ánh xạ “{name}”.", name=name, mapped=guessed(desk.table, desk.mapped), file_id=desk.file.pk,
    )  # fmt: skip


def _apply(desk: _Desk) -> HttpResponse:
    """Take over cases for some seconds; a repeat of the form goes on behind them and takes none twice."""
    begun, tried = monotonic(), desk.results()
    done = tuple(
        taken(
            tried, desk.table, counter_id=desk.file.receiving_office_id, actor=desk.actor, now=lambda: desk.now,
            is_enough=lambda: monotonic() - begun > SECONDS_AT_A_TIME,
        )
    )  # fmt: skip
    new = sum(is_new for _, is_new in done)
    left = sum(each.became is Became.NEW for each, is_new in done if not is_new)
    messages.success(desk.request, f"Đã nhập {new} hồ sơ." + (f" Còn {left} dòng: hãy bấm nhập tiếp." if left else ""))
    return redirect("setup-take-over-file", file_id=desk.file.pk)


def _reported(request: HttpRequest) -> dict[Timeliness, int]:
    typed = {stands: number(request.GET.get(stands.value, "").strip()) for stands in REPORTED}
    return {stands: count for stands, count in typed.items() if count is not None}


def _page(desk: _Desk, *, wrong: dict[str, str] | None = None, refused: Refused | None = None, name: str = "") -> HttpResponse:
    results = desk.results()
    count = counted(results)
    held = tuple(each for each in told(tuple(each for each in results if each.became is Became.HELD_BACK), desk.mapped))
    shown = {
        "file": desk.file, "table": desk.table, "counter": offices_of(desk.request).offices[desk.file.receiving_office_id].name,
        "columns": _columns(desk), "words": _words(desk, results), "name": name or desk.file.mapping_name, "wrong": wrong or {},
        "names": mapping_names(desk.actor.authority_id), "refused": refused, "samples": _samples(desk),
        "counts": [(BECAME_WORDS[each], count[each]) for each in Became], "total": len(results), "new": count[Became.NEW],
        "held": held[:_TOLD], "held_more": max(0, len(held) - _TOLD), "known": count[Became.KNOWN], "seconds": SECONDS_AT_A_TIME,
        **_compared(desk, results, count[Became.KNOWN]),
    }  # fmt: skip
    return render(desk.request, "setup/take_over_file.html", shown, status=refused.status if refused else 422 if wrong else 200)


def _compared(desk: _Desk, results: tuple[LineResult, ...], known: int) -> dict[str, Any]:
    """The totals, once something has been taken over."""
    reported = _reported(desk.request)
    figures = reconciled(results, now=desk.now, reported=reported, **desk.where) if known else ()
    return {
        "figures": figures, "differing": sum(each.differs for each in figures),
        "reported": [(stands, desk.request.GET.get(stands.value, "")) for stands in REPORTED],
        "query": desk.request.GET.urlencode(),
    }  # fmt: skip


def _columns(desk: _Desk) -> list[dict[str, Any]]:
    headers = desk.table.headers
    return [
        {
            "name": f"col-{field}", "label": words, "is_required": field in REQUIRED,
            "chosen": desk.mapped.columns.get(field, ""), "is_missing": desk.mapped.columns.get(field, headers[0]) not in headers,
        }
        for field, words in FIELD_WORDS.items()
    ]  # fmt: skip


def _samples(desk: _Desk) -> list[tuple[str, list[str]]]:
    """The first rows, column by column as they are understood."""
    from motcua.kernel.cells import words

    rows = [row for _, row in list(desk.table.lines(desk.mapped.columns))[:_SAMPLES]]
    return [(label, [words(row.get(field)) for row in rows]) for field, label in FIELD_WORDS.items() if field in desk.mapped.columns]


def _words(desk: _Desk, results: tuple[LineResult, ...]) -> list[tuple[str, list[WordRow]]]:
    return mapping_rows(desk.table, desk.mapped, results, offices=offices_of(desk.request), now=desk.now, **desk.where)
