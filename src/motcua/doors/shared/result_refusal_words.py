"""What the refusals about drafted results say; refusal_words.py holds them beside all others."""

from motcua.doors.shared.wording import Wording
from motcua.kernel.refusal import Code

RESULTS: dict[Code, Wording] = {
    Code.TEMPLATE_UNFIT: Wording(
        "Mẫu có trường mà hệ thống không điền được: {flaws}.",
        "Các trường điền từ hồ sơ: {known}.",
        "Hãy sửa tên trường trong tệp; trường do cán bộ tự gõ thì đặt tên bắt đầu bằng nhap_.",
        status=422,
        field="template",
    ),
    Code.NO_TEMPLATE: Wording(
        "Thủ tục {procedure} chưa có mẫu kết quả đang dùng.",
        "Kết quả chỉ soạn theo mẫu mà cơ quan đã tải lên.",
        "Hãy nhờ quản trị tải mẫu lên ở Thiết lập, hoặc soạn ngoài hệ thống như trước.",
    ),
    Code.RESULT_UNFINISHED: Wording(
        "Tệp kết quả còn chỗ chưa điền: {left}.",
        "Người ký phải thấy đúng bản sẽ gửi người nộp.",
        "Hãy điền nốt các chỗ ấy trong Word, lưu rồi tải lại.",
        status=422,
        field="result",
    ),
}
