"""A gallery of scans of identity cards as keyboard scanners deliver them: whole, or garbled in a known way, each with its truth.

Everything falls from one seed, so that the gallery is the same at every run.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from unicodedata import combining, normalize

from tests.builders.card_people import LAYOUTS, CardPerson, somebody

SEED, SIZE = 2026, 2_000
_TONES = {"\u0301": "s1", "\u0300": "f2", "\u0309": "r3", "\u0303": "x4", "\u0323": "j5"}
_SHAPES = {
    "ă": ("aw", "a8"), "â": ("aa", "a6"), "ê": ("ee", "e6"), "ô": ("oo", "o6"), "ơ": ("ow", "o7"), "ư": ("uw", "u7"), "đ": ("dd", "d9"),
}  # fmt: skip
_FRENCH = str.maketrans("1234567890qwaz;m/,.|-:'?><WQAZM+=", "&é\"'(-è_çàazqw$,!;:µ)M/%./ZAQW?¨+")
"""What the keys of an American keyboard write where Windows takes them for French ones."""
_GERMAN = str.maketrans("yzYZ|-:;/'\"", "zyZY'ßÖö-äÄ")
_VIETNAMESE = str.maketrans("1234567890[]", "ăâêô\u0300\u0309\u0303\u0301\u0323đươ")
"""The Vietnamese keyboard of Windows: letters and tones stand on its row of digits."""
_TCVN3 = dict(
    zip(
        "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵ",
        "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\xadøõö÷ùýúûüþ",
        strict=True,
    )
)
_NEAREST = dict(zip("ĂăĐđĨĩŨũƠơƯư", "AaĐdIiUuOoUu", strict=True))
"""Where the Western code page of Windows has no letter it takes the nearest one that it has, or a question mark."""
_WIDE = {ord(sign): ord(sign) + 0xFEE0 for sign in map(chr, range(33, 127))}
_ENDS, _BEGINNINGS = ("\n", "\r\n", "\r", "\t", "\x03\n", " \n"), ("]Q1", "]Q3", "\x02", "\ufeff", "#", "@ ")
Dice = Random
Mangle = Callable[[str, Dice], str]


@dataclass(frozen=True, slots=True)
class Scan:
    """What arrived in the box, of whom, and what happened on the way."""

    kind: str
    text: str
    of: CardPerson


def _keys(text: str, way: int) -> str:
    """The key strokes of Telex (``way`` 0) or VNI (1) that make ``text``, the tone at the end of each word."""

    def word(found: re.Match[str]) -> str:
        out, tone = "", ""
        for sign in found.group():
            parts = normalize("NFD", sign)
            marks = [part for part in parts if part in _TONES]
            tone = _TONES[marks[0]][way] if marks else tone
            bare = normalize("NFC", "".join(part for part in parts if part not in _TONES))
            shape = _SHAPES.get(bare.lower(), (bare, bare))[way]
            out += shape.upper() if bare.isupper() and found.group().isupper() else shape.capitalize() if bare.isupper() else shape
        return out + tone

    return re.sub(r"[^\W\d_]+", word, text)


def _composed(text: str, way: int) -> str:
    """What Unikey makes of plain letters and digits that a scanner types while it is on: Telex (0) or VNI (1)."""
    shapes = {keys[way]: letter for letter, keys in _SHAPES.items()}
    for keys, letter in shapes.items():
        text = re.sub(
            keys, lambda found, letter=letter: letter.upper() if found.group()[0].isupper() else letter, text, flags=re.IGNORECASE
        )
    tones = {keys[way]: mark for mark, keys in _TONES.items()}
    vowel = r"([aeiouyăâêôơưAEIOUYĂÂÊÔƠƯ])([a-zA-Z]*)(" + "|".join(tones) + r")(?![a-z])"
    return normalize("NFC", re.sub(vowel, lambda found: found[1] + tones[found[3]] + found[2], text))


def _place(text: str, dice: Dice, which: Callable[[str], bool] = lambda sign: True) -> int:
    return dice.choice([at for at, sign in enumerate(text) if which(sign)])


def _dropped(text: str, dice: Dice) -> str:
    at = _place(text, dice)
    return text[:at] + text[at + 1 :]


def _dropped_thrice(text: str, dice: Dice) -> str:
    return _dropped(_dropped(_dropped(text, dice), dice), dice)


def _doubled(text: str, dice: Dice) -> str:
    at = _place(text, dice)
    return text[:at] + text[at] + text[at:]


def _swapped(text: str, dice: Dice) -> str:
    at = _place(text[:-1], dice)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _one_digit_other(text: str, dice: Dice) -> str:
    """A digit of the identity number is another one."""
    number = re.search(r"[0-9]{12}", text)
    at = dice.randrange(number.start(), number.end()) if number else 0
    return text[:at] + dice.choice([digit for digit in "0123456789" if digit != text[at]]) + text[at + 1 :]


def _one_mark_lost(text: str, dice: Dice) -> str:
    at = _place(text, dice, lambda sign: len(normalize("NFD", sign)) > 1)
    return text[:at] + normalize("NFC", normalize("NFD", text[at])[:-1]) + text[at + 1 :]


def _western(text: str, _: Dice) -> str:
    nearest = "".join(_NEAREST.get(sign, sign) for sign in text)
    return nearest.encode("cp1252", errors="replace").decode("cp1252")


def _tcvn3(text: str, _: Dice) -> str:
    return "".join(_TCVN3.get(sign.lower(), sign) for sign in text)


def _bare(text: str) -> str:
    parted = normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in parted if not combining(sign))


def _glued(between: str) -> Mangle:
    return lambda text, dice: text + between + somebody(dice, dice.choice(LAYOUTS)).scan


def _cut_then_whole(text: str, dice: Dice) -> str:
    return text[: dice.randrange(3, len(text) - 3)] + somebody(dice, dice.choice(LAYOUTS)).scan


def _alt_codes(text: str, _: Dice) -> str:
    """The Alt key was not held: the decimal code of every sign stands there instead of the sign."""
    return "".join(f"{ord(sign):04}" for sign in text)


KINDS: dict[str, tuple[str, Mangle]] = {
    "clean": ("nguyên vẹn", lambda text, _: text),
    "suffix": ("nguyên vẹn, có xuống dòng hoặc Tab ở cuối", lambda text, dice: text + dice.choice(_ENDS)),
    "prefix": ("nguyên vẹn, có ký hiệu ở đầu (]Q1, STX, #)", lambda text, dice: dice.choice(_BEGINNINGS) + text),
    "base and mark": ("nguyên vẹn, chữ và dấu rời nhau (NFD)", lambda text, _: normalize("NFD", text)),
    "telex keys": ("phím Telex chưa thành chữ", lambda text, _: _keys(text, 0)),
    "vni keys": ("phím VNI chưa thành chữ", lambda text, _: _keys(text, 1)),
    "telex on, plain letters": ("chữ không dấu qua Telex", lambda text, _: _composed(_bare(text), 0)),
    "vni on, plain letters": ("chữ không dấu qua VNI", lambda text, _: _composed(_bare(text), 1)),
    "telex on, letters by code": ("chữ có dấu gõ bằng mã, Telex đang bật", lambda text, _: _composed(text, 0)),
    "vni on, letters by code": ("chữ có dấu gõ bằng mã, VNI đang bật", lambda text, _: _composed(text, 1)),
    "telex keys through vni": ("phím Telex qua bộ gõ VNI", lambda text, _: _composed(_keys(text, 0), 1)),
    "vni keys through telex": ("phím VNI qua bộ gõ Telex", lambda text, _: _composed(_keys(text, 1), 0)),
    "telex on, ]Q1 before": ("Telex biến ký hiệu đầu ]Q1 thành chữ", lambda text, _: "ưQ1" + text),
    "caps lock": ("Caps Lock", lambda text, _: text.swapcase()),
    "caps lock, letters by code": (
        "Caps Lock, chữ có dấu gõ bằng mã", lambda text, _: "".join(sign.swapcase() if sign.isascii() else sign for sign in text)
    ),
    "shift held": ("giữ Shift: toàn chữ hoa", lambda text, _: text.upper()),
    "marks lost": ("mất hết dấu", lambda text, _: _bare(text)),
    "marked letters lost": ("mất chữ có dấu", lambda text, _: "".join(sign for sign in text if sign.isascii())),
    "question marks": ("chữ có dấu thành ?", lambda text, _: "".join(sign if sign.isascii() else "?" for sign in text)),
    "nearest western letter": ("bảng mã Tây Âu, chữ gần nhất", _western),
    "one mark lost": ("mất một dấu", _one_mark_lost),
    "utf-8 as cp1252": ("sai bảng mã (1252)", lambda text, _: text.encode().decode("cp1252", errors="replace")),
    "utf-8 as latin-1": ("sai bảng mã (Latin-1)", lambda text, _: text.encode().decode("latin-1")),
    "utf-8 as cp1258": ("sai bảng mã (1258)", lambda text, _: text.encode().decode("cp1258", errors="replace")),
    "utf-8 as cp437": ("sai bảng mã (437)", lambda text, _: text.encode().decode("cp437")),
    "tcvn3": ("bảng mã cũ TCVN3", _tcvn3),
    "one character dropped": ("mất một ký tự", _dropped),
    "three characters dropped": ("mất ba ký tự", _dropped_thrice),
    "one character doubled": ("lặp một ký tự", _doubled),
    "two characters swapped": ("hai ký tự đổi chỗ", _swapped),
    "one digit other": ("sai một chữ số của số định danh", _one_digit_other),
    "french keyboard": ("bàn phím Pháp", lambda text, _: text.translate(_FRENCH)),
    "german keyboard": ("bàn phím Đức", lambda text, _: text.translate(_GERMAN)),
    "vietnamese keyboard": ("bàn phím tiếng Việt của Windows", lambda text, _: normalize("NFC", text.translate(_VIETNAMESE))),
    "wide signs": ("chữ số rộng của bộ gõ Nhật, Trung", lambda text, _: text.translate(_WIDE)),
    "glued": ("hai thẻ dính nhau", _glued("")),
    "glued by a divider": ("hai thẻ dính nhau, có dấu ngăn", _glued("|")),
    "glued by a line": ("hai thẻ dính nhau, có xuống dòng", _glued("\n")),
    "cut, then another": ("một thẻ bị cắt rồi một thẻ nữa", _cut_then_whole),
    "tail cut": ("bị cắt phần cuối", lambda text, dice: text[: dice.randrange(16, len(text) - 1)]),
    "head cut": ("bị cắt phần đầu", lambda text, dice: text[dice.randrange(1, len(text) - 20) :]),
    "dividers turned": ("dấu | thành dấu khác", lambda text, dice: text.replace("|", dice.choice("~\\¦;\t>!^"))),
    "dividers lost": ("mất hết dấu |", lambda text, _: text.replace("|", "")),
    "dividers as their code": ("dấu | thành 124", lambda text, _: text.replace("|", "124")),
    "digits lost": ("mất hết chữ số (Num Lock tắt)", lambda text, _: re.sub(r"[0-9]", "", text)),
    "codes of digits": ("chữ số thành mã của nó", lambda text, _: re.sub(r"[0-9]", lambda found: f"{ord(found.group())}", text)),
    "codes of everything": ("mọi ký tự thành mã (không giữ được Alt)", _alt_codes),
    "wedge of two letters": ("mất chữ có dấu và Caps Lock", lambda text, _: "".join(s.swapcase() for s in text if s.isascii())),
}  # fmt: skip
"""What happens to scans: its words for people, and how it is done."""


def gallery(size: int = SIZE, seed: int = SEED) -> list[Scan]:
    """``size`` scans, the kinds in turn; some manglings leave some texts as they were."""
    scans = []
    for at in range(size):
        dice = Random(f"{seed}-{at}")
        kind = list(KINDS)[at % len(KINDS)]
        person = somebody(dice, LAYOUTS[at // len(KINDS) % len(LAYOUTS)])
        text = KINDS[kind][1](person.scan, dice)
        scans.append(Scan(kind, text, person))
    return scans
