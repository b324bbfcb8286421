"""What the demonstration says when it stands: what to open, who to be, and what to try."""

from datetime import datetime, timedelta

from motcua.doors.console.demonstration.profiles import DEFAULT, PASSWORD, about, accounts
from motcua.kernel.moments import VIETNAM, local

_FRESH = timedelta(days=4)


def welcome(profile: str, address: str, offset: int) -> str:
    """What to open, who to be, and what to try."""
    now = datetime.now(VIETNAM) + timedelta(seconds=offset)
    told = accounts(profile)
    width = max(len(account.login) for account in told)
    lines = [
        "",
        f"  Một Cửa – bản trình diễn “{profile}”.",
        f"  {about(profile)}",
        "",
        f"  Địa chỉ          {address}",
        f"  Giờ chương trình {now:%H:%M ngày %d/%m/%Y}",
        f"  Mật khẩu         {PASSWORD}   (chung cho mọi tài khoản)",
        "",
        "  Tài khoản nên thử:",
        *(f"    {account.login:<{width}}  {account.name}, {account.title}, {account.office}" for account in told),
        "",
        "  Ba việc nên thử:",
        *(f"    {number}. {words}" for number, words in enumerate(_to_try(profile, address), start=1)),
        "",
        f"  Dừng: Ctrl-C. Làm lại từ đầu: make demo-reset{'' if profile == DEFAULT else f' PROFILE={profile}'}.",
        *_aged(now),
        "",
    ]
    return "\n".join(lines)


def _to_try(profile: str, address: str) -> list[str]:
    """Two accounts' work, and a look at a late case as its applicant sees it."""
    told = [f"Đăng nhập “{account.login}”. {account.words}" for account in accounts(profile) if account.is_first]
    late = _a_late_case()
    return [*told, f"Tra cứu như người dân: {address}/tra-cuu/ với mã hồ sơ {late[0]}, mã tra cứu {late[1]}."] if late else told


def _aged(now: datetime) -> list[str]:
    """That a story which plays up to the day it was told on has been standing still since."""
    from motcua.journal.queries import newest_moment

    newest = newest_moment()
    if newest is None or now - newest < _FRESH:
        return []
    return [f"  Dữ liệu dừng ở {local(newest):%d/%m/%Y}, hồ sơ từ đó không ai giải quyết nên trễ dần; muốn mới thì làm lại từ đầu."]


def _a_late_case() -> tuple[str, str] | None:
    """File number and tracking code of the case that has been late longest."""
    from motcua.cases.queries.at_hand import case_as_it_stands
    from motcua.cases.queries.overdue import overdue_cases
    from motcua.journal.queries import newest_moment
    from motcua.offices.queries import authority_ids

    newest = newest_moment()
    if newest is None:
        return None
    late = [(authority_id, case_id) for authority_id in authority_ids() for case_id in overdue_cases(authority_id, as_of=local(newest))]
    if not late:
        return None
    case = case_as_it_stands(late[0][1], authority_id=late[0][0]).case
    return case.file_number or "", case.tracking_code
