"""Who asks in a story: applicants that nobody is, named as people of Vân Canh are named."""

import json
from dataclasses import dataclass
from importlib.resources import files
from random import Random
from typing import Any

from motcua.cases.rules.filing import ApplicantDetails

_PAGE = files("motcua.doors.console.demonstration").joinpath("names_vocabulary.json")
_WORDS: dict[str, Any] = json.loads(_PAGE.read_text(encoding="utf-8"))
_BANA, _CHAM = "bana", "cham_hroi"
_PEOPLES = {"canh-lien": _BANA, "canh-hiep": _BANA, "canh-thuan": _BANA, "canh-hoa": _CHAM}
_VILLAGES = {
    "canh-hiep": ("Làng Hiệp Hà", "Làng Hiệp Hưng", "Làng Hiệp Giao"),
    "canh-hoa": ("Làng Canh Lãnh", "Làng Canh Phước"),
    "tt-van-canh": ("Làng Suối Mây", "Làng Đăk Đâm"),
    "canh-thuan": ("Làng Hòn Mẻ",),
    "canh-lien": ("Làng Chồm", "Làng Cát", "Làng Kà Nâu", "Làng Kon Lót"),
    "canh-vinh": ("Thôn Hiệp Vinh", "Thôn Tân Vinh", "Thôn Bình Long", "Thôn An Long"),
}


@dataclass(frozen=True, slots=True)
class Home:
    """Where an applicant lives: the commune of 2021 whose people and villages these are, and what follows the village in the address."""

    commune: str
    region: str


def applicant(random: Random, number: int, home: Home) -> ApplicantDetails:
    """The ``number``-th applicant of a story: the telephone and the identity number (province 000) are nobody's."""
    villages = _VILLAGES.get(home.commune, ())
    return ApplicantDetails(
        name=_name(random, home.commune),
        phone=f"0905 00{number // 1000} {number % 1000:03d}",
        id_number=f"000{random.randint(0, 3)}{random.randint(50, 99)}{number:06d}",
        address=f"{random.choice(villages)}, {home.region}" if villages else home.region,
    )


def _name(random: Random, commune: str) -> str:
    people = _PEOPLES.get(commune)
    if people is None or random.random() < 0.15:
        return _kinh_name(random)
    words = _WORDS[people]
    given = random.choice(words["given_female"] + words["given_male"])
    if people == _BANA and random.random() < 0.06:
        return str(given)
    middle = "" if given[0] == "H" or " " in given or random.random() < 0.5 else _middle(given, words)
    surname = random.choice([word for word in words["surnames"] if " " not in word])
    return f"{surname} {middle}{given}"


def _middle(given: str, words: dict[str, Any]) -> str:
    return "Thị " if given in words["given_female"] else "Văn "


def _kinh_name(random: Random) -> str:
    words = _WORDS["kinh"]
    if random.random() < 0.5:
        return f"{random.choice(words['last'])} {random.choice(('Thị', 'Thị', 'Mai', 'Thị Bảo'))} {random.choice(words['first_female'])}"
    last, first = random.choice(words["last"]), random.choice(words["first_male"])
    middles = [word for word in words["middle"] if word not in ("Thị", "Mai", "Mai Bảo", last, first)]
    return f"{last} {random.choice(middles)} {first}"
