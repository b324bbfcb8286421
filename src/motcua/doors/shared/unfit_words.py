"""Why a file is not taken in, in three sentences: what is wrong with it, which rule says so, what to do now."""

from motcua.documents.rules.unfit import Unfit

_KINDS = "Chỉ nhận PDF, JPEG, PNG và HEIC; loại tệp xét theo nội dung, không theo tên."
_SIZES = "Mức cho phép ghi ở đầu trang này."
_SAFE = "Tệp mang hai nội dung có thể giấu mã độc."
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
}
"""Every reason; the words stand in the order in which a refusal is told."""
