"""tools/chromium.py: a browser that answers, or the command that brings one."""

import os
from pathlib import Path

import pytest

import chromium


def _program(folder: Path, name: str, says: str) -> str:
    path = folder / name
    path.write_text(f"#!/bin/sh\necho '{says}'\n")
    path.chmod(0o755)
    return str(path)


def test_a_stub_that_only_speaks_of_snap_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(tmp_path, "chromium-browser", "please install the snap")
    real = _program(tmp_path, "google-chrome", "Google Chrome 140.0")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(chromium, "_can_be_driven", lambda: True)
    assert chromium.chromium() == real


def test_a_browser_that_cannot_be_driven_is_not_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(tmp_path, "chromium", "Chromium 140.0")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(chromium, "_can_be_driven", lambda: False)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(chromium.NoChromium, match="libatomic1"):
        chromium.chromium()


def test_without_a_browser_an_ordinary_user_is_told_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(chromium.NoChromium, match="sudo apt-get install -y chromium"):
        chromium.chromium()
