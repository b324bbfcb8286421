"""What the people of the story write as reasons, in the words of an office."""

MISSING = "Hồ sơ chưa đủ thành phần theo quy định."

REFUSED_INTAKE = (
    "Thủ tục không thuộc thẩm quyền giải quyết của cơ quan này; đề nghị nộp tại nơi cư trú.",
    "Tờ khai không có chữ ký của người yêu cầu và người nộp không có văn bản ủy quyền.",
    "Giấy tờ nộp kèm đã bị tẩy xóa, không đối chiếu được với bản chính.",
)

REJECTED = (
    "Nội dung đề nghị không phù hợp với quy hoạch đã được phê duyệt.",
    "Kết quả thẩm tra thực tế không đúng với nội dung kê khai trong hồ sơ.",
)

SUPPLEMENT = (
    "Số liệu trong giấy này chưa khớp với giấy tờ khác của hồ sơ, đề nghị bổ sung bản khác.",
    "Bản nộp bị mờ, không đọc được nội dung chính, đề nghị nộp lại.",
)

LATE = (
    "Cán bộ thụ lý nghỉ ốm, cơ quan chưa kịp bố trí người thay.",
    "Số lượng hồ sơ tăng nhiều trước Tết Nguyên đán, cơ quan giải quyết chưa kịp.",
    "Phải đi kiểm tra thực địa hai lần do mưa lũ, đường vào làng bị chia cắt.",
)

EXTENDED = "Cần xác minh thêm tại thực địa; cơ quan xin gia hạn và thành thật xin lỗi ông/bà."

WITHDRAWN = ("Gia đình thay đổi ý định, xin rút hồ sơ.", "Tôi sẽ nộp lại sau khi chuẩn bị đủ giấy tờ.")

DISCONTINUED = "Đang có tranh chấp do Tòa án thụ lý, cơ quan dừng giải quyết hồ sơ."
DISCONTINUED_BASIS = "Thông báo thụ lý vụ án của Tòa án nhân dân huyện (dữ liệu trình diễn)"

CONSULTED = "Đề nghị cho ý kiến về nguồn gốc, hiện trạng sử dụng và tình trạng tranh chấp của thửa đất."
ANSWERED = "Thửa đất sử dụng ổn định, không có tranh chấp tại thời điểm kiểm tra."

LATE_TODAY = (
    "Cán bộ thụ lý nghỉ ốm, cơ quan chưa kịp bố trí người thay.",
    "Phải đi xác minh tại thực địa hai lần do mưa, đường vào làng bị chia cắt.",
    "Cơ quan chưa nhận được thông tin xác minh từ nơi cư trú trước đây.",
)
DISCONTINUED_BASIS_TODAY = "Thông báo thụ lý vụ án của Tòa án nhân dân khu vực (dữ liệu trình diễn)"
"""Since 01/07/2025 there is no district, nor its court."""
