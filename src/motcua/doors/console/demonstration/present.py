"""The commune of today: founded, its procedures imported and given their steps, a few weeks before the present day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from motcua.catalogue.commands.approve import approve
from motcua.catalogue.commands.import_drafts import import_drafts
from motcua.catalogue.queries import newest_version_of, procedures_by_code, version
from motcua.catalogue.rules.procedure import Procedure, Step
from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.demonstration import plans, words
from motcua.doors.console.demonstration.cast import Home
from motcua.doors.console.demonstration.profiles import page
from motcua.doors.console.demonstration.stage import Setting, Stage, staged
from motcua.doors.console.published_list import read_list
from motcua.doors.console.shipped_calendar import shipped_years
from motcua.kernel.actor import Actor
from motcua.kernel.moments import at, local_date
from motcua.kernel.refusal import Refusal
from motcua.law.calendar import WorkingCalendar
from motcua.law.limits import limit
from motcua.offices.commands.found import found
from motcua.offices.queries import actor_of, directory, people_ids, system_actor
from motcua.offices.rules.calendars import planned_calendar

LASTS = 32
"""Working days that the story lasts, before the present one."""

SET_UP = 4
"""Working days before it, in which the office sets itself up."""

_BEGAN_ON = date(2025, 7, 1)
"""The commune as it is now (NQ 1664/NQ-UBTVQH15)."""

_LONGEST = timedelta(days=100)
"""No promise of the story reaches further ahead."""

_LIST, _COUNTER, _SEAT, _ADMINISTRATOR = "procedures_2026", "trung-tam", "xa", "quantri"
_FORMER_COMMUNES = ("tt-van-canh", "canh-thuan", "canh-hoa", "canh-hiep")
_REGION = "xã Vân Canh, tỉnh Gia Lai"


def days_before(now: datetime) -> Sequence[date]:
    """The working days before that of ``now``, oldest first: those of the setting up, then those of the story.

    BadInput where the shipped calendar does not reach far enough ahead, or the commune was not there yet.
    """
    today = local_date(now)
    calendar = planned_calendar(week=None, years=shipped_years(), days=[])
    known = [year.year for year in shipped_years()]
    beyond = today + _LONGEST
    if beyond.year > max(known):
        raise BadInput(
            f"chương trình chưa có lịch nghỉ năm {beyond.year}, nên hồ sơ của tuần này chưa hẹn trả được (hôm nay {today:%d/%m/%Y}); "
            "hãy dùng bản chương trình mới hơn, hoặc make demo PROFILE=van-canh-2021"
        )
    days = _days(today, calendar)
    if not days or days[0] < _BEGAN_ON:
        first = _BEGAN_ON + timedelta(days=60)
        raise BadInput(
            f"hôm nay là {today:%d/%m/%Y}; câu chuyện của xã Vân Canh (có từ {_BEGAN_ON:%d/%m/%Y}) chỉ kể được từ {first:%d/%m/%Y}: "
            "hãy xem lại đồng hồ của máy, hoặc make demo PROFILE=van-canh-2021"
        )
    return days


def _days(today: date, calendar: WorkingCalendar) -> list[date]:
    days: list[date] = []
    try:
        while len(days) < LASTS + SET_UP:
            days.append(calendar.previous_working_date(days[-1] if days else today))
    except Refusal:
        return []
    return days[::-1]


def set_stage(profile: str, *, days: Sequence[date], now: datetime) -> Stage:
    """Found the authority of ``profile``, import the national list, and approve the steps of what has no defect."""
    authority_id = found(actor=system_actor(0), at=at(days[0], time(8)), plan=plans.authority_plan(profile))
    known = {office.key: office.id for office in directory(authority_id).offices.values()}
    told = read_list(_LIST)
    import_drafts(
        actor=system_actor(authority_id), at=at(days[0], time(9)), drafts=told.drafts, effective=days[1],
        receiving_office_ids=[known[_COUNTER]], source=told.title, digest=told.digest,
    )  # fmt: skip
    _approve_steps(profile, days, known, authority_id)
    setting = Setting(
        opening=at(days[SET_UP], time(7)), curtain=now, home=_home, consulted=("van-phong", "van-hoa"), helpers_at=_COUNTER,
        counter=_COUNTER,
        late=words.LATE_TODAY, court=words.DISCONTINUED_BASIS_TODAY,
    )  # fmt: skip
    return staged(setting, authority_id)


def _home(random: Random, _: str) -> Home:
    return Home(random.choice(_FORMER_COMMUNES), _REGION)


def _approve_steps(profile: str, days: Sequence[date], offices: dict[str, int], authority_id: int) -> None:
    """The administrator gives each procedure the steps that this office takes, in the set-up as it is done there."""
    rows = page(profile, "steps.toml")["procedures"]
    ids = procedures_by_code([row["code"] for row in rows], authority_id=authority_id)
    for number, row in enumerate(rows):
        base = newest_version_of(ids[row["code"]])
        if base is None:
            raise BadInput(f"{profile}/steps.toml: thủ tục {row['code']} của {_LIST} không đang dùng")
        approve(
            actor=_administrator(authority_id, days[2]), at=at(days[2], time(8, 30)) + timedelta(minutes=4 * number), version_id=base,
            procedure=_with_steps(version(base), row, offices), valid_from=days[3],
        )  # fmt: skip


def _administrator(authority_id: int, day: date) -> Actor:
    actor = actor_of(people_ids(authority_id)[_ADMINISTRATOR], day=day)
    assert actor is not None  # noqa: S101 - the profile's own file appoints him
    return actor


def _with_steps(told: Procedure, row: dict[str, Any], offices: dict[str, int]) -> Procedure:
    """``told`` led by a division, which works on it, and signed by the People's Committee."""
    work, signing = (limit(row[name]["value"], row[name]["unit"], None, None) for name in ("work", "signing"))
    return replace(
        told,
        lead_office_id=offices[row["office"]],
        steps=(
            Step("tham-dinh", "Thẩm định, dự thảo kết quả", offices[row["office"]], "handler", work),
            Step("ky", "Ký duyệt", offices[_SEAT], "leader", signing),
        ),
    )
