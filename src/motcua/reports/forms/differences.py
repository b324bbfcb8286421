"""How a case stands elsewhere now than in the report that was submitted, in words: its columns then and now, and what else has changed."""

from collections.abc import Mapping

from motcua.law.clock import Timeliness
from motcua.reports.forms.bieu_06 import NO_FIELD
from motcua.reports.tally import Difference, Kind, Origin

NOWHERE = "không có trong báo cáo"

_ORIGINS: Mapping[Origin, str] = {
    Origin.ONLINE: "cột 4 (trực tuyến)",
    Origin.DIRECT: "cột 5 (trực tiếp, bưu chính)",
    Origin.CARRIED: "cột 6 (từ kỳ trước)",
}
_STANDS: Mapping[Timeliness, str] = {
    Timeliness.EARLY: "cột 8 (giải quyết trước hạn)",
    Timeliness.ON_TIME: "cột 9 (giải quyết đúng hạn)",
    Timeliness.LATE: "cột 10 (giải quyết quá hạn)",
    Timeliness.PENDING_IN_TIME: "cột 12 (đang giải quyết, trong hạn)",
    Timeliness.PENDING_LATE: "cột 13 (đang giải quyết, quá hạn)",
    Timeliness.NO_LIMIT: "không cột nào (chưa khai thời hạn)",
}


def place_in_words(kind: Kind | None) -> str:
    """The columns that a case of this kind stands in."""
    if kind is None:
        return NOWHERE
    stand = _STANDS[kind.stand]
    return stand if kind.stand is Timeliness.NO_LIMIT else f"{_ORIGINS[kind.origin]}, {stand}"


def also_changed(difference: Difference) -> tuple[str, ...]:
    """What has changed beside the columns, where a case stood in the report and still does."""
    then, now = difference.then, difference.now
    if then is None or now is None:
        return ()
    told = {
        f"lĩnh vực: {then.field or NO_FIELD} → {now.field or NO_FIELD}": then.field != now.field,
        "tính cho cơ quan khác": then.office_id != now.office_id,
        f"theo lời hứa đầu tiên: {_STANDS[then.stand_first]} → {_STANDS[now.stand_first]}": then.stand_first != now.stand_first,
        "nay là hồ sơ đã gia hạn" if now.is_extended else "nay không còn là hồ sơ đã gia hạn": then.is_extended != now.is_extended,
        "kết thúc không có kết quả" if now.has_no_result else "nay có kết quả": then.has_no_result != now.has_no_result,
    }
    return tuple(words for words, is_so in told.items() if is_so)
