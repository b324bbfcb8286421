"""A scripted month of one district division and of one commune counter, through the real commands, every day closed at zero.

Beside the program runs a ledger in plain Python (tests/builders/month.py) that counts by itself; at the end the two must agree.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from motcua.cases.models import Case, Original
from motcua.cases.queries.board import board
from motcua.cases.queries.figures import Cell
from motcua.cases.queries.workload import workers
from motcua.cases.rules.channels import Channel
from motcua.cases.rules.flow import OPEN, State
from motcua.cases.rules.outcomes import Outcome
from motcua.catalogue.commands.enact import enact
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.rules.procedure import Fee, Procedure
from motcua.fees.models import DrawerClose, FeeReceipt
from motcua.fees.queries import days_left_open
from motcua.fees.rules.charges import Method
from motcua.journal.models import Entry
from motcua.journal.queries import story_of
from motcua.journal.verify import verify_journal
from motcua.kernel.moments import at
from motcua.law.limits import limit
from motcua.law.periods import Period
from motcua.offices.commands.found import found
from motcua.offices.models import Office, Person
from motcua.offices.queries import directory, system_actor
from motcua.offices.rules.plan import AuthorityPlan, OfficePlan, PersonPlan, YearPlan
from motcua.queue.models import CounterClose, Ticket
from motcua.queue.queries import days_to_close
from motcua.queue.rules.tickets import End
from motcua.reports.queries import Wanted, form_of
from motcua.reports.tally import COLUMNS
from motcua.reports.tally import Cell as Figure
from tests.builders.district import PAPERS, District, district
from tests.builders.month import Kept, Ledger, Month, Roster
from tests.live_database import clone_of_the_database

SEED = 2021
VOIDED, FORGOTTEN = 13, 15
"""Which case of the division's month is paid wrongly, and which one the counter forgets to hand over."""


@dataclass(frozen=True, slots=True)
class Told:
    """A month that is over: where it was, who sat where, its working days, what the ledger says, and the last moment."""

    here: District
    roster: Roster
    days: tuple[date, ...]
    ledger: Ledger

    @property
    def now(self) -> datetime:
        """The evening of the last day."""
        return at(self.days[-1], time(17, 30))

    @property
    def counter_id(self) -> int:
        """The counter."""
        return self.here.offices[self.roster.counter]

    @property
    def last(self) -> int:
        """The number of the last day."""
        return len(self.days) - 1

    def stands(self, kept: Kept) -> str:
        """How a case stands by the ledger: early, on the day, late; open in time, open and late."""
        if kept.ended is None:
            return "open late" if kept.due < self.last else "open"
        if kept.ended > kept.due:
            return "late"
        return "on" if kept.ended == kept.due or kept.is_cut_short else "early"


def working_days(first: date, last: date) -> list[date]:
    """The days from Monday to Friday; neither month has a holiday."""
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in every if day.weekday() < 5]


# ---- the division of 2021 -------------------------------------------------------------------------------------------------------

DIVISION = Roster(
    counter="huyen", division="tnmt", asked="tp", receptionist="lan", cashier="thao", second="khoa", handlers=("minh", "nam"),
    leader="hoa", asked_leader="phap",
)  # fmt: skip
MARCH = working_days(date(2021, 3, 1), date(2021, 3, 31))


def play_division(key: str) -> Told:
    """March 2021 of the environment division: everything that can happen to a land case, two to three new ones a day."""
    here = district(key)
    here.now = at(date(2021, 2, 26), time(8))
    here.enact("DD", fees=(Fee("Lệ phí", 30_000),))
    month = Month(here, DIVISION, MARCH, seed=SEED)
    fates = (
        _early, _on_the_day, _with_papers, _late, _early, _consulted, _regretted, _extended, _refused, _withdrawn, _silent, _discontinued,
        _given_to_another, _with_an_original,
    )  # fmt: skip
    number = 0
    for day in range(len(MARCH)):
        for clock in ("07:40", "08:20", "09:00")[: 2 + day % 2]:
            fate, number = fates[number % len(fates)], number + 1
            month.comes(day, clock, "DD" if number % 3 else "P5", then=_begun(month, day, fate, number), **_more(fate))
        if day % 4 == 1:
            month.files(day, "09:30", "P5", then=_begun(month, day, _early, 0))
        if day % 5 == 0:
            month.asks_only(day, "10:00")
            month.goes_away(day, "10:15")
        if day % 6 == 2:
            month.is_turned_away(day, "10:30", "P5")
    month.ledger.differences[MARCH[11]] = -1_000
    return Told(here, DIVISION, tuple(MARCH), month.play())


def _more(fate: Any) -> dict[str, Any]:
    return {"originals": ("Giấy chứng nhận QSDĐ BK 1",)} if fate is _with_an_original else {}


def _begun(month: Month, day: int, fate: Callable[[Month, int, str, int], None], number: int) -> Callable[[int], None]:
    """What follows on the receipt of a case: its fee, the way to a handler, and its fate."""

    def begin(case_id: int) -> None:
        if number % 3 and number:
            if number % 10 == 4:
                month.is_exempt(case_id, day, "11:00")
            else:
                method = Method.TRANSFER if number % 4 == 0 else Method.CASH
                month.pays(case_id, day, "11:00", method, is_void=number == VOIDED)
        handler = month.goes_to_work(case_id, day, is_forgotten=number == FORGOTTEN)
        fate(month, case_id, handler, day)

    return begin


def _early(month: Month, case_id: int, handler: str, day: int) -> None:
    month.is_settled(case_id, handler, day + 2 + month.random.randrange(3))


def _on_the_day(month: Month, case_id: int, handler: str, day: int) -> None:
    month.is_settled(case_id, handler, day + 5)


def _late(month: Month, case_id: int, handler: str, day: int) -> None:
    month.is_settled(case_id, handler, day + 7, is_collected=False)


def _regretted(month: Month, case_id: int, handler: str, day: int) -> None:
    month.is_regretted(case_id, day + 6)
    month.is_settled(case_id, handler, day + 12)


def _silent(month: Month, case_id: int, handler: str, day: int) -> None:
    """Nobody moves a hand."""


def _with_papers(month: Month, case_id: int, handler: str, day: int) -> None:
    month.asks_for_papers(case_id, handler, day + 1, supplied=day + 3)
    month.is_settled(case_id, handler, day + 8)


def _consulted(month: Month, case_id: int, handler: str, day: int) -> None:
    month.is_consulted(case_id, handler, day + 1)
    month.is_settled(case_id, handler, day + 4)


def _extended(month: Month, case_id: int, handler: str, day: int) -> None:
    month.is_extended(case_id, day + 3, to=day + 9)
    month.is_settled(case_id, handler, day + 9)


def _refused(month: Month, case_id: int, handler: str, day: int) -> None:
    month.is_settled(case_id, handler, day + 3, outcome=Outcome.REFUSE)


def _withdrawn(month: Month, case_id: int, handler: str, day: int) -> None:
    month.is_withdrawn(case_id, day + 2)


def _discontinued(month: Month, case_id: int, handler: str, day: int) -> None:
    month.is_discontinued(case_id, day + 2)


def _given_to_another(month: Month, case_id: int, handler: str, day: int) -> None:
    month.changes_hands(case_id, day + 1)
    month.is_settled(case_id, DIVISION.handlers[0], day + 20)


def _with_an_original(month: Month, case_id: int, handler: str, day: int) -> None:
    month.is_settled(case_id, handler, day + 3)


# ---- the commune of 2026 --------------------------------------------------------------------------------------------------------

COMMUNE = Roster(
    counter="tt", division="vp", asked="vhxh", receptionist="sen", cashier="sen", second="chutich", handlers=("quy", "nga"),
    leader="chutich", asked_leader="truong",
)  # fmt: skip
OCTOBER = working_days(date(2026, 10, 1), date(2026, 10, 30))
_PLACE = AuthorityPlan(
    key="xa-thu", name="UBND xã",
    offices=(
        OfficePlan(key="xa", name="UBND xã", kind="commune", code="Y99.26", number_generator="qd20", place="Vân Canh"),
        OfficePlan(key="tt", name="Trung tâm Phục vụ hành chính công", kind="counter", number_generator="qd20", parent="xa"),
        OfficePlan(key="vp", name="Văn phòng HĐND và UBND", kind="division", parent="xa"),
        OfficePlan(key="vhxh", name="Phòng Văn hóa - Xã hội", kind="division", parent="xa"),
    ),
    people=(
        PersonPlan(key="sen", name="Đinh Thị Sen", office="tt", roles=("receptionist", "cashier")),
        PersonPlan(key="chutich", name="Nguyễn Tấn Sơn", office="xa", roles=("leader",)),
        PersonPlan(key="quy", name="Lê Quý", office="vp", roles=("handler",)),
        PersonPlan(key="nga", name="Mai Thị Nga", office="vp", roles=("handler",)),
        PersonPlan(key="truong", name="Đoàn Trường", office="vhxh", roles=("leader",)),
    ),
    years=tuple(YearPlan(year=year, is_provisional=False) for year in range(2026, 2028)),
)  # fmt: skip


def play_commune(key: str) -> Told:
    """October 2026 of a commune: copies certified while people wait are most of it, beside them a few slower cases."""
    begins = at(date(2026, 9, 28), time(8))
    plan = AuthorityPlan(key=key, name=_PLACE.name, offices=_PLACE.offices, people=_PLACE.people, years=_PLACE.years)
    authority_id = found(actor=system_actor(0), at=begins, plan=plan)
    offices = dict(Office.objects.filter(authority_id=authority_id).values_list("key", "id"))
    people = {person.key: person for person in Person.objects.filter(authority_id=authority_id)}
    here = District(authority_id, offices, people, now=begins)
    steps = (here.step("lam", "vp", "handler", 3), here.step("ky", "xa", "leader", 1))
    _enacted(here, "sao", steps=(), lead_office_id=offices["tt"], limits={"": limit(1, "working_day")}, fees=(Fee("Phí", 4_000),))
    _enacted(here, "cham", lead_office_id=offices["vp"], limits={"": limit(5, "working_day")}, steps=steps)
    month = Month(here, COMMUNE, OCTOBER, seed=SEED)
    fates = (_early, _on_the_day, _late, _silent, _consulted, _regretted)
    for day in range(len(OCTOBER)):
        for number in range(4 + day % 3):
            clock = f"{8 + number // 3:02}:{number % 3 * 20:02}"
            month.comes(day, clock, "sao", then=_copied(month, day, clock), is_receipt_wanted=False)
        if day % 2 == 0:
            month.comes(day, "10:20", "cham", then=_begun(month, day, fates[day // 2 % len(fates)], 0))
        if day % 7 == 3:
            month.asks_only(day, "10:40")
            month.goes_away(day, "10:50")
    return Told(here, COMMUNE, tuple(OCTOBER), month.play())


def _enacted(here: District, key: str, **told: Any) -> None:
    procedure = Procedure(
        version_id=0, procedure_id=0, code=f"9.{key}", key=key, name=f"Thủ tục {key}", field="Tư pháp", papers=PAPERS,
        receiving_office_ids=frozenset({here.offices["tt"]}), **told,
    )  # fmt: skip
    version = enact(actor=system_actor(here.authority_id), at=here.now, valid_from=date(2026, 9, 1), procedure=procedure)
    here.procedures[key] = ProcedureVersion.objects.get(pk=version).procedure_id


def _copied(month: Month, day: int, clock: str) -> Callable[[int], None]:
    def begin(case_id: int) -> None:
        hour, minute = map(int, clock.split(":"))
        month.pays(case_id, day, f"{hour:02}:{minute + 6:02}")
        month.is_done_at_once(case_id, day, clock)

    return begin


# ---- what must be true ----------------------------------------------------------------------------------------------------------

MONTHS = {"division": play_division, "commune": play_commune}


@pytest.fixture(scope="module")
def played(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Told]]:
    """Both months, in a database of their own."""
    with clone_of_the_database(django_db_blocker):
        yield {name: play(f"thang-{name}") for name, play in MONTHS.items()}


@pytest.fixture(params=list(MONTHS))
def told(request: Any, played: dict[str, Told]) -> Told:
    """One of the two."""
    return played[request.param]


def test_every_day_is_closed_the_drawer_at_zero_or_explained_and_what_is_left_open_is_known(told: Told) -> None:
    here = {"authority_id": told.here.authority_id}
    closes = {close.day: close for close in CounterClose.objects.filter(office=told.counter_id, **here)}
    drawers = {close.day: close for close in DrawerClose.objects.filter(office=told.counter_id, **here)}
    assert set(closes) == set(drawers) == set(told.days)
    assert not days_left_open([told.counter_id], before=told.days[-1] + timedelta(days=1), **here)
    assert not days_to_close([told.counter_id], before=told.days[-1] + timedelta(days=1), **here)
    assert {day: len(close.left_open) for day, close in closes.items() if close.left_open} == told.ledger.left_open
    assert all(bool(close.note) == (day in told.ledger.left_open) for day, close in closes.items())
    for day, close in drawers.items():
        short = told.ledger.differences.get(day, 0)
        assert close.counted_cash == told.ledger.takings.get(day, Counter())["cash"] + short
        assert bool(close.explanation) == bool(short), day


def test_the_money_of_the_receipts_is_the_money_of_the_ledger_to_the_dong(told: Told) -> None:
    taken: dict[date, Counter[str]] = {}
    receipts = FeeReceipt.objects.filter(authority_id=told.here.authority_id).order_by("number")
    for receipt in receipts:
        if receipt.voided_at is None:
            taken.setdefault(receipt.taken_on, Counter())[receipt.method] += receipt.amount
    assert taken == told.ledger.takings
    assert [receipt.number for receipt in receipts] == list(range(1, told.ledger.receipts + 1))
    assert sum(receipt.voided_at is not None for receipt in receipts) == told.ledger.voids


def test_every_number_drawn_came_to_something_or_says_why_not(told: Told) -> None:
    tickets = Ticket.objects.filter(authority_id=told.here.authority_id).order_by("day", "number")
    assert Counter(ticket.day for ticket in tickets) == told.ledger.tickets
    for day, count in told.ledger.tickets.items():
        assert [ticket.number for ticket in tickets if ticket.day == day] == list(range(1, count + 1))
    assert sum(bool(ticket.left) for ticket in tickets) == told.ledger.unserved
    assert all(ticket.ended_at or ticket.left for ticket in tickets)
    assert {ticket.end for ticket in tickets if ticket.ended_at} <= {End.SERVED, ""}


def test_the_cases_are_those_of_the_ledger_each_in_one_state_and_numbered_without_a_gap(told: Told) -> None:
    cases = {case.pk: case for case in Case.objects.filter(authority_id=told.here.authority_id)}
    accepted = {pk: case for pk, case in cases.items() if case.accepted_at}
    assert set(accepted) == set(told.ledger.cases)
    assert sum(case.state == State.REFUSED_INTAKE for case in cases.values()) == told.ledger.refused
    for day in told.days:
        serials = sorted(
            int(str(case.file_number)[-4:]) for case in accepted.values() if case.accepted_at and case.accepted_at.date() == day
        )
        assert serials == list(range(1, len(serials) + 1)), day
    books = sorted(case.book_serial or 0 for case in accepted.values())
    assert books == list(range(1, len(accepted) + 1))
    for pk, kept in told.ledger.cases.items():
        state = State(accepted[pk].state)
        wanted = State.RETURNED if kept.is_returned else State.SETTLED if kept.ended is not None else None
        if kept.is_cut_short:
            wanted = State(kept.result)
        assert state is wanted if wanted else state in OPEN, (pk, kept, state)


def test_bieu_06_of_the_month_is_what_the_ledger_counts_by_its_own_fingers(told: Told) -> None:
    offices = directory(told.here.authority_id)
    top = next(office.id for office in offices.offices.values() if office.parent_id is None)
    form = form_of(Wanted(top, is_with_below=True, period=Period(told.days[0], told.days[-1])), offices=offices, now=told.now)
    kept = list(told.ledger.cases.values())
    stand = Counter(told.stands(each) for each in kept)
    wanted = {
        "c3": len(kept), "c4": sum(each.is_online for each in kept), "c5": sum(not each.is_online for each in kept), "c6": 0,
        "c7": sum(each.ended is not None for each in kept), "c8": stand["early"], "c9": stand["on"], "c10": stand["late"],
        "c11": sum(each.ended is None for each in kept), "c12": stand["open"], "c13": stand["open late"],
    }  # fmt: skip
    assert {cell.value: form.total.figures[cell] for cell in COLUMNS} == wanted
    assert form.notes[Figure.ENDED_WITHOUT_RESULT] == sum(each.is_cut_short for each in kept)
    assert all(stand[name] for name in ("early", "on", "late", "open late")), "the month tells of every kind"


def test_whoever_is_owed_an_apology_is_on_the_leaders_board_and_nobody_else(told: Told) -> None:
    actor = told.here.actor(told.roster.leader)
    owed = [kept for kept in told.ledger.cases.values() if told.stands(kept) == "open late" and not kept.is_regretted]
    seen = board(actor, offices=directory(told.here.authority_id), now=told.now)
    assert seen.totals[Cell.APOLOGIES] == len(owed) > 0
    assert seen.totals[Cell.LATE] == sum(told.stands(kept) == "open late" for kept in told.ledger.cases.values())


def test_each_handler_holds_exactly_what_the_ledger_says(told: Told) -> None:
    held: dict[str, set[int]] = {key: set() for key in told.roster.handlers}
    for case_id, kept in told.ledger.cases.items():
        if kept.ended is None and kept.holder:
            held[kept.holder].add(case_id)
    actor, offices = told.here.actor(told.roster.leader), directory(told.here.authority_id)
    people = workers(actor, told.here.offices[told.roster.division], offices=offices, now=told.now)
    found_ = {worker.person_id: set(worker.case_ids) for worker in people if worker.person_id}
    assert found_ == {told.here.people[key].pk: cases for key, cases in held.items()}


def test_no_original_of_a_returned_case_is_left_in_anybodys_hands(told: Told) -> None:
    left = Original.objects.filter(authority_id=told.here.authority_id, returned_at=None).values_list("case", flat=True)
    assert all(not told.ledger.cases[case_id].is_returned for case_id in left)


def test_the_journal_of_the_month_holds(told: Told) -> None:
    assert verify_journal().holds
    first, last = at(told.days[0], time(7)), at(told.days[-1], time(17))
    of_cases = Entry.objects.filter(authority_id=told.here.authority_id, case_id__in=told.ledger.cases)
    assert all(first - timedelta(hours=14) <= entry.recorded_at <= last for entry in of_cases)


def test_the_same_seed_tells_the_same_month_again(told: Told) -> None:
    again = (play_division if told.roster is DIVISION else play_commune)(f"lai-{told.roster.counter}")
    assert _stories(again) == _stories(told)


def _stories(told: Told) -> list[list[str]]:
    stories = (story_of(case_id, authority_id=told.here.authority_id) for case_id in sorted(told.ledger.cases))
    return [[act.kind for act in story] for story in stories]


def test_online_filings_are_counted_as_such(told: Told) -> None:
    online = Case.objects.filter(authority_id=told.here.authority_id, accepted_at__isnull=False, channel=Channel.SELF_ONLINE)
    assert online.count() == sum(kept.is_online for kept in told.ledger.cases.values())
