"""What each refusal says: three sentences (what happened, which rule, what to do now), the HTTP status, the field it points at."""

from motcua.doors.shared.counter_refusal_words import COUNTER
from motcua.doors.shared.result_refusal_words import RESULTS
from motcua.doors.shared.unfit_words import UNFIT
from motcua.doors.shared.wording import Wording
from motcua.kernel.refusal import Code

_NOTHING_SAVED = "Chưa có gì được lưu."


WORDINGS: dict[Code, Wording] = {
    **COUNTER,
    Code.NOT_ALLOWED: Wording(
        "Tài khoản của bạn không được giao việc “{permission}” cho hồ sơ này.",
        "Mỗi việc chỉ do người được phân công làm (NĐ 61/2018, Điều 11, 12).",
        "Hãy nhờ người phụ trách, hoặc đề nghị quản trị giao thêm quyền.",
        status=403,
    ),
    Code.WRONG_STATE: Wording(
        "Hồ sơ đang ở trạng thái “{state}” nên không làm được việc “{act}”.",
        "Mỗi việc chỉ mở ở một số trạng thái của hồ sơ (NĐ 61/2018, Điều 17–20).",
        "Hãy mở lại hồ sơ để xem việc nào làm được bây giờ.",
    ),
    Code.OWN_CASE: Wording(
        "Bạn là người nộp hồ sơ {file_number} nên không thể tự giải quyết.",
        "Người giải quyết không được xử lý hồ sơ của chính mình.",
        "Hãy chuyển hồ sơ cho đồng nghiệp hoặc người dự phòng.",
        status=403,
    ),
    Code.ALREADY_SUPPLEMENTED: Wording(
        "Hồ sơ {file_number} đã được yêu cầu bổ sung một lần ở giai đoạn này.",
        "Mỗi giai đoạn chỉ được yêu cầu bổ sung một lần (NĐ 61/2018, Điều 11.2.c và 15.3).",
        "Hãy giải quyết với giấy tờ đã có, hoặc trình lãnh đạo nếu có căn cứ riêng.",
    ),
    Code.SUPPLEMENT_TOO_LATE: Wording(
        "Đã quá {days} ngày làm việc kể từ khi tiếp nhận ({accepted_at}).",
        "Sau thời gian đó người thụ lý không được yêu cầu bổ sung (NĐ 61/2018, Điều 19.4).",
        "Hãy giải quyết với giấy tờ đã có, hoặc trình lãnh đạo nếu có căn cứ riêng.",
    ),
    Code.ALREADY_EXTENDED: Wording(
        "Hồ sơ này đã được hẹn lại một lần.",
        "Việc hẹn lại ngày trả chỉ được làm một lần (NĐ 61/2018, Điều 19.9).",
        "Hãy gửi thư xin lỗi; ngày hẹn giữ nguyên.",
    ),
    Code.TOO_LATE_TO_EXTEND: Wording(
        "Đã qua thời điểm được hẹn lại ({deadline}).",
        "Hẹn lại phải trước ngày hẹn trả ít nhất một ngày làm việc (NĐ 61/2018, Điều 19.9).",
        "Hãy gửi thư xin lỗi; ngày hẹn giữ nguyên.",
    ),
    Code.TOO_SHORT_TO_EXTEND: Wording(
        "Thời hạn của thủ tục này ngắn hơn một ngày làm việc nên không hẹn lại được.",
        "Hẹn lại phải trước ngày hẹn trả ít nhất một ngày làm việc (NĐ 61/2018, Điều 19.9).",
        "Hãy gửi thư xin lỗi nếu không kịp.",
    ),
    Code.DUE_NOT_LATER: Wording(
        "Thời điểm đã chọn ({due}) không muộn hơn {than}.",
        "Ngày hẹn mới phải sau ngày đang hẹn.",
        "Hãy chọn một ngày muộn hơn.",
        status=422,
        field="due",
    ),
    Code.PAUSE_NOT_LISTED: Wording(
        "Lý do “{reason}” không có trong danh sách tạm dừng của thủ tục này.",
        "Thời hạn chỉ dừng vì lý do mà pháp luật chuyên ngành cho phép. Các lý do: {listed}.",
        "Hãy chọn một lý do trong danh sách.",
        status=422,
        field="reason",
    ),
    Code.PAPER_NOT_LISTED: Wording(
        "“{item}” không phải giấy tờ của thủ tục {procedure}.",
        "Không được đòi thêm giấy tờ ngoài danh mục đã công bố (NĐ 61/2018, Điều 5).",
        "Hãy chọn giấy tờ trong danh sách.",
        status=422,
        field="papers",
    ),
    Code.PAPER_MISSING: Wording(
        "Hồ sơ còn thiếu: {papers}.",
        "Chỉ tiếp nhận khi đủ giấy tờ bắt buộc (NĐ 61/2018, Điều 17).",
        "Hãy nhận thêm giấy tờ, hoặc bấm “Cần bổ sung” để in phiếu hướng dẫn.",
        status=422,
        field="papers",
    ),
    Code.STEPS_OPEN: Wording(
        "Chưa tới bước quyết định: còn bước “{step}”.",
        "Lãnh đạo quyết định ở bước cuối của quy trình.",
        "Hãy hoàn thành bước đó rồi trình lại.",
    ),
    Code.NO_CALENDAR: Wording(
        "Chưa có lịch nghỉ của năm {year} nên không tính được ngày hẹn trả.",
        "Ngày hẹn phải tính theo lịch đã công bố, không được đoán.",
        "Hãy nhờ quản trị nhập lịch nghỉ năm {year} (Thiết lập, Lịch làm việc).",
    ),
    Code.NO_RULEBOOK: Wording(
        "Ngày {day} không thuộc thời kỳ pháp luật mà chương trình biết.",
        "Chương trình áp dụng quy định một cửa từ 21/06/2018.",
        "Hãy kiểm tra lại ngày.",
        status=422,
    ),
    Code.ALREADY_RATED: Wording(
        "Hồ sơ này đã được đánh giá.",
        "Mỗi hồ sơ có một phiếu đánh giá, sửa được trong thời gian mở phiếu.",
        "Cảm ơn ông/bà; không cần gửi lại.",
    ),
    Code.NOT_SUPPORTED_YET: Wording(
        "Chương trình chưa làm được việc “{act}”.",
        "Việc này sẽ có ở phiên bản sau.",
        "Hãy làm trên giấy và ghi lại để nhập sau.",
        status=501,
    ),
    Code.STALE: Wording(
        f"Hồ sơ đã thay đổi từ khi bạn mở trang này. {_NOTHING_SAVED}",
        "Hồ sơ nay ở trạng thái “{state}”.",
        "Hãy xem thay đổi dưới đây rồi làm lại nếu vẫn cần.",
    ),
    Code.NUMBERS_EXHAUSTED: Wording(
        "Đã cấp hết {last} mã số hồ sơ của ngày {day}.",
        "Mã số hồ sơ chỉ có bốn chữ số mỗi ngày (TT 01/2018/TT-VPCP, Điều 19).",
        "Hãy ghi nhận trên giấy và nhập vào ngày làm việc sau.",
    ),
    Code.NO_AGENCY_CODE: Wording(
        "Cơ quan chưa có mã định danh đúng dạng nên chưa cấp được mã số hồ sơ.",
        "Mã số hồ sơ bắt đầu bằng mã cơ quan (TT 01/2018/TT-VPCP, Điều 19).",
        "Hãy nhờ quản trị nhập mã cơ quan.",
    ),
    Code.NO_PROCEDURE: Wording(
        "Ngày {day} thủ tục này không được tiếp nhận ở đây.",
        "Chỉ tiếp nhận thủ tục đang có hiệu lực của nơi tiếp nhận.",
        "Hãy chọn thủ tục khác trong danh sách.",
        status=422,
        field="procedure",
    ),
    Code.KEY_REUSED: Wording(
        f"Trang này đã được dùng cho một việc khác. {_NOTHING_SAVED}",
        "Mỗi lần mở trang chỉ gửi được một việc, để không ghi trùng.",
        "Hãy mở lại trang rồi làm lại.",
    ),
    Code.OUT_OF_ORDER: Wording(
        "Thời điểm ghi bù {claimed} không khớp với hồ sơ.",
        "Việc ghi bù không thể xảy ra trước lần hồ sơ đổi trạng thái gần nhất ({moved}), cũng không sau lúc ghi ({now}).",
        "Hãy xem lại ngày, giờ trên giấy rồi ghi lại.",
        status=422,
        field="happened_at",
    ),
    Code.CLOCK_BEHIND: Wording(
        "Đồng hồ máy chủ ({now}) chậm hơn mục mới nhất của sổ ({newest}).",
        "Sổ nhật ký không nhận việc ghi lùi thời gian.",
        "Hãy báo quản trị chỉnh đồng hồ máy chủ.",
        status=503,
    ),
    Code.INCOMPLETE: Wording(
        "Còn thiếu: {missing}.",
        "Cần đủ các mục bắt buộc thì mới ghi nhận được.",
        "Hãy điền tiếp rồi gửi lại; những gì đã gõ vẫn còn.",
        status=422,
    ),
    Code.VERSION_NOT_LATER: Wording(
        "Thủ tục {procedure} đã có bản từ ngày {since}, không sớm hơn ngày hiệu lực {day}.",
        "Bản mới chỉ nối tiếp bản trước; bản đã áp dụng không sửa lại.",
        "Hãy chọn ngày hiệu lực sau ngày {since}.",
        field="valid_from",
    ),
    Code.PROCEDURE_UNFIT: Wording(
        "Chưa duyệt được: {complaints}.",
        "Thủ tục phải đủ các phần bắt buộc (NĐ 63/2010, Điều 8), và các bước cộng lại không dài hơn thời hạn giải quyết.",
        "Hãy sửa rồi duyệt lại; những gì đã gõ vẫn còn.",
        status=422,
    ),
    Code.CODE_TAKEN: Wording(
        "Mã {procedure} đang dùng cho thủ tục “{other}”.",
        "Mỗi mã chỉ có một thủ tục.",
        "Hãy kiểm tra lại mã; nếu là cùng một thủ tục thì gác bản này lại và sửa thủ tục kia.",
        status=422,
        field="code",
    ),
    Code.PASSWORD_NOT_NEW: Wording(
        "Mật khẩu mới giống mật khẩu đang dùng; mật khẩu chưa đổi.",
        "Đổi mật khẩu là để không ai khác còn biết nó.",
        "Hãy đặt một mật khẩu khác.",
        status=422,
        field="new",
    ),
    Code.WRONG_ONE_TIME_CODE: Wording(
        "Mã xác nhận chưa đúng, hoặc đã dùng rồi.",
        "Mỗi mã chỉ dùng một lần và đổi sau 30 giây; điện thoại phải để giờ tự động.",
        "Hãy chờ mã kế tiếp trên điện thoại rồi gõ lại.",
        status=422,
        field="code",
    ),
    Code.PERIOD_RUNNING: Wording(
        "Kỳ báo cáo chưa kết thúc: đến hết {last}.",
        "Số liệu của kỳ chỉ chốt được sau ngày cuối cùng của kỳ.",
        "Hãy gửi lại sau {over}; số liệu tạm thời vẫn xem và tải về được.",
    ),
    Code.ALREADY_SUBMITTED: Wording(
        "Báo cáo này đã được {by} gửi lúc {submitted_at}.",
        "Báo cáo đã gửi thì không sửa; thay đổi được nêu ở dòng đính chính của kỳ sau.",
        "Hãy mở báo cáo đã gửi để xem các khác biệt.",
    ),
    Code.ALREADY_PROPOSED: Wording(
        "Lịch năm {year} đã có đề nghị của {by}, gửi lúc {proposed_at}, đang chờ duyệt.",
        "Mỗi năm chỉ có một đề nghị chờ duyệt.",
        "Hãy duyệt hoặc trả lại đề nghị ấy trước; những gì bạn đã gõ vẫn còn.",
    ),
    Code.SAME_PERSON: Wording(
        "Bạn là người đề nghị lịch năm {year} nên không tự duyệt được.",
        "Lịch nghỉ dời ngày hẹn của nhiều hồ sơ nên cần người thứ hai xem và duyệt.",
        "Hãy nhờ lãnh đạo cơ quan, hoặc một quản trị khác, mở đề nghị và duyệt.",
        status=403,
    ),
    Code.LOGIN_TAKEN: Wording(
        "Tên đăng nhập “{login}” đã có người dùng.",
        "Mỗi người có một tên đăng nhập riêng, để nhật ký nói đúng ai đã làm.",
        "Hãy đặt tên khác; nếu là cùng một người thì giao thêm vai trò cho tài khoản đã có.",
        status=422,
        field="login",
    ),
    Code.ALREADY_APPOINTED: Wording(
        "{person} đã giữ vai trò này ở {office}.",
        "Một vai trò ở một nơi chỉ giao một lần trong cùng thời gian.",
        "Hãy xem lại danh sách vai trò; muốn đổi chính thức thành dự phòng thì thôi vai trò cũ trước.",
    ),
    Code.DAY_TOO_EARLY: Wording(
        "Ngày {day} sớm quá: chỉ chọn được từ ngày {since}.",
        "Việc đã làm theo phân công cũ thì giữ nguyên, không sửa lùi ngày.",
        "Hãy chọn ngày {since} hoặc muộn hơn.",
        status=422,
    ),
    Code.WORK_LEFT: Wording(
        "{person} còn đang thụ lý {count} hồ sơ ở cơ quan này.",
        "Hồ sơ đang mở luôn có người chịu trách nhiệm (NĐ 61/2018, Điều 19.1).",
        "Hãy chọn người nhận bàn giao rồi làm lại.",
        status=422,
    ),
    Code.LAST_ADMINISTRATOR: Wording(
        "{person} là quản trị cuối cùng của cơ quan cao nhất.",
        "Không còn quản trị thì không ai mở lại được tài khoản nào.",
        "Hãy giao vai trò quản trị cho người khác trước.",
    ),
    Code.OWN_ACCOUNT: Wording(
        "Bạn không tự khóa tài khoản của mình được.",
        "Khóa nhầm tài khoản của chính mình thì không tự mở lại được.",
        "Hãy nhờ một quản trị khác.",
        status=403,
    ),
    Code.OFFICE_NOT_EMPTY: Wording(
        "{office} còn {cases} hồ sơ đang mở, {roles} vai trò, {procedures} thủ tục, {offices} cơ quan bên dưới.",
        "Cơ quan chỉ đóng khi không còn gì bị bỏ lại không ai chịu trách nhiệm.",
        "Hãy chuyển hoặc giải quyết hết các mục ấy trước, rồi đóng.",
    ),
    Code.NUMBER_TAKEN: Wording(
        "Mã số {file_number} đã là của một hồ sơ tiếp nhận ở hệ thống này.",
        "Mỗi mã số hồ sơ chỉ dùng cho một hồ sơ.",
        "Hãy xem lại mã số trong tệp của hệ thống cũ.",
    ),
    Code.LINE_CHANGED: Wording(
        "Hồ sơ {file_number} đã nhập từ dòng {line} của tệp {source}; dòng này nay ghi khác.",
        "Hồ sơ đã nhập thì không ghi đè bằng tệp mới.",
        "Hãy mở hồ sơ và sửa bằng các việc thường ngày, nếu cần.",
    ),
    Code.LIMIT_MISSING: Wording(
        "Thủ tục “{procedure}” chưa khai thời hạn, nhưng hệ thống cũ đã hẹn ngày trả.",
        "Hồ sơ có ngày hẹn thì thủ tục phải có thời hạn để xét sớm, đúng hay quá hạn.",
        "Hãy khai thời hạn của thủ tục ở phần Thiết lập rồi nhập lại.",
    ),
    Code.PROMISE_MISSING: Wording(
        "Thủ tục “{procedure}” có thời hạn, nhưng dòng này không có ngày hẹn trả.",
        "Ngày hẹn của hệ thống cũ được giữ nguyên, không tính lại.",
        "Hãy chọn cột ngày hẹn, hoặc điền ngày hẹn vào tệp.",
    ),
    Code.SEALING_KEY_MISSING: Wording(
        "Không có khóa niêm phong ở {file}; chưa niêm phong.",
        "Điểm niêm phong phải ký bằng đúng khóa đã ký điểm trước.",
        "Hãy cắm ổ, hoặc chép lại tệp khóa đã cất; mất hẳn thì chạy motcua seal --new-key.",
        status=503,
    ),
    Code.SEALING_KEY_UNREADABLE: Wording(
        "Không đọc hoặc không ghi được khóa niêm phong ở {file}; chưa niêm phong.",
        "Khóa là một tệp nhỏ có 64 chữ số, chỉ tài khoản của chương trình đọc được.",
        "Hãy xem quyền của tệp và thư mục, hoặc chép lại tệp khóa đã cất.",
        status=503,
    ),
    Code.SEALING_KEY_OPEN: Wording(
        "Người khác trên máy đọc được khóa niêm phong {file}; chưa niêm phong.",
        "Ai có khóa thì ký thay được cơ quan.",
        "Hãy chạy chmod 600 {file}; nếu ngờ khóa đã lộ thì chạy tiếp motcua seal --new-key.",
        status=503,
    ),
    Code.SEALING_KEY_OTHER: Wording(
        "Khóa ở {file} không phải khóa đã ký điểm niêm phong cuối; chưa niêm phong.",
        "Điểm niêm phong phải ký bằng đúng khóa đã ký điểm trước.",
        "Hãy chép lại đúng tệp khóa đã cất; mất hẳn thì chạy motcua seal --new-key.",
        status=503,
    ),
    Code.SEALING_ELSEWHERE: Wording(
        "Máy này không niêm phong (MOTCUA_SEALING_KEY_FILE=off).",
        "Mỗi cơ sở dữ liệu chỉ có một máy giữ khóa niêm phong.",
        "Hãy chạy lệnh này trên máy giữ khóa.",
        status=503,
    ),
    Code.SEALS_LOST: Wording(
        "Máy này đã lập điểm niêm phong số {number}, nhưng trong cơ sở dữ liệu không có; điểm cuối ở đó là số {last}.",
        "Chỉ niêm phong tiếp khi biết vì sao: đã khôi phục bản sao lưu, hay có người cắt sổ.",
        "Nếu đã khôi phục, hãy chạy motcua seal --after-restore; nếu không, giữ nguyên máy và báo người phụ trách.",
        status=503,
    ),
    Code.SEAL_BROKEN: Wording(
        "Điểm niêm phong cuối (số {number}) đã bị sửa; chưa niêm phong.",
        "Điểm sau phải nối với một điểm còn nguyên vẹn.",
        "Hãy chạy motcua verify, giữ nguyên máy và báo người phụ trách.",
        status=503,
    ),
    Code.JOURNAL_BUSY: Wording(
        "Có việc đang ghi dở quá {seconds} giây; chưa niêm phong.",
        "Chỉ niêm phong khi không còn mục nào có thể chen vào phần được phủ.",
        "Hãy chạy lại sau ít phút; lịch niêm phong cũng tự làm lại.",
        status=503,
    ),
    Code.PAPER_NOT_IN: Wording(
        "Giấy tờ “{paper}” chưa có trong hồ sơ.",
        "Tệp được gắn vào giấy tờ đã nhận.",
        "Hãy ghi nhận giấy tờ này trước, rồi tải tệp lên.",
    ),
    **RESULTS,
    Code.FILE_UNFIT: Wording(
        "Tệp này không nhận được.",
        "Chỉ nhận PDF, JPEG, PNG và HEIC đọc được trọn vẹn.",
        "Hãy chụp ảnh giấy tờ hoặc lưu thành PDF rồi tải lại.",
        status=422,
    ),
}
"""Every code's words; ``{name}`` stands for a fact of the refusal."""

SPECIAL: dict[tuple[Code, str, str], Wording] = {
    **{(Code.FILE_UNFIT, "why", why.value): Wording(*words, status=422) for why, words in UNFIT.items()},
    (Code.DAY_TOO_EARLY, "about", "template"): Wording(
        "Ngày {day} đã qua: mẫu chỉ dùng được từ hôm nay ({since}) trở đi.",
        "Kết quả đã soạn theo mẫu cũ thì giữ nguyên, không sửa lùi ngày.",
        "Hãy chọn ngày {since} hoặc muộn hơn.",
        status=422,
        field="valid_from",
    ),
    (Code.NOT_ALLOWED, "permission", "catalogue.approve"): Wording(
        "Bạn chưa được giao duyệt thủ tục cho tất cả các nơi tiếp nhận này.",
        "Người duyệt phải phụ trách mọi nơi tiếp nhận của thủ tục.",
        "Hãy nhờ lãnh đạo hoặc quản trị của cơ quan cấp trên duyệt.",
        status=403,
    ),
    (Code.SAME_PERSON, "about", "merge"): Wording(
        "Bạn là người đề nghị nên không tự đồng ý được.",
        "Nhập hay tách người trùng cần hai người cùng nói.",
        "Hãy nhờ một đồng nghiệp, hoặc lãnh đạo, xem và đồng ý.",
        status=403,
    ),
    (Code.ALREADY_PROPOSED, "about", "merge"): Wording(
        "Hai người này đã là một, hoặc đang chờ người thứ hai trả lời.",
        "Mỗi cặp chỉ cần đề nghị một lần.",
        "Hãy xem ở Sổ sách, Người trùng.",
    ),
    (Code.STALE, "about", "procedure"): Wording(
        f"Thủ tục này đã được người khác xử lý từ khi bạn mở trang. {_NOTHING_SAVED}",
        "Một bản chỉ được duyệt hoặc gác lại một lần.",
        "Hãy xem thay đổi dưới đây; những gì bạn đã gõ vẫn còn trên trang này.",
    ),
    (Code.STALE, "about", "calendar"): Wording(
        f"Đề nghị lịch năm {{year}} đã được xử lý, hoặc lịch năm này vừa đổi. {_NOTHING_SAVED}",
        "Một đề nghị chỉ được duyệt hoặc trả lại một lần, trên đúng lịch mà người đề nghị đã thấy.",
        "Hãy xem lại lịch đang dùng; nếu vẫn cần đổi thì gửi đề nghị mới.",
    ),
    (Code.STALE, "about", "account"): Wording(
        "Tài khoản của {person} vừa được người khác khóa hoặc mở.",
        "Mỗi lần khóa hay mở được ghi một lần.",
        "Hãy xem lại trang này.",
    ),
    (Code.OWN_ACCOUNT, "act", "reset_second_factor"): Wording(
        "Bạn không tự bỏ mã xác nhận của mình ở trang này được.",
        "Tắt mã của chính mình thì phải gõ một mã, để người khác không tắt thay.",
        "Hãy mở trang Tài khoản của tôi, hoặc nhờ một quản trị khác.",
        status=403,
    ),
    (Code.STALE, "about", "second-factor"): Wording(
        "Mã xác nhận của tài khoản này vừa được bật hoặc tắt.",
        "Mỗi tài khoản chỉ có một điện thoại, bật hay tắt một lần.",
        "Hãy xem lại trang này.",
    ),
    (Code.STALE, "about", "appointment"): Wording(
        "Vai trò này của {person} đã có ngày thôi, không muộn hơn ngày bạn chọn.",
        "Ngày thôi chỉ dời sớm lên.",
        "Hãy xem lại danh sách vai trò.",
    ),
    (Code.STALE, "about", "statement"): Wording(
        f"Sao kê này đã được xác nhận hoặc xử lý từ khi bạn mở trang. {_NOTHING_SAVED}",
        "Mỗi sao kê chỉ xác nhận một lần; đã có dòng ghi sổ hay xử lý thì giữ nguyên.",
        "Hãy mở lại sao kê để xem kết quả từng dòng.",
    ),
    (Code.STALE, "about", "statement-line"): Wording(
        f"Dòng sao kê này đã được ghi sổ hoặc đã có người xử lý. {_NOTHING_SAVED}",
        "Mỗi dòng sao kê chỉ xử lý một lần.",
        "Hãy mở lại sao kê để xem ai đã xử lý, thế nào.",
    ),
    (Code.STALE, "about", "absence"): Wording(
        "Lần vắng này của {person} đã được nhận, đã rút lại hoặc đã hết ngày.",
        "Mỗi lần vắng chỉ được nhận một lần và kết thúc một lần.",
        "Hãy xem lại danh sách; nếu vẫn cần thì ghi một lần vắng mới.",
    ),
    (Code.STALE, "about", "closing"): Wording(
        "{office} đã có ngày đóng.",
        "Một cơ quan chỉ đóng một lần.",
        "Hãy xem lại danh sách cơ quan.",
    ),
    (Code.STALE, "about", "office"): Wording(
        "Không có gì thay đổi ở {office}.",
        "Chỉ ghi nhật ký khi có điều được đổi.",
        "Hãy sửa rồi lưu, hoặc quay lại danh sách.",
    ),
    (Code.NOT_ALLOWED, "permission", "people.manage"): Wording(
        "Bạn chưa được giao quản lý người này hoặc cơ quan này.",
        "Quản trị chỉ quản lý tài khoản của cơ quan mình và các cơ quan bên dưới.",
        "Hãy nhờ quản trị của cơ quan cấp trên.",
        status=403,
    ),
    (Code.NOT_ALLOWED, "permission", "calendar.propose"): Wording(
        "Bạn chưa được giao đề nghị lịch nghỉ của cơ quan cao nhất ở đây.",
        "Lịch năm dùng chung cho mọi cơ quan bên dưới nên do quản trị của cơ quan cao nhất đề nghị.",
        "Hãy nhờ quản trị của cơ quan cao nhất.",
        status=403,
    ),
    (Code.WRONG_STATE, "state", "no-limit"): Wording(
        "Thủ tục này chưa được khai thời hạn nên không làm được việc “{act}”.",
        "Thời hạn phải được công bố cùng thủ tục.",
        "Hãy nhờ quản trị bổ sung thời hạn của thủ tục.",
    ),
    (Code.WRONG_STATE, "state", "extendable"): Wording(
        "Hồ sơ vẫn còn hẹn lại được (đang hẹn {due_at}).",
        "Khi còn hẹn lại được thì thư xin lỗi phải kèm ngày hẹn mới (NĐ 61/2018, Điều 19.9).",
        "Hãy dùng “Gia hạn” thay cho thư xin lỗi.",
    ),
    (Code.NOT_ALLOWED, "wants", "signed-paper"): Wording(
        "Chưa xác nhận có giấy đề nghị rút hồ sơ do người nộp ký.",
        "Cán bộ chỉ được rút hồ sơ theo giấy đề nghị đã ký của người nộp.",
        "Hãy nhận giấy, đánh dấu vào ô xác nhận rồi làm lại.",
        status=422,
        field="has_signed_paper",
    ),
    (Code.NOT_ALLOWED, "permission", "case.process"): Wording(
        "Người được chọn không phải người thụ lý của cơ quan này.",
        "Hồ sơ chỉ giao cho người thụ lý của cơ quan đang giải quyết (NĐ 61/2018, Điều 19.1).",
        "Hãy chọn người khác trong danh sách.",
        status=422,
        field="to_person_id",
    ),
}
"""Codes that mean something else where one of their facts has this value."""
