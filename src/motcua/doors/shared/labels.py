"""Vietnamese words for everything that stands in the program as a code: states, acts, channels, roles, slips, measures, facts."""

from collections.abc import Mapping
from typing import Any

from motcua.cases.rules.amends import CorrectionState, IncidentState, Mishap, Payer
from motcua.cases.rules.channels import Channel, ReturnChannel
from motcua.cases.rules.flow import Act, State
from motcua.cases.rules.forms import SlipForm
from motcua.cases.rules.grounds import Defect, RefusalGround
from motcua.cases.rules.handing_back import Proof
from motcua.cases.rules.identity_card import Doubt
from motcua.cases.rules.likeness import Likeness
from motcua.cases.rules.measures import Cause, Flag
from motcua.cases.rules.misread_scan import Misread
from motcua.cases.rules.outcomes import Outcome
from motcua.cases.rules.result_difference import Weight
from motcua.catalogue.rules.review import Part
from motcua.fees.rules.charges import Method, OrderState
from motcua.law.clock import Timeliness, Turn
from motcua.law.explain import Reason
from motcua.offices.rules.roles import Role
from motcua.queue.rules.tickets import Left, Touch

STATES = {
    State.NEW: "mới",
    State.SUBMITTED: "chờ tiếp nhận",
    State.ACCEPTED: "đã tiếp nhận",
    State.REFUSED_INTAKE: "từ chối tiếp nhận",
    State.IN_PROGRESS: "đang giải quyết",
    State.AWAITING_SUPPLEMENT: "chờ bổ sung giấy tờ",
    State.AWAITING_OBLIGATION: "chờ nghĩa vụ tài chính",
    State.PAUSED: "tạm dừng",
    State.WITHDRAWN: "đã rút",
    State.DISCONTINUED: "dừng giải quyết",
    State.SETTLED: "đã có kết quả",
    State.RETURNED: "đã trả kết quả",
}

ACTS = {
    Act.SUBMIT: "nộp hồ sơ",
    Act.RECEIVE: "tiếp nhận",
    Act.REFUSE_INTAKE: "từ chối tiếp nhận",
    Act.REQUEST_SUPPLEMENT: "yêu cầu bổ sung",
    Act.SUPPLY: "nhận giấy tờ bổ sung",
    Act.FORWARD: "chuyển nơi tiếp nhận",
    Act.ASSIGN: "phân công",
    Act.HAND_OVER: "chuyển bước",
    Act.HAND_OVER_RESULT: "chuyển kết quả về quầy",
    Act.CONSULT: "hỏi ý kiến",
    Act.ANSWER_CONSULTATION: "trả lời ý kiến",
    Act.PAUSE: "tạm dừng",
    Act.RESUME: "tiếp tục",
    Act.EXTEND: "gia hạn",
    Act.APOLOGISE: "xin lỗi",
    Act.DECIDE: "quyết định",
    Act.RETURN_RESULT: "trả kết quả",
    Act.WITHDRAW: "rút hồ sơ",
    Act.DISCONTINUE: "dừng giải quyết",
}

CHANNELS = {
    Channel.COUNTER: "tại quầy",
    Channel.POST: "bưu chính công ích",
    Channel.SELF_ONLINE: "trực tuyến, tự nộp",
    Channel.ASSISTED_ONLINE: "trực tuyến, có người giúp",
    Channel.AGENT: "đại lý dịch vụ công",
}

RETURN_CHANNELS = {
    ReturnChannel.COUNTER: "tại quầy",
    ReturnChannel.POST: "bưu chính, tại nhà",
    ReturnChannel.ELECTRONIC: "bản điện tử",
}

PROOFS = {
    Proof.RECEIPT: "giấy hẹn và giấy tờ tùy thân",
    Proof.IDENTITY: "giấy tờ tùy thân (mất giấy hẹn)",
    Proof.LETTER: "giấy ủy quyền và giấy tờ tùy thân",
}

ONLINE_LEVELS = {
    "muc-1": "mức độ 1 (chỉ xem thông tin)",
    "muc-2": "mức độ 2 (tải mẫu đơn về điền)",
    "muc-3": "mức độ 3 (nộp hồ sơ qua mạng)",
    "muc-4": "mức độ 4 (nộp hồ sơ và nộp phí qua mạng)",
    "mot-phan": "một phần",
    "toan-trinh": "toàn trình",
}
"""The level of online service of a procedure (NĐ 43/2011, NĐ 42/2022)."""

OUTCOMES = {Outcome.APPROVE: "đồng ý giải quyết", Outcome.REFUSE: "từ chối giải quyết"}

CARD_DOUBTS = {
    Doubt.LAYOUT: "Mã QR không theo mẫu quen: chỉ lấy số định danh, hãy gõ họ tên và địa chỉ theo thẻ.",
    Doubt.TWO_CARDS: "Hai lần quét dính vào nhau: chỉ lấy số của thẻ đầu. Hãy xem đúng thẻ của người nộp chưa, rồi quét lại từng thẻ.",
    Doubt.LETTERS: "Máy quét làm sai chữ: họ tên và địa chỉ không lấy vào, hãy gõ theo thẻ.",
    Doubt.MARKS: "Họ tên trên mã QR không có dấu: hãy đối chiếu, thêm dấu và xem lại cả địa chỉ theo thẻ.",
    Doubt.BIRTH: "Năm sinh trên mã QR không khớp số định danh: hãy đối chiếu từng chữ số với thẻ, và xem đúng thẻ của người nộp chưa.",
    Doubt.SEX: "Giới tính trên mã QR không khớp số định danh: hãy xem đúng thẻ của người nộp chưa.",
    Doubt.PLACE: "Ba số đầu không phải mã tỉnh nào: hãy đọc lại số trên thẻ.",
}

MISREADS = {
    Misread.KEYBOARD: "Máy quét đang gõ qua bộ gõ tiếng Việt hoặc một kiểu bàn phím khác: hãy tắt Unikey (để chữ E), "
    "chọn bàn phím Windows là ENG (US), rồi quét lại.",
    Misread.NO_DIGITS: "Không có chữ số nào của thẻ đến nơi: hãy bật Num Lock, tắt Unikey (để chữ E), rồi quét lại.",
    Misread.DIGITS: "Số định danh phải có đúng 12 chữ số. Máy quét đã làm mất, lặp hoặc đổi chữ số: hãy quét lại. "
    "Nếu còn bị, hãy chỉnh cho máy quét nghỉ lâu hơn giữa các phím (sách hướng dẫn của máy).",
    Misread.CUT: "Lần quét bị mất phần đầu, nơi có số định danh: hãy bấm vào ô tìm, đợi ô trống, rồi quét lại.",
}
"""Why a scan could not be read, and what to do."""

LIKENESSES = {
    Likeness.IDENTITY: "cùng số định danh",
    Likeness.PHONE: "cùng số điện thoại",
    Likeness.NAME: "cùng họ tên",
}

DEFECTS = {
    Defect.MISSING: "chưa nộp",
    Defect.UNFINISHED: "khai chưa đủ mục",
    Defect.UNSIGNED: "chưa ký, chưa đóng dấu",
    Defect.UNCERTIFIED: "bản sao chưa chứng thực, chưa đối chiếu",
    Defect.EXPIRED: "đã hết hiệu lực",
    Defect.UNREADABLE: "mờ, rách, không đọc được",
    Defect.CONTRADICTORY: "không khớp với giấy tờ khác",
}
"""What is wrong with a paper, as the slip tells the applicant."""

REFUSAL_GROUNDS = {
    RefusalGround.NOT_OURS: "không thuộc thẩm quyền của cơ quan",
    RefusalGround.NOT_ENTITLED: "không đủ điều kiện theo quy định",
    RefusalGround.NOT_CAPABLE: "người nộp không có quyền yêu cầu, không được ủy quyền",
    RefusalGround.PENDING_ALREADY: "cùng yêu cầu đang được giải quyết",
    RefusalGround.IN_DISPUTE: "đang có tranh chấp, khiếu nại",
    RefusalGround.OTHER: "lý do khác",
}

TOUCHES = {
    Touch.RECEIVED: "tiếp nhận",
    Touch.SUPPLEMENT_ASKED: "yêu cầu bổ sung",
    Touch.REFUSED: "từ chối tiếp nhận",
    Touch.SUPPLIED: "nhận giấy tờ bổ sung",
    Touch.RETURNED: "trả kết quả",
    Touch.WITHDRAWN: "rút hồ sơ",
    Touch.GUIDED: "hướng dẫn",
}
"""What was done for somebody at a counter."""

LEFT_REASONS = {
    Left.WENT_AWAY: "Đã về, không đợi được",
    Left.DRAWN_BY_MISTAKE: "Lấy nhầm số",
    Left.ONLY_ASKED: "Chỉ hỏi đường, hỏi giờ",
    Left.SENT_ELSEWHERE: "Đã chỉ sang cơ quan khác",
    Left.NOT_REACHED: "Chưa kịp phục vụ",
    Left.OTHER: "Lý do khác",
}
"""Why a number came to nothing."""

METHODS = {Method.CASH: "tiền mặt", Method.TRANSFER: "chuyển khoản", Method.ELSEWHERE: "đã nộp nơi khác"}
"""How a fee was paid."""

ORDER_STATES = {OrderState.OWED: "chưa thu", OrderState.PAID: "đã thu", OrderState.WAIVED: "được miễn"}

MISHAPS = {Mishap.LOST: "mất", Mishap.DAMAGED: "hư hỏng"}

PAYERS = {
    Payer.OFFICE: "cơ quan giải quyết",
    Payer.OFFICER: "cán bộ làm mất, làm hỏng",
    Payer.POST: "doanh nghiệp bưu chính",
    Payer.NOBODY: "không phát sinh chi phí",
}

INCIDENT_STATES = {
    IncidentState.REPORTED: "chờ xin lỗi",
    IncidentState.APOLOGISED: "đã xin lỗi, chờ làm lại",
    IncidentState.SETTLED: "đã khép",
}

CORRECTION_STATES = {
    CorrectionState.ASKED: "chờ trả lời",
    CorrectionState.CORRECTED: "đã sửa, chờ trao",
    CorrectionState.UPHELD: "kết quả đúng, chờ báo",
    CorrectionState.HANDED: "đã trao",
}

ROLES = {
    Role.RECEPTIONIST: "Cán bộ tiếp nhận",
    Role.HANDLER: "Người thụ lý",
    Role.LEADER: "Lãnh đạo",
    Role.CLERK: "Văn thư",
    Role.CASHIER: "Thu ngân",
    Role.POST: "Nhân viên bưu chính",
    Role.INSPECTOR: "Người kiểm tra",
    Role.OUTREACH: "Cán bộ tuyên truyền",
    Role.ADMINISTRATOR: "Quản trị",
    Role.HELPER: "Người nộp hộ",
}

SLIP_FORMS = {
    SlipForm.RECEIPT: "Giấy tiếp nhận và hẹn trả",
    SlipForm.SUPPLEMENT: "Phiếu yêu cầu bổ sung",
    SlipForm.REFUSAL: "Phiếu từ chối tiếp nhận",
    SlipForm.APOLOGY: "Phiếu xin lỗi và hẹn lại",
    SlipForm.APPRAISAL_REFUSAL: "Văn bản từ chối giải quyết",
    SlipForm.DISCONTINUANCE: "Thông báo dừng giải quyết",
}

TIMELINESS = {
    Timeliness.EARLY: "trước hạn",
    Timeliness.ON_TIME: "đúng hạn",
    Timeliness.LATE: "quá hạn",
    Timeliness.PENDING_IN_TIME: "còn hạn",
    Timeliness.PENDING_LATE: "đang quá hạn",
    Timeliness.NO_LIMIT: "chưa khai thời hạn",
    Timeliness.NOT_ACCEPTED: "chưa tiếp nhận",
}

FLAGS = {
    Flag.MISSING_APOLOGY: "thiếu thư xin lỗi",
    Flag.LATE_TRANSFER: "chuyển hồ sơ trễ",
    Flag.LATE_CONSULTATION: "ý kiến phối hợp trễ",
    Flag.PARTLY_SUPPLIED: "bổ sung chưa đủ",
    Flag.ENTERED_LATER: "nhập sau",
    Flag.PROVISIONAL_CALENDAR: "lịch nghỉ tạm tính",
    Flag.NO_LIMIT: "chưa khai thời hạn",
    Flag.OVER_LIMIT: "các bước dài hơn thời hạn",
}

CAUSES = {
    Cause.THIS_OFFICE: "do cơ quan chủ trì",
    Cause.OTHER_OFFICE: "do cơ quan khác",
    Cause.APPLICANT: "chờ người nộp bổ sung",
    Cause.OBLIGATION: "chờ nghĩa vụ tài chính",
}

REASONS = {
    Reason.DAY_ZERO: "ngày tiếp nhận, chưa tính",
    Reason.WORKING_DAY: "ngày làm việc",
    Reason.WEEKEND: "nghỉ cuối tuần",
    Reason.HOLIDAY: "nghỉ lễ, Tết",
    Reason.CLOSURE: "cơ quan nghỉ",
    Reason.MAKE_UP_DAY: "làm bù",
    Reason.SUSPENDED: "tạm dừng, không tính",
}

TURNS = {
    Turn.START: "bắt đầu tính thời hạn",
    Turn.STOP: "dừng tính",
    Turn.GO: "tính tiếp",
    Turn.RESTART: "tính lại từ đầu",
    Turn.EXTEND: "hẹn lại",
}

PARTS = {
    Part.IDENTITY: "Thủ tục",
    Part.OFFICES: "Cơ quan",
    Part.LIMITS: "Thời hạn theo cách nộp",
    Part.STEPS: "Quy trình nội bộ",
    Part.PAPERS: "Thành phần hồ sơ",
    Part.FEES: "Phí, lệ phí",
    Part.APPLICANTS: "Đối tượng thực hiện",
    Part.RESULT: "Kết quả",
    Part.BASIS: "Căn cứ và hiệu lực",
}
"""The parts of a procedure, as its review names them."""

PERMISSIONS = {
    "authority.found": "khai báo cơ quan",
    "board.read": "xem bảng lãnh đạo",
    "calendar.adopt": "nhập lịch nghỉ",
    "people.manage": "quản lý cán bộ",
    "case.take_over": "nhập hồ sơ từ hệ thống cũ",
    "office.change": "sửa thông tin cơ quan",
    "calendar.read": "xem lịch làm việc",
    "calendar.propose": "đề nghị lịch nghỉ",
    "calendar.approve": "duyệt lịch nghỉ",
    "case.answer_consultation": "trả lời ý kiến",
    "case.apologise": "xin lỗi người nộp",
    "case.assign": "phân công hồ sơ",
    "case.confirm_payment": "xác nhận nộp tiền",
    "case.attach": "tải giấy tờ lên hồ sơ",
    "case.draft": "soạn kết quả",
    "person.merge": "nhập, tách người trùng",
    "incident.handle": "báo, khép sự cố mất, hỏng giấy tờ",
    "original.hold": "giữ, giao, trả bản chính của người nộp",
    "case.consult": "hỏi ý kiến cơ quan khác",
    "case.decide": "quyết định hồ sơ",
    "case.discontinue": "dừng giải quyết hồ sơ",
    "case.extend": "gia hạn hồ sơ",
    "case.forward": "chuyển nơi tiếp nhận",
    "case.hand_over": "chuyển bước hồ sơ",
    "case.own": "làm việc với hồ sơ của người khác",
    "case.pause": "tạm dừng hồ sơ",
    "case.process": "thụ lý hồ sơ",
    "case.read": "xem hồ sơ",
    "case.receive": "tiếp nhận hồ sơ",
    "case.refuse_intake": "từ chối tiếp nhận",
    "case.request_first_supplement": "yêu cầu bổ sung tại quầy",
    "case.request_supplement": "yêu cầu bổ sung",
    "case.request_supplement_again": "yêu cầu bổ sung thêm lần nữa",
    "case.resume": "cho hồ sơ chạy tiếp",
    "fee.collect": "thu phí, lệ phí",
    "fee.void": "hủy biên nhận thu phí",
    "fee.close": "kết sổ thu",
    "fee.account": "đặt tài khoản nhận phí",
    "queue.serve": "gọi số và kết ngày của quầy",
    "case.return_result": "trả kết quả",
    "case.submit": "nộp hồ sơ",
    "case.supply": "nhận giấy tờ bổ sung",
    "case.transfer": "chuyển hồ sơ từ quầy",
    "case.withdraw": "rút hồ sơ",
    "case.withdraw_with_proof": "rút hồ sơ theo giấy đề nghị",
    "catalogue.approve": "duyệt thủ tục",
    "catalogue.enact": "ban hành thủ tục",
    "catalogue.import": "nhập danh mục thủ tục",
    "clock.tick": "chạy việc theo giờ",
    "office.read": "xem cơ quan, nhân sự",
    "password.choose": "đặt mật khẩu của mình",
    "second_factor.hold": "bật mã xác nhận cho tài khoản của mình",
    "report.read": "xem báo cáo",
    "report.submit": "gửi báo cáo",
}

FACTS = {
    "authority-founded": "Khai báo cơ quan",
    "password-chosen": "Đặt mật khẩu",
    "procedure-enacted": "Ban hành thủ tục",
    "procedures-imported": "Nhập danh mục thủ tục",
    "procedure-approved": "Duyệt thủ tục",
    "draft-set-aside": "Gác lại bản nháp",
    "calendar-adopted": "Nhập lịch nghỉ",
    "person-added": "Thêm cán bộ",
    "person-appointed": "Giao vai trò",
    "appointment-ended": "Thôi vai trò",
    "second-factor-enrolled": "Bật mã xác nhận",
    "second-factor-proved": "Đăng nhập bằng mã xác nhận",
    "second-factor-dropped": "Tắt mã xác nhận",
    "second-factor-reset": "Bỏ mã xác nhận của cán bộ",
    "password-given": "Cấp lại mật khẩu",
    "account-locked": "Khóa, mở tài khoản",
    "office-added": "Thêm cơ quan",
    "office-ended": "Đóng cơ quan",
    "office-changed": "Sửa thông tin cơ quan",
    "calendar-proposed": "Đề nghị lịch nghỉ",
    "calendar-sent-back": "Trả lại đề nghị lịch nghỉ",
    "fee-collected": "Thu phí, lệ phí",
    "fee-waived": "Miễn thu phí, lệ phí",
    "receipt-void-asked": "Đề nghị hủy biên nhận",
    "receipt-void-settled": "Quyết định hủy biên nhận",
    "drawer-closed": "Kết sổ thu",
    "statement-kept": "Tải sao kê ngân hàng lên",
    "statement-dropped": "Bỏ sao kê chưa ghi sổ",
    "statement-read": "Xác nhận sao kê ngân hàng",
    "statement-line-left": "Dòng sao kê để lại cho người xử lý",
    "statement-line-settled": "Xử lý dòng sao kê",
    "ticket-drawn": "Lấy số thứ tự",
    "ticket-called": "Gọi số thứ tự",
    "ticket-ended": "Xong một số thứ tự",
    "visitor-attended": "Tiếp người đến quầy",
    "counter-closed": "Kết ngày của quầy",
    "fee-account-set": "Đặt tài khoản nhận phí",
    "case-submitted": "Nộp hồ sơ",
    "case-received": "Tiếp nhận",
    "case-taken-over": "Nhập từ hệ thống cũ",
    "take-over-mapping-saved": "Lưu ánh xạ nhập hồ sơ cũ",
    "take-over-file-kept": "Tải tệp hồ sơ cũ lên",
    "take-over-file-removed": "Xóa tệp hồ sơ cũ",
    "intake-refused": "Từ chối tiếp nhận",
    "first-supplement-requested": "Yêu cầu bổ sung tại quầy",
    "supplement-requested": "Yêu cầu bổ sung",
    "case-supplied": "Nhận giấy tờ bổ sung",
    "scan-kept": "Quét nhiều giấy tờ một lượt",
    "paper-attached": "Tải giấy tờ lên",
    "result-template-kept": "Tải mẫu kết quả lên",
    "result-drafted": "Soạn kết quả theo mẫu",
    "result-filed": "Nộp dự thảo kết quả",
    "absence-stated": "Ghi ngày vắng, hỏi người làm thay",
    "absence-accepted": "Nhận làm thay người vắng",
    "absence-ended": "Thôi vắng, hoặc không làm thay",
    "original-taken": "Nhận giữ bản chính",
    "original-offered": "Đề nghị giao bản chính",
    "original-handed-over": "Nhận bàn giao bản chính",
    "original-given-back": "Trả bản chính",
    "merge-proposed": "Đề nghị nhập người trùng",
    "parting-asked": "Đề nghị tách người đã nhập",
    "merge-settled": "Trả lời đề nghị về người trùng",
    "incident-reported": "Báo mất, hỏng giấy tờ",
    "incident-apologised": "Xin lỗi vì mất, hỏng giấy tờ",
    "incident-settled": "Khép sự cố giấy tờ",
    "correction-asked": "Ghi chỗ sai trong kết quả",
    "correction-answered": "Trả lời về chỗ sai",
    "correction-handed": "Trao lại sau sửa sai",
    "paper-reused": "Dùng lại giấy tờ đã số hóa",
    "attachment-set-aside": "Gỡ tệp giấy tờ",
    "case-forwarded": "Chuyển nơi tiếp nhận",
    "case-assigned": "Phân công",
    "case-handed-over": "Chuyển hồ sơ",
    "office-consulted": "Hỏi ý kiến",
    "consultation-answered": "Trả lời ý kiến",
    "case-paused": "Tạm dừng",
    "case-resumed": "Tiếp tục",
    "case-extended": "Gia hạn, kèm xin lỗi",
    "apology-issued": "Xin lỗi",
    "case-decided": "Quyết định",
    "result-handed-over": "Chuyển kết quả về quầy",
    "result-returned": "Trả kết quả",
    "case-withdrawn": "Rút hồ sơ",
    "case-discontinued": "Dừng giải quyết",
    "case-fell-overdue": "Quá hạn",
    "file-opened": "Mở xem hồ sơ",
    "book-printed": "In sổ theo dõi hồ sơ",
    "report-submitted": "Gửi báo cáo",
}
"""The kind of a fact in the journal → its name on screens."""

WEIGHTS = {
    Weight.NATION: "Quốc hiệu, tiêu ngữ",
    Weight.NUMBER: "số, ký hiệu",
    Weight.BASIS: "căn cứ",
    Weight.AUTHORITY: "thẩm quyền, người ký",
    Weight.ARTICLE: "điều khoản, thời hạn",
    Weight.FROM_CASE: "thông tin lấy từ hồ sơ",
}
"""Why a change of a drafted result must not be overlooked."""

LABELS: Mapping[str, Mapping[Any, str]] = {
    "state": STATES,
    "act": ACTS,
    "channel": CHANNELS,
    "return_channel": RETURN_CHANNELS,
    "outcome": OUTCOMES,
    "proof": PROOFS,
    "online_level": ONLINE_LEVELS,
    "card_doubt": CARD_DOUBTS,
    "misread": MISREADS,
    "likeness": LIKENESSES,
    "defect": DEFECTS,
    "refusal_ground": REFUSAL_GROUNDS,
    "method": METHODS,
    "touch": TOUCHES,
    "left": LEFT_REASONS,
    "order_state": ORDER_STATES,
    "mishap": MISHAPS,
    "payer": PAYERS,
    "incident_state": INCIDENT_STATES,
    "correction_state": CORRECTION_STATES,
    "role": ROLES,
    "slip_form": SLIP_FORMS,
    "timeliness": TIMELINESS,
    "flag": FLAGS,
    "cause": CAUSES,
    "reason": REASONS,
    "turn": TURNS,
    "part": PARTS,
    "permission": PERMISSIONS,
    "weight": WEIGHTS,
    "fact": FACTS,
}
"""What kind of code → its words; templates write ``{{ case.state|label:"state" }}``."""


def label(code: str, kind: str) -> str:
    """The words for ``code`` among the codes of ``kind``; an unknown code stays readable as it is."""
    return LABELS[kind].get(code, str(code))
