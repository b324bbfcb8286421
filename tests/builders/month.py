"""A month of one counter and the division behind it, played through the commands; beside it a ledger in plain Python of what must be true.

The ledger is kept by the script alone: it knows the working days and counts by its own fingers, and never asks the program.
"""

import heapq
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from motcua.cases.commands.answer_consultation import answer_consultation
from motcua.cases.commands.apologise import apologise
from motcua.cases.commands.assign import assign
from motcua.cases.commands.consult import consult
from motcua.cases.commands.decide import decide
from motcua.cases.commands.discontinue import discontinue
from motcua.cases.commands.extend import extend
from motcua.cases.commands.hand_over import hand_over
from motcua.cases.commands.receive import receive
from motcua.cases.commands.refuse_intake import refuse_intake
from motcua.cases.commands.request_supplement import request_supplement
from motcua.cases.commands.return_result import return_result
from motcua.cases.commands.submit import submit
from motcua.cases.commands.supply import supply
from motcua.cases.commands.transfer import transfer
from motcua.cases.commands.withdraw import withdraw
from motcua.cases.queries.originals import held_of
from motcua.cases.rules.channels import Channel
from motcua.cases.rules.filing import ApplicantDetails, Filing
from motcua.cases.rules.outcomes import Outcome
from motcua.fees.commands.ask_void import ask_void
from motcua.fees.commands.close_drawer import close_drawer
from motcua.fees.commands.collect_fee import collect_fee
from motcua.fees.commands.settle_void import settle_void
from motcua.fees.commands.waive_fee import waive_fee
from motcua.fees.queries import owed_for
from motcua.fees.rules.charges import Method
from motcua.kernel.moments import at
from motcua.offices.queries import applicant_actor
from motcua.queue.commands.call_next import call_next
from motcua.queue.commands.close_counter import close_counter
from motcua.queue.commands.draw_ticket import draw_ticket
from motcua.queue.commands.give_guidance import give_guidance
from motcua.queue.commands.note_attendance import note_attendance
from motcua.queue.rules.tickets import Touch
from tests.builders.district import District

LIMIT = 5
"""Working days that the slow procedure takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Who sits where: keys of offices and people of the place."""

    counter: str
    division: str
    asked: str
    receptionist: str
    cashier: str
    second: str
    handlers: tuple[str, str]
    leader: str
    asked_leader: str


@dataclass(slots=True)
class Kept:
    """One case as the script knows it; days are numbers of the month's working days."""

    received: int
    due: int
    is_online: bool = False
    ended: int | None = None
    result: str = ""
    is_cut_short: bool = False
    holder: str = ""
    is_regretted: bool = False
    is_returned: bool = False


@dataclass(slots=True)
class Ledger:
    """Everything that the month must come to."""

    cases: dict[int, Kept] = field(default_factory=dict)
    refused: int = 0
    takings: dict[date, Counter[str]] = field(default_factory=dict)
    tickets: Counter[date] = field(default_factory=Counter)
    unserved: int = 0
    guided: int = 0
    receipts: int = 0
    voids: int = 0
    waived: int = 0
    left_open: dict[date, int] = field(default_factory=dict)
    differences: dict[date, int] = field(default_factory=dict)


class Month:
    """The script: acts are put at a day and a clock time, then played in that order, each day closed in the evening."""

    def __init__(self, here: District, roster: Roster, days: list[date], *, seed: int) -> None:
        self.here, self.roster, self.days = here, roster, days
        self.random = Random(seed)
        self.ledger = Ledger()
        self.acts: list[tuple[datetime, int, Callable[[datetime], None]]] = []
        self.told = self.people = 0
        self.explained: dict[date, list[int]] = {}

    # ---- telling -----------------------------------------------------------------------------------------------------

    def put(self, day: int, clock: str, act: Callable[[datetime], None]) -> None:
        """Let ``act`` happen on the working day ``day`` at ``clock``; beyond the month it does not."""
        if day < len(self.days):
            self.told += 1
            heapq.heappush(self.acts, (at(self.days[day], time.fromisoformat(clock)), self.told, act))

    def play(self) -> Ledger:
        """Play everything in the order of time, and close each evening."""
        for number, day in enumerate(self.days):
            self.put(number, "16:45", lambda moment, day=day: self._close_drawer(day, moment))  # type: ignore[misc]
            self.put(number, "16:55", lambda moment, day=day: self._close_counter(day, moment))  # type: ignore[misc]
        while self.acts:
            moment, _, act = heapq.heappop(self.acts)
            self.here.now = moment
            act(moment)
        return self.ledger

    def by(self, key: str) -> Any:
        """The person of that key as he acts now."""
        return self.here.actor(key)

    def office(self, key: str) -> int:
        """The id of an office."""
        return self.here.offices[key]

    # ---- the counter ---------------------------------------------------------------------------------------------------

    def comes(self, day: int, clock: str, procedure: str, *, then: Callable[[int], None], **more: Any) -> None:
        """Somebody draws a number, is called, and hands a case in; ``then`` is told its id."""
        hour, minute = map(int, clock.split(":"))
        called, served = (f"{hour:02}:{minute + after:02}" for after in (2, 4))
        self.put(day, clock, self._draw)
        self.put(day, called, self._call)
        self.put(day, served, lambda moment: then(self._receive(procedure, moment, day, **more)))

    def files(self, day: int, clock: str, procedure: str, *, then: Callable[[int], None]) -> None:
        """Somebody files online in the evening before; the counter accepts it in the morning."""
        filed: list[int] = []
        self.put(day - 1, "19:30", lambda moment: filed.append(self._submit(procedure, moment)))
        self.put(day, clock, lambda moment: then(self._receive(procedure, moment, day, of=filed[0])))

    def asks_only(self, day: int, clock: str) -> None:
        """Somebody only wants to be told how: guidance, and the number has come to something."""
        hour, minute = map(int, clock.split(":"))
        self.put(day, clock, self._draw)
        self.put(day, f"{hour:02}:{minute + 2:02}", self._call)
        self.put(day, f"{hour:02}:{minute + 3:02}", self._guide)

    def goes_away(self, day: int, clock: str) -> None:
        """Somebody draws a number and is gone before anybody calls."""
        self.put(day, clock, lambda moment: self._draw(moment, is_going=True))

    def is_turned_away(self, day: int, clock: str, procedure: str) -> None:
        """A filing for another office is refused at the counter, in writing."""

        def refuse(moment: datetime) -> None:
            self.ledger.refused += 1
            who = self.by(self.roster.receptionist)
            refuse_intake(actor=who, at=moment, of=self._filing(procedure), reason="Không thuộc thẩm quyền")

        self.put(day, clock, refuse)

    def _filing(self, procedure: str, channel: Channel = Channel.COUNTER) -> Filing:
        self.people += 1
        who = ApplicantDetails(name=f"Người nộp {self.people}", phone=f"09{self.people:08}")
        return Filing(
            procedure_id=self.here.procedures[procedure], receiving_office_id=self.office(self.roster.counter), papers=("don",),
            channel=channel, applicant=who,
        )  # fmt: skip

    def _submit(self, procedure: str, moment: datetime) -> int:
        filing = self._filing(procedure, Channel.SELF_ONLINE)
        who = applicant_actor(filing.applicant.name, authority_id=self.here.authority_id, phone=filing.applicant.phone)
        return submit(actor=who, at=moment, filing=filing)

    def _receive(self, procedure: str, moment: datetime, day: int, *, of: int = 0, **more: Any) -> int:
        who = self.by(self.roster.receptionist)
        case_id = receive(actor=who, at=moment, of=of or self._filing(procedure), **more)
        self.ledger.cases[case_id] = Kept(day, day + LIMIT, is_online=bool(of))
        if not of:
            note_attendance(actor=who, at=moment, touch=Touch.RECEIVED, subject_id=case_id)
        return case_id

    def _draw(self, moment: datetime, *, is_going: bool = False) -> None:
        ticket = draw_ticket(actor=self.by(self.roster.receptionist), at=moment, office_id=self.office(self.roster.counter))
        self.ledger.tickets[moment.date()] += 1
        if is_going:
            self.ledger.unserved += 1
            self.explained.setdefault(moment.date(), []).append(ticket)

    def _call(self, moment: datetime) -> None:
        call_next(actor=self.by(self.roster.receptionist), at=moment, office_id=self.office(self.roster.counter), place="Bàn 1")

    def _guide(self, moment: datetime) -> None:
        self.ledger.guided += 1
        give_guidance(actor=self.by(self.roster.receptionist), at=moment, office_id=self.office(self.roster.counter))

    # ---- money ---------------------------------------------------------------------------------------------------------

    def pays(self, case_id: int, day: int, clock: str, method: Method = Method.CASH, *, is_void: bool = False) -> None:
        """The fee is paid; ``is_void``: wrongly, so that two people make it void and it is paid anew."""

        def pay(moment: datetime) -> None:
            order = owed_for(case_id, authority_id=self.here.authority_id)
            assert order and order.amount
            receipt = collect_fee(actor=self.by(self.roster.cashier), at=moment, order_id=order.id, method=method)
            self.ledger.receipts += 1
            if is_void:
                self.ledger.voids += 1
                ask_void(actor=self.by(self.roster.cashier), at=moment, receipt_id=receipt, reason="Thu nhầm")
                settle_void(actor=self.by(self.roster.second), at=moment, receipt_id=receipt, is_void=True)
                collect_fee(actor=self.by(self.roster.cashier), at=moment, order_id=order.id, method=method)
                self.ledger.receipts += 1
            self.ledger.takings.setdefault(moment.date(), Counter())[method.value] += order.amount

        self.put(day, clock, pay)

    def is_exempt(self, case_id: int, day: int, clock: str) -> None:
        """The fee is waived, with its reason."""

        def waive(moment: datetime) -> None:
            order = owed_for(case_id, authority_id=self.here.authority_id)
            assert order
            self.ledger.waived += 1
            waive_fee(actor=self.by(self.roster.cashier), at=moment, order_id=order.id, reason="Hộ nghèo, sổ số 12")

        self.put(day, clock, waive)

    # ---- the division --------------------------------------------------------------------------------------------------

    def goes_to_work(self, case_id: int, day: int, *, is_forgotten: bool = False) -> str:
        """Handed to the division before noon, given to a handler after it; returns the handler's key.

        ``is_forgotten``: it lies at the counter until the next day, and the close of the day says so.
        """
        handler = self.random.choice(self.roster.handlers)
        if is_forgotten:
            self.ledger.left_open[self.days[day]] = 1
            day += 1
        self.put(day, "11:20", lambda moment: self._do(transfer, self.roster.receptionist, case_id, moment))
        self.put(day, "13:40", lambda moment: self._assigned(case_id, handler, moment))
        return handler

    def is_settled(self, case_id: int, handler: str, day: int, *, outcome: Outcome = Outcome.APPROVE, is_collected: bool = True) -> None:
        """The handler presents in the morning, the leader decides before noon, the applicant has it the next morning."""
        self.put(day, "09:50", lambda moment: self._do(hand_over, handler, case_id, moment))
        self.put(day, "10:40", lambda moment: self._decided(case_id, day, outcome, moment))
        if is_collected:
            self.put(day + 1, "15:10", lambda moment: self._returned(case_id, moment))

    def is_done_at_once(self, case_id: int, day: int, clock: str) -> None:
        """Decided and handed back while the applicant waits; the fee has been paid."""
        self.ledger.cases[case_id].due = day + 1
        hour, minute = map(int, clock.split(":"))
        self.put(day, f"{hour:02}:{minute + 8:02}", lambda moment: self._decided(case_id, day, Outcome.APPROVE, moment))
        self.put(day, f"{hour:02}:{minute + 9:02}", lambda moment: self._returned(case_id, moment))

    def asks_for_papers(self, case_id: int, handler: str, day: int, *, supplied: int) -> None:
        """A paper is asked for, and brought on the day ``supplied``: the whole limit begins anew."""

        def brought(moment: datetime) -> None:
            supply(actor=self.by(self.roster.receptionist), at=moment, case_id=case_id, items=("ban-ve",))
            self.ledger.cases[case_id].due = supplied + LIMIT

        self.put(day, "08:50", lambda moment: self._do(request_supplement, handler, case_id, moment, items=("ban-ve",), reason="Thiếu"))
        self.put(supplied, "15:30", brought)

    def is_consulted(self, case_id: int, handler: str, day: int) -> None:
        """Another office is asked, and answers on the next day."""
        due = at(self.days[min(day + 2, len(self.days) - 1)], time(17))
        asked = self.office(self.roster.asked)
        told = {"office_id": asked, "content": "Nguồn gốc đất?", "due": due}
        self.put(day, "14:10", lambda moment: self._do(consult, handler, case_id, moment, **told))
        self.put(day + 1, "14:20", lambda moment: self._do(answer_consultation, self.roster.asked_leader, case_id, moment, text="Đúng"))

    def is_extended(self, case_id: int, day: int, *, to: int) -> None:
        """Re-appointed once, with an apology."""

        def moved(moment: datetime) -> None:
            due = at(self.days[to], time(17))
            extend(actor=self.by(self.roster.leader), at=moment, case_id=case_id, due=due, reason="Chờ đo đạc lại")
            self.ledger.cases[case_id].due = to

        if to < len(self.days):
            self.put(day, "15:40", moved)

    def is_regretted(self, case_id: int, day: int) -> None:
        """It is late, and the leader apologises; what he names lies beyond the month."""

        def regret(moment: datetime) -> None:
            expected = at(self.days[-1] + timedelta(days=30), time(17))
            apologise(actor=self.by(self.roster.leader), at=moment, case_id=case_id, reason="Hồ sơ nhiều", expected=expected)
            self.ledger.cases[case_id].is_regretted = True

        self.put(day, "08:10", regret)

    def is_withdrawn(self, case_id: int, day: int) -> None:
        """The applicant takes it back on a signed paper."""
        said = {"reason": "Đổi ý", "has_signed_paper": True}
        self.put(day, "15:50", lambda moment: self._cut_short(withdraw, self.roster.receptionist, case_id, day, "withdrawn", moment, said))

    def is_discontinued(self, case_id: int, day: int) -> None:
        """The leader ends it without a result."""
        said = {"reason": "Đất có tranh chấp", "basis": "Điều 62 Luật Đất đai"}
        self.put(day, "16:10", lambda moment: self._cut_short(discontinue, self.roster.leader, case_id, day, "discontinued", moment, said))

    def changes_hands(self, case_id: int, day: int) -> None:
        """The leader gives it to the other handler."""

        def given(moment: datetime) -> None:
            one, two = self.roster.handlers
            self._assigned(case_id, two if self.ledger.cases[case_id].holder == one else one, moment)

        self.put(day, "14:50", given)

    def _do(self, command: Callable[..., Any], key: str, case_id: int, moment: datetime, **said: Any) -> None:
        command(actor=self.by(key), at=moment, case_id=case_id, **said)

    def _assigned(self, case_id: int, key: str, moment: datetime) -> None:
        assign(actor=self.by(self.roster.leader), at=moment, case_id=case_id, to_person_id=self.here.people[key].pk)
        self.ledger.cases[case_id].holder = key

    def _decided(self, case_id: int, day: int, outcome: Outcome, moment: datetime) -> None:
        reason = "" if outcome is Outcome.APPROVE else "Thửa đất đang có tranh chấp"
        decide(actor=self.by(self.roster.leader), at=moment, case_id=case_id, outcome=outcome, reason=reason)
        kept = self.ledger.cases[case_id]
        kept.ended, kept.result = day, outcome.value

    def _returned(self, case_id: int, moment: datetime) -> None:
        owed = owed_for(case_id, authority_id=self.here.authority_id)
        given = tuple(each.id for each in held_of(case_id))
        note = "Thu sau, người nộp ở xa" if owed else ""
        return_result(actor=self.by(self.roster.receptionist), at=moment, case_id=case_id, given_back=given, fee_note=note)
        self.ledger.cases[case_id].is_returned = True

    def _cut_short(
        self, command: Callable[..., Any], key: str, case_id: int, day: int, result: str, moment: datetime, said: dict[str, Any]
    ) -> None:
        command(actor=self.by(key), at=moment, case_id=case_id, **said)
        kept = self.ledger.cases[case_id]
        kept.ended, kept.result, kept.is_cut_short = day, result, True

    # ---- the evening ---------------------------------------------------------------------------------------------------

    def _close_drawer(self, day: date, moment: datetime) -> None:
        cash = self.ledger.takings.get(day, Counter())["cash"]
        short = self.ledger.differences.get(day, 0)
        close_drawer(
            actor=self.by(self.roster.cashier), at=moment, office_id=self.office(self.roster.counter), day=day,
            counted_cash=cash + short, explanation="Trả lại thừa cho một người, đã ghi tên" if short else "",
        )  # fmt: skip

    def _close_counter(self, day: date, moment: datetime) -> None:
        explained = dict.fromkeys(self.explained.get(day, []), ("went-away", ""))
        note = "Sót một hồ sơ, chuyển ngay sáng mai" if self.ledger.left_open.get(day) else ""
        close_counter(
            actor=self.by(self.roster.receptionist), at=moment, office_id=self.office(self.roster.counter), day=day,
            explained=explained, note=note,
        )  # fmt: skip
