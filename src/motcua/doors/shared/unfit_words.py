"""Why a file is not taken in, in three sentences: what is wrong with it, which rule says so, what to do now."""

from motcua.documents.rules.unfit import Unfit

_KINDS = "Chỉ nhận PDF, JPEG, PNG và HEIC; loại tệp xét theo nội dung, không theo tên."
_SIZES = "Mức cho phép ghi ở đầu trang này."
_SAFE = "Tệp mang hai nội dung có thể giấu mã độc."
_WORD = "Mẫu và dự thảo kết quả là tệp Word (.docx) chỉ có chữ và hình."
_UNLINK = "Trong Word, nhấn Ctrl+A rồi Ctrl+Shift+F9 để bỏ mọi liên kết và trường, lưu rồi tải lại."
_DO = "Hãy chụp ảnh hoặc lưu thành PDF rồi tải lại."

UNFIT: dict[Unfit, tuple[str, str, str]] = {
    Unfit.EMPTY: ("Tệp rỗng, không có gì bên trong.", _KINDS, "Hãy chụp hoặc quét lại rồi tải lên."),
    Unfit.TOO_LARGE: ("Tệp lớn quá mức cho phép.", _SIZES, "Hãy quét ở 150–200 dpi, hoặc chia thành nhiều tệp."),
    Unfit.TOO_MANY_PAGES: ("Tệp có quá nhiều trang.", _SIZES, "Hãy chia thành nhiều tệp."),
    Unfit.TOO_MANY_PIXELS: ("Ảnh có quá nhiều điểm ảnh.", _SIZES, "Hãy chụp hoặc quét lại ở cỡ nhỏ hơn."),
    Unfit.TOO_MUCH_IN_CASE: ("Hồ sơ đã đầy: tổng dung lượng các tệp vượt mức cho phép.", _SIZES, "Hãy gỡ tệp thừa rồi tải lại."),
    Unfit.TOO_MANY_IN_CASE: ("Hồ sơ đã có quá nhiều tệp.", _SIZES, "Hãy gộp các trang vào một PDF rồi tải lại."),
    Unfit.ALREADY_THERE: ("Tệp này đã có ở giấy tờ này rồi.", "Mỗi tệp chỉ gắn một lần vào một giấy tờ.", "Không cần tải lại."),
    Unfit.DOCUMENT: ("Đây là tệp văn bản (Word, Excel…), không nhận được.", _KINDS, _DO),
    Unfit.ARCHIVE: ("Đây là tệp nén, không nhận được.", _KINDS, "Hãy giải nén rồi tải từng tệp lên."),
    Unfit.PROGRAM: (
        "Đây là tệp chương trình, không nhận được.",
        _KINDS,
        "Hãy xóa tệp này, và báo người phụ trách máy nếu không rõ từ đâu.",
    ),
    Unfit.WEB_PAGE: ("Đây là trang web hoặc hình vẽ SVG, có thể chứa mã chạy được.", _KINDS, _DO),
    Unfit.OTHER_PICTURE: ("Loại ảnh này chưa nhận được.", _KINDS, "Hãy lưu lại thành JPEG, PNG hoặc PDF."),
    Unfit.UNKNOWN: ("Không nhận ra loại của tệp này.", _KINDS, _DO),
    Unfit.TWO_IN_ONE: ("Trong tệp có thêm dữ liệu lạ ngoài giấy tờ.", _SAFE, "Hãy chụp hoặc quét lại, hoặc in ra rồi quét."),
    Unfit.MOVING: ("Đây là ảnh động hoặc phim.", _KINDS, "Hãy chụp lại ở chế độ ảnh thường."),
    Unfit.LOCKED: ("Tệp PDF có mật khẩu nên không mở được.", "Cán bộ thụ lý phải xem được tệp.", "Hãy bỏ mật khẩu, hoặc in ra rồi quét."),
    Unfit.BROKEN: ("Tệp đã hỏng hoặc bị cắt cụt nên không mở được.", _KINDS, "Hãy chụp hoặc quét lại rồi tải lên."),
    Unfit.TOO_HEAVY: ("Tệp quá nặng hoặc có cấu trúc bất thường, máy đã dừng đọc.", _SAFE, "Hãy chụp hoặc quét lại, hoặc in ra rồi quét."),
    Unfit.NOT_WORD: ("Đây không phải tệp Word dạng .docx.", _WORD, "Hãy mở bằng Word, chọn Lưu thành “Tài liệu Word (.docx)” rồi tải lại."),
    Unfit.OLD_WORD: ("Đây là tệp Word cũ (.doc), hoặc có mật khẩu.", _WORD, "Hãy bỏ mật khẩu, lưu thành .docx rồi tải lại."),
    Unfit.MACRO: ("Tệp có macro (mã chạy được): {part}.", _WORD, "Hãy lưu thành .docx (không phải .docm) rồi tải lại."),
    Unfit.EMBEDDED: ("Tệp có đối tượng nhúng: {part}.", _WORD, "Hãy xóa đối tượng ấy, hoặc dán lại thành hình PNG, JPEG."),
    Unfit.LINKED: ("Tệp dẫn ra bên ngoài: {part}.", _WORD, _UNLINK),
    Unfit.FIELD_CODE: ("Tệp có trường tự động {part}; chỉ giữ được trường đánh số trang.", _WORD, _UNLINK),
    Unfit.TRACKED: (
        "Tệp còn sửa đổi đang theo dõi hoặc nhận xét.",
        "Bản gửi người nộp phải là bản cuối, không còn vết sửa.",
        "Trong Word, chọn Chấp nhận tất cả thay đổi, xóa nhận xét, lưu rồi tải lại.",
    ),
    Unfit.NO_WORDS: ("Tệp không có chữ nào.", _WORD, "Hãy mở lại tệp và kiểm tra."),
    Unfit.TOO_LONG: ("Tệp dài quá mức đọc được.", "Tối đa 3.000 đoạn, 300.000 chữ cái.", "Hãy tách phần phụ lục thành tệp riêng."),
}
"""Every reason; the words stand in the order in which a refusal is told."""
