"""The hand-written demonstration must hang together: every step has an office and a person, no step sum beats its limit."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import motcua

FOLDER = Path(motcua.__file__).parent / "doors" / "console" / "demonstration" / "van-canh-2021"
KINDS = {"district", "division", "land_branch", "commune", "vertical"}
ROLES = {"receptionist", "handler", "leader", "clerk", "cashier", "post", "inspector", "outreach", "administrator", "helper"}
MINUTES = {"hour": 60, "working_day": 480}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


OFFICES = {office["id"]: office for office in _read("offices.toml")["offices"]}
PEOPLE = _read("people.toml")["people"]
PROCEDURES = _read("procedures.toml")["procedures"]
PAUSES = _read("procedures.toml")["pause_names"]
COMMUNES = [id for id, office in OFFICES.items() if office["kind"] == "commune"]


def _roles_at(office: str) -> set[str]:
    return {role for person in PEOPLE if person["office"] == office for role in person["roles"]}


def _places(procedure: dict[str, Any], office: str) -> list[str]:
    return COMMUNES if office == "self" else [office]


def _minutes(limit: dict[str, Any]) -> float:
    """Session minutes of a limit: same-day is a day of eight hours, calendar days count five in seven."""
    if limit["unit"] == "calendar_day":
        return limit["value"] * 5 / 7 * 480
    return float(limit["value"] * MINUTES[limit["unit"]]) or 480.0


@pytest.mark.parametrize("name", ["offices.toml", "people.toml", "procedures.toml"])
def test_each_file_says_first_that_it_is_for_demonstration(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8").startswith("# Dữ liệu trình diễn, chưa đối chiếu quyết định.\n")


def test_office_codes_cannot_be_mistaken_for_real_ones() -> None:
    codes = [office["code"] for office in OFFICES.values() if "code" in office]
    assert len(set(codes)) == len(codes) == 8
    assert all(re.fullmatch(r"000\.\d\d\.99\.H08", code) for code in codes)
    assert all(office["code_note"] == "mã trình diễn" for office in OFFICES.values() if "code" in office)


def test_offices_stand_under_offices_that_exist() -> None:
    assert all(office["kind"] in KINDS and office.get("parent", "huyen") in OFFICES for office in OFFICES.values())
    assert len(COMMUNES) == 7
    assert "parent" not in OFFICES["cn-vpdkdd"]


def test_every_office_has_a_handler_and_a_leader() -> None:
    assert all(_roles_at(office) >= {"handler", "leader"} for office in OFFICES)


def test_every_counter_has_a_receptionist_and_the_district_a_backup() -> None:
    assert all("receptionist" in _roles_at(id) for id, office in OFFICES.items() if "counter" in office)
    assert [person["login"] for person in PEOPLE if person.get("backup")] == ["yen"]


def test_people_have_distinct_ascii_logins_known_roles_and_known_offices() -> None:
    logins = [person["login"] for person in PEOPLE]
    assert len(set(logins)) == len(logins)
    assert all(re.fullmatch(r"[a-z]+", login) for login in logins)
    assert all(person["office"] in OFFICES and set(person["roles"]) <= ROLES for person in PEOPLE)
    assert {role for person in PEOPLE for role in person["roles"]} == ROLES
    assert all(person["try"] for person in PEOPLE if person.get("showcase"))


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda procedure: procedure["key"])
def test_every_step_has_its_people_and_the_steps_fit_every_limit(procedure: dict[str, Any]) -> None:
    for step in procedure["steps"]:
        assert all(step["role"] in _roles_at(place) for place in _places(procedure, step["office"])), step["id"]
    limits = [procedure["time_limit"], *procedure.get("channel_limits", {}).values()]
    assert sum(_minutes(step["limit"]) for step in procedure["steps"]) <= min(_minutes(limit) for limit in limits)


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda procedure: procedure["key"])
def test_a_procedure_is_complete_and_its_offices_receive(procedure: dict[str, Any]) -> None:
    receiving = procedure["receiving"] if procedure["level"] == "district" else COMMUNES
    assert all("counter" in OFFICES[office] for office in receiving)
    assert procedure["lead"] in OFFICES or (procedure["lead"] == "self" and procedure["level"] == "commune")
    assert set(procedure.get("pauses", [])) <= set(PAUSES)
    assert procedure["online"] == ("online" in procedure["channels"]) == (procedure["online_level"] != "muc-2")
    assert any(paper["required"] for paper in procedure["papers"])
    assert len({paper["id"] for paper in procedure["papers"]}) == len(procedure["papers"])
    assert len({step["id"] for step in procedure["steps"]}) == len(procedure["steps"])
    assert procedure["limit_source"].split(":")[0] in {"2021", "luật", "theo trí nhớ", "trình diễn"}


def test_keys_and_codes_are_distinct_and_codes_clearly_invented() -> None:
    assert len({procedure["key"] for procedure in PROCEDURES}) == len({p["code"] for p in PROCEDURES}) == len(PROCEDURES) == 28
    assert all(re.fullmatch(r"9\.000\d{3}", procedure["code"]) for procedure in PROCEDURES)


def test_a_fee_has_an_amount_only_with_its_basis() -> None:
    assert all("basis" in p["fee"] for p in PROCEDURES if "amount" in p.get("fee", {}))
