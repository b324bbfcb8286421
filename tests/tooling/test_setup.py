"""tools/setup.sh: what it says when the machine lacks something, tried with a PATH of our own making."""

import shutil
import subprocess
from pathlib import Path

import pytest

from run_tests import ROOT

SHELL_NEEDS = ("sh", "dirname", "touch")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A copy of the set-up in an empty project, and a folder ``bin`` that is all of its PATH."""
    (tmp_path / "tools").mkdir()
    shutil.copy(ROOT / "tools" / "setup.sh", tmp_path / "tools")
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in SHELL_NEEDS:
        (programs / name).symlink_to(shutil.which(name) or name)
    return tmp_path


def _python(machine: Path, name: str, *, version: str, has_venv: bool) -> None:
    """A stand-in that answers the set-up's three questions as a Python of ``version`` would."""
    recent = int(version.split(".")[1]) >= 11
    path = machine / "bin" / name
    path.write_text(
        "#!/bin/sh\n"
        'case "$2" in\n'
        f"    *print*) echo {version} ;;\n"
        f"    *sys.exit*) exit {0 if recent else 1} ;;\n"
        f"    *ensurepip*) exit {0 if has_venv else 1} ;;\n"
        '    *) echo "made a venv with $0"; exit 1 ;;\n'
        "esac\n"
    )
    path.chmod(0o755)


def _setup(machine: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "tools/setup.sh", "dev"], cwd=machine, env={"PATH": str(machine / "bin")}, capture_output=True, text=True, check=False
    )


def test_an_old_python_is_named_with_the_mend(machine: Path) -> None:
    _python(machine, "python3", version="3.9", has_venv=True)
    done = _setup(machine)
    assert done.returncode == 1
    assert "Python của máy là bản 3.9" in done.stderr
    assert "sudo apt-get install -y python3.11 python3.11-venv" in done.stderr


def test_a_missing_venv_module_is_named_with_the_mend(machine: Path) -> None:
    _python(machine, "python3", version="3.11", has_venv=False)
    done = _setup(machine)
    assert done.returncode == 1
    assert "sudo apt-get install -y python3-venv" in done.stderr


def test_no_python_at_all_is_said(machine: Path) -> None:
    done = _setup(machine)
    assert done.returncode == 1
    assert "máy chưa có Python" in done.stderr


def test_a_newer_python_beside_an_old_one_is_used(machine: Path) -> None:
    _python(machine, "python3", version="3.9", has_venv=True)
    _python(machine, "python3.12", version="3.12", has_venv=True)
    assert "Tạo .venv với Python 3.12" in _setup(machine).stdout


def test_a_complete_python_is_preferred_to_one_without_venv(machine: Path) -> None:
    _python(machine, "python3", version="3.13", has_venv=False)
    _python(machine, "python3.11", version="3.11", has_venv=True)
    assert "Tạo .venv với Python 3.11" in _setup(machine).stdout
