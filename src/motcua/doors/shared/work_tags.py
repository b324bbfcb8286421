"""How work lists tell what to do, whom a case waits for, and how much time is left."""

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
    """Session minutes as people say them: "2 ngày 3 giờ", "45 phút"; at most two parts, and never a sign."""
    days, rest = divmod(abs(minutes), day_minutes)
    hours, left = divmod(rest, 60)
    parts = [(days, "ngày"), (hours, "giờ"), (0 if days else left, "phút")]
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 phút"


def slack_words(slack: Slack) -> str:
    """How pressing a case is, in words with its figure."""
    figure = work_time(slack.minutes, slack.day_minutes)
    return {
        Pace.LATE: f"trễ {figure}" if slack.minutes else "trễ, chưa hết giờ làm việc",
        Pace.NOW: f"thiếu {figure}" if slack.minutes else "phải bắt đầu ngay",
        Pace.TODAY: f"còn {figure} để bắt đầu",
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
