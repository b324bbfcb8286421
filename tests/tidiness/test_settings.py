"""Each setting is described, and nothing is described that is none."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_page_of_settings_lists_exactly_the_settings() -> None:
    source = (ROOT / "src/motcua/config/settings.py").read_text()
    read = set(re.findall(r'environment\.(?:text|flag|listed|key|clock_time)\("([A-Z_]+)"', source)) | {
        "HOME",
        "DATABASE_URL",
        "DOCUMENTS_FOLDER",
    }
    described = set(re.findall(r"^\| `MOTCUA_([A-Z_]+)`", (ROOT / "docs/settings.md").read_text(), re.MULTILINE))
    assert read == described
