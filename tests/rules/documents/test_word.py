"""Word files: read without running anything, refused where they could do more than say words, filled by text alone."""

import io
import itertools
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.documents.rules.unfit import Unfit
from motcua.documents.rules.word_text import broken_places_in, filled, places_in, words_of
from motcua.kernel.refusal import Refusal
from tests.builders.word_files import W, docx, relation, runs

_FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="{}"/></w:r></w:p>'
)
_TRACKED = '<w:p><w:ins w:id="1" w:author="x"><w:r><w:t>thêm</w:t></w:r></w:ins></w:p>'


def test_the_words_of_every_printed_part_are_read_in_order() -> None:
    header = f'<w:hdr xmlns:w="{W}">{runs("Đầu ", "trang")}</w:hdr>'.encode()
    file = docx("QUYẾT ĐỊNH", "", "Điều 1. A &amp; B", more=[("word/header1.xml", header)])
    assert words_of(file) == ("QUYẾT ĐỊNH", "Điều 1. A &amp; B", "Đầu trang")


def test_a_place_that_word_has_split_into_runs_is_filled_and_everything_else_stays() -> None:
    file = docx(body=runs("Ông/bà {", "{ ten_", "nguoi_nop }} ở ", "{{dia_chi}}", "."))
    done = filled(file, {"ten_nguoi_nop": "Đinh <Thị> & Hơ", "dia_chi": "làng Hiệp"})
    assert words_of(done) == ("Ông/bà Đinh <Thị> & Hơ ở làng Hiệp.",)
    assert filled(file, {"khac": "x"}) != b"" and words_of(filled(file, {"khac": "x"})) == words_of(file)
    body = zipfile.ZipFile(io.BytesIO(done)).read("word/document.xml")
    assert body.count(b"<w:rPr><w:b/></w:rPr>") == 5, "the runs keep their looks"


def test_a_text_box_drawn_twice_is_read_once_and_filled_twice() -> None:
    place = "Số {{ so }}"
    inner = f"<w:txbxContent>{runs(place)}</w:txbxContent>"
    drawn = f'<mc:Choice Requires="wps">{inner}</mc:Choice><mc:Fallback>{inner}</mc:Fallback>'
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = f'<w:p><w:r><mc:AlternateContent xmlns:mc="{space}">{drawn}</mc:AlternateContent></w:r></w:p>'
    assert words_of(docx(body=box)) == ("Số {{ so }}",)
    done = zipfile.ZipFile(io.BytesIO(filled(docx(body=box), {"so": "12"}))).read("word/document.xml")
    assert done.count(b"12") == 2 and b"{{" not in done


@given(st.text(max_size=60), st.lists(st.integers(0, 40), max_size=5))
def test_a_value_is_only_ever_text(value: str, cuts: list[int]) -> None:
    text = "Cấp cho {{ ten }} và {{ ten }}; {{ khac }}."
    at = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    file = docx(body=runs(*(text[start:end] for start, end in itertools.pairwise(at))))
    done = filled(file, {"ten": value})
    [said] = words_of(done)
    shown = "".join(
        sign for sign in value if sign in "\t\n" or (sign >= " " and not "\ud800" <= sign <= "\udfff" and sign not in "\ufffe\uffff")
    )
    assert said == " ".join(f"Cấp cho {shown} và {shown}; {{{{ khac }}}}.".split())
    assert len(zipfile.ZipFile(io.BytesIO(done)).namelist()) == 4


def test_no_template_language_is_understood() -> None:
    evil = "{{ cycler.__init__.__globals__.os.popen('id').read() }}"
    loop = "{% for x in range(999999999) %}{{ ten }}{% endfor %}"
    assert places_in(evil) == () and broken_places_in(evil)[0].startswith("{{ cycler")
    assert places_in(loop) == ("ten",) and len(broken_places_in(loop)) == 1
    done = filled(docx(evil, loop, "{{ 7*7 }}"), {"ten": "{{ dia_chi }}", "dia_chi": "x"})
    assert words_of(done) == (evil, loop.replace("{{ ten }}", "{{ dia_chi }}"), "{{ 7*7 }}")


def test_filling_twice_gives_the_same_bytes() -> None:
    file = docx("{{ ten }}")
    assert filled(file, {"ten": "A"}) == filled(file, {"ten": "A"})


BAD = {
    "macro": (docx("a", more=[("word/vbaProject.bin", b"x")]), Unfit.MACRO),
    "macro type": (docx("a", main="application/vnd.ms-word.document.macroEnabled.main+xml"), Unfit.MACRO),
    "object": (docx("a", more=[("word/embeddings/oleObject1.bin", b"x")]), Unfit.EMBEDDED),
    "control": (docx("a", more=[("word/activeX/activeX1.xml", b"<a/>")]), Unfit.EMBEDDED),
    "drawing with code": (docx("a", more=[("word/media/image1.wmf", b"x")]), Unfit.EMBEDDED),
    "chunk of html": (docx("a", relations=relation("aFChunk", "x.html")), Unfit.EMBEDDED),
    "remote template": (docx("a", relations=relation("attachedTemplate", "http://xau.example/t.dotm", is_external=True)), Unfit.LINKED),
    "remote picture": (docx("a", relations=relation("image", "http://xau.example/a.png", is_external=True)), Unfit.LINKED),
    "dde": (docx(body=_FIELD.format("DDEAUTO c:\\\\cmd.exe", "end")), Unfit.FIELD_CODE),
    "include": (docx(body=_FIELD.format(" INCLUDETEXT x", "separate")), Unfit.FIELD_CODE),
    "simple field": (docx(body='<w:p><w:fldSimple w:instr="HYPERLINK x"/></w:p>'), Unfit.FIELD_CODE),
    "instruction outside a field": (docx(body="<w:p><w:r><w:instrText>DDE x</w:instrText></w:r></w:p>"), Unfit.FIELD_CODE),
    "tracked": (docx(body=_TRACKED), Unfit.TRACKED),
    "comments": (docx("a", more=[("word/comments.xml", b"<a/>")]), Unfit.TRACKED),
    "entities": (docx("a", head='<!DOCTYPE a [<!ENTITY b "b">]>'), Unfit.BROKEN),
    "other letters": (docx("a", head='<?xml version="1.0" encoding="ISO-8859-1"?>'), Unfit.BROKEN),
    "cut": (docx("a")[:-9], Unfit.TWO_IN_ONE),
    "something behind": (docx("a") + b"MZ", Unfit.TWO_IN_ONE),
    "old": (b"\xd0\xcf\x11\xe0" + b"x" * 99, Unfit.OLD_WORD),
    "pdf": (b"%PDF-1.7", Unfit.NOT_WORD),
    "nothing": (b"", Unfit.EMPTY),
    "no words": (docx(" "), Unfit.NO_WORDS),
    "spreadsheet": (docx("a", main="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), Unfit.NOT_WORD),
    "long": (docx(*["a"] * 3001), Unfit.TOO_LONG),
    "bomb": (docx("a", more=[("word/big.xml", b"<a>" + b" " * 61_000_000 + b"</a>")]), Unfit.TOO_HEAVY),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_could_do_more_than_say_words_is_refused(name: str) -> None:
    file, why = BAD[name]
    with pytest.raises(Refusal) as told:
        words_of(file)
    assert told.value.facts["why"] == why.value


def test_page_numbers_are_let_through_and_are_no_words() -> None:
    page = _FIELD.format(" PAGE  ", "separate").replace(
        "</w:p>", '<w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>trang</w:t></w:r></w:p>'
    )
    assert words_of(docx(body=page)) == ("trang",)
