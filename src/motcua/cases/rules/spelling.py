"""How words of this country are spelt: what a word can be, and what is left of one when keys or marks are lost on the way.

Vietnamese words follow Vietnamese spelling. Words of other peoples of the country (Ba Na, Ê-đê, Gia Rai, Chăm) follow their own, which
bears no tone marks; in names of places they may (Ia Hrú, Đắk Lắk, Đạ Tẻh). So the strict rules apply to words with a tone mark alone.
"""

import re
from unicodedata import normalize

from motcua.kernel.fold import fold

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SHARP, _HEAVY = "\u0301", "\u0323"
_WRITTEN_RHYMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm ên ênh "
    "êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc "
    "oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oong ooc op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât "
    "uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt up ut uơ uy uya uych uyên uyêt uynh uyt uyp uyu uch ư ưa ưc ưi ưng "
    "ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu"
)
_RHYMES = frozenset(_WRITTEN_RHYMES.split())
_AFTER_Q = frozenset(rhyme for rhyme in _RHYMES if rhyme[0] in "aăâeêiơy") | {"ôc", "yên", "yêt", "ynh", "yt"}
_WRITTEN_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph r s t th tr v x"
_ONSETS = frozenset(_WRITTEN_ONSETS.split())
_UPLAND_ONSET = re.compile(r"[bcdđghkmpst][rlhj]")
_PARTS = re.compile(r"(qu|gi(?=[aeouăâôơư])|[^aeiouyăâêôơư]*)(.*)")
_ONLY_VIETNAMESE = ("iê", "yê", "uô", "ươ")
"""Vowels that bear a tone wherever a stop closes them: no other language here writes them so."""
_FOLDED = frozenset(fold(rhyme) for rhyme in _RHYMES)
_WORD = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile("[aeiouyăâêôơưĕŏŭĭ]")
_TWICE = re.compile(r"([^\W\do_])\1|oo(?![chkmn])")
"""A letter twice running: none but the long o of "Kroong", with a consonant after it."""
_NO_VOWEL_NEEDED = frozenset("hjky")


def words(told: str) -> list[str]:
    """The words of ``told``, without digits and signs."""
    return _WORD.findall(normalize("NFC", told))


def is_word(word: str) -> bool:
    """Whether ``word`` can be a word of a name: a vowel in it, no letter twice running, and Vietnamese where it bears a tone."""
    low = word.lower()
    bare, tone = _without_tone(low)
    if len(tone) > 1 or not (_VOWEL.search(bare) or low in _NO_VOWEL_NEEDED):
        return False
    if _TWICE.search(low):
        return False
    onset, rhyme = _parted(bare)
    if tone:
        return _is_toned_syllable(onset, rhyme, tone)
    return not (rhyme in _RHYMES and rhyme.startswith(_ONLY_VIETNAMESE) and _is_stopped(rhyme))


def is_syllable(word: str) -> bool:
    """Whether ``word`` is a Vietnamese syllable, as the words are that are no names: "đường", "thôn"."""
    bare, tone = _without_tone(word.lower())
    onset, rhyme = _parted(bare)
    if tone or onset == "qu":
        return is_word(word) and rhyme in (_AFTER_Q if onset == "qu" else _RHYMES)
    return (onset in _ONSETS or not onset) and rhyme in _RHYMES and not _is_stopped(rhyme)


def has_lost_marks(word: str) -> bool:
    """Whether ``word`` is no syllable as it stands, but has the letters of one that is written with marks: "Nguyen", "Hiep"."""
    onset, rhyme = _parted(word.lower())
    return word.isascii() and onset in {*_ONSETS, "", "qu"} and rhyme in _FOLDED and rhyme not in _RHYMES


def _without_tone(word: str) -> tuple[str, str]:
    parts = normalize("NFD", word)
    return normalize("NFC", "".join(sign for sign in parts if sign not in _TONES)), "".join(sign for sign in parts if sign in _TONES)


def _parted(bare: str) -> tuple[str, str]:
    """Onset and rhyme; the written ``u`` of ``qu`` and ``i`` of ``gi`` belong to the onset."""
    found = _PARTS.fullmatch(bare)
    return (found[1], found[2]) if found else ("", bare)


def _is_toned_syllable(onset: str, rhyme: str, tone: str) -> bool:
    """Whether onset, rhyme and tone go together; names of places may begin and end as highland words do (Hrú, Lắk, Tẻh)."""
    if rhyme[-1:] == "k":
        rhyme = f"{rhyme[:-1]}c"
    elif rhyme[-1:] == "h" and rhyme not in _RHYMES:
        rhyme = rhyme[:-1]
    if rhyme not in (_AFTER_Q if onset == "qu" else _RHYMES):
        return False
    if rhyme.startswith("yê") and onset not in ("", "qu"):
        return False
    if onset not in {*_ONSETS, "", "qu"} and not _UPLAND_ONSET.fullmatch(onset):
        return False
    return not _is_stopped(rhyme) or tone in (_SHARP, _HEAVY)


def _is_stopped(rhyme: str) -> bool:
    return rhyme.endswith(("c", "ch", "p", "t"))
