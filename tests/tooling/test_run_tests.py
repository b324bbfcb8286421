"""tools/run_tests.py: an honest sum, whatever the stages do."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import run_tests
from postgres import NoPostgres
from run_tests import Stage, main, run, sqlite, summary

ONE_OF_EACH = """
import pytest

def test_right(): pass

def test_wrong(): assert False

@pytest.mark.skip(reason="as an example")
def test_left_out(): pass

@pytest.fixture
def broken(): raise ValueError

def test_without_its_fixture(broken): pass
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of its own, so that the runner runs no test of ours."""
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setattr(run_tests, "ROOT", tmp_path)
    monkeypatch.setattr(run_tests, "STAGES", (Stage("one", (), sqlite), Stage("two", ("-k", "right"), sqlite)))
    return tmp_path


@contextmanager
def no_server() -> Iterator[dict[str, str]]:
    raise NoPostgres("hãy cài PostgreSQL")
    yield {}


def test_the_line_is_worded_as_by_pytest() -> None:
    counts = Counter(passed=512, failed=1, skipped=2, errors=1)
    assert summary(counts, 321.04).strip("=") == " 1 failed, 512 passed, 2 skipped, 1 error in 321.0s "


def test_the_stages_are_summed_and_a_failure_counts(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "test_each.py").write_text(ONE_OF_EACH)
    assert main([]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "1 failed, 2 passed, 1 skipped, 1 error in" in lines[-1]
    assert any("test_each::test_right" in line for line in lines)


def test_all_green_is_green(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "test_good.py").write_text("def test_right(): pass\n")
    assert main([]) == 0
    assert "= 2 passed in" in capsys.readouterr().out.splitlines()[-1]


def test_quick_runs_the_first_stage_only(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "test_good.py").write_text("def test_right(): pass\n")
    assert main(["--quick"]) == 0
    assert "= 1 passed in" in capsys.readouterr().out.splitlines()[-1]


def test_a_stage_without_tests_is_an_error_unless_a_part_was_asked_for(project: Path) -> None:
    (project / "test_other.py").write_text("def test_other(): pass\n")
    assert main([]) == 1
    assert main(["-k", "other"]) == 0


def test_a_file_that_cannot_be_read_is_an_error(project: Path) -> None:
    (project / "test_bad.py").write_text("import nowhere_to_be_found\n")
    assert run(Stage("one", (), sqlite), []).counts["errors"] >= 1


def test_a_wrong_argument_is_an_error(project: Path) -> None:
    assert run(Stage("one", ("--no-such-option",), sqlite), []).counts == Counter(errors=1)


def test_a_missing_server_is_an_error_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(Stage("PostgreSQL", (), no_server), []).counts == Counter(errors=1)
    assert "hãy cài PostgreSQL" in capsys.readouterr().out


def test_there_are_three_stages() -> None:
    assert [stage.name for stage in run_tests.STAGES] == ["SQLite", "PostgreSQL", "browser"]
