"""A short story on a stage: the set-up of an ordinary district office, and acts as a scenario file writes them."""

import copy
import itertools
from datetime import datetime
from typing import Any

from motcua.doors.console.scenario import read_scenario_rows
from motcua.doors.console.scenario_outcome import outcome_of
from motcua.doors.console.scenario_reports import periods_asked, reports_of
from motcua.doors.console.scenario_run import enact_all, set_stage
from motcua.kernel.moments import local

stages = itertools.count()

OFFICES = [
    {"id": "huyen", "name": "UBND huyện Vân Canh", "code": "000.00.99.H08", "kind": "district"},
    {"id": "tnmt", "name": "Phòng Tài nguyên và Môi trường", "parent": "huyen", "kind": "division"},
    {"id": "tp", "name": "Phòng Tư pháp", "parent": "huyen", "kind": "division"},
    {"id": "xa", "name": "UBND xã Canh Vinh", "code": "000.01.99.H08", "kind": "commune", "parent": "huyen"},
]
PEOPLE = [
    {"id": "lan", "name": "Trần Thị Lan", "office": "huyen", "roles": ["receptionist"], "phone": "0905000099"},
    {"id": "minh", "name": "Nguyễn Văn Minh", "office": "tnmt", "roles": ["handler"]},
    {"id": "nam", "name": "Lê Văn Nam", "office": "tnmt", "roles": ["handler"]},
    {"id": "hoa", "name": "Lê Thị Hoa", "office": "tnmt", "roles": ["leader"]},
    {"id": "tu", "name": "Phạm Thị Tú", "office": "tp", "roles": ["handler"]},
    {"id": "phap", "name": "Đặng Văn Pháp", "office": "tp", "roles": ["leader"]},
    {"id": "chutich", "name": "Bùi Quang Khoa", "office": "huyen", "roles": ["leader"]},
    {"id": "xalan", "name": "Mai Thị Hà", "office": "xa", "roles": ["receptionist"]},
    {"id": "buudien", "name": "Vũ Văn Tùng", "office": "huyen", "roles": ["post"]},
    {"id": "giup", "name": "Đinh Văn Nhơn", "office": "xa", "roles": ["helper"]},
    {"id": "khach", "name": "La Văn Dũng", "office": "tnmt", "roles": []},
]
PAPERS = [
    {"id": "don", "name": "Đơn đề nghị", "required": True},
    {"id": "ban-ve", "name": "Bản vẽ", "required": False},
    {"id": "anh", "name": "Ảnh", "required": False},
]


def procedure(**changes: Any) -> dict[str, Any]:
    """A five-day procedure of the environment division with one step, changed as told."""
    return {
        "id": "P5", "code": "9.000001", "name": "Xác nhận đơn", "field": "Đất đai", "office": "tnmt", "receiving_office": "huyen",
        "time_limit": {"value": 5, "unit": "working_day"}, "papers": copy.deepcopy(PAPERS),
        "steps": [{"id": "tham-dinh", "office": "tnmt", "role": "handler", "limit": {"value": 24, "unit": "hour"}}],
        "pauses": ["obligation", "measurement"], **changes,
    }  # fmt: skip


TWO_STEPS = [
    {"id": "tham-dinh", "office": "tnmt", "role": "handler", "limit": {"value": 2, "unit": "working_day"}},
    {"id": "y-kien", "office": "tp", "role": "handler", "limit": {"value": 1, "unit": "working_day"}},
]


def play(
    *acts: dict[str, Any],
    procedures: list[dict[str, Any]] | None = None,
    calendar: dict[str, Any] | None = None,
    offices: list[dict[str, Any]] | None = None,
    as_of: str | None = None,
    reports: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Perform the acts (each ``{"at", "by", "act", …}``; "case" is "A" unless told) and return the contract's outcome."""
    setup = {"offices": offices or OFFICES, "people": PEOPLE, "procedures": procedures or [procedure()]}
    if calendar is not None:
        setup["calendar"] = calendar
    head, told = read_scenario_rows([{"scenario": 1, "setup": setup}, *({**_case(act), **act} for act in acts)])
    stage = set_stage(head, at=told[0][1].moment, key=f"scenario-{next(stages)}")
    refusals = enact_all(stage, told)
    moment = local(datetime.fromisoformat(as_of)) if as_of else None
    told_of = reports_of(periods_asked(reports), authority_id=stage.authority_id, as_of=moment)
    return outcome_of(stage, refusals, as_of=moment or told[-1][1].moment) | {"reports": told_of}


def _case(act: dict[str, Any]) -> dict[str, str]:
    return {} if act["act"] == "tick" else {"case": "A"}


def receive(at: str, **changes: Any) -> dict[str, Any]:
    """The counter receives a case with the one required paper."""
    return {
        "at": at, "by": "lan", "act": "receive", "procedure": "P5", "papers": ["don"],
        "applicant": {"name": "Đinh Thị Lan", "phone": "0905000001"}, **changes,
    }  # fmt: skip


def submit(at: str, **changes: Any) -> dict[str, Any]:
    """The applicant files a case online."""
    return {**receive(at), "by": "applicant", "act": "submit", "channel": "self_online", **changes}


def act(at: str, by: str, name: str, **fields: Any) -> dict[str, Any]:
    """Any other act."""
    return {"at": at, "by": by, "act": name, **fields}


def codes(outcome: dict[str, Any]) -> list[str]:
    """The codes of the refused acts, in order."""
    return [row["code"] for row in outcome["refusals"]]
