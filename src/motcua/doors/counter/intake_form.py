"""What the intake form says: typed values kept as they were typed, read into a filing when they are whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.http import HttpRequest, QueryDict

from motcua.cases.queries.finding import PersonCard
from motcua.cases.rules.channels import Channel, ReturnChannel
from motcua.cases.rules.filing import ApplicantDetails, Filing
from motcua.cases.rules.grounds import Defect, RefusalGround
from motcua.cases.rules.identity_card import Doubt
from motcua.cases.rules.phones import phone_digits, phone_in_groups
from motcua.catalogue.rules.procedure import Procedure
from motcua.doors.shared.labels import label
from motcua.doors.shared.typed_words import line, number, text

CHANNELS = (Channel.COUNTER, Channel.POST, Channel.AGENT)
"""How a filing that is handed in at the counter can have come; online filings come in by themselves."""

_ID_LENGTHS = (9, 12)
_PHONE_LENGTHS = (10, 11)
_LONGEST_NAME, _LONGEST_ADDRESS = 200, 300


@dataclass(frozen=True, slots=True)
class Typed:
    """The form as it was typed; ``do`` is the button that was pressed."""

    do: str = ""
    counter: str = ""
    applicant_id: int | None = None
    name: str = ""
    phone: str = ""
    id_number: str = ""
    address: str = ""
    words: str = ""
    procedure_id: int | None = None
    papers: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    notes: Mapping[str, str] = field(default_factory=dict)
    whys: Mapping[str, Defect] = field(default_factory=dict)
    ground: RefusalGround | None = None
    reason: str = ""
    is_scanned: bool = False
    is_somebody_else: bool = False
    is_another_case: bool = False
    is_receipt_wanted: bool = False
    originals: str = ""
    doubts: tuple[Doubt, ...] = ()
    channel: str = Channel.COUNTER
    return_channel: str = ReturnChannel.COUNTER

    @property
    def mode(self) -> str:
        """Which of the three outcomes the form stands at: receive, supplement or refuse."""
        return {"supplement": "supplement", "preview": "supplement", "refuse": "refuse"}.get(self.do.removeprefix("to-"), "receive")

    def focus(self, card: PersonCard | None) -> str:
        """The field that is to be filled in next while no procedure is chosen: of somebody new, first what he is called and reached by."""
        if card is None and not self.name:
            return "name"
        return "phone" if card is None and not self.phone and self.do == "new" else "words"

    def errors(self) -> dict[str, str]:
        """Field → what is missing or wrong, in words that say how to put it right."""
        told = {
            "name": "Hãy ghi họ tên người nộp." if not self.name else "Họ tên dài quá 200 chữ." if len(self.name) > _LONGEST_NAME else "",
            "phone": "Số điện thoại có 10 chữ số, ví dụ 0905 123 421; không có thì để trống." if not _is_phone(self.phone) else "",
            "id_number": "Số định danh có 12 chữ số (CMND cũ: 9); không có thì để trống." if not _is_identity(self.id_number) else "",
            "address": "Địa chỉ dài quá 300 chữ." if len(self.address) > _LONGEST_ADDRESS else "",
            "procedure": "Hãy chọn thủ tục." if self.procedure_id is None else "",
        }
        return {name: words for name, words in told.items() if words}

    @property
    def id_digits(self) -> str:
        """The identity number as it is kept."""
        return _digits(self.id_number)

    def applicant(self, card: PersonCard | None) -> ApplicantDetails:
        """The applicant: one on file as he stands there, unless something about him was typed anew."""
        if card is None:
            return ApplicantDetails(self.name, phone_in_groups(self.phone), self.id_digits, self.address)
        known = card.details
        told = replace(known, name=self.name, phone=phone_in_groups(self.phone), address=self.address)
        told = replace(told, id_number=self.id_digits or known.id_number)
        return known if told == known else replace(told, id=None)

    def filing(self, counter: int, card: PersonCard | None) -> Filing:
        """The filing that the form describes."""
        return Filing(
            procedure_id=self.procedure_id or 0,
            receiving_office_id=counter,
            applicant=self.applicant(card),
            papers=tuple(sorted(self.papers)),
            channel=Channel(self.channel),
            return_channel=ReturnChannel(self.return_channel),
        )

    def items(self, procedure: Procedure) -> tuple[str, ...]:
        """The papers asked for in the order of the procedure, each with what is wrong with it."""
        notes = {paper.key: self.note_of(paper.key) for paper in procedure.papers if paper.key in self.asked}
        return tuple(f"{key}: {note}" if note else key for key, note in notes.items())

    def note_of(self, key: str) -> str:
        """What is wrong with a paper in the applicant's words: the words of its code, then what was typed."""
        why = self.whys.get(key)
        return "; ".join(words for words in (label(why, "defect") if why else "", self.notes.get(key, "")) if words)

    def defects(self, procedure: Procedure) -> dict[str, Defect]:
        """The coded defects of the papers asked for."""
        return {paper.key: self.whys[paper.key] for paper in procedure.papers if paper.key in self.asked and paper.key in self.whys}

    def unexplained(self, procedure: Procedure, papers_in: frozenset[str]) -> list[str]:
        """The names of papers that are asked for although they are in, without a word about what is wrong with them."""
        asked = [paper for paper in procedure.papers if paper.key in self.asked & papers_in]
        return [paper.name for paper in asked if not self.note_of(paper.key) or self.whys.get(paper.key) is Defect.MISSING]


def typed_in(request: HttpRequest) -> Typed:
    """The form that was sent, or what the address asks to begin with (``nguoi``, ``thu_tuc``)."""
    sent = request.POST
    if request.method != "POST":
        return Typed(applicant_id=number(request.GET.get("nguoi")), procedure_id=number(request.GET.get("thu_tuc")))
    return Typed(
        do=sent.get("do", ""),
        counter=sent.get("counter", ""),
        applicant_id=number(sent.get("applicant_id")),
        name=line(sent.get("name", "")),
        phone=line(sent.get("phone", "")),
        id_number=line(sent.get("id_number", "")),
        address=line(sent.get("address", "")),
        words=line(sent.get("words", "")),
        procedure_id=number(sent.get("procedure_id")),
        papers=frozenset(sent.getlist("papers")),
        asked=frozenset(sent.getlist("asked")),
        notes=_notes(sent),
        whys=_whys(sent),
        ground=RefusalGround(sent["ground"]) if sent.get("ground") in list(RefusalGround) else None,
        reason=text(sent.get("reason", "")),
        is_scanned="scanned" in sent,
        is_somebody_else="somebody_else" in sent or sent.get("do") == "somebody-else",
        is_another_case="another" in sent,
        is_receipt_wanted="receipt" in sent,
        originals=text(sent.get("originals", "")),
        doubts=tuple(doubt for doubt in Doubt if doubt in sent.getlist("doubt")),
        channel=_one_of(CHANNELS, sent.get("channel", ""), Channel.COUNTER),
        return_channel=_one_of(ReturnChannel, sent.get("return_channel", ""), ReturnChannel.COUNTER),
    )


def _notes(sent: QueryDict) -> dict[str, str]:
    """Paper → what is wrong with it."""
    notes = {name.removeprefix("note-"): line(sent.get(name, "")) for name in sent if name.startswith("note-")}
    return {key: note for key, note in notes.items() if note}


def _whys(sent: QueryDict) -> dict[str, Defect]:
    """Paper → the code of what is wrong with it."""
    told = {name.removeprefix("why-"): sent.get(name, "") for name in sent if name.startswith("why-")}
    return {key: Defect(code) for key, code in told.items() if code in list(Defect)}


def _one_of(choices: "tuple[Channel, ...] | type[ReturnChannel]", told: str, usual: str) -> str:
    return told if told in list(choices) else usual


def _digits(typed: str) -> str:
    return "".join(sign for sign in typed if sign.isdigit())


def _is_phone(typed: str) -> bool:
    return not typed or len(phone_digits(typed)) in _PHONE_LENGTHS


def _is_identity(typed: str) -> bool:
    return not typed or (len(_digits(typed)) in _ID_LENGTHS and not any(sign.isalpha() for sign in typed))
