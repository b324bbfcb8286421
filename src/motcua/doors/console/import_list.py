"""``motcua import``: a published list of procedures read in; every row with what is wrong with it, in words, as JSON or as CSV."""

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from motcua.catalogue.rules.drafts import BLOCKING, SENTENCES, DefectKind, Disposition, ProcedureDraft, Summary, report_lines, summary
from motcua.catalogue.rules.from_drafts import Imported
from motcua.doors.console.authority_at_hand import authority_arguments, done_or_tried, operator
from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.published_list import KINDS, SHIPPED, PublishedList, read_list
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local


def arguments(parser: argparse.ArgumentParser) -> None:
    """FILE, for which offices and from which day."""
    parser.add_argument("file", metavar="TỆP", help=f"danh mục (JSON); {' hoặc '.join(SHIPPED)} là danh mục kèm chương trình")
    parser.add_argument(
        "--office", action="append", required=True, metavar="KHÓA", help="cơ quan tiếp nhận; ghi nhiều lần nếu có nhiều cơ quan"
    )
    parser.add_argument("--effective", required=True, metavar="NGÀY", help="có hiệu lực từ ngày, ví dụ 2026-07-01")
    parser.add_argument("--kind", choices=sorted(KINDS), help="loại danh mục; không ghi thì đoán từ tệp")
    parser.add_argument("--report", metavar="TỆP.csv", help="ghi bảng từng dòng, từng khiếm khuyết ra tệp CSV")
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    authority_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Read, report and import; nothing is written to the database unless everything can be."""
    effective = _day(options.effective)
    told = read_list(options.file, kind=options.kind)
    _say(f"Đã đọc {len(told.drafts)} dòng của “{told.title}”.")
    actor = operator(options)
    offices = _offices(options.office, actor)
    if options.report:
        _write_report(options.report, told.drafts)
    done = _import(actor, told, effective=effective, offices=offices, is_tried=options.dry_run)
    _say(_outcome(done, is_tried=options.dry_run))
    if options.json:
        print(json.dumps(_as_json(told, done, options), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_in_words(told, done, is_tried=options.dry_run)))
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"--effective {text}: không phải ngày như 2026-07-01") from None


def _offices(keys: list[str], actor: Actor) -> list[int]:
    from motcua.offices.queries import directory

    known = {office.key: office.id for office in directory(actor.authority_id).offices.values()}
    for key in keys:
        if key not in known:
            raise BadInput(f"--office {key}: không có cơ quan này; các cơ quan là {', '.join(sorted(known))}")
    return [known[key] for key in dict.fromkeys(keys)]


def _import(actor: Actor, told: PublishedList, *, effective: date, offices: list[int], is_tried: bool) -> Imported:
    from motcua.catalogue.commands.import_drafts import import_drafts
    from motcua.doors.shared.program_clock import program_now

    def act() -> Imported:
        return import_drafts(
            actor=actor,
            at=program_now(),
            drafts=told.drafts,
            effective=effective,
            receiving_office_ids=offices,
            source=told.title,
            digest=told.digest,
        )

    return done_or_tried(act, is_tried=is_tried)


def _say(line: str) -> None:
    """Tell on standard error how far the work has come."""
    print(line, file=sys.stderr)


def _outcome(done: Imported, *, is_tried: bool) -> str:
    if done.done_before:
        return f"Tệp này đã được nhập lúc {local(done.done_before):%H:%M ngày %d/%m/%Y}; không có gì thay đổi."
    verb = "Sẽ áp dụng" if is_tried else "Đã áp dụng"
    waiting = done.in_force + done.drafts - done.unchanged - len(done.enacted)
    words = f"{verb} {len(done.enacted)} bản mới, thêm {waiting} bản nháp; {done.unchanged} dòng giống lần nhập trước, giữ nguyên."
    return f"{words} Đây là thử: chưa ghi gì." if is_tried else words


def _in_words(told: PublishedList, done: Imported, *, is_tried: bool) -> Iterator[str]:
    """Row by row, then the totals; of a row that is not ours its head alone."""
    for draft in told.drafts:
        lines = report_lines(draft)
        yield from lines[:1] if draft.disposition is Disposition.NOT_OURS else lines
    counted = summary(told.drafts)
    yield from ("", *_dispositions(counted), "", *_kinds(counted), "", _outcome(done, is_tried=is_tried))


_BECAME = {
    Disposition.IN_FORCE: "áp dụng được",
    Disposition.DRAFT: "bản nháp, chờ người xác nhận",
    Disposition.NOT_OURS: "không thuộc UBND, không ghi vào danh mục",
}


def _dispositions(counted: Summary) -> Iterator[str]:
    yield f"{'Số dòng':>7}  Kết quả"
    for disposition, words in _BECAME.items():
        yield f"{counted.dispositions[disposition]:>7}  {words}"
    yield f"{sum(counted.dispositions.values()):>7}  cộng"


def _kinds(counted: Summary) -> Iterator[str]:
    yield f"{'Số dòng':>7}  {'Số chỗ':>6}  {'Giữ lại':<7}  Khiếm khuyết"
    for kind in DefectKind:
        if counted.rows_with[kind]:
            held = "có" if kind in BLOCKING else "không"
            yield f"{counted.rows_with[kind]:>7}  {counted.occurrences[kind]:>6}  {held:<7}  {SENTENCES[kind]} ({kind})"


def _as_json(told: PublishedList, done: Imported, options: argparse.Namespace) -> dict[str, Any]:
    counted = summary(told.drafts)
    return {
        "source": told.title,
        "sha256": told.digest,
        "effective": options.effective,
        "offices": options.office,
        "dry_run": options.dry_run,
        "already_imported_at": local(done.done_before).isoformat(timespec="seconds") if done.done_before else None,
        "totals": {
            "rows": len(told.drafts),
            **{disposition.value: count for disposition, count in counted.dispositions.items()},
            "enacted": len(done.enacted),
            "unchanged": done.unchanged,
        },
        "defects": {
            kind.value: {"rows": counted.rows_with[kind], "occurrences": counted.occurrences[kind], "is_blocking": kind in BLOCKING}
            for kind in DefectKind
            if counted.rows_with[kind]
        },
        "rows": [_row(draft) for draft in told.drafts],
    }


def _row(draft: ProcedureDraft) -> dict[str, Any]:
    return {
        "row": draft.row,
        "code": draft.code or None,
        "name": draft.name,
        "disposition": draft.disposition.value,
        "defects": [
            {
                "code": defect.kind.value,
                "where": defect.where,
                "detail": defect.detail,
                "is_blocking": defect.is_blocking,
                "words": defect.in_words(),
            }
            for defect in draft.defects
        ],
    }


_COLUMNS = ("Dòng", "Mã thủ tục", "Tên thủ tục", "Kết quả", "Mã khiếm khuyết", "Giữ lại", "Ở đâu", "Ghi là", "Cần làm gì")


def _write_report(name: str, drafts: tuple[ProcedureDraft, ...]) -> None:
    """One line a defect, one for a row without any; with the mark by which spreadsheets know UTF-8."""
    try:
        with Path(name).open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([_COLUMNS, *([_plain(cell) for cell in line] for draft in drafts for line in _lines(draft))])
    except OSError as error:
        raise BadInput(f"--report {name}: không ghi được tệp: {error.strerror}") from error


def _lines(draft: ProcedureDraft) -> Iterator[tuple[str, ...]]:
    head = (str(draft.row), draft.code, draft.name, _BECAME[draft.disposition])
    if not draft.defects:
        yield (*head, "", "", "", "", "")
    for defect in draft.defects:
        held = "có" if defect.is_blocking else "không"
        yield (*head, defect.kind.value, held, defect.where, defect.detail, SENTENCES[defect.kind])


def _plain(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
