"""A small district office, founded and enacted through the commands: two divisions, their people, a few procedures, cases at any stage."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from motcua.cases.commands.hand_over import hand_over
from motcua.cases.commands.receive import receive
from motcua.cases.commands.transfer import transfer
from motcua.cases.models import Case
from motcua.cases.rules.channels import Channel
from motcua.cases.rules.filing import ApplicantDetails, Filing
from motcua.catalogue.commands.enact import enact
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.rules.procedure import Paper, Procedure, Step
from motcua.kernel.actor import Actor
from motcua.kernel.moments import VIETNAM, local_date
from motcua.law.limits import limit
from motcua.offices.commands.found import found
from motcua.offices.models import Office, Person
from motcua.offices.queries import actor_of, system_actor
from motcua.offices.rules.plan import AuthorityPlan, OfficePlan, PersonPlan, YearPlan

MONDAY = datetime(2021, 3, 1, 8, tzinfo=VIETNAM)
"""An ordinary Monday morning; March 2021 has no holiday."""

OFFICES = (
    OfficePlan(key="huyen", name="UBND huyện", kind="district", code="000.00.99.H08", place="Vân Canh", head_title="CHỦ TỊCH"),
    OfficePlan(key="tnmt", name="Phòng Tài nguyên và Môi trường", kind="division", parent="huyen", head_title="TRƯỞNG PHÒNG"),
    OfficePlan(key="tp", name="Phòng Tư pháp", kind="division", parent="huyen", head_title="TRƯỞNG PHÒNG"),
)
PEOPLE = (
    PersonPlan(key="lan", name="Trần Thị Lan", office="huyen", roles=("receptionist",)),
    PersonPlan(key="ngoc", name="Vũ Thị Ngọc", office="huyen", roles=("clerk", "handler")),
    PersonPlan(key="khoa", name="Hoàng Thế Khoa", office="huyen", roles=("leader",)),
    PersonPlan(key="minh", name="Nguyễn Văn Minh", office="tnmt", roles=("handler",), phone="0905000001"),
    PersonPlan(key="nam", name="Lê Văn Nam", office="tnmt", roles=("handler",)),
    PersonPlan(key="hoa", name="Lê Thị Hoa", office="tnmt", roles=("leader",)),
    PersonPlan(key="tu", name="Phạm Thị Tú", office="tp", roles=("handler",)),
    PersonPlan(key="phap", name="Đặng Văn Pháp", office="tp", roles=("leader",)),
    PersonPlan(key="soat", name="Đinh Thị Soát", office="huyen", roles=("inspector",)),
    PersonPlan(key="thao", name="Dương Thị Thảo", office="huyen", roles=("cashier",)),
)
PAPERS = (
    Paper("don", "Đơn đề nghị", is_required=True),
    Paper("ban-ve", "Bản vẽ", is_required=False),
    Paper("so-do", "Giấy chứng nhận đã cấp", is_required=False, originals=0, copies=1),
)


@dataclass(slots=True)
class District:
    """One authority of the test's own; ``now`` moves on a minute with every act that is not told its moment."""

    authority_id: int
    offices: dict[str, int]
    people: dict[str, Person]
    procedures: dict[str, int] = field(default_factory=dict)
    now: datetime = MONDAY
    filings: int = 0

    def actor(self, key: str) -> Actor:
        """The person of that key with the roles of the day."""
        actor = actor_of(self.people[key].pk, day=local_date(self.now))
        assert actor
        return actor

    def tick(self, at: datetime | None = None) -> datetime:
        """The moment of the next act."""
        self.now = at or self.now + timedelta(minutes=1)
        return self.now

    def enact(self, key: str, **changes: Any) -> int:
        """Put a procedure of the environment division in force and return its id: five working days, a handler's step and a leader's."""
        told: dict[str, Any] = {
            "code": f"9.{key}", "key": key, "name": f"Thủ tục {key}", "field": "Đất đai", "lead_office_id": self.offices["tnmt"],
            "receiving_office_ids": frozenset({self.offices["huyen"]}), "limits": {"": limit(5, "working_day")}, "papers": PAPERS,
            "steps": (self.step("tham-dinh", "tnmt", "handler", 2), self.step("ky", "tnmt", "leader", 1)),
            "pauses": ("obligation", "measurement"), **changes,
        }  # fmt: skip
        version = enact(
            actor=system_actor(self.authority_id), at=self.now, valid_from=date(2020, 1, 1),
            procedure=Procedure(version_id=0, procedure_id=0, **told),
        )  # fmt: skip
        self.procedures[key] = ProcedureVersion.objects.get(pk=version).procedure_id
        return self.procedures[key]

    def step(self, key: str, office: str, role: str, days: float) -> Step:
        """One step of a procedure."""
        return Step(key, f"Bước {key}", self.offices[office], role, limit(days, "working_day"))

    def receive(self, procedure: str = "P5", *, at: datetime | None = None, name: str = "", phone: str = "", **changes: Any) -> int:
        """The counter receives a case with the one required paper and returns its id."""
        self.filings += 1
        applicant = ApplicantDetails(name=name or f"Người nộp {self.filings}", phone=phone or f"09{self.filings:08}")
        told: dict[str, Any] = {"papers": ("don",), "channel": Channel.COUNTER, **changes}
        filing = Filing(
            procedure_id=self.procedures[procedure], receiving_office_id=self.offices["huyen"], applicant=applicant, **told
        )  # fmt: skip
        return receive(actor=self.actor("lan"), at=self.tick(at), of=filing)

    def transferred(self, procedure: str = "P5", *, at: datetime | None = None, **changes: Any) -> int:
        """A case that the counter has received and handed to the handling office."""
        case_id = self.receive(procedure, at=at, **changes)
        transfer(actor=self.actor("lan"), at=self.tick(), case_id=case_id)
        return case_id

    def presented(self, procedure: str = "P5", *, at: datetime | None = None, by: str = "minh", **changes: Any) -> int:
        """A case of two steps whose handler has done his: it waits for the leader's decision."""
        case_id = self.transferred(procedure, at=at, **changes)
        hand_over(actor=self.actor(by), at=self.tick(), case_id=case_id)
        return case_id

    def case(self, case_id: int) -> Case:
        """The case as it now stands."""
        return Case.objects.get(pk=case_id)


def district(key: str = "huyen-thu", **extra: tuple[Any, ...]) -> District:
    """The district, with procedure P5 in force."""
    plan = AuthorityPlan(
        key=key, name="UBND huyện", offices=OFFICES, people=(*PEOPLE, *extra.get("people", ())),
        years=tuple(YearPlan(year=year, is_provisional=False) for year in range(2019, 2024)),
    )  # fmt: skip
    authority_id = found(actor=system_actor(0), at=MONDAY - timedelta(days=400), plan=plan)
    made = District(
        authority_id,
        dict(Office.objects.filter(authority_id=authority_id).values_list("key", "id")),
        {person.key: person for person in Person.objects.filter(authority_id=authority_id)},
        now=MONDAY - timedelta(days=399),
    )
    made.enact("P5")
    made.now = MONDAY
    return made
