"""A row of a published list as a person reads it beside the form that mends it: what stands there, part by part, nothing added."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from motcua.catalogue.rules.review import Part

Row = Mapping[str, Any]


def published_parts(content: str) -> dict[Part, tuple[str, ...]]:
    """Part of the form → the lines of the row (its JSON is ``content``) that speak of it; nothing where no row was kept."""
    if not content:
        return {}
    row = json.loads(content)
    return _of_land(row) if "appointment_1" in row else _of_process(row) if "steps" in row else _of_portal(row)


def _of_process(row: Row) -> dict[Part, tuple[str, ...]]:
    return {
        Part.IDENTITY: tuple(_told({"Mã": row["code"], "Tên": row["title"]})),
        Part.STEPS: (
            *(f"{step['no']}. {step['task']} ({step['role']}): {step['time_text']}" for step in row["steps"]),
            f"Cộng: {row['sum_hours']:g} giờ làm việc",
        ),
        Part.BASIS: (row["source"],),
    }


def _of_land(row: Row) -> dict[Part, tuple[str, ...]]:
    whole, first, second = (row[part] for part in ("total", "appointment_1", "appointment_2"))
    return {
        Part.IDENTITY: tuple(_told({"Tên": row["procedure"]})),
        Part.LIMITS: (f"{whole:g} {row['unit']}; hẹn lần 1: {_shown(first)}; hẹn lần 2: {_shown(second)}",),
        Part.BASIS: (f"Điều {row['article']}, {row['source']}",),
    }


def _shown(days: float | None) -> str:
    return "không ghi" if days is None else f"{days:g}"


def _of_portal(row: Row) -> dict[Part, tuple[str, ...]]:
    return {
        Part.IDENTITY: tuple(_told({"Mã": row.get("code"), "Tên": row.get("name"), "Lĩnh vực": row.get("field")})),
        Part.OFFICES: tuple(_told({"Cơ quan thực hiện": row.get("agency"), "Cơ quan phối hợp": row.get("coordinating")})),
        Part.LIMITS: tuple(f"{method['channel']}: {method['duration_text'] or 'không ghi thời hạn'}" for method in row["methods"]),
        Part.FEES: tuple(f"{method['channel']}: {_fee(method)}" for method in row["methods"]),
        Part.PAPERS: tuple(_papers(row)),
        Part.RESULT: tuple(result["name"] for result in row.get("results") or ()),
        Part.APPLICANTS: tuple(row.get("applicants") or ()),
        Part.BASIS: (*_told({"Quyết định": row.get("decision")}), *(row.get("legal_basis") or ())),
    }


def _told(named: Mapping[str, str | None]) -> Iterator[str]:
    for name, value in named.items():
        yield f"{name}: {value or 'không ghi'}"


def _fee(method: Row) -> str:
    if "fee_text" in method:
        return str(method["fee_text"] or "không ghi phí")
    amount = method["fee_vnd"]
    words = "không ghi phí" if amount is None else f"{amount:,}".replace(",", ".") + " đồng" if amount else "miễn phí"
    return f"{words}, có thể do HĐND cấp tỉnh quy định" if method["fee_set_by_province"] else words


def _papers(row: Row) -> Iterator[str]:
    if "papers" not in row:
        yield f"Cổng ghi {row['components_raw_count']} giấy tờ, bản thu không có tên"
    for number, paper in enumerate(row.get("papers", ()), 1):
        case = f"; trường hợp: {paper['case']}" if paper["case"] else ""
        form = f"; tệp mẫu: {paper['form_file']}" if paper["form_file"] else ""
        yield f"{number}. {paper['name']} ({paper['originals']} bản chính, {paper['copies']} bản sao{case}{form})"
