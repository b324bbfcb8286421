"""The national calendar as it ships with the program."""

import json
from functools import cache
from importlib.resources import files

from motcua.offices.rules.national_calendar import national_years
from motcua.offices.rules.plan import YearPlan


@cache
def shipped_years() -> tuple[YearPlan, ...]:
    """Every year of the shipped table, decided or provisional."""
    return national_years(json.loads(files("motcua.offices").joinpath("seed/holidays.json").read_text(encoding="utf-8")))
