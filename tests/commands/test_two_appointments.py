"""A land case with two appointments: the slip tells both, the payment's time belongs to neither, each is kept on its own."""

from datetime import timedelta
from typing import Any

import pytest

from motcua.cases.commands.decide import decide
from motcua.cases.commands.hand_over import hand_over
from motcua.cases.commands.pause import pause
from motcua.cases.commands.resume import resume
from motcua.cases.models import Slip
from motcua.cases.queries.measured import measured
from motcua.cases.rules.outcomes import Outcome
from motcua.cases.rules.slips import Receipt, slip_from_json
from motcua.law.clock import Timeliness
from motcua.offices.queries import directory
from tests.builders.district import MONDAY, District, district

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(db: None) -> District:
    made = district()
    steps = (made.step("tham-dinh", "tnmt", "handler", 3), made.step("ky", "tnmt", "leader", 2))
    made.enact("CN", steps=steps, first_stage_steps=1)
    return made


def stands(here: District, case_id: int, *, at: Any) -> list[tuple[str, Timeliness]]:
    found = measured([here.case(case_id)], offices=directory(here.authority_id), as_of=at)[case_id].appointments
    return [(f"{each.due_at:%d/%m}", each.timeliness) for each in found]


def noticed(here: District, *, at: Any) -> int:
    """A case received on Monday morning whose notice of what is to be paid is given at a moment."""
    case_id = here.transferred("CN", at=MONDAY)
    pause(actor=here.actor("minh"), at=here.tick(at), case_id=case_id, reason="obligation")
    return case_id


def paid(here: District, case_id: int, *, at: Any) -> None:
    resume(actor=here.actor("minh"), at=here.tick(at), case_id=case_id)


def test_the_slip_tells_both_appointments(here: District) -> None:
    said = slip_from_json(Slip.objects.get(case=here.receive("CN", at=MONDAY)).content)
    assert isinstance(said, Receipt)
    assert said.later_stages[0] == "Hẹn lần 1, thông báo nghĩa vụ tài chính: 17 giờ 00 phút thứ Năm ngày 04 tháng 3 năm 2021"
    assert "2 ngày làm việc kể từ khi nộp chứng từ" in said.later_stages[1]


def test_a_procedure_with_one_appointment_says_nothing_of_a_second(here: District) -> None:
    case_id = here.receive("P5", at=MONDAY)
    said = slip_from_json(Slip.objects.get(case=case_id).content)
    assert isinstance(said, Receipt) and said.later_stages == ()
    assert stands(here, case_id, at=MONDAY) == []


def test_each_appointment_is_kept_on_its_own_and_the_time_to_pay_belongs_to_neither(here: District) -> None:
    case_id = noticed(here, at=MONDAY + timedelta(days=2))
    assert stands(here, case_id, at=MONDAY + timedelta(days=60)) == [("04/03", Timeliness.EARLY)]
    paid(here, case_id, at=MONDAY + timedelta(days=42))
    assert stands(here, case_id, at=here.now)[1] == ("14/04", Timeliness.PENDING_IN_TIME)
    hand_over(actor=here.actor("minh"), at=here.tick(), case_id=case_id)
    decide(actor=here.actor("hoa"), at=here.tick(MONDAY + timedelta(days=45)), case_id=case_id, outcome=Outcome.APPROVE)
    assert [each[1] for each in stands(here, case_id, at=here.now)] == [Timeliness.EARLY, Timeliness.LATE]


def test_a_late_notice_stays_late_whatever_comes_after(here: District) -> None:
    case_id = noticed(here, at=MONDAY + timedelta(days=4))
    paid(here, case_id, at=MONDAY + timedelta(days=7))
    hand_over(actor=here.actor("minh"), at=here.tick(), case_id=case_id)
    decide(actor=here.actor("hoa"), at=here.tick(), case_id=case_id, outcome=Outcome.APPROVE)
    assert [each[1] for each in stands(here, case_id, at=here.now)] == [Timeliness.LATE, Timeliness.EARLY]
