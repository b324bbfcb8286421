"""The summary beside each result that a leader signs among many: what is in order in a line, what is not in marks."""

from collections.abc import Callable
from typing import Any

import pytest

from motcua.cases.commands.hand_over import hand_over
from motcua.cases.commands.report_incident import report_incident
from motcua.cases.models import CasePaper
from motcua.cases.queries.signing import summaries
from motcua.cases.rules.amends import Mishap
from motcua.fees.models import FeeOrder
from motcua.fees.rules.charges import Charge
from tests.builders.browser import Browser
from tests.builders.district import District
from tests.builders.situations import assigned, furnished

pytestmark = pytest.mark.django_db
BOARD = "/q/lanh-dao/"


@pytest.fixture
def here(db: None) -> District:
    return furnished()


@pytest.fixture
def hoa(here: District, monkeypatch: Any) -> Browser:
    return Browser(here, "hoa", monkeypatch)


def test_a_routine_result_says_who_appraised_it_and_that_nothing_wants_a_second_look(here: District, hoa: Browser) -> None:
    case_id = assigned(here)
    hand_over(actor=here.actor("minh"), at=here.tick(), case_id=case_id)
    told = summaries([case_id], authority_id=here.authority_id)[case_id]
    assert told.is_plain and told.appraiser == "Nguyễn Văn Minh" and told.presented_at
    page = hoa.page(BOARD)
    assert "Nguyễn Văn Minh thẩm định, trình" in page and "đủ 1 giấy bắt buộc ✓" in page


def owing(here: District, case_id: int) -> None:
    charges = [Charge("Lệ phí", 5_000)]
    FeeOrder.open_for(
        case_id, charges, authority_id=here.authority_id, office_id=here.offices["huyen"], about="hồ sơ", payer="A", at=here.now
    )


def lost(here: District, case_id: int) -> None:
    report_incident(actor=here.actor("lan"), at=here.tick(), case_id=case_id, mishap=Mishap.LOST, words="Sổ", account="Dột")


def without_papers(here: District, case_id: int) -> None:
    CasePaper.objects.filter(case=case_id).delete()


@pytest.mark.parametrize(
    ("happens", "words"), [(owing, "còn nợ phí"), (lost, "có sự cố giấy tờ chưa khép"), (without_papers, "■ thiếu Đơn")]
)
def test_what_wants_a_second_look_is_marked(here: District, hoa: Browser, happens: Callable[[District, int], None], words: str) -> None:
    case_id = here.presented()
    assert words not in hoa.page(BOARD)
    happens(here, case_id)
    page = hoa.page(BOARD)
    assert words in page and not summaries([case_id], authority_id=here.authority_id)[case_id].is_plain


def test_twenty_results_are_summed_up_in_as_many_statements_as_one(here: District, django_assert_num_queries: Any) -> None:
    ids = [here.presented() for _ in range(3)]
    for wanted in (ids[:1], ids):
        with django_assert_num_queries(3):
            assert set(summaries(wanted, authority_id=here.authority_id)) == set(wanted)
    with django_assert_num_queries(0):
        assert summaries([], authority_id=here.authority_id) == {}
