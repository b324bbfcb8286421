"""How work lists tell what to do, whom a case waits for, and how much time is left."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from motcua.cases.rules.openings import Choice, Waiting
from motcua.cases.rules.pace import Pace, Slack

register = template.Library()

CHOICES = {
    Choice.RETURN_RESULT: "Trả kết quả",
    Choice.HAND_OVER_RESULT: "Chuyển kết quả về quầy",
    Choice.DECIDE: "Quyết định",
    Choice.RESUME: "Cho chạy tiếp",
    Choice.SUPPLY: "Nhận giấy tờ bổ sung",
    Choice.TRANSFER: "Chuyển cho nơi giải quyết",
    Choice.TAKE_OVER: "Nhận việc",
    Choice.HAND_OVER: "Hoàn thành bước",
    Choice.ANSWER_CONSULTATION: "Trả lời ý kiến",
    Choice.APOLOGISE: "Gửi thư xin lỗi",
    Choice.EXTEND: "Gia hạn",
    Choice.ASSIGN: "Phân công",
    Choice.REQUEST_SUPPLEMENT: "Yêu cầu bổ sung",
    Choice.REQUEST_SUPPLEMENT_AGAIN: "Yêu cầu bổ sung có căn cứ",
    Choice.CONSULT: "Hỏi ý kiến nơi khác",
    Choice.PAUSE: "Tạm dừng",
    Choice.HAND_OVER_TO: "Chuyển cho người, nơi khác",
    Choice.DISCONTINUE: "Dừng giải quyết",
    Choice.WITHDRAW: "Rút theo giấy đề nghị",
}

WAITINGS = {
    Waiting.APPLICANT: "Chờ người nộp bổ sung",
    Waiting.OBLIGATION: "Chờ nghĩa vụ tài chính",
    Waiting.PAUSE: "Đang tạm dừng",
    Waiting.CONSULTATION: "Chờ nơi khác cho ý kiến",
    Waiting.LEADER: "Chờ lãnh đạo quyết định",
}

PAUSES = {"obligation": "Chờ nghĩa vụ tài chính", "measurement": "Chờ đo đạc, trích đo"}
"""The pause reasons that procedures list, in words; a code without words stays as it is."""

_SHAPES = {Pace.LATE: "■", Pace.NOW: "▲", Pace.TODAY: "◆", Pace.LATER: "●", Pace.STOPPED: "‖", Pace.NO_DUE: "○"}


@register.filter
def todo(choice: Choice | None) -> str:
    """The verb of a choice: "Hoàn thành bước"."""
    return CHOICES.get(choice, str(choice)) if choice else ""


@register.filter
def waiting(for_whom: Waiting | None) -> str:
    """Whom a case waits for: "Chờ người nộp bổ sung"."""
    return WAITINGS[for_whom] if for_whom else ""


@register.filter
def pause(code: str) -> str:
    """A pause reason in words."""
    return PAUSES.get(code, code)


@register.simple_tag
def work_time(minutes: int, day_minutes: int) -> str:
    """Session minutes to the minute, without a sign: "2 ngày 3 giờ 5 phút", "45 phút"."""
    return _joined(_parts(minutes, day_minutes))


@register.simple_tag(name="work_about")
def about(minutes: int, day_minutes: int) -> str:
    """Session minutes as people say them, rounded down: "7 ngày", "1 ngày 3 giờ", "4 giờ", "1 giờ 20 phút"."""
    parts = _parts(minutes, day_minutes)
    largest = next((index for index, (count, _) in enumerate(parts) if count), len(parts) - 1)
    return _joined(parts[largest : largest + (1 if parts[largest][0] >= _MANY else 2)])


_MANY = 3
"""From so many on, a smaller unit beside it tells nothing more."""


def _parts(minutes: int, day_minutes: int) -> tuple[tuple[int, str], ...]:
    days, rest = divmod(abs(minutes), day_minutes)
    return (days, "ngày"), (rest // 60, "giờ"), (rest % 60, "phút")


def _joined(parts: Iterable[tuple[int, str]]) -> str:
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 phút"


def slack_words(slack: Slack) -> str:
    """How pressing a case is, in words with its figure."""
    figure = about(slack.minutes, slack.day_minutes)
    return {
        Pace.LATE: f"trễ {figure}" if slack.minutes else "vừa quá hạn",
        Pace.NOW: f"thiếu {figure}" if slack.minutes else "phải bắt đầu ngay",
        Pace.TODAY: f"làm trong {figure} tới",
        Pace.LATER: f"dư {figure}",
        Pace.STOPPED: "đồng hồ đang dừng",
        Pace.NO_DUE: "chưa có hạn",
    }[slack.pace]


@register.simple_tag
def slack(value: Slack) -> SafeString:
    """The slack as a badge: shape, words and figure; the colour only repeats them."""
    return format_html(
        '<span class="slack slack-{}"><span class="slack-shape" aria-hidden="true">{}</span>{}</span>',
        value.pace.replace("_", "-"),
        _SHAPES[value.pace],
        slack_words(value),
    )
