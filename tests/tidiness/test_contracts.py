"""The import contracts of pyproject.toml bite: deliberate violations in a copy of the source are all found."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
# The file that breaks a contract, what it imports, and the contract that must name it.
VIOLATIONS = [
    ("kernel/violation.py", "from motcua.offices import queries", "Rooms"),
    ("catalogue/violation.py", "from motcua.cases.rules import flow", "Rooms"),
    ("unheard_of/__init__.py", "", "Rooms"),
    ("doors/desk/violation.py", "from motcua.doors.counter import violation", "Doors are strangers"),
    ("cases/rules/upwards.py", "from motcua.cases import models", "Shelves"),
    ("law/violation.py", "from django.db import models", "Purity"),
    ("cases/rules/outwards.py", "import socket", "Purity"),
    ("cases/commands/violation.py", "from motcua.cases.commands import foreign", "Commands do not call commands"),
    ("cases/commands/foreign.py", "from motcua.offices import models", "Models of the offices"),
    ("cases/queries/strange.py", "from motcua.documents import models", "Models of the documents"),
    ("doors/counter/violation.py", "from motcua.cases.models import Case", "Models of the cases"),
]


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What import-linter says about a copy of the source with all the violations in it."""
    folder = tmp_path_factory.mktemp("contracts")
    source = shutil.ignore_patterns("__pycache__", "static", "demonstration", "fonts")
    shutil.copytree(ROOT / "src" / "motcua", folder / "motcua", ignore=source)
    for name, statement, _ in VIOLATIONS:
        path = folder / "motcua" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{statement}\n")
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--config", str(ROOT / "pyproject.toml")]
    environment = {**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout.partition("Broken contracts\n")[2]


@pytest.mark.parametrize(("name", "statement", "contract"), VIOLATIONS)
def test_a_violation_is_caught(complaints: str, name: str, statement: str, contract: str) -> None:
    parts = re.split(r"\n(\S.*)\n-{4,}\n", complaints)
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    module = "motcua." + name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    assert [title for title, text in sections.items() if title.startswith(contract) and module in text]
