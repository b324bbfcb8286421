"""A receipt that nobody was given, to try the printing: every kind of Vietnamese letter stands in it."""

from motcua.cases.rules.forms import FormSet
from motcua.cases.rules.slips import Addressee, Letterhead, MomentWords, PaperLine, Receipt


def sample_receipt() -> tuple[Receipt, FormSet]:
    """The receipt and the forms to print it on."""
    slip = Receipt(
        letterhead=Letterhead("", "UBND HUYỆN THỬ MÁY", "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ", "Thử máy", "ngày 01 tháng 3 năm 2021"),
        slip_number="01/TNHS",
        file_number="000.00.00.Y99-210301-0001",
        addressee=Addressee("Đinh Thị Hơ Nhí", "Làng Kà Nâu", "0905 000 000"),
        procedure_name="Thử in: ắằẳẵặ ấầẩẫậ ếềểễệ ốồổỗộ ớờởỡợ ứừửữự ỳỷỹỵ đ",
        officer_name="La H’Lan",
        counter_phone="0256 000 0000",
        papers=(PaperLine("Tờ khai", originals=1),),
        time_limit_words="05 ngày làm việc",
        accepted=MomentWords("08 giờ 00 phút", "thứ Hai ngày 01 tháng 3 năm 2021"),
        due=MomentWords("17 giờ 00 phút", "thứ Hai ngày 08 tháng 3 năm 2021"),
        return_channel="Bộ phận Một cửa",
        tracking_url="http://127.0.0.1/tra-cuu/000.00.00.Y99-210301-0001",
    )
    return slip, FormSet.TT_01_2018
