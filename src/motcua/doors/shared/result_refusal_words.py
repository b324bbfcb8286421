"""What the refusals about drafted results, held originals and absences say; refusal_words.py holds them beside all others."""

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
    Code.ABSENCE_CLASHES: Wording(
        "Trùng với lần vắng của {person}, từ {first} đến {last}, {stand_in} làm thay.",
        "Trong những ngày vắng, việc của mỗi người phải có đúng một người có mặt làm thay; người đang làm thay thì không vắng.",
        "Hãy chọn ngày khác hoặc người khác, hoặc rút lần vắng ấy lại trước.",
        field="first",
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
    Code.NOT_CUSTODIAN: Wording(
        "Bản chính này không ở chỗ bạn; đang giữ: {person}.",
        "Mỗi bản chính lúc nào cũng có đúng một người giữ, đổi tay phải có cả hai bên.",
        "Hãy nhờ người đang giữ giao cho bạn, rồi bấm đã nhận.",
    ),
    Code.ORIGINALS_HELD: Wording(
        "Hồ sơ {file_number} còn bản chính của người nộp chưa trả: {originals}.",
        "Bản chính đã nhận để đối chiếu thì trả lại cùng kết quả (NĐ 61/2018, Điều 20).",
        "Hãy trả và đánh dấu người nhận đã ký, hoặc ghi vì sao cơ quan còn giữ.",
        field="originals",
    ),
}
