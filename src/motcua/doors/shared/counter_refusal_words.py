"""What the refusals of the counter's everyday say: money, numbers, the close of a day, the hand-back of results."""

from motcua.doors.shared.wording import Wording
from motcua.kernel.refusal import Code

COUNTER: dict[Code, Wording] = {
    Code.FEE_DUE: Wording(
        "Hồ sơ {file_number} còn phí, lệ phí chưa thu: {amount}.",
        "Phí, lệ phí thu xong trước khi trao kết quả, trừ khi có lý do ghi lại.",
        "Hãy thu phí, hoặc ghi vì sao trả kết quả khi chưa thu.",
        field="fee_note",
    ),
    Code.FEE_SETTLED: Wording(
        "Khoản phí của {about} đã thu hoặc đã miễn.",
        "Mỗi khoản chỉ thu một lần.",
        "Hãy mở lại trang để xem biên nhận.",
    ),
    Code.VOID_ASKED: Wording(
        "Biên nhận {number} đang chờ người thứ hai xác nhận hủy.",
        "Biên nhận chỉ hủy khi có hai người; khi chưa quyết thì chưa kết sổ.",
        "Hãy nhờ người thứ hai xác nhận hoặc giữ nguyên biên nhận.",
    ),
    Code.RECEIPT_VOID: Wording(
        "Biên nhận {number} đã hủy rồi.",
        "Số biên nhận đã hủy vẫn giữ nguyên, không dùng lại.",
        "Hãy mở lại trang để xem khoản thu.",
    ),
    Code.TRANSFER_SHORT: Wording(
        "Khoản thu này là {amount}, dòng sao kê còn thiếu {difference}.",
        "Một biên nhận ghi đúng số phải thu, không ghi thu một phần.",
        "Hãy chờ người nộp chuyển thêm, hoặc chọn khoản khác; đã đủ nhờ hai lần chuyển thì thu ở trang của khoản, rồi ghi đã xử lý.",
        status=422,
        field="order",
    ),
    Code.DRAWER_CLOSED: Wording(
        "Sổ thu ngày {day} đã kết.",
        "Sau khi kết sổ, biên nhận của ngày đó không thêm, không hủy.",
        "Khoản mới hãy thu vào ngày làm việc sau; sai sót hãy báo lãnh đạo để lập biên bản.",
    ),
    Code.DRAWER_DIFFERS: Wording(
        "Tiền đếm được lệch {difference} so với biên nhận.",
        "Sổ chỉ kết khi không lệch, hoặc có giải trình.",
        "Hãy đếm lại; nếu vẫn lệch, hãy ghi vì sao rồi kết sổ.",
        status=422,
        field="explanation",
    ),
    Code.DAY_NOT_OVER: Wording(
        "Ngày {day} chưa tới nên chưa kết được.",
        "Chỉ kết hôm nay hoặc ngày trước.",
        "Hãy chọn lại ngày.",
        status=422,
    ),
    Code.QUEUE_EMPTY: Wording(
        "Không còn ai chờ ở quầy này.",
        "Chỉ gọi được số đã lấy hôm nay.",
        "Hãy phát số cho người vừa đến, rồi gọi.",
    ),
    Code.NO_TICKET: Wording(
        "Bạn chưa gọi số nào, hoặc số ấy đã xong.",
        "Mỗi lúc một cán bộ phục vụ một số.",
        "Hãy bấm Gọi số tiếp theo.",
    ),
    Code.TIME_TAKEN: Wording(
        "Giờ {hour} đã hẹn cho người khác.",
        "Mỗi giờ hẹn dành cho một người.",
        "Hãy chọn giờ khác.",
        status=422,
        field="hour",
    ),
    Code.COUNTER_CLOSED: Wording(
        "Ngày {day} của quầy đã kết.",
        "Sau khi kết ngày, số thứ tự của ngày đó không thêm, không gọi nữa.",
        "Người đến sau vẫn nộp, nhận hồ sơ được như thường, không cần số.",
    ),
    Code.TICKETS_UNEXPLAINED: Wording(
        "Chưa rõ vì sao các số {numbers} không có kết quả.",
        "Mỗi số đã lấy phải có kết quả hoặc có lý do trước khi kết ngày.",
        "Hãy chọn lý do cho từng số; chọn Lý do khác hoặc Chưa kịp phục vụ thì ghi thêm.",
        status=422,
        field="explained",
    ),
    Code.LEFT_OPEN: Wording(
        "Còn việc chưa xong: {left}.",
        "Việc để lại qua ngày phải có lý do; sáng hôm sau quầy sẽ được nhắc.",
        "Hãy làm nốt, hoặc ghi vì sao để lại rồi kết ngày.",
        status=422,
        field="note",
    ),
    Code.NO_LETTER: Wording(
        "{person} nhận thay nhưng chưa có giấy ủy quyền.",
        "Người nhận thay phải nộp giấy ủy quyền kèm giấy hẹn (NĐ 61/2018, Điều 6).",
        "Hãy xem giấy ủy quyền rồi chọn “giấy ủy quyền”, hoặc trả cho chính người nộp.",
        status=422,
        field="proof",
    ),
}
