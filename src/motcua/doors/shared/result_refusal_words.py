"""What the refusals about drafted results, originals, absences and what is made good say; refusal_words.py holds them with all others."""

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
    Code.NOT_THIS_STEP: Wording(
        "Bước này đã có người làm rồi, hoặc chưa đến lượt.",
        "Mỗi bước làm một lần, theo thứ tự; chỉ hồ sơ đã có kết quả mới có chỗ để sửa.",
        "Hãy tải lại trang để xem ai đã làm và bước tiếp theo.",
    ),
    Code.CORRECTION_OPEN: Wording(
        "Người nộp đã báo kết quả của hồ sơ {file_number} có chỗ sai, cơ quan giải quyết chưa trả lời.",
        "Sai sót của cơ quan thì cơ quan sửa, người nộp không trả thêm khoản nào (NĐ 61/2018, Điều 20).",
        "Hãy chờ lãnh đạo cơ quan giải quyết trả lời ở Sổ sách, Sự cố và sửa sai.",
    ),
    Code.TWO_IDENTITIES: Wording(
        "Hai người có hai số định danh 12 số khác nhau: {identities}.",
        "Mỗi người chỉ có một số định danh; khác số là khác người.",
        "Nếu một số bị gõ sai, hãy sửa ở hồ sơ mới bằng cách quét thẻ; không nhập hai người này làm một.",
    ),
}
