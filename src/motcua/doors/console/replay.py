"""``motcua replay FILE``: a scenario through the same commands as the screens, in a fresh throw-away database."""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.scenario import ScenarioError, read_scenario, schema
from motcua.doors.console.scenario_reports import periods_asked, reports_of
from motcua.kernel.moments import VIETNAM, local
from motcua.law.periods import Period


def arguments(parser: argparse.ArgumentParser) -> None:
    """FILE and what to print of it."""
    parser.add_argument("file", nargs="?", help="tệp tình huống (JSON Lines, UTF-8); “-” là đầu vào chuẩn")
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    parser.add_argument("--schema", action="store_true", help="in JSON Schema của tệp rồi thôi")
    parser.add_argument("--as-of", metavar="THỜI_ĐIỂM", help="thời điểm xét các hồ sơ chưa xong (mặc định: việc cuối cùng)")
    parser.add_argument(
        "--report", action="append", default=[], metavar="BIỂU:KỲ", help="thêm báo cáo (bieu-06:2021-Q1); ghi nhiều lần được"
    )


def run(options: argparse.Namespace) -> int:
    """Replay the file and print what came of it."""
    if options.schema:
        print(json.dumps(schema(), ensure_ascii=False, indent=1))
        return 0
    if not options.file:
        raise BadInput("thiếu tên tệp tình huống; xem motcua replay --help")
    try:
        head, acts = read_scenario(_lines(options.file))
    except ScenarioError as error:
        raise BadInput(f"{options.file}, {error}") from error
    as_of = _moment(options.as_of) if options.as_of else None
    periods = periods_asked(options.report)
    outcome = in_throw_away_database(lambda: _replay(head, acts, as_of=as_of, periods=periods))
    print(json.dumps(outcome, ensure_ascii=False, indent=1) if options.json else _in_words(outcome))
    return 0


def in_throw_away_database(work: Callable[[], Any]) -> Any:
    """Run ``work`` with Django upon a fresh database that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="motcua-") as home:
        os.environ.update(MOTCUA_HOME=home, MOTCUA_DATABASE_URL="sqlite://:memory:", MOTCUA_PROFILE="")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0, interactive=False)
        return work()


def _lines(name: str) -> list[str]:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except OSError as error:
        raise BadInput(f"không mở được tệp {name}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{name}: tệp không phải UTF-8 (byte thứ {error.start}); hãy lưu lại dạng UTF-8") from error
    return text.splitlines()


def _moment(text: str) -> datetime:
    try:
        return local(datetime.fromisoformat(text))
    except ValueError as error:
        raise BadInput(f"--as-of {text}: không phải thời điểm ISO 8601, ví dụ 2021-03-31T17:00") from error


def _replay(head: Any, acts: list[tuple[int, Any]], *, as_of: datetime | None, periods: dict[str, Period]) -> dict[str, Any]:
    from motcua.doors.console.scenario_outcome import outcome_of
    from motcua.doors.console.scenario_run import enact_all, set_stage

    stage = set_stage(head, at=acts[0][1].moment if acts else datetime(2021, 1, 1, tzinfo=VIETNAM))
    refusals = enact_all(stage, acts)
    outcome = outcome_of(stage, refusals, as_of=as_of or (acts[-1][1].moment if acts else datetime.now(VIETNAM)))
    return outcome | {"reports": reports_of(periods, authority_id=stage.authority_id, as_of=as_of)}


def _in_words(outcome: dict[str, Any]) -> str:
    """The outcome as lines that a person reads."""
    lines = [
        f"{alias}: {case['file_number'] or '(chưa có mã số)'} · {case['state']} · hẹn {case['due_at'] or '–'} · {case['timeliness']}"
        for alias, case in outcome["cases"].items()
    ]
    lines += [f"dòng {row['line']}: {row['act']} bị từ chối ({row['code']}): {row['message']}" for row in outcome["refusals"]]
    lines += [f"{typed}: {_figures(report['total'])}" for typed, report in outcome["reports"].items()]
    entries = outcome["journal"]["entries"]
    return "\n".join([*lines, f"Sổ nhật ký: {entries} mục, {'nguyên vẹn' if outcome['journal']['verified'] else 'KHÔNG nguyên vẹn'}."])


def _figures(total: dict[str, int]) -> str:
    return ", ".join(f"({column[1:]}) {figure}" for column, figure in total.items())
