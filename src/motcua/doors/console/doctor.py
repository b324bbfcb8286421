"""``motcua doctor``: looks the installation over, names what is wrong, and says how to mend it."""

import argparse
import json
from dataclasses import asdict
from typing import Any

from motcua.doors.console.database import home_argument, name_home

SIGNS = {"ok": "✓", "error": "✗", "warning": "!", "note": "·"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which home, how much to read, and how to print."""
    home_argument(parser)
    parser.add_argument("--full", action="store_true", help="đọc hết sổ nhật ký, không chỉ 1000 mục mới nhất")
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")


def run(options: argparse.Namespace) -> int:
    """Print every finding; 1 when one is an error."""
    import django

    name_home(options)
    django.setup()
    from motcua.doors.console.examination import examine

    findings = examine(is_full=options.full)
    is_healthy = all(finding.status != "error" for finding in findings)
    if options.json:
        print(json.dumps({"healthy": is_healthy, "findings": [asdict(finding) for finding in findings]}, ensure_ascii=False, indent=1))
    else:
        print("\n".join([*(_line(finding) for finding in findings), "", _summary(findings)]))
    return 0 if is_healthy else 1


def _line(finding: Any) -> str:
    mend = f"\n    → {finding.mend}" if finding.mend else ""
    return f"{SIGNS[finding.status]} {finding.name}: {finding.words}{mend}"


def _summary(findings: list[Any]) -> str:
    count = {status: sum(finding.status == status for finding in findings) for status in SIGNS}
    if count["error"]:
        return f"Có {count['error']} chỗ hỏng (✗) phải sửa, {count['warning']} chỗ cần để ý (!)."
    return f"Máy khỏe; {count['warning']} chỗ cần để ý (!)." if count["warning"] else "Máy khỏe."
