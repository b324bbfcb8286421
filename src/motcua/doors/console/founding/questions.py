"""What ``motcua init`` asks: one table, in order; each answer is read as it will be kept, or refused with why."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from motcua.cases.rules.file_number import CODE_PATTERNS
from motcua.doors.shared.typed_words import strange_sign
from motcua.kernel.fold import fold
from motcua.offices.rules.logins import LOGIN_TOLD, is_login

Answers = Mapping[str, str]
"""What has been answered so far, by the names of the questions."""


class Unusable(Exception):
    """The answer cannot be used; the message says why and what would do."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of People's Committee: how the program calls it, how its own name begins, and the divisions that are usual there."""

    kind: str
    prefix: str
    divisions: tuple[str, ...]


_OFFICE, _CULTURE = "Văn phòng HĐND và UBND", "Phòng Văn hóa - Xã hội"
_URBAN = (_OFFICE, "Phòng Kinh tế, Hạ tầng và Đô thị", _CULTURE)

KINDS = {
    "xã": Kind("commune", "UBND xã", (_OFFICE, "Phòng Kinh tế", _CULTURE)),
    "phường": Kind("commune", "UBND phường", _URBAN),
    "đặc khu": Kind("commune", "UBND đặc khu", _URBAN),
    "tỉnh": Kind("province", "UBND tỉnh", ()),
    "thành phố": Kind("province", "UBND thành phố", ()),
}
"""The two levels since 01/07/2025; the divisions are an offer that the office confirms or changes."""

NONE = "-"
"""Typed where a default is offered and nothing is wanted."""

_SEATS = re.compile(r"^(ủy ban nhân dân|uỷ ban nhân dân|ubnd)\s+(xã|phường|đặc khu|tỉnh|thành phố)\s+", re.IGNORECASE)
_PHONE = re.compile(r"\+?[0-9][0-9 .()-]{6,18}[0-9]")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Question:
    """One question: ``name`` is its field in a file of answers; ``offer`` is its default, ``read`` gives the answer as it is kept."""

    name: str
    words: str
    told: str = ""
    offer: Callable[[Answers], str] = lambda _: ""
    read: Callable[[str, Answers], str] = lambda text, _: text
    is_optional: bool = False


def answered(question: Question, text: str, known: Answers) -> str:
    """What ``text`` means as the answer; Unusable with why. "-" is nothing, and nothing at all takes what is offered."""
    plain = unicodedata.normalize("NFC", " ".join(text.split()))
    if plain == NONE and question.is_optional:
        return ""
    meant = plain or question.offer(known)
    if not meant and not question.is_optional:
        raise Unusable("câu này phải có trả lời")
    if len(meant) > _LONGEST or not meant.isprintable():
        raise Unusable(f"dài quá {_LONGEST} chữ, hoặc có ký tự không in được")
    return question.read(meant, known) if meant else ""


def read_login(text: str) -> str:
    """A name to sign in with; Unusable when it would not be one on every keyboard."""
    if not is_login(text):
        raise Unusable(f"“{text}”: {LOGIN_TOLD}")
    return text


def read_person(text: str) -> str:
    """The name of a person; Unusable when it has signs that no name has, as text in an old Vietnamese font does."""
    strange = strange_sign(text)
    if strange:
        raise Unusable(
            f"“{text}” có ký tự “{strange}”, không có trong tên người; nếu chữ gõ bằng phông cũ (TCVN3, VNI), hãy chuyển sang Unicode"
        )
    if not 2 <= len(text) <= _LONGEST:
        raise Unusable("họ và tên để trống hoặc dài quá 200 chữ")
    return unicodedata.normalize("NFC", text)


def divisions_of(answers: Answers) -> tuple[str, ...]:
    """The divisions, each once, in the order in which they were named."""
    return tuple(dict.fromkeys(name.strip() for name in answers["divisions"].split(";") if name.strip()))


def _person(text: str, _: Answers) -> str:
    return read_person(text)


def _name(text: str, _: Answers) -> str:
    if sum(sign.isalpha() for sign in text) < 3:
        raise Unusable(f"“{text}” chưa phải một tên; hãy ghi tên đầy đủ")
    return text


def _kind(text: str, _: Answers) -> str:
    known = {fold(name): name for name in KINDS}
    if fold(text) not in known:
        raise Unusable(f"“{text}”: hãy chọn một trong {', '.join(KINDS)}")
    return known[fold(text)]


def _offered_kind(known: Answers) -> str:
    found = _SEATS.match(known["name"])
    return found[2].lower() if found else "xã"


def _offered_place(known: Answers) -> str:
    return _SEATS.sub("", known["name"])


def _generator(text: str, _: Answers) -> str:
    if text.lower() not in CODE_PATTERNS:
        raise Unusable(f"“{text}”: hãy chọn {' hoặc '.join(CODE_PATTERNS)}")
    return text.lower()


def _code(text: str, known: Answers) -> str:
    if not CODE_PATTERNS[known["number_generator"]].fullmatch(text):
        form = {"qd20": "H21.65 (một chữ cái và hai số, rồi các phần sau dấu chấm)", "qcvn102": "000.00.65.H21 (3, 2, 2 số, rồi H21)"}
        raise Unusable(f"“{text}” không có dạng như {form[known['number_generator']]}; hãy chép đúng từ quyết định của tỉnh, hoặc để trống")
    return text


def _place(text: str, _: Answers) -> str:
    return _no_longer_than(100, text)


def _phone(text: str, _: Answers) -> str:
    if not _PHONE.fullmatch(text):
        raise Unusable(f"“{text}” không phải số điện thoại như 0256 000 0300")
    return text


def _divisions(text: str, known: Answers) -> str:
    names = divisions_of({"divisions": text})
    if len({fold(name) for name in names}) < len(names) or fold(known["name"]) in map(fold, names):
        raise Unusable("có hai cơ quan cùng tên; mỗi tên chỉ ghi một lần")
    return "; ".join(names)


def _login(text: str, _: Answers) -> str:
    return read_login(text)


def _no_longer_than(longest: int, text: str) -> str:
    if len(text) > longest:
        raise Unusable(f"dài quá {longest} chữ")
    return text


QUESTIONS = (
    Question("name", "Tên Ủy ban nhân dân", "Ghi như trên con dấu, ví dụ: UBND xã Vân Canh. Tên này đứng đầu mọi giấy tờ.", read=_name),
    Question("kind", "Loại đơn vị", f"Một trong: {', '.join(KINDS)}.", _offered_kind, _kind),
    Question(
        "number_generator",
        "Cách đánh mã số hồ sơ",
        "qd20: mã cơ quan theo QĐ 20/2020/QĐ-TTg, mã hồ sơ như H21.65-261126-0001.\n"
        "    qcvn102: mã cũ theo QCVN 102:2016/BTTTT, mã hồ sơ như 000.00.65.H21-261126-0001. Chưa rõ thì hỏi nơi cấp mã của tỉnh.",
        lambda _: "qd20",
        _generator,
    ),
    Question(
        "code",
        "Mã cơ quan (mã định danh)",
        "Chép từ quyết định của tỉnh; chương trình không đoán. Chưa có thì để trống để tập làm; khi đó\n"
        "    CHƯA TIẾP NHẬN được hồ sơ nào, vì mã số hồ sơ bắt đầu bằng mã này; có mã rồi thì khởi tạo lại ở thư mục khác.",
        read=_code,
        is_optional=True,
    ),
    Question("place", "Địa danh ghi trên giấy tờ", "Đứng trước ngày tháng: “Vân Canh, ngày 26 tháng 11 năm 2026”.", _offered_place, _place),
    Question(
        "address", "Địa chỉ nơi tiếp nhận", "In trên giấy hẹn và trang tra cứu, để người dân tìm đến. Có thể để trống.", is_optional=True
    ),
    Question(
        "phone",
        "Điện thoại của quầy",
        "Ví dụ: 0256 000 0300. Để trống thì giấy hẹn và trang tra cứu không có số để người dân gọi hỏi.",
        read=_phone,
        is_optional=True,
    ),
    Question(
        "divisions",
        "Các phòng chuyên môn, cách nhau bằng dấu chấm phẩy",
        f"Trung tâm tiếp nhận đã có sẵn, không cần ghi. Gõ {NONE} nếu không có phòng nào.",
        lambda known: "; ".join(KINDS[known["kind"]].divisions),
        _divisions,
        is_optional=True,
    ),
    Question("admin_name", "Họ và tên người quản trị", "Người duyệt danh mục thủ tục ở trang Thiết lập.", read=_person),
    Question(
        "admin_login",
        "Tên đăng nhập của người quản trị",
        "Chữ thường không dấu, số, dấu chấm, gạch.",
        lambda _: "quantri",
        _login,
    ),
)
"""In the order asked; the password comes after, since it is not shown."""
