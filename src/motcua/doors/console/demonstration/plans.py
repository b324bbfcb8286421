"""The TOML files of a profile as the plans that its authority is founded with."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from django.contrib.auth.hashers import make_password

from motcua.catalogue.rules.procedure import Fee, Paper, Procedure, Step
from motcua.doors.console.demonstration.profiles import PASSWORD, page
from motcua.doors.console.scenario_plans import shipped_years
from motcua.law.limits import TimeLimit, limit
from motcua.offices.rules.plan import AuthorityPlan, OfficePlan, PersonPlan

_ONLINE = ("self_online", "assisted_online")


def authority_plan(profile: str) -> AuthorityPlan:
    """The authority of ``profile``; a counter is no office of its own: its office receives, under the counter's telephone."""
    offices = page(profile, "offices.toml")["offices"]
    password_hash = make_password(PASSWORD)
    seat = next(office for office in offices if office["kind"] in ("province", "district", "commune"))
    return AuthorityPlan(
        key=profile,
        name=seat["name"],
        is_demonstration=True,
        offices=tuple(_office(told) for told in offices),
        people=tuple(_person(told, password_hash) for told in page(profile, "people.toml")["people"]),
        years=shipped_years(),
    )


def procedures(profile: str, office_ids: Mapping[str, int]) -> list[Procedure]:
    """The procedures of ``profile``; those of a commune are received by every commune, each for itself."""
    communes = frozenset(office_ids[told["id"]] for told in page(profile, "offices.toml")["offices"] if told["kind"] == "commune")
    return [_procedure(told, office_ids, communes) for told in page(profile, "procedures.toml")["procedures"]]


def _office(told: Mapping[str, Any]) -> OfficePlan:
    return OfficePlan(
        key=told["id"],
        name=told["name"],
        kind=told["kind"],
        code=told.get("code", ""),
        number_generator=told.get("number_generator", "qcvn102"),
        parent=told.get("parent"),
        place=told.get("place", ""),
        address=told.get("address", ""),
        phone=told.get("counter", told).get("phone", ""),
        head_title=told.get("head_title", ""),
    )


def _person(told: Mapping[str, Any], password_hash: str) -> PersonPlan:
    return PersonPlan(
        key=told["login"],
        login=told["login"],
        name=told["name"],
        office=told["office"],
        roles=tuple(told["roles"]),
        password_hash=password_hash,
        is_backup=told.get("backup", False),
    )


def _procedure(told: Mapping[str, Any], office_ids: Mapping[str, int], communes: frozenset[int]) -> Procedure:
    return Procedure(
        version_id=0,
        procedure_id=0,
        code=told["code"],
        key=told["key"],
        name=told["name"],
        field=told["field"],
        lead_office_id=_lead(told, office_ids),
        receiving_office_ids=communes if told["level"] == "commune" else frozenset(office_ids[key] for key in told["receiving"]),
        limits=_limits(told),
        papers=tuple(Paper(row["id"], row["name"], row["required"], row["originals"], row["copies"]) for row in told["papers"]),
        steps=tuple(
            Step(row["id"], row["name"], office_ids.get(row["office"]), row["role"], _limit(row["limit"])) for row in told["steps"]
        ),
        fees=_fees(told.get("fee")),
        pauses=tuple(told.get("pauses", ())),
        is_joint=told.get("joint", False),
        has_result_via_counter=told.get("result_via_counter", False),
        is_online=told["online"],
        online_level=told["online_level"],
        result_name=told["result"],
        legal_basis=tuple(told["legal_basis"]),
        note=told["limit_source"],
    )


def _lead(told: Mapping[str, Any], office_ids: Mapping[str, int]) -> int | None:
    """The lead office; none, the receiving office, wherever a step is done by whoever received ("self" can mean nothing else)."""
    if any(step["office"] == "self" for step in told["steps"]):
        return None
    return office_ids[told["lead"]]


def _limits(told: Mapping[str, Any]) -> dict[str, TimeLimit | None]:
    limits: dict[str, TimeLimit | None] = {"": _limit(told["time_limit"])}
    for channel, own in told.get("channel_limits", {}).items():
        limits |= dict.fromkeys(_ONLINE if channel == "online" else (channel,), _limit(own))
    return limits


def _limit(told: Mapping[str, Any]) -> TimeLimit:
    cutoff = told.get("same_day_cutoff")
    return limit(told["value"], told["unit"], told.get("due_time"), time.fromisoformat(cutoff) if cutoff else None)


def _fees(told: Mapping[str, Any] | None) -> tuple[Fee, ...]:
    """What is charged: an amount, nothing where all are exempt, or (no amount) what the provincial council sets."""
    if told is None:
        return ()
    name = f"Phí, lệ phí (mỗi {told['per']})" if "per" in told else "Phí, lệ phí"
    amount = told.get("amount", None if "set_by" in told else 0)
    return (Fee(name, amount, exemption=told.get("exemption", ""), basis=told.get("basis", "") or told.get("note", "")),)
