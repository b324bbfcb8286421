"""The leader's board and the lists behind its figures."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from motcua.cases.queries import board as told
from motcua.cases.queries.amends import waiting_for_leader
from motcua.cases.queries.board_lines import GroupedBy
from motcua.cases.queries.figures import Cell, Pick
from motcua.doors.shared.access import needs
from motcua.doors.shared.frame import offices_of
from motcua.fees.queries import reached_with, voids_asked

CELLS = {
    Cell.HELD: "Hồ sơ đang giữ",
    Cell.LATE: "Hồ sơ trễ hạn",
    Cell.OWED: "Hồ sơ trễ hạn còn nợ thư xin lỗi",
    Cell.WILL_BE_LATE: "Hồ sơ sẽ trễ nếu không làm ngay",
    Cell.ON: "Hồ sơ hẹn trả",
    Cell.AFTER: "Hồ sơ hẹn trả về sau",
    Cell.STOPPED: "Hồ sơ đang dừng đồng hồ",
    Cell.NO_DUE: "Hồ sơ chưa có ngày hẹn",
    Cell.TO_SIGN: "Chờ tôi ký",
    Cell.TO_SIGN_BELOW: "Chờ lãnh đạo cấp dưới ký",
    Cell.APOLOGIES: "Trễ hạn, chưa có thư xin lỗi",
    Cell.EXTENDABLE: "Sẽ trễ, còn gia hạn được",
    Cell.TRANSFERS: "Nằm ở quầy quá hạn chuyển",
    Cell.QUESTIONS: "Ý kiến phối hợp trả lời trễ",
}


@needs("board.read")
def board(request: HttpRequest) -> HttpResponse:
    """What the leader must do today, and how his offices stand."""
    return render(request, "board/board.html", board_context(request))


def board_context(request: HttpRequest) -> dict[str, object]:
    """What the board shows; the reader may have asked for what the leaders below him have to sign, and for lines by field."""
    actor, now, asked = request.actor, request.now, request.GET  # type: ignore[attr-defined]
    by = GroupedBy.FIELD if asked.get("theo") == GroupedBy.FIELD else GroupedBy.OFFICE
    seen = told.board(actor, offices=offices_of(request), now=now, is_with_below=asked.get("ky") == "duoi", by=by)
    incidents, corrections = waiting_for_leader(actor)
    signed = Cell.TO_SIGN_BELOW if seen.is_with_below else Cell.TO_SIGN
    return {
        "board": seen,
        "figures": {cell.name.lower(): (cell.value, seen.totals[cell]) for cell in seen.totals},
        "sign_rows": [(row, seen.summaries[row.case_id], seen.drafts.get(row.case_id)) for row in seen.to_sign],
        "to_sign_total": seen.totals[signed],
        "to_sign_cell": signed.value,
        "may_sign": actor.may("case.decide"),
        "may_assign": actor.may("case.assign"),
        "incidents": incidents,
        "corrections": corrections,
        "voids": len(voids_asked(reached_with("fee.void", actor), authority_id=actor.authority_id)),
    }


@needs("board.read")
def behind(request: HttpRequest) -> HttpResponse:
    """The cases behind one figure."""
    pick, page = _pick(request), _page(request)
    offices = offices_of(request)
    found = told.listed(request.actor, pick, offices=offices, now=request.now, page=page)  # type: ignore[attr-defined]
    shown = {
        "listed": found,
        "words": CELLS[pick.cell],
        "pick": pick,
        "office": offices.offices[pick.office_id].name if pick.office_id in offices.offices else "",
        "back": f"?theo={GroupedBy.FIELD}" if pick.field is not None else "",
        "query": _query(pick),
        "may_sign": request.actor.may("case.decide"),  # type: ignore[attr-defined]
    }
    return render(request, "board/cases.html", shown)


def _pick(request: HttpRequest) -> Pick:
    cell, office, day = (request.GET.get(name, "") for name in ("o", GroupedBy.OFFICE, "ngay"))
    return Pick(
        cell=Cell(cell) if cell in list(Cell) else Cell.HELD,
        office_id=int(office) if office.isascii() and office.isdigit() and len(office) < 19 else None,
        field=request.GET.get(GroupedBy.FIELD),
        day=_day(day),
    )


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _page(request: HttpRequest) -> int:
    typed = request.GET.get("trang", "")
    return max(int(typed), 1) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1


def _query(pick: Pick) -> str:
    """The address of the list, to which a page is added."""
    asked = {"o": pick.cell.value, GroupedBy.OFFICE: pick.office_id, GroupedBy.FIELD: pick.field, "ngay": pick.day}
    return f"?{urlencode({name: str(value) for name, value in asked.items() if value is not None})}&"
