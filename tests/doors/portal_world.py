"""A commune's public site on a stage: counters with hours, procedures of every kind, and a case with its slip's code."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.test import Client

from motcua.catalogue.commands.enact import enact
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.rules.procedure import Fee, Flaw, Paper, Procedure
from motcua.kernel.moments import VIETNAM
from motcua.law.limits import limit
from motcua.offices.queries import system_actor
from tests.builders.district import District, district

PHONE = "0905 123 421"
OPEN = datetime(2021, 3, 1, 9, 30, tzinfo=VIETNAM)
"""A Monday morning at which every counter is open."""


class Site:
    """The public site as a browser sees it: no cookies kept, no redirects followed unless asked."""

    def __init__(self, place: District, monkeypatch: Any) -> None:
        self.place, self.monkeypatch = place, monkeypatch
        self.set_clock(OPEN)
        self.client = Client()

    def set_clock(self, now: datetime) -> None:
        """The program's clock shows ``now``."""
        self.monkeypatch.setattr("motcua.doors.shared.frame.program_now", lambda: now)

    def text(self, address: str, status: int = 200) -> str:
        """The page at ``address`` as sent."""
        response = self.client.get(address)
        assert response.status_code == status, response.status_code
        return response.content.decode()

    def ask(self, code: str, digits: str, **headers: str) -> Any:
        """One try with a tracking code and four digits."""
        return self.client.post("/tra-cuu/chi-tiet/", {"ma_tra_cuu": code, "so_cuoi": digits}, **headers)


def site(monkeypatch: Any, key: str = "huyen-thu") -> Site:
    """The site of a district with procedure P5 and three more."""
    place = district(key)
    for told in PROCEDURES:
        put_in_force(place, told)
    return Site(place, monkeypatch)


def put_in_force(place: District, told: dict[str, Any], *, valid_from: date = date(2020, 1, 1)) -> int:
    """Enact a procedure that the counter receives and the environment division leads; the version's id."""
    given = {
        "version_id": 0, "procedure_id": 0, "lead_office_id": place.offices["tnmt"], "steps": (), "papers": (),
        "receiving_office_ids": frozenset({place.offices["huyen"]}), "limits": {"": limit(5, "working_day")}, **told,
    }  # fmt: skip
    return enact(actor=system_actor(place.authority_id), at=place.now, procedure=Procedure(**given), valid_from=valid_from)


def make_draft(version_id: int) -> None:
    """The version waits for a person."""
    ProcedureVersion.objects.filter(pk=version_id).update(is_draft=True)


def retell(place: District) -> None:
    """What was read before counts no more, as after any act upon the catalogue."""
    from motcua.offices.models import Authority

    Authority.revise(place.authority_id)


LAND = {
    "code": "1.000111", "key": "ccd", "name": "Cấp đổi Giấy chứng nhận", "field": "Đất đai", "online_level": "muc-3", "is_online": True,
    "limits": {"": limit(10, "working_day"), "self_online": limit(7, "working_day"), "assisted_online": limit(7, "working_day")},
    "papers": (
        Paper("don", "Đơn đề nghị theo mẫu", is_required=True),
        Paper("gcn", "Giấy chứng nhận đã cấp", is_required=True, originals=1, copies=2),
        Paper("thua-ke", "Văn bản thừa kế", is_required=False, case_label="nhận thừa kế"),
        Paper("khac", "Giấy tờ khác", is_required=False, originals=0, copies=0),
    ),
    "fees": (
        Fee("Lệ phí địa chính", None, basis="Nghị quyết của HĐND tỉnh"),
        Fee("Phí thẩm định", 150_000, exemption="hộ nghèo", basis="Thông tư 85/2019/TT-BTC"),
    ),
    "result_name": "Giấy chứng nhận mới", "legal_basis": ("Luật Đất đai 2013",), "decision": "Quyết định 12/QĐ-UBND",
    "note": "Soạn tay, xin đối chiếu", "defects": (Flaw("paper-name-cut", "Tên giấy tờ dài, có thể bị cắt ở cuối"),),
}  # fmt: skip
BIRTH = {
    "code": "1.000222", "key": "ks", "name": "Đăng ký khai sinh", "field": "Hộ tịch",
    "limits": {"": limit(0, "working_day")}, "fees": (Fee("Lệ phí hộ tịch", 8_000),),
}  # fmt: skip
QUARREL = {
    "code": "1.000333", "key": "hg", "name": "Hòa giải tranh chấp", "field": "Đất đai", "limits": {"": limit(Decimal(45), "calendar_day")}
}  # fmt: skip
PROCEDURES = (LAND, BIRTH, QUARREL)


def case_with_slip(place: District, *, phone: str = PHONE, at: datetime | None = None) -> tuple[int, str, str]:
    """A case that the counter has received: its id, its file number and its tracking code."""
    case_id = place.receive(at=at, name="Đinh Thị Hơ-Ninh", phone=phone)
    case = place.case(case_id)
    return case_id, str(case.file_number), case.tracking_code
