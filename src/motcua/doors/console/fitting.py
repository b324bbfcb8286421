"""Values of a JSON file checked against the shape that is wanted; the first that does not fit is told in Vietnamese, with its field."""

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from motcua.doors.console.bad_input import BadInput

Shape = TypeVar("Shape", bound=BaseModel)

_WHY = {
    "missing": "không có",
    "extra_forbidden": "không dùng trong tệp này",
    "string_type": "phải là chữ",
    "int_type": "phải là số nguyên",
    "int_parsing": "phải là số nguyên",
    "float_type": "phải là số",
    "bool_type": "phải là true hoặc false",
    "list_type": "phải là danh sách […]",
    "model_type": "phải là đối tượng {{…}}",
    "finite_number": "phải là số hữu hạn",
    "string_too_short": "để trống",
    "string_too_long": "dài hơn {max_length} chữ",
    "string_unicode": "có ký tự hỏng",
    "too_short": "để trống",
    "greater_than_equal": "nhỏ hơn {ge}",
    "less_than_equal": "lớn hơn {le}",
    "string_pattern_mismatch": "không phải giờ như “07:30”",
    "value_error": "{error}",
}
"""What pydantic says → what a person reads."""


def fitted(value: Any, shape: type[Shape], *, where: str) -> Shape:
    """``value`` as ``shape``; BadInput names the file or row (``where``), the field and the reason."""
    try:
        return shape.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise BadInput(f"{where}: " + (f"trường “{field}” " if field else "") + _why(first)) from None


def _why(error: Any) -> str:
    words = _WHY.get(error["type"])
    return words.format(**error.get("ctx", {})) if words else str(error["msg"])
