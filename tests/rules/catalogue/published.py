"""The shipped lists as tests read them, and builders of made-up rows of the same shape."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import motcua
from motcua.catalogue.rules import import_2021, import_2026
from motcua.catalogue.rules.drafts import Defect, DefectKind, ProcedureDraft

SEED = Path(motcua.__file__).parent / "catalogue" / "seed"


@cache
def rows(year: int) -> tuple[dict[str, Any], ...]:
    """The rows of one shipped list."""
    return tuple(json.loads((SEED / f"procedures_{year}.json").read_text(encoding="utf-8"))["rows"])


@cache
def drafts_2026() -> tuple[ProcedureDraft, ...]:
    """The list of 2026 as read."""
    return import_2026.read_rows(rows(2026))


@cache
def drafts_2021() -> tuple[ProcedureDraft, ...]:
    """The list of 2021 as read."""
    return import_2021.read_rows(rows(2021))


def draft(code: str) -> ProcedureDraft:
    """The draft of the row of 2026 with this code."""
    return next(found for found in drafts_2026() if found.code == code)


def of_kind(found: ProcedureDraft, kind: DefectKind) -> list[Defect]:
    """The defects of one kind that a draft has."""
    return [defect for defect in found.defects if defect.kind is kind]


def a_method(**changes: Any) -> dict[str, Any]:
    """A sound method of the list of 2026."""
    sound = {"channel": "Trực tiếp", "duration": 5.0, "unit": "Ngày làm việc", "duration_text": "5 Ngày làm việc", "fee_vnd": 0}
    return {**sound, "fee_set_by_province": False, **changes}


def a_paper(**changes: Any) -> dict[str, Any]:
    """A sound paper of the list of 2026."""
    return {"name": "Đơn đề nghị", "originals": 1, "copies": 0, "form_file": None, "case": None, **changes}


def a_row(**changes: Any) -> dict[str, Any]:
    """A sound row of the list of 2026, a commune's."""
    sound = {
        "code": "9.999999",
        "name": "Xác nhận đơn",
        "field": "Hộ tịch",
        "agency": "Ủy ban nhân dân cấp xã",
        "decision": "1/QĐ-UBND",
        "applicants": ["Công dân Việt Nam"],
        "legal_basis": [],
        "results": [{"name": "Giấy xác nhận", "code": "KQ"}],
        "methods": [a_method()],
        "papers": [a_paper()],
        "source": "đặt ra để thử",
    }
    return {**sound, **changes}


def read_one(**changes: Any) -> ProcedureDraft:
    """A made-up row of 2026 as read."""
    return import_2026.read_rows([a_row(**changes)])[0]


def read_2021(text: str, **changes: Any) -> ProcedureDraft:
    """A made-up row of 2021 with one limit, as read."""
    method = {"channel": "Trực tiếp", "duration_text": text, "fee_text": ""}
    sound = {"name": "Xác nhận đơn", "agency": "Phòng Tư pháp", "methods": [method], "components_raw_count": 1, "source": "đặt ra"}
    return import_2021.read_rows([{**sound, **changes}])[0]
