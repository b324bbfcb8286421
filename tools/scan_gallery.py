"""Write the table of docs/scans.md anew: what becomes of two thousand scans of identity cards, by what happened to them on the way.

.venv/bin/python tools/scan_gallery.py
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEST = "tests/rules/cases/test_gallery_of_scans.py::test_the_table_in_the_document_is_what_is_measured"


def main() -> int:
    """Measure, write, show the difference."""
    environment = {**os.environ, "SCAN_GALLERY": "write"}
    asked = subprocess.run([sys.executable, "-m", "pytest", "-q", TEST], cwd=ROOT, env=environment, check=False)
    if asked.returncode == 0:
        subprocess.run(["git", "--no-pager", "diff", "--stat", "--", "docs/scans.md"], cwd=ROOT, check=False)
        print("Đã ghi bảng trong docs/scans.md: hãy đọc lại từng dòng đã đổi trước khi ghi vào kho.")
    return asked.returncode


if __name__ == "__main__":
    sys.exit(main())
