"""``motcua take-over``: open and closed cases of another system from a file; tried first, told line by line, totals compared."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from motcua.doors.console.authority_at_hand import operator
from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.database import home_argument

if TYPE_CHECKING:
    from motcua.cases.rules.takeover import Mapped
    from motcua.cases.rules.takeover_results import LineResult
    from motcua.doors.shared.table_file import Table
    from motcua.kernel.actor import Actor

_REPORTED = {
    "early": "trước hạn", "on_time": "đúng hạn", "late": "quá hạn",
    "pending_in_time": "đang giải quyết, còn hạn", "pending_late": "đang giải quyết, quá hạn",
}  # fmt: skip
"""What the old system's own report says, where it is typed in, and how the options say it."""
_EVERY = 200
"""After how many cases the progress is told."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """FILE, its mapping, for which counter, tried or applied."""
    parser.add_argument("file", metavar="TỆP", help="tệp .xlsx hoặc .csv xuất từ hệ thống cũ")
    parser.add_argument("--office", required=True, metavar="KHÓA", help="nơi tiếp nhận của các hồ sơ trong tệp")
    parser.add_argument("--mapping", metavar="TÊN", help="bảng ánh xạ đã lưu, hoặc một tệp .json; không ghi thì đoán theo tiêu đề cột")
    parser.add_argument("--save-mapping", metavar="TÊN", help="lưu bảng ánh xạ đã dùng dưới tên này")
    parser.add_argument("--report", metavar="TỆP.xlsx", help="ghi kết quả từng dòng và bảng đối chiếu ra tệp")
    for name, words in _REPORTED.items():
        parser.add_argument(f"--reported-{name.replace('_', '-')}", type=int, metavar="SỐ", help=f"báo cáo cũ ghi bao nhiêu hồ sơ {words}")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--dry-run", action="store_true", help="chỉ thử: cho biết kết quả, không ghi gì")
    which.add_argument("--apply", action="store_true", help="nhập thật; bị ngắt thì chạy lại, phần đã nhập được giữ nguyên")
    home_argument(parser)
    parser.add_argument("--authority", metavar="KHÓA", help="cơ quan (UBND) nào, khi cơ sở dữ liệu có nhiều cơ quan")


def run(options: argparse.Namespace) -> int:
    """Read, try, tell, and apply where that is asked for; 1 when a line was held back or a total differs."""
    actor = operator(options)
    from motcua.doors.shared.program_clock import program_now
    from motcua.doors.shared.taking_over import compared_words, guessed, reconciled, results_of, told

    table = _table(options.file)
    counter_id = _office(options.office, actor)
    mapped = guessed(table, _mapped(options.mapping, actor))
    _say(f"Đã đọc {len(table.rows)} dòng của “{table.name}” (SHA-256 {table.digest[:16]}…).", *table.notes, *_columns(table, mapped))
    where: dict[str, Any] = {"counter_id": counter_id, "authority_id": actor.authority_id}
    results = results_of(table, mapped, now=program_now(), **where)
    if options.apply:
        results = _applied(results, table, counter_id, actor)
    if options.save_mapping:
        _save(options.save_mapping, mapped, actor)
    figures = reconciled(results, now=program_now(), reported=_reported(options), **where) if options.apply else ()
    lines = tuple(told(results, mapped))
    if options.report:
        from motcua.doors.shared.take_over_report import report_xlsx

        Path(options.report).write_bytes(report_xlsx(lines, figures))
    for each in lines:
        said = " ".join(part for part in (f"[{each.column}]" if each.column else "", each.why, each.todo) if part)
        print(f"dòng {each.line}  {each.number or '–'}  {each.became}{': ' + said if said else ''}")
    print("\n".join(("", *_totals(results, is_applied=options.apply), *(compared_words(each) for each in figures))))
    return 1 if _is_flawed(results) or any(each.differs for each in figures) else 0


def _table(name: str) -> "Table":
    from motcua.doors.shared.table_file import Unfit
    from motcua.doors.shared.take_over_file import read_table

    try:
        return read_table(Path(name).read_bytes(), name=Path(name).name)
    except OSError as error:
        raise BadInput(f"{name}: không đọc được tệp ({error.strerror})") from error
    except Unfit as error:
        raise BadInput(f"{name}: {error}") from error


def _office(key: str, actor: "Actor") -> int:
    from motcua.offices.queries import directory

    known = {office.key: office.id for office in directory(actor.authority_id).offices.values()}
    if key not in known:
        raise BadInput(f"--office {key}: không có cơ quan này; các cơ quan là {', '.join(sorted(known))}")
    return known[key]


def _mapped(name: str | None, actor: "Actor") -> "Mapped | None":
    """The mapping saved under a name, or written in a file; none where none is named."""
    from motcua.cases.queries.take_over_known import mapping_called, mapping_names
    from motcua.cases.rules.takeover import mapped_from

    if name is None:
        return None
    if name.endswith(".json"):
        try:
            return mapped_from(json.loads(Path(name).read_text(encoding="utf-8")))
        except (OSError, ValueError, AttributeError, TypeError) as error:
            raise BadInput(f"--mapping {name}: không đọc được bảng ánh xạ ({error})") from error
    known = mapping_called(name, authority_id=actor.authority_id)
    if known is None:
        saved = ", ".join(mapping_names(actor.authority_id)) or "chưa có bảng nào"
        raise BadInput(f"--mapping {name}: không có bảng ánh xạ này; đã lưu: {saved}")
    return known


def _save(name: str, mapped: "Mapped", actor: "Actor") -> None:
    from motcua.cases.commands.save_take_over_mapping import save_take_over_mapping
    from motcua.doors.shared.program_clock import program_now

    save_take_over_mapping(actor=actor, at=program_now(), name=name, mapped=mapped)
    _say(f"Đã lưu bảng ánh xạ “{name}”.")


def _columns(table: "Table", mapped: "Mapped") -> Iterator[str]:
    """Which column is read as what; which that a mapping names is missing."""
    from motcua.cases.rules.takeover import FIELD_WORDS, REQUIRED

    for field, words in FIELD_WORDS.items():
        header = mapped.columns.get(field)
        if header in table.headers:
            yield f"  {words}: cột “{header}”"
        elif header is not None:
            yield f"  {words}: tệp không có cột “{header}”"
        elif field in REQUIRED:
            yield f"  {words}: chưa chọn cột"


def _applied(results: "tuple[LineResult, ...]", table: "Table", counter_id: int, actor: "Actor") -> "tuple[LineResult, ...]":
    from motcua.cases.rules.takeover_results import Became
    from motcua.doors.shared.program_clock import program_now
    from motcua.doors.shared.taking_over import taken

    wanted, done = sum(each.became is Became.NEW for each in results), []
    for count, (each, _) in enumerate(taken(results, table, counter_id=counter_id, actor=actor, now=program_now), 1):
        done.append(each)
        if count % _EVERY == 0:
            _say(f"Đã xong {count}/{len(results)} dòng.")
    _say(f"Đã xong {len(results)} dòng, trong đó {wanted} dòng phải nhập.")
    return tuple(done)


def _reported(options: argparse.Namespace) -> dict[Any, int]:
    from motcua.law.clock import Timeliness

    typed = {Timeliness(name): getattr(options, f"reported_{name}") for name in _REPORTED}
    return {stands: count for stands, count in typed.items() if count is not None}


def _totals(results: "tuple[LineResult, ...]", *, is_applied: bool) -> Iterator[str]:
    from motcua.cases.rules.takeover_results import BECAME_WORDS, Became, counted

    count = counted(results)
    for became in Became:
        words = "đã nhập" if is_applied and became is Became.NEW else BECAME_WORDS[became]
        yield f"{count[became]:>7}  {words}"
    yield f"{len(results):>7}  cộng"
    if not is_applied:
        yield "Đây là thử: chưa ghi gì."


def _is_flawed(results: "tuple[LineResult, ...]") -> bool:
    from motcua.cases.rules.takeover_results import Became

    return any(each.became is Became.HELD_BACK for each in results)


def _say(*lines: str) -> None:
    """Tell on standard error how far the work has come."""
    print("\n".join(lines), file=sys.stderr)
