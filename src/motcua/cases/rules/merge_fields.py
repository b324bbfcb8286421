"""Which places the office's own form of a result may have, what fills each from the case, and what is told of those that nothing fills."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from motcua.cases.rules.slips import Addressee, Letterhead, day_words
from motcua.documents.rules.word_text import PLACE, broken_places_in, places_in

TYPED = "nhap_"
"""A place whose name begins so is typed by the handler: ``nhap_so_thua`` asks for "số thua"."""

MISSING = "[CÒN THIẾU: {}]"
"""What stands at a place that nothing fills, so that nobody overlooks it; a result that still holds one is not taken."""

_MARK = MISSING.split("{", 1)[0]
_LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTold:
    """A case as a form asks about it, on the day of drafting."""

    applicant: Addressee
    letterhead: Letterhead
    file_number: str
    procedure: str
    field: str
    result: str
    legal_basis: tuple[str, ...]
    papers: tuple[str, ...]
    accepted_on: date | None
    due_on: date | None
    handler: str
    today: date


@dataclass(frozen=True, slots=True)
class MergeField:
    """A place by its name: what it is in words, and how the case fills it (nothing where it cannot)."""

    name: str
    words: str
    of: Callable[[CaseTold], str]


def _on(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


FIELDS: tuple[MergeField, ...] = (
    MergeField("ten_nguoi_nop", "Họ tên người nộp", lambda case: case.applicant.name),
    MergeField("so_dinh_danh", "Số định danh của người nộp", lambda case: case.applicant.identity),
    MergeField("dia_chi", "Địa chỉ người nộp", lambda case: case.applicant.address),
    MergeField("dien_thoai", "Điện thoại người nộp", lambda case: case.applicant.phone),
    MergeField("thu_dien_tu", "Thư điện tử người nộp", lambda case: case.applicant.email),
    MergeField("ma_ho_so", "Mã hồ sơ", lambda case: case.file_number),
    MergeField("ten_thu_tuc", "Tên thủ tục", lambda case: case.procedure),
    MergeField("linh_vuc", "Lĩnh vực", lambda case: case.field),
    MergeField("ten_ket_qua", "Tên kết quả theo quyết định công bố", lambda case: case.result),
    MergeField("can_cu", "Căn cứ pháp lý của thủ tục", lambda case: "; ".join(case.legal_basis)),
    MergeField("giay_to", "Giấy tờ có trong hồ sơ", lambda case: "; ".join(case.papers)),
    MergeField("ngay_tiep_nhan", "Ngày tiếp nhận", lambda case: _on(case.accepted_on)),
    MergeField("ngay_hen_tra", "Ngày hẹn trả", lambda case: _on(case.due_on)),
    MergeField("co_quan_cap_tren", "Cơ quan cấp trên trực tiếp", lambda case: case.letterhead.superior),
    MergeField("co_quan", "Cơ quan giải quyết", lambda case: case.letterhead.authority),
    MergeField("dia_danh", "Địa danh", lambda case: case.letterhead.place),
    MergeField("ngay_thang_nam", "Ngày soạn, viết theo thể thức văn bản", lambda case: day_words(case.today)),
    MergeField("nam", "Năm soạn", lambda case: str(case.today.year)),
    MergeField("nguoi_thu_ly", "Người thụ lý", lambda case: case.handler),
)
_BY_NAME = {each.name: each for each in FIELDS}


@dataclass(frozen=True, slots=True)
class FieldFlaw:
    """A place of a form that nothing can fill: what stands there, in which paragraph (from 1) and its words, and what may be meant."""

    place: str
    paragraph: int
    text: str
    meant: str

    def __str__(self) -> str:
        meant = f", có lẽ là {{{{ {self.meant} }}}}" if self.meant else ""
        return f"{self.place} ở đoạn {self.paragraph} (“{self.text}”){meant}"


def is_known(name: str) -> bool:
    """Whether a place of this name can be filled, from the case or by hand."""
    return name in _BY_NAME or (name.startswith(TYPED) and len(name) > len(TYPED))


def words_of_field(name: str) -> str:
    """What a place is, in words."""
    known = _BY_NAME.get(name)
    return known.words if known else name.removeprefix(TYPED).replace("_", " ").capitalize()


def flaws_of(paragraphs: Sequence[str]) -> tuple[FieldFlaw, ...]:
    """Every place that nothing can fill, in the order of the form."""
    return tuple(
        FieldFlaw(place, number, _short(text), meant)
        for number, text in enumerate(paragraphs, start=1)
        for place, meant in (
            *((f"{{{{ {name} }}}}", _meant(name)) for name in places_in(text) if not is_known(name)),
            *((broken.strip(), "") for broken in broken_places_in(text)),
        )
    )


def names_in(paragraphs: Iterable[str]) -> tuple[str, ...]:
    """The names of a form's places, each once, in their order."""
    return tuple(dict.fromkeys(name for text in paragraphs for name in places_in(text)))


def from_case(names: Iterable[str], case: CaseTold) -> dict[str, str]:
    """Name → what the case says, where it says anything."""
    told = {name: " ".join(_BY_NAME[name].of(case).split()) for name in names if name in _BY_NAME}
    return {name: value for name, value in told.items() if value}


def with_marks(names: Iterable[str], values: Mapping[str, str]) -> dict[str, str]:
    """Every name with its value, or with a mark that nobody overlooks."""
    return {name: values.get(name) or MISSING.format(words_of_field(name)) for name in names}


def left_open(paragraphs: Iterable[str]) -> tuple[str, ...]:
    """The paragraphs in which something is still missing or a place is still a place."""
    return tuple(_short(text) for text in paragraphs if _MARK in text or PLACE.search(text) or broken_places_in(text))


def _meant(name: str) -> str:
    return next(iter(get_close_matches(name, _BY_NAME, n=1, cutoff=0.7)), "")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
