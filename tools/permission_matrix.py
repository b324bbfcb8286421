"""Write the permission matrix anew: every route is asked as every role, and git shows what has changed since the last review.

.venv/bin/python tools/permission_matrix.py
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEST = "tests/trust/test_permission_matrix.py::test_every_route_answers_as_the_table_says"


def main() -> int:
    """Ask, write, show the difference."""
    environment = {**os.environ, "PERMISSION_MATRIX": "write"}
    asked = subprocess.run([sys.executable, "-m", "pytest", "-q", TEST], cwd=ROOT, env=environment, check=False)
    if asked.returncode == 0:
        subprocess.run(["git", "--no-pager", "diff", "--stat", "--", "tests/trust/permissions.csv"], cwd=ROOT, check=False)
        print("Đã ghi tests/trust/permissions.csv: hãy đọc lại từng dòng đã đổi trước khi ghi vào kho.")
    return asked.returncode


if __name__ == "__main__":
    sys.exit(main())
