"""What a submitted report keeps, as a text that does not change: its head, where each of its cases stood, and what it corrected."""

import hashlib
import json
from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from motcua.law.clock import Timeliness
from motcua.law.periods import Period
from motcua.reports.forms.bieu_06 import Bieu06, Heading, bieu_06
from motcua.reports.tally import Corrections, Kind, Origin, Places, counted


@dataclass(frozen=True, slots=True)
class Frozen:
    """A report as submitted; ``carried`` where a report had been submitted for the period before."""

    heading: Heading
    places: Places
    carried: Corrections | None = None

    def form(self, *, period: Period, drawn_up_on: date) -> Bieu06:
        """The form as it was submitted."""
        added = self.carried.added if self.carried else frozenset()
        return bieu_06(
            counted(self.places),
            heading=self.heading,
            period=period,
            drawn_up_on=drawn_up_on,
            carried=self.carried,
            corrected=counted({case_id: self.places[case_id] for case_id in added}),
        )


def to_text(kept: Frozen) -> str:
    """``kept`` as JSON; the same report gives the same text."""
    cases: dict[Kind, list[int]] = defaultdict(list)
    for case_id, kind in kept.places.items():
        cases[kind].append(case_id)
    kinds = [{**asdict(kind), "cases": sorted(ids)} for kind, ids in cases.items()]
    carried = kept.carried and {
        "frozen": kept.carried.frozen,
        "added": sorted(kept.carried.added),
        "missing": sorted(kept.carried.missing),
    }
    told = {"heading": asdict(kept.heading), "carried": carried, "kinds": sorted(kinds, key=lambda each: min(each["cases"]))}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Frozen:
    """What ``to_text`` made a text of."""
    told = json.loads(text)
    places = {case_id: kind for each in told["kinds"] for kind in [_kind(each)] for case_id in each["cases"]}
    carried = told["carried"]
    return Frozen(
        Heading(**told["heading"]),
        places,
        Corrections(carried["frozen"], frozenset(carried["added"]), frozenset(carried["missing"])) if carried else None,
    )


def _kind(told: dict[str, Any]) -> Kind:
    coded = {"origin": Origin(told["origin"]), "stand": Timeliness(told["stand"]), "stand_first": Timeliness(told["stand_first"])}
    return Kind(**{name: value for name, value in told.items() if name != "cases"} | coded)


def digest(text: str) -> str:
    """The SHA-256 by which the journal knows this text."""
    return hashlib.sha256(text.encode()).hexdigest()
