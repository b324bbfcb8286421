"""Write the table of statements a screen costs anew; git shows what has changed since the last review.

.venv/bin/python tools/statement_counts.py
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEST = "tests/trust/test_statement_counts.py"


def main() -> int:
    """Count, write, show the difference."""
    environment = {**os.environ, "STATEMENT_COUNTS": "write"}
    counted = subprocess.run([sys.executable, "-m", "pytest", "-q", TEST], cwd=ROOT, env=environment, check=False)
    if counted.returncode == 0:
        subprocess.run(["git", "--no-pager", "diff", "--", "tests/trust/statement_counts.csv"], cwd=ROOT, check=False)
    return counted.returncode


if __name__ == "__main__":
    sys.exit(main())
