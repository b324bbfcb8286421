"""One case played from its filing to its end, by whoever would do it, through the commands of the program."""

from collections.abc import Callable, Generator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from motcua.cases.commands.assign import assign
from motcua.cases.commands.decide import decide
from motcua.cases.commands.forward import forward
from motcua.cases.commands.hand_over import hand_over
from motcua.cases.commands.hand_over_result import hand_over_result
from motcua.cases.commands.open_file import open_file
from motcua.cases.commands.receive import receive
from motcua.cases.commands.refuse_intake import refuse_intake
from motcua.cases.commands.request_first_supplement import request_first_supplement
from motcua.cases.commands.return_result import return_result
from motcua.cases.commands.submit import submit
from motcua.cases.commands.supply import supply
from motcua.cases.commands.transfer import transfer
from motcua.cases.queries.at_hand import case_as_it_stands
from motcua.cases.rules.channels import ONLINE, Channel, ReturnChannel
from motcua.cases.rules.filing import ApplicantDetails, Filing
from motcua.cases.rules.joint import goes_to_all_at_once
from motcua.cases.rules.outcomes import Outcome
from motcua.catalogue.rules.procedure import Procedure, in_minutes
from motcua.doors.console.demonstration import turns, words
from motcua.doors.console.demonstration.cast import applicant
from motcua.doors.console.demonstration.money import pay
from motcua.doors.console.demonstration.scene import Fate, Left, Scene
from motcua.doors.console.demonstration.stage import Stage
from motcua.kernel.actor import Actor
from motcua.kernel.moments import at, local
from motcua.law.calendar import after_work
from motcua.law.clock import TRANSFER_CUTOFF
from motcua.offices.queries import applicant_actor
from motcua.offices.rules.roles import Role

Acts = Generator[datetime, None, None]
"""Yields the moment of its next act and performs it when it is asked for the one after."""

Passage = Generator[datetime, None, bool]
"""Some acts of a case; returns whether the case goes on."""

_COLLECTED_LATER = "Thu qua bưu chính khi phát kết quả"
"""Said only where a fee is still owed: nobody collects at that counter."""

_MINUTE = 60_000_000  # microseconds of work


@dataclass
class Play:
    """One case on stage; ``now`` is the moment of its last act, ``handler`` who has it in hand."""

    stage: Stage
    scene: Scene
    random: Random
    number: int
    case_id: int | None = None
    now: datetime = field(init=False)
    who: ApplicantDetails = field(init=False)
    filing: Filing = field(init=False)
    handler: Actor | None = None

    def __post_init__(self) -> None:
        self.who = applicant(self.random, self.number, self.stage.setting.home(self.random, self.scene.counter))
        self.now = self.scene.arrives
        self.filing = self._filing()

    def acts(self) -> Acts:
        """All acts of the case in order."""
        if not (yield from self._intake()):
            return
        if not (yield from self._transfer()):
            return
        if not (yield from self._steps()):
            return
        yield from self._ending()

    # --- what the acts need to know -------------------------------------------------------------------------------

    @property
    def procedure(self) -> Procedure:
        """The procedure of the case."""
        return self.stage.procedures[self.scene.procedure]

    @property
    def counter_id(self) -> int:
        """The office that receives."""
        return self.stage.office(self.scene.counter)

    @property
    def lead_id(self) -> int:
        """The office that answers for the case."""
        return self.procedure.lead_office_of(self.counter_id)

    @property
    def asker(self) -> Actor:
        """The applicant as an actor."""
        return applicant_actor(self.who.name, authority_id=self.stage.authority_id, phone=self.who.phone)

    @property
    def is_online(self) -> bool:
        """Whether the case was filed electronically."""
        return self.scene.channel in ONLINE

    @property
    def due_at(self) -> datetime:
        """The due in force; the closing of today for a case without one."""
        due = case_as_it_stands(self.case_id or 0, authority_id=self.stage.authority_id).case.due_at
        return local(due) if due else self.stage.calendar.closing_of(self.now.date())

    def office_of(self, step: int) -> int:
        """The office of a step."""
        return self.procedure.step_office(step, lead_office_id=self.lead_id)

    def receptionist(self) -> Actor:
        """Who sits at the counter."""
        return self.stage.any(self.random, Role.RECEPTIONIST, self.counter_id)

    def leader(self, office_id: int) -> Actor:
        """Who leads an office."""
        return self.stage.any(self.random, Role.LEADER, office_id)

    def worker(self, office_id: int) -> Actor:
        """Who has the case in hand at an office: its handler, else somebody who could be."""
        if self.handler is None or not self.handler.may("case.hand_over", office_id):
            self.handler = self.stage.any(self.random, Role.HANDLER, office_id)
        return self.handler

    # --- time -----------------------------------------------------------------------------------------------------

    def after(self, fewest: float, most: float) -> datetime:
        """The case's moment moves on by so many session minutes."""
        self.now = after_work(self.now, int(self.random.uniform(fewest, most)) * _MINUTE, self.stage.calendar)
        return self.now

    def days_on(self, fewest: int, most: int) -> datetime:
        """The case's moment moves to some hour of a working day, so many working days on."""
        return self.on(self.stage.calendar.working_date_after(self.now.date(), self.random.randint(fewest, most)))

    def on(self, day: date) -> datetime:
        """The case's moment moves to some hour of ``day``, a working day; never back."""
        minute = self.random.choice((self.random.randrange(460, 680), self.random.randrange(790, 1000)))
        self.now = max(self.now, at(day) + timedelta(minutes=minute))
        return self.now

    def do(self, command: Callable[..., Any], actor: Actor, **said: Any) -> Any:
        """Perform an act upon the case now."""
        return command(actor=actor, at=self.now, case_id=self.case_id, **said)

    # --- from the filing to the handling office -------------------------------------------------------------------

    def _filing(self) -> Filing:
        """What is handed in: every required paper, or the first two where none is; one fewer where the fate is that one is missing."""
        required = [paper.key for paper in self.procedure.papers if paper.is_required]
        keys = required or [paper.key for paper in self.procedure.papers[:2]]
        lacks = self.scene.fate is Fate.FIRST_SUPPLEMENT
        by_post = self.scene.channel is Channel.POST or self.random.random() < 0.08
        return Filing(
            procedure_id=self.procedure.procedure_id,
            receiving_office_id=self.counter_id,
            applicant=self.who,
            papers=tuple(keys[:-1] if lacks else keys),
            channel=self.scene.channel,
            return_channel=ReturnChannel.POST if by_post else ReturnChannel.COUNTER,
        )

    def _intake(self) -> Passage:
        """The filing and what the counter makes of it; returns whether the case has been accepted and goes on."""
        filing: int | Filing = self.filing
        yield self.now
        if self.is_online:
            filing = self.case_id = yield from self._online(self.filing)
            if self.scene.left is Left.SUBMITTED:
                return False
            yield self.after(20, 160)
        if self.scene.fate is Fate.REFUSED_INTAKE:
            reason = self.random.choice(words.REFUSED_INTAKE)
            self.case_id = refuse_intake(actor=self.receptionist(), at=self.now, of=filing, reason=reason)
            return False
        if self.scene.fate is Fate.FIRST_SUPPLEMENT:
            filing = yield from self._first_supplement(filing)
            if self.scene.left is Left.WAITING:
                return False
        self.case_id = receive(actor=self.receptionist(), at=self.now, of=filing)
        pay(self.stage, self.case_id, counter_id=self.counter_id, at=self.now, is_online=self.is_online)
        return self.scene.left is not Left.ACCEPTED

    def _online(self, filing: Filing) -> Generator[datetime, None, int]:
        """The applicant files, or a helper for him; one that belongs elsewhere is sent on."""
        first = filing
        if self.scene.fate is Fate.FORWARDED:
            first = replace(filing, receiving_office_id=self.stage.office(self.stage.setting.consulted[0]))
        helped = self.scene.channel is Channel.ASSISTED_ONLINE
        actor = self.stage.any(self.random, Role.HELPER, self.stage.office(self.stage.setting.helpers_at)) if helped else self.asker
        case_id = submit(actor=actor, at=self.now, filing=first)
        if first is not filing:
            yield self.after(15, 60)
            clerk = self.stage.any(self.random, Role.RECEPTIONIST, first.receiving_office_id)
            forward(actor=clerk, at=self.now, case_id=case_id, to_office_id=filing.receiving_office_id)
        return case_id

    def _first_supplement(self, filing: int | Filing) -> Generator[datetime, None, int]:
        """One paper is missing; it comes in some days later."""
        missing = [paper for paper in self.procedure.papers if paper.is_required][-1]
        self.case_id = request_first_supplement(
            actor=self.receptionist(), at=self.now, of=filing, items=(f"{missing.key}: chưa có trong hồ sơ",), reason=words.MISSING
        )
        if self.scene.left is not Left.WAITING:
            yield self.days_on(1, 4)
            self.do(supply, self.asker if self.is_online else self.receptionist(), items=(missing.key,))
            yield self.after(5, 40)
        return self.case_id

    def _transfer(self) -> Passage:
        """The counter hands the file over the same day, after 15:00 the next morning; now and then it forgets for a day."""
        is_late = self.now.time() > TRANSFER_CUTOFF
        if is_late or self.random.random() < 0.04:
            self.now = self.stage.calendar.opening_of(self.stage.calendar.next_working_date(self.now.date()))
        yield self.after(5, 30)
        self.do(transfer, self.receptionist())
        return True

    # --- the steps ------------------------------------------------------------------------------------------------

    def _steps(self) -> Passage:
        """All steps; returns whether the case has come to its decision."""
        if goes_to_all_at_once(self.procedure, self.scene.channel):
            return (yield from self._parts_at_once())
        for index in range(self.procedure.last_step + 1):
            if not (yield from self._step(index)):
                return False
            if index < self.procedure.signing_step:
                self.do(hand_over, self.worker(self.office_of(index)))
        return True

    def _step(self, index: int) -> Passage:
        """One step up to its end; returns whether the case goes on."""
        is_here = index == self.scene.step
        if is_here and self.scene.left is Left.UNASSIGNED:
            return False
        if self.procedure.steps[index].role == Role.HANDLER:
            yield from self._taken_up(self.office_of(index))
        turn = turns.TURNS.get(self.scene.fate) if is_here else None
        if turn and not (yield from turn(self, self.office_of(index))):
            return False
        if is_here and self.scene.left in (Left.IN_WORK, Left.WAITING):
            return False
        limit = self.procedure.steps[index].limit
        minutes = in_minutes(limit, self.stage.calendar) if limit else 240
        yield self.after(minutes * self.scene.pace * 0.7, minutes * self.scene.pace * 1.2)
        return True

    def _taken_up(self, office_id: int) -> Acts:
        """The leader gives the case to a handler, who opens it."""
        yield self.after(5, 40)
        self.handler = self.stage.any(self.random, Role.HANDLER, office_id)
        self.do(assign, self.leader(office_id), to_person_id=self.handler.person_id)
        if self.random.random() < 0.4:
            yield self.after(3, 25)
            self.do(open_file, self.handler)

    def _parts_at_once(self) -> Passage:
        """A joint case filed electronically: each office does its part in its own time."""
        parts = []
        for index in range(self.procedure.signing_step):
            minutes = in_minutes(self.procedure.steps[index].limit, self.stage.calendar)  # type: ignore[arg-type]
            done_at = after_work(self.now, int(minutes * self.random.uniform(0.4, 0.95)) * _MINUTE, self.stage.calendar)
            parts.append((done_at, index))
        for done, (moment, index) in enumerate(sorted(parts)):
            if self.scene.left is Left.IN_WORK and done == self.scene.step:
                return False
            self.now = moment
            yield moment
            self.do(hand_over, self.stage.any(self.random, Role.HANDLER, self.office_of(index)))
        yield self.after(60, 300)
        return True

    # --- the end --------------------------------------------------------------------------------------------------

    def _ending(self) -> Acts:
        """The decision, the result at the counter, the result in the applicant's hands."""
        office_id = self.office_of(self.procedure.last_step)
        is_refused = self.scene.fate is Fate.REJECTED
        outcome, reason = (Outcome.REFUSE, self.random.choice(words.REJECTED)) if is_refused else (Outcome.APPROVE, "")
        self.do(decide, self.leader(office_id), outcome=outcome, reason=reason)
        if self.procedure.has_result_via_counter:
            if self.scene.left is Left.DECIDED:
                return
            yield self.after(20, 120)
            self.do(hand_over_result, self.worker(office_id))
        if self.scene.left is Left.SETTLED:
            return
        yield self._collected_at()
        self.do(return_result, self.receptionist(), how=self.filing.return_channel, fee_note=_COLLECTED_LATER)

    def _collected_at(self) -> datetime:
        """Most come the same or the next day, some in a week, a few let it lie."""
        lot = self.random.random()
        if lot < 0.45:
            return self.after(15, 200)
        return self.days_on(1, 2) if lot < 0.75 else self.days_on(3, 8 if lot < 0.95 else 25)
