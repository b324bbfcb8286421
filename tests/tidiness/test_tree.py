"""The tree stays readable: short files, door-plates, speaking names, nothing of one machine."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src" / "motcua"
LONGEST = 500
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "service", "services", "base", "data", "info", "misc"}
READ_BY_PEOPLE = {".py", ".md", ".toml", ".sh", ".yml", ".html", ".css", ".js", ".typ", ".txt", ""}
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|Users|root|work)/[\w.-]+")


def _tracked() -> list[Path]:
    """The files of the project: what git knows, or what an unpacked archive holds."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]
    hidden = {".venv", ".git", ".cache", "var"}
    return [path for path in ROOT.rglob("*") if path.is_file() and not hidden.intersection(path.relative_to(ROOT).parts)]


def _modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _named(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def test_no_source_file_is_longer_than_500_lines() -> None:
    written_by_hand = [path for path in _tracked() if path.suffix in {".py", ".sh", ".js", ".css", ".html", ".typ"}]
    assert _named([path for path in written_by_hand if len(_text(path).splitlines()) > LONGEST]) == []


def test_every_package_has_a_door_plate_and_nothing_else_in_its_init() -> None:
    def is_a_plate(path: Path) -> bool:
        body = ast.parse(_text(path)).body
        return len(body) == 1 and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)

    plates = [path for path in _modules() if path.name == "__init__.py" and path.parent != SOURCE]
    assert _named([path for path in plates if not is_a_plate(path) and path.parent.name != "migrations"]) == []


def test_every_folder_of_modules_is_a_package() -> None:
    assert _named(sorted({path.parent for path in _modules() if not (path.parent / "__init__.py").exists()})) == []


def test_module_names_say_what_is_inside() -> None:
    assert _named([path for path in SOURCE.rglob("*") if path.stem in VAGUE and (path.is_dir() or path.suffix == ".py")]) == []


def test_no_path_of_one_machine_stands_in_the_tree() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in _tracked()
        if path.suffix in READ_BY_PEOPLE and path.name != "LICENSE"
        for match in MACHINE_PATH.finditer(_text(path))
    ]
    assert found == []


@pytest.mark.parametrize("text", ["see ~home/an/motcua", "~root/.cache", "x = '~work/tree'"])
def test_a_machine_path_would_be_seen(text: str) -> None:
    assert MACHINE_PATH.search(text.replace("~", "/"))


@pytest.mark.parametrize("text", ["/workers/4", "docs/home/page", "https://example.vn/home/x"])
def test_an_address_is_no_machine_path(text: str) -> None:
    assert not MACHINE_PATH.search(text)
