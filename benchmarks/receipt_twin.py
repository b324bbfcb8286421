"""The receipt as a web developer would print it: the same A5 page, words, fonts and QR in HTML and CSS, through WeasyPrint."""

from html import escape
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from motcua.doors.shared.papers import printing

_FACES = (("Regular", "normal", "normal"), ("Bold", "bold", "normal"), ("Italic", "normal", "italic"), ("BoldItalic", "bold", "italic"))
_FONTS = Path(printing.__file__).parent / "fonts"
_STYLE = """
@page { size: 148mm 210mm; margin: 10.5mm 11mm 6mm 15mm }
body { font: 10.5pt/1.02 "Twin Serif"; text-align: justify; margin: 0 }
p { margin: 0 0 1pt }
table { width: 100%; border-collapse: collapse }
.mark { font: italic 7.5pt "Twin Serif"; text-align: right; margin-top: -5mm }
.head { font-size: 9pt; text-align: center; line-height: 1.05 }
.head td { padding: 0 0 2pt; vertical-align: top; }
.head td:first-child { width: 44% }
.head p { margin: 0 0 2pt } .upper { text-transform: uppercase; white-space: pre-line }
.rule { width: 20mm; border-top: 0.5pt solid; margin: 3pt auto 0 }
.motto { font-size: 10pt; font-weight: bold; border-bottom: 0.5pt solid; display: inline-block; padding-bottom: 2pt }
.number { font-size: 9.5pt } .place { font-size: 9.5pt; font-style: italic }
h1 { font: bold 12.5pt "Twin Serif"; text-align: center; text-transform: uppercase; margin: 3pt 0 2pt; white-space: pre-line }
.file { text-align: center; margin-bottom: 5pt }
.side span { margin-right: 1.2em; white-space: nowrap }
.papers { font-size: 9.5pt; text-align: left; line-height: 1; margin-bottom: 4pt }
.papers th { font-size: 8.5pt; text-align: center } .papers th, .papers td { border: 0.5pt solid; padding: 1.4pt 2.5pt }
.papers { table-layout: fixed } .papers th { width: 10mm } .papers th.name { width: auto } .amount, .tiny { text-align: center }
.papers th.tiny { width: 6mm } .papers th.wide { width: 16mm }
.spread td:last-child { text-align: right }
.box { border: 1pt solid; padding: 4pt 6pt 3pt; margin-bottom: 5pt; text-align: left }
.box .label { font-size: 9.5pt; text-transform: uppercase; text-align: center } .box p { margin: 0 0 2pt }
.box .when { text-align: center; font-size: 18pt; font-weight: bold; line-height: 1; margin-top: -4pt } .box .clock { font-size: 12pt }
.box .why { font-size: 9pt } .box .why { width: auto } .box .why td { vertical-align: top; padding-right: 6pt; padding-left: 0.8em; text-indent: -0.8em }
.small { font-size: 9.5pt }
.sign td { text-align: center; vertical-align: top; width: 50% } .sign .code { width: 32mm; font-size: 8pt }
.sign p { margin: 0 0 4pt } .room { height: 11mm } .sign svg { width: 24mm; height: 24mm } .note { font-size: 9pt; font-style: italic }
"""


class Twin:
    """WeasyPrint at its best: style sheet and fonts are read once."""

    def __init__(self) -> None:
        self._fonts = FontConfiguration()
        faces = "".join(
            f'@font-face {{ font-family: "Twin Serif"; font-weight: {weight}; font-style: {style};'
            f' src: url("{(_FONTS / f"LiberationSerif-{name}.ttf").as_uri()}") }}\n'
            for name, weight, style in _FACES
        )
        self._style = CSS(string=faces + _STYLE, font_config=self._fonts)

    def render(self, receipt: Any, *, form_set: Any, site_url: str) -> bytes:
        """The receipt as PDF, from the same values as ours."""
        page = _page(printing._values(receipt, form_set, site_url, ""))
        pdf: bytes = HTML(string=page).write_pdf(stylesheets=[self._style], font_config=self._fonts)
        return pdf


def _page(slip: dict[str, Any]) -> str:
    parts = (_head, _applicant, _papers, _appointment, _fees, _rights, _signatures)
    return f'<!doctype html><html lang="vi"><body>{"".join(part(slip) for part in parts)}</body></html>'


def _head(slip: dict[str, Any]) -> str:
    *above, unit = slip["issuer"]
    lines = "".join(f"<p class=upper>{escape(line)}</p>" for line in above)
    place = slip["letterhead"]
    return (
        f"<p class=mark>{escape(slip['label'])}</p><table class=head><tr><td>{lines}<p class=upper><b>{escape(unit)}</b></p>"
        "<div class=rule></div></td><td><p><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b></p><p class=motto>Độc lập - Tự do - Hạnh phúc</p>"
        f"</td></tr><tr><td class=number>Số: {escape(slip['slip_number'])}</td>"
        f"<td class=place>{escape(place['place'])}, {escape(place['issued_on'])}</td></tr></table>"
        f"<h1>{escape(slip['title'])}</h1><p class=file>Mã hồ sơ: <b>{escape(slip['file_number'])}</b></p>"
    )


def _applicant(slip: dict[str, Any]) -> str:
    person = slip["addressee"]
    side = (("Số điện thoại", person["phone"]), ("Email", person["email"]), ("Giấy tờ tùy thân", person["identity"]))
    spans = " ".join(f"<span>{label}: {escape(value)}</span>" for label, value in side if value)
    return (
        f"<p>Tiếp nhận hồ sơ của: <b>{escape(person['name'])}</b></p><p>Địa chỉ: {escape(person['address'])}</p><p class=side>{spans}</p>"
        f"<p>Nội dung yêu cầu giải quyết: {escape(slip['procedure_name'])}.</p>"
    )


def _papers(slip: dict[str, Any]) -> str:
    rows = "".join(
        f"<tr><td class=tiny>{at}</td><td>{escape(paper['name'])}{_note(paper)}</td>{_amounts(paper)}</tr>"
        for at, paper in enumerate(slip["papers"], start=1)
    )
    return (
        f"<table class=spread><tr><td>Thành phần hồ sơ nộp gồm:</td><td>Số lượng hồ sơ: {slip['sets']:02} bộ</td></tr></table>"
        "<table class=papers><tr><th class=tiny>TT</th><th class=name>Tên giấy tờ</th><th>Bản chính</th><th class=wide>Bản chứng thực</th><th>Bản photo</th></tr>"
        f"{rows}</table>"
    )


def _note(paper: dict[str, Any]) -> str:
    return f" <i>({escape(paper['note'])})</i>" if paper["note"] else ""


def _amounts(paper: dict[str, Any]) -> str:
    told = ((paper["originals"], "amount"), (paper["certified_copies"], "amount"), (paper["photocopies"], "amount"))
    return "".join(f'<td class="{kind}">{number or "–"}</td>' for number, kind in told)


def _appointment(slip: dict[str, Any]) -> str:
    reasons = "".join(f"– {escape(line)}<br>" for line in slip["explanation_lines"])
    return (
        f"<p>Thời gian giải quyết theo quy định: {escape(slip['time_limit_words'])}.</p>"
        f"<p>Thời gian nhận hồ sơ: {escape(slip['accepted']['clock'])}, {escape(slip['accepted']['day'])}.</p>"
        f"<div class=box><p class=label>Thời gian trả kết quả</p><p class=when><span class=clock>{escape(slip['due']['clock'])}</span>"
        f"<br>{escape(slip['due']['day'])}</p><table class=why><tr><td>Cách tính:</td><td>{reasons}</td></tr></table></div>"
        f"<p>Đăng ký nhận kết quả: {escape(slip['return_channel'])}.</p>"
    )


def _fees(slip: dict[str, Any]) -> str:
    told = "; ".join(f"{escape(fee['name'])}: {escape(fee['amount'])} ({escape(fee['note'])})" for fee in slip["fee_lines"])
    return f"<p>Phí, lệ phí: {told}. Tổng cộng: <b>{escape(slip['fee_total'])}</b>. <b>Ông/bà không phải trả thêm khoản nào.</b></p>"


def _rights(slip: dict[str, Any]) -> str:
    return (
        "<p class=small>Nếu trễ hẹn, cơ quan phải xin lỗi ông/bà bằng văn bản, nêu rõ lý do và thời gian trả kết quả. Cần hỏi hoặc khi trễ"
        f" hẹn, xin gọi <b>{escape(slip['counter_phone'])}</b> ({escape(slip['counter_hours'])})."
        " Khi đến nhận kết quả, xin mang theo giấy này.</p>"
        f"<p class=small>Vào Sổ theo dõi hồ sơ: Quyển số {slip['book_number']}, Số thứ tự {slip['book_sequence']}.</p>"
    )


def _signatures(slip: dict[str, Any]) -> str:
    def signer(role: str, name: str) -> str:
        return f"<td><p class=upper><b>{role}</b></p><p class=note>(Ký và ghi rõ họ tên)</p><div class=room></div><p><b>{escape(name)}</b></p></td>"

    return (
        f"<table class=sign><tr>{signer('Người nộp', slip['addressee']['name'])}{signer('Người tiếp nhận', slip['officer_name'])}"
        f"<td class=code>{slip['qr']}<br>Quét mã để tra cứu hồ sơ<br>Mã: <b>{escape(slip['tracking_code'])}</b></td></tr></table>"
    )
