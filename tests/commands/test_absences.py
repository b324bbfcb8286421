"""Absences: both sides say so, the stand-in sees the work on those days alone, and no case is moved for it."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from motcua.cases.commands.hand_over import hand_over
from motcua.cases.models import Case, CaseSpan
from motcua.cases.queries.desk import Section, Wish, desk
from motcua.cases.queries.meanwhile import done_meanwhile
from motcua.cases.queries.rows import CaseRow
from motcua.journal.models import Entry
from motcua.journal.verify import verify_journal
from motcua.kernel.moments import at
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.absence_queries import absences_for, stand_in_of
from motcua.offices.absences import Absence
from motcua.offices.commands.accept_absence import accept_absence
from motcua.offices.commands.end_absence import end_absence
from motcua.offices.commands.state_absence import state_absence
from motcua.offices.queries import directory
from motcua.offices.rules.absences import AbsenceState
from tests.builders.district import District, district
from tests.builders.situations import assigned

pytestmark = pytest.mark.django_db
TUESDAY, THURSDAY, FRIDAY = date(2021, 3, 2), date(2021, 3, 4), date(2021, 3, 5)


@pytest.fixture
def here(db: None) -> District:
    return district()


def stated(here: District, who: str = "minh", to: str = "nam", *, by: str = "", first: date = TUESDAY, last: date = THURSDAY) -> Absence:
    state_absence(
        actor=here.actor(by or who), at=here.tick(), person_id=here.people[who].pk, office_id=here.offices["tnmt"],
        stand_in_id=here.people[to].pk, first=first, last=last,
    )  # fmt: skip
    return Absence.objects.latest("id")


def accepted(here: District, who: str = "minh", to: str = "nam", **days: date) -> Absence:
    absence = stated(here, who, to, **days)  # type: ignore[arg-type]
    accept_absence(actor=here.actor(to), at=here.tick(), absence_id=absence.pk)
    return absence


def rows(here: District, key: str, now: datetime, *, is_mine_only: bool = True) -> list[CaseRow]:
    told = desk(here.actor(key), offices=directory(here.authority_id), now=now, wish=Wish(is_mine_only=is_mine_only))
    return [row for shelf in told.shelves if shelf.section in (Section.NOW, Section.TODAY, Section.LATER) for row in shelf.rows]


def test_the_stand_in_has_the_cases_among_his_own_on_those_days_alone(here: District) -> None:
    case_id = assigned(here, "minh")
    accepted(here)
    before, during, after = (at(day) + timedelta(hours=9) for day in (date(2021, 3, 1), TUESDAY, FRIDAY))
    assert rows(here, "nam", before) == []
    (row,) = rows(here, "nam", during)
    assert (row.case_id, row.is_stood_in, row.is_mine, row.handler) == (case_id, True, False, "Nguyễn Văn Minh")
    assert [row.case_id for row in rows(here, "minh", during)] == [case_id], "who is away and looks in sees his own work still"
    assert rows(here, "nam", after) == []


def test_without_a_yes_nobody_has_the_work(here: District) -> None:
    assigned(here, "minh")
    stated(here)
    assert rows(here, "nam", at(TUESDAY) + timedelta(hours=9)) == []
    (line,) = absences_for(here.actor("hoa"), day=TUESDAY)
    assert line.state is AbsenceState.UNCOVERED, "the leader sees it first of all"


def test_no_case_and_no_span_is_touched_by_going_and_coming_back(here: District) -> None:
    assigned(here, "minh")
    assigned(here, "minh")
    before = (list(Case.objects.values()), list(CaseSpan.objects.values()))
    absence = accepted(here)
    end_absence(actor=here.actor("minh"), at=here.tick(), absence_id=absence.pk)
    assert (list(Case.objects.values()), list(CaseSpan.objects.values())) == before
    told = list(Entry.objects.filter(kind__startswith="absence-").order_by("id").values_list("kind", flat=True))
    assert told == ["absence-stated", "absence-accepted", "absence-ended"]
    assert verify_journal().holds


def test_who_comes_back_early_takes_his_work_back_at_once(here: District) -> None:
    assigned(here, "minh")
    absence = accepted(here)
    here.tick(at(TUESDAY) + timedelta(hours=10))
    end_absence(actor=here.actor("minh"), at=here.now, absence_id=absence.pk)
    assert rows(here, "nam", here.now) == []


def test_a_leader_says_it_for_him_who_is_ill(here: District) -> None:
    absence = stated(here, by="hoa", first=date(2021, 3, 1))
    accept_absence(actor=here.actor("nam"), at=here.tick(), absence_id=absence.pk)
    assert stand_in_of(here.people["minh"].pk, day=TUESDAY) == "Lê Văn Nam"


def test_what_others_did_meanwhile_is_told_at_the_return(here: District) -> None:
    case_id = assigned(here, "minh")
    accepted(here)
    here.tick(at(TUESDAY) + timedelta(hours=10))
    hand_over(actor=here.actor("nam"), at=here.now, case_id=case_id)
    other = here.transferred()
    hand_over(actor=here.actor("nam"), at=here.tick(), case_id=other)
    told = done_meanwhile(here.actor("minh"), first=TUESDAY, until=at(FRIDAY))
    assert [(each.case_id, each.kind, each.by) for each in told] == [(case_id, "case-handed-over", "Lê Văn Nam")]
    assert done_meanwhile(here.actor("nam"), first=TUESDAY, until=at(FRIDAY)) == ()


REFUSED = {
    "himself": ({"to": "minh"}, Code.INCOMPLETE),
    "nobody of the office": ({"to": "tu"}, Code.INCOMPLETE),
    "days in the wrong order": ({"first": THURSDAY, "last": TUESDAY}, Code.INCOMPLETE),
    "a day that has passed": ({"first": date(2021, 2, 26)}, Code.DAY_TOO_EARLY),
    "said by a colleague": ({"by": "nam"}, Code.NOT_ALLOWED),
    "said by a leader of another office": ({"by": "phap"}, Code.NOT_ALLOWED),
    "of one who handles nothing there": ({"who": "tu", "by": "hoa"}, Code.NOT_ALLOWED),
}


@pytest.mark.parametrize("named", REFUSED)
def test_what_cannot_stand_is_refused_and_leaves_nothing(here: District, named: str) -> None:
    said, code = REFUSED[named]
    with pytest.raises(Refusal) as refused:
        stated(here, **said)  # type: ignore[arg-type]
    assert refused.value.code is code and not Absence.objects.exists()


def test_an_absence_that_leaves_work_to_nobody_is_refused_with_the_other_one(here: District) -> None:
    accepted(here)
    for who, to in (("minh", "nam"), ("nam", "minh")):
        with pytest.raises(Refusal) as refused:
            stated(here, who, to)
        assert refused.value.code is Code.ABSENCE_CLASHES and refused.value.facts["person"] == "Nguyễn Văn Minh"
    stated(here, "nam", "minh", first=FRIDAY, last=FRIDAY)


def test_only_who_was_asked_says_yes_and_says_it_once(here: District) -> None:
    absence = stated(here)
    for key in ("minh", "tu"):
        with pytest.raises(Absence.DoesNotExist):
            accept_absence(actor=here.actor(key), at=here.tick(), absence_id=absence.pk)
    accept_absence(actor=here.actor("nam"), at=here.tick(), absence_id=absence.pk)
    with pytest.raises(Refusal, match="stale"):
        accept_absence(actor=here.actor("nam"), at=here.tick(), absence_id=absence.pk)


def test_who_was_asked_may_decline_but_not_drop_what_he_has_accepted(here: District) -> None:
    end_absence(actor=here.actor("nam"), at=here.tick(), absence_id=stated(here).pk)
    absence = accepted(here)
    for key in ("nam", "tu", "phap"):
        with pytest.raises(Absence.DoesNotExist):
            end_absence(actor=here.actor(key), at=here.tick(), absence_id=absence.pk)
    end_absence(actor=here.actor("hoa"), at=here.tick(), absence_id=absence.pk)
    with pytest.raises(Refusal, match="stale"):
        end_absence(actor=here.actor("minh"), at=here.tick(), absence_id=absence.pk)


def test_one_withdrawn_or_over_is_accepted_no_more(here: District) -> None:
    absence = stated(here)
    end_absence(actor=here.actor("minh"), at=here.tick(), absence_id=absence.pk)
    over = stated(here)
    for each, moment in ((absence, here.now), (over, at(FRIDAY))):
        here.tick(moment)
        with pytest.raises(Refusal, match="stale"):
            accept_absence(actor=here.actor("nam"), at=here.now, absence_id=each.pk)


def test_the_database_keeps_days_in_order_and_nobody_as_his_own_stand_in(here: District) -> None:
    absence = stated(here)
    for changes in ({"last_day": date(2021, 3, 1)}, {"stand_in": absence.person_id}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Absence.objects.filter(pk=absence.pk).update(**changes)
