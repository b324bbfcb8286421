"""Cases in every state that a case can stand in, each made by the acts that lead there."""

from collections.abc import Callable
from datetime import timedelta

from motcua.cases.commands.apologise import apologise
from motcua.cases.commands.assign import assign
from motcua.cases.commands.consult import consult
from motcua.cases.commands.decide import decide
from motcua.cases.commands.discontinue import discontinue
from motcua.cases.commands.extend import extend
from motcua.cases.commands.hand_over import hand_over
from motcua.cases.commands.pause import pause
from motcua.cases.commands.refuse_intake import refuse_intake
from motcua.cases.commands.request_first_supplement import request_first_supplement
from motcua.cases.commands.request_supplement import request_supplement
from motcua.cases.commands.return_result import return_result
from motcua.cases.commands.submit import submit
from motcua.cases.commands.withdraw import withdraw
from motcua.cases.rules.channels import Channel
from motcua.cases.rules.filing import ApplicantDetails, Filing
from motcua.cases.rules.outcomes import Outcome
from motcua.offices.queries import applicant_actor
from tests.builders.district import MONDAY, District, district

LONG_AGO = MONDAY - timedelta(days=21)
NOT_LONG_AGO = MONDAY - timedelta(days=4)


def furnished() -> District:
    """The district with a procedure of each kind that matters to what may be done."""
    here = district()
    here.now = MONDAY - timedelta(days=398)
    here.enact("VC", has_result_via_counter=True, steps=(here.step("soan", "tnmt", "handler", 1), here.step("ky", "huyen", "leader", 1)))
    here.enact("LT", is_joint=True, steps=(here.step("mot", "tnmt", "handler", 2), here.step("hai", "tp", "handler", 2)))
    here.enact("KH", limits={"": None}, steps=())
    here.now = MONDAY
    return here


def submitted(here: District) -> int:
    """Filed online, not yet looked at by the counter."""
    here.filings += 1
    name, phone = f"Người nộp {here.filings}", f"09{here.filings:08}"
    filing = Filing(
        procedure_id=here.procedures["P5"], receiving_office_id=here.offices["huyen"], papers=("don",), channel=Channel.SELF_ONLINE,
        applicant=ApplicantDetails(name, phone),
    )  # fmt: skip
    return submit(actor=applicant_actor(name, authority_id=here.authority_id, phone=phone), at=here.tick(), filing=filing)


def _after(here: District, by: str, command: Callable[..., object], case_id: int, **said: object) -> int:
    command(actor=here.actor(by), at=here.tick(), case_id=case_id, **said)
    return case_id


def assigned(here: District, to: str = "minh") -> int:
    """A handler has it, by his leader's choice."""
    return _after(here, "hoa", assign, here.transferred(), to_person_id=here.people[to].pk)


def asked_first(here: District) -> int:
    """The counter asked for papers before acceptance."""
    case_id = submitted(here)
    return request_first_supplement(actor=here.actor("lan"), at=here.tick(), of=case_id, items=("ban-ve",))


def refused(here: District) -> int:
    """The counter refused it."""
    case_id = submitted(here)
    return refuse_intake(actor=here.actor("lan"), at=here.tick(), of=case_id, reason="Không đúng thẩm quyền")


def asked_after(here: District) -> int:
    """The handling office asked for papers."""
    return _after(here, "minh", request_supplement, here.transferred(), items=("ban-ve",), reason="Thiếu bản vẽ")


def paused(here: District, reason: str = "measurement") -> int:
    """The clock stands for a reason that the procedure lists."""
    return _after(here, "minh", pause, here.transferred(), reason=reason)


def consulted(here: District) -> int:
    """Another division is asked for its opinion."""
    due = here.now + timedelta(days=3)
    return _after(here, "minh", consult, here.transferred(), office_id=here.offices["tp"], content="Nguồn gốc đất?", due=due)


def extended(here: District) -> int:
    """Re-appointed once."""
    return _after(here, "hoa", extend, here.transferred(), due=MONDAY + timedelta(days=10, hours=9), reason="Chờ đo đạc")


def apologised(here: District) -> int:
    """Late, with an apology in force."""
    case_id = here.transferred(at=LONG_AGO)
    here.tick(MONDAY)
    return _after(here, "hoa", apologise, case_id, expected=MONDAY + timedelta(days=4), reason="Chờ đo đạc")


def settled(here: District) -> int:
    """Decided: the result lies ready."""
    return _after(here, "hoa", decide, here.presented(), outcome=Outcome.APPROVE)


def returned(here: District) -> int:
    """The applicant has the result."""
    return _after(here, "lan", return_result, settled(here))


def decided(here: District) -> int:
    """Decided, but the result has still to come to the counter."""
    return _after(here, "khoa", decide, here.presented("VC"), outcome=Outcome.APPROVE)


def taken_back(here: District) -> int:
    """Withdrawn on a signed paper."""
    return _after(here, "lan", withdraw, here.transferred(), reason="Đổi ý", has_signed_paper=True)


def stopped(here: District) -> int:
    """Discontinued by the leader."""
    return _after(here, "hoa", discontinue, here.transferred(), reason="Đất có tranh chấp", basis="Điều 62 Luật Đất đai")


def joint_online(here: District) -> int:
    """A joint case at all its offices at once."""
    return here.transferred("LT", channel=Channel.SELF_ONLINE)


def joint_half_done(here: District) -> int:
    """The first office of a joint case on paper has done its part."""
    return _after(here, "minh", hand_over, here.transferred("LT"))


EVERY: dict[str, Callable[[District], int]] = {
    "submitted": submitted,
    "asked first": asked_first,
    "refused": refused,
    "at the counter": lambda here: here.receive(),
    "handed over": lambda here: here.transferred(),
    "assigned": assigned,
    "presented": lambda here: here.presented(),
    "late": lambda here: here.transferred(at=LONG_AGO),
    "late on its last step": lambda here: here.presented(at=LONG_AGO),
    "will be late": lambda here: here.transferred(at=NOT_LONG_AGO),
    "asked after": asked_after,
    "paused": paused,
    "waits for an obligation": lambda here: paused(here, "obligation"),
    "consulted": consulted,
    "extended": extended,
    "apologised": apologised,
    "decided": decided,
    "settled": settled,
    "returned": returned,
    "withdrawn": taken_back,
    "discontinued": stopped,
    "joint online": joint_online,
    "joint at the counter": lambda here: here.receive("LT", channel=Channel.SELF_ONLINE),
    "joint on paper": lambda here: here.transferred("LT"),
    "joint half done": joint_half_done,
    "without limit": lambda here: here.transferred("KH"),
}
"""Name → how a case comes there; dates lie around Monday, 1 March 2021, and time never runs backwards when they are made in this order."""

IN_TIME_ORDER = sorted(EVERY, key=lambda name: {"late": 0, "late on its last step": 0, "apologised": 1, "will be late": 1}.get(name, 2))
"""The names in an order in which they can be made one after the other."""
