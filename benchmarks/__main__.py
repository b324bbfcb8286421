"""All benchmarks, or those chosen, one after the other; needs the PostgreSQL that MOTCUA_DATABASE_URL names (make bench starts one).

    python -m benchmarks [--only intake] [--only desk] [--json FILE]

Prints what it does, then a table. Exit code 0: every bound holds; 1: one does not, or answers differ; 2: none failed, but a benchmark did
not find five quiet rounds and draws no conclusion.
"""

import argparse
import json
import os
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.rounds import FAILS, HOLDS, NO_CONCLUSION, QUIET_NEEDED, Figure, Outcome, machine
from benchmarks.server import described

NAMES = ("calendar", "receipt", "intake", "desk", "screens", "report", "verify")
_NEEDS_SERVER = {"intake", "desk", "screens", "report"}


def main() -> int:
    """Measure, print, keep."""
    given = _arguments()
    chosen = [name for name in NAMES if not given.only or name in given.only]
    if _NEEDS_SERVER.intersection(chosen) and not os.environ.get("MOTCUA_DATABASE_URL"):
        print("Cần PostgreSQL ghi an toàn: make bench, hoặc đặt MOTCUA_DATABASE_URL.", file=sys.stderr)
        return 2
    outcomes = [each for name in chosen for each in _measured(name)]
    print("\n".join(["", *table(outcomes)]))
    if given.json:
        given.json.write_text(json.dumps(_report(outcomes), ensure_ascii=False, indent=1, default=str), encoding="utf-8")
    return worst(outcomes)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", choices=NAMES, help="chỉ chạy phép đo này; ghi nhiều lần được")
    parser.add_argument("--json", type=Path, help="ghi mọi con số vào tệp này")
    return parser.parse_args()


def _measured(name: str) -> list[Outcome]:
    print(f"── {name}", flush=True)
    outcomes: list[Outcome] = import_module(f"benchmarks.bench_{name}").measure()
    for each in outcomes:
        print(f"  {each.name}: {each.verdict}", *(f"  {flaw}" for flaw in each.flaws), sep="\n", flush=True)
    return outcomes


def worst(outcomes: list[Outcome]) -> int:
    """The exit code of all together."""
    codes = {each.code for each in outcomes}
    return FAILS if FAILS in codes else NO_CONCLUSION if NO_CONCLUSION in codes else HOLDS


def table(outcomes: list[Outcome]) -> list[str]:
    """Rows for people."""
    head = ["| phép đo | các bên (trung vị ± nhiễu) | con số | ngưỡng | vòng yên tĩnh | kết luận |", "|---|---|---|---|---|---|"]
    return head + [_row(each) for each in outcomes]


def _row(told: Outcome) -> str:
    sides = "; ".join(f"{name} {_figure(figure)} {told.unit}" for name, figure in told.sides.items())
    bound = f"{'≥' if told.wants_more else '≤'} {told.bound:g}"
    return f"| {told.says} | {sides} | {_figure(told.figure)} | {bound} | {told.quiet}/{QUIET_NEEDED} | {told.verdict} |"


def _figure(figure: Figure) -> str:
    return f"{figure.median:.4g} ± {figure.noise:g} %"


def _report(outcomes: list[Outcome]) -> dict[str, Any]:
    url = os.environ.get("MOTCUA_DATABASE_URL", "")
    taken = {"taken_at": time.strftime("%Y-%m-%dT%H:%M:%S%z"), "machine": machine(), "postgresql": described(url) if url else None}
    return {**taken, "outcomes": [each.told() for each in outcomes]}


if __name__ == "__main__":
    sys.exit(main())
