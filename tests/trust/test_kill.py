"""What an officer was told is stored, once, under the number he was told, however often the server is killed meanwhile."""

import os
from pathlib import Path

import pytest

from tests.trust.kill_campaign import campaign

KILLS = 50

pytestmark = pytest.mark.database


def test_fifty_kills_during_intake_lose_nothing_double_nothing_and_skip_no_number(tmp_path: Path) -> None:
    verdict = campaign(kills=KILLS, officers=4, seed=2021, folder=tmp_path, server_url=os.environ.get("MOTCUA_DATABASE_URL", ""))
    log = (tmp_path / "server.log").read_text(encoding="utf-8", errors="replace")
    assert not verdict.findings, "\n".join([*verdict.findings[:20], log[-3000:]])
    assert verdict.acknowledged >= KILLS
    assert verdict.broken_off >= KILLS
