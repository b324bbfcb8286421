"""Invented people with identity cards, as their QR codes say them, in every layout that is known."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

SURNAMES = ("Bùi", "Dương", "Hoàng", "Lê", "Mai", "Nguyễn", "Phạm", "Trần", "Vũ", "Đặng", "Đinh", "Đoàn", "Mang", "Huỳnh", "Phan")
MIDDLES = ("Bảo", "Hữu", "Quang", "Thế", "Tấn", "Văn", "Xuân", "Đức", "Thị", "Ngọc", "Thị Mỹ", "Minh")
GIVEN = (
    "Anh", "Bích", "Châu", "Dũng", "Duyên", "Hạnh", "Hương", "Huy", "Hưng", "Khoa", "Liễu", "Nam", "Nguyệt", "Nhiên", "Phúc", "Quyên",
    "Thành", "Thảo", "Thuận", "Thúy", "Trọng", "Tùng", "Tuyết", "Việt", "Vy", "Yến", "Ánh", "Ân", "Hờn", "Nhơn", "Tường", "Khuê",
)  # fmt: skip
UPLAND = (
    "Đinh Thị Hlen", "Đinh Hrin", "Đinh Văn Glâng", "Đinh Kră", "Đinh Bhrêu", "Đinh Hơ Nhí", "Đinh Yưn", "Đoàn Thị Hờn", "La Chơ",
    "Sô Minh Tơ", "Siu H'Len", "Y Blưm Niê", "Rah Lan H’Yŏn", "Ksor Hlan", "H’Lan Êban", "Rơ Châm Bit", "Nay H'Nhơi", "Kpă Thuyên",
    "Mang Y Thơ", "So Thị Xuân",
)  # fmt: skip
"""Names of peoples of the mountains, which keep no rule of Vietnamese spelling."""
PLACES = (
    "Làng Hiệp Giao, Canh Hiệp, Vân Canh, Bình Định", "Làng Canh Lãnh, Canh Hòa, Vân Canh, Bình Định",
    "Thôn Thịnh Văn 2, Thị trấn Vân Canh, Bình Định", "Phường Bến Nghé, Quận 1, TP. Hồ Chí Minh",
    "Số 12A1 đường Trần Phú, Quy Nhơn, Bình Định", "Tổ 5, Phường Nguyễn Văn Cừ, Quy Nhơn, Bình Định",
    "Làng Kà Nâu, Canh Liên, Vân Canh, Bình Định", "Buôn Ea Mta, Bông Krang, Lắk, Đắk Lắk", "Ia Hrú, Chư Pưh, Gia Lai",
    "Plei Kép, Kroong, Kon Tum", "Đạ Tẻh, Lâm Đồng", "Ia Púch, Chư Prông, Gia Lai", "Thôn 3, Ia Blứ, Chư Pưh, Gia Lai",
    "27/4 Nguyễn Huệ, Hải Châu, Đà Nẵng", "Xóm Đoài, Tiên Lữ, Hưng Yên", "Khu phố 3, Diêu Trì, Tuy Phước, Bình Định",
    "Ấp Mỹ Thuận, Mỹ Quới, Ngã Năm, Sóc Trăng", "Bản Sín Chải, Sì Lở Lầu, Phong Thổ, Lai Châu",
    "Tổ dân phố Quyết Thắng, Búng Tàu, Hậu Giang", "SN 45, Ngõ 9, Xuân Đỉnh, Bắc Từ Liêm, Hà Nội",
    "Làng Suối Mây, TT. Vân Canh, Vân Canh, Bình Định", "Đắk Xú, Ngọc Hồi, Kon Tum", "Thôn Hiệp Vinh, Canh Vinh, Vân Canh, Bình Định",
    "Khóm 4, Phường 9, Cà Mau", "Nậm Giải, Quế Phong, Nghệ An",
)  # fmt: skip
PROVINCES = ("052", "001", "079", "062", "064", "066", "096", "038", "031", "012")
LAYOUTS = ("seven", "without old number", "capitals", "with parents", "labelled")


@dataclass(frozen=True, slots=True)
class CardPerson:
    """Somebody who does not exist, and what his card says of him."""

    number: str
    old_number: str
    name: str
    born: date
    sex: str
    address: str
    issued: date
    layout: str

    @property
    def told(self) -> tuple[str, str, str, str]:
        """What a reader may take over: number, old number, name, address."""
        return self.number, self.old_number, self.name, self.address

    @property
    def scan(self) -> str:
        """The text of his QR code."""
        if self.layout == "labelled":
            return (
                f"CCCD:{self.number}|CMND:{self.old_number}|Họ tên:{self.name}|Ngày sinh:{self.born:%d/%m/%Y}|"
                f"Giới tính:{self.sex}|Địa chỉ:{self.address}|Ngày cấp:{self.issued:%d/%m/%Y}"
            )
        more = "|Đinh Văn Cha|Đinh Thị Mẹ" if self.layout == "with parents" else ""
        said = (self.number, self.old_number, self.name, f"{self.born:%d%m%Y}", self.sex, self.address, f"{self.issued:%d%m%Y}")
        return "|".join(said) + more


def somebody(dice: Random, layout: str) -> CardPerson:
    """A person as the ``dice`` fall; his number agrees with his birth and sex (NĐ 137/2015 Đ.13)."""
    born = date(1940, 1, 1) + timedelta(days=dice.randrange(70 * 365))
    sex = dice.choice(("Nam", "Nữ"))
    century = (2 if born.year >= 2000 else 0) + (sex == "Nữ")
    name = dice.choice(UPLAND) if dice.random() < 0.25 else f"{dice.choice(SURNAMES)} {dice.choice(MIDDLES)} {dice.choice(GIVEN)}"
    return CardPerson(
        number=f"{dice.choice(PROVINCES)}{century}{born.year % 100:02}{dice.randrange(10**6):06}",
        old_number="" if layout == "without old number" else f"{dice.randrange(2 * 10**8, 3 * 10**8)}",
        name=name.upper() if layout == "capitals" else name,
        born=born,
        sex=sex,
        address=dice.choice(PLACES),
        issued=date(2021, 1, 1) + timedelta(days=dice.randrange(1500)),
        layout=layout,
    )
