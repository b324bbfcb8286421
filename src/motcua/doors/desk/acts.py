"""One table: which choice asks which form, leads to which command, leaves which fact, and is told how."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from motcua.cases import events
from motcua.cases.commands.answer_consultation import answer_consultation
from motcua.cases.commands.apologise import apologise
from motcua.cases.commands.assign import assign
from motcua.cases.commands.consult import consult
from motcua.cases.commands.decide import decide
from motcua.cases.commands.discontinue import discontinue
from motcua.cases.commands.extend import extend
from motcua.cases.commands.hand_over import hand_over
from motcua.cases.commands.hand_over_result import hand_over_result
from motcua.cases.commands.pause import pause
from motcua.cases.commands.request_supplement import request_supplement
from motcua.cases.commands.resume import resume
from motcua.cases.commands.return_result import return_result
from motcua.cases.commands.supply import supply
from motcua.cases.commands.transfer import transfer
from motcua.cases.commands.withdraw import withdraw
from motcua.cases.rules.openings import Choice
from motcua.doors.desk import forms
from motcua.kernel.events import Fact


@dataclass(frozen=True, slots=True)
class Deed:
    """How a choice becomes an act: what its form's ``button`` says, what is said when it is ``done``, and the ``key`` that opens it."""

    form: type[forms.ActForm]
    command: Callable[..., Any]
    fact: type[Fact]
    button: str
    done: str
    key: str = ""
    is_grave: bool = False


DEEDS: dict[Choice, Deed] = {
    Choice.RETURN_RESULT: Deed(
        forms.ReturnResult, return_result, events.ResultReturned, "Đã trả kết quả", "Đã trả kết quả cho người nộp."
    ),
    Choice.HAND_OVER_RESULT: Deed(
        forms.NothingAsked, hand_over_result, events.ResultHandedOver, "Chuyển kết quả về quầy", "Đã chuyển kết quả về quầy; hồ sơ đã xong."
    ),
    Choice.DECIDE: Deed(forms.Decide, decide, events.CaseDecided, "Ký quyết định", "Đã ghi quyết định."),
    Choice.RESUME: Deed(forms.NothingAsked, resume, events.CaseResumed, "Cho chạy tiếp", "Đồng hồ chạy tiếp; ngày hẹn đã tính lại."),
    Choice.SUPPLY: Deed(forms.Supply, supply, events.CaseSupplied, "Ghi nhận giấy tờ", "Đã ghi nhận giấy tờ bổ sung."),
    Choice.TRANSFER: Deed(
        forms.NothingAsked, transfer, events.CaseHandedOver, "Chuyển hồ sơ", "Đã chuyển hồ sơ cho nơi giải quyết."
    ),
    Choice.TAKE_OVER: Deed(forms.TakeOver, hand_over, events.CaseHandedOver, "Nhận việc", "Bạn đã nhận hồ sơ này."),
    Choice.HAND_OVER: Deed(
        forms.NothingAsked, hand_over, events.CaseHandedOver, "Hoàn thành bước, chuyển tiếp", "Đã hoàn thành bước và chuyển hồ sơ.", key="c"
    ),
    Choice.ANSWER_CONSULTATION: Deed(
        forms.AnswerConsultation, answer_consultation, events.ConsultationAnswered, "Gửi trả lời", "Đã gửi ý kiến trả lời.", key="t"
    ),
    Choice.APOLOGISE: Deed(
        forms.Apologise, apologise, events.ApologyIssued, "Ký thư xin lỗi", "Đã ký thư xin lỗi; ngày hẹn giữ nguyên.", key="x"
    ),
    Choice.EXTEND: Deed(forms.Extend, extend, events.CaseExtended, "Gia hạn và xin lỗi", "Đã gia hạn kèm thư xin lỗi.", key="h"),
    Choice.ASSIGN: Deed(forms.Assign, assign, events.CaseAssigned, "Phân công", "Đã phân công người thụ lý.", key="p"),
    Choice.REQUEST_SUPPLEMENT: Deed(
        forms.RequestSupplement, request_supplement, events.SupplementRequested, "Gửi yêu cầu bổ sung",
        "Đã gửi yêu cầu bổ sung; đồng hồ dừng đến khi nhận đủ.", key="F8",
    ),
    Choice.REQUEST_SUPPLEMENT_AGAIN: Deed(
        forms.RequestSupplementAgain, request_supplement, events.SupplementRequested, "Gửi yêu cầu bổ sung",
        "Đã gửi yêu cầu bổ sung; đồng hồ dừng đến khi nhận đủ.",
    ),
    Choice.CONSULT: Deed(forms.Consult, consult, events.OfficeConsulted, "Gửi câu hỏi", "Đã hỏi ý kiến; đồng hồ vẫn chạy.", key="y"),
    Choice.PAUSE: Deed(forms.Pause, pause, events.CasePaused, "Tạm dừng đồng hồ", "Đã tạm dừng; đồng hồ dừng từ bây giờ.", key="d"),
    Choice.HAND_OVER_TO: Deed(forms.HandOverTo, hand_over, events.CaseHandedOver, "Chuyển", "Đã chuyển hồ sơ."),
    Choice.DISCONTINUE: Deed(
        forms.Discontinue, discontinue, events.CaseDiscontinued, "Dừng giải quyết", "Đã dừng giải quyết hồ sơ.", is_grave=True
    ),
    Choice.WITHDRAW: Deed(
        forms.Withdraw, withdraw, events.CaseWithdrawn, "Ghi nhận rút hồ sơ", "Đã ghi nhận rút hồ sơ.", is_grave=True
    ),
}  # fmt: skip
