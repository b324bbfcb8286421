"""Every hostile file of the corpus is refused with a reason in words, or shown as harmless pictures: no crash, each within its limits."""

import io
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from motcua.documents.reading import read
from motcua.documents.rules.binding import Bound
from motcua.documents.rules.limits import PAGE_PIXELS, Limits
from motcua.documents.rules.names import LONGEST, shown_name
from motcua.documents.rules.unfit import Unfit
from motcua.doors.shared.refusals import refused
from motcua.kernel.refusal import Code, Refusal
from tests.builders.honest_files import heic, jpeg, pdf, png
from tests.builders.hostile_files import EITHER, REFUSED, Hostile
from tests.builders.hostile_papers import NAMES, corpus

LIMITS = Limits(cpu_seconds=8, wall_seconds=12)
CORPUS = {f"{number:03} {each.tries}": each for number, each in enumerate(corpus(), start=1)}
ACTIVE = (
    b"/JS", b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/OpenAction", b"/AA", b"/URI", b"/AcroForm", b"/XFA", b"/SubmitForm", b"/GoToR",
    b"/Annots", b"/Names", b"/Metadata", b"/Info", b"<script", b"Exif", b"<?php", b"/ObjStm", b"/Filespec",
)  # fmt: skip
STRUCTURE = re.compile(rb"stream\n.*?\nendstream", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Came:
    """What became of one file: its rendition, or why it was refused; and how long that took."""

    shown: Bound | None
    why: Refusal | None
    seconds: float


def _came(each: Hostile) -> Came:
    content, began = each.build(), time.monotonic()
    try:
        shown = read(content, LIMITS).rendition
    except Refusal as refusal:
        return Came(None, refusal, time.monotonic() - began)
    return Came(shown, None, time.monotonic() - began)


@pytest.fixture(scope="module")
def became() -> Iterator[dict[str, Came]]:
    """Each file in a process of its own, two at a time."""
    with ThreadPoolExecutor(2) as pool:
        yield dict(zip(CORPUS, pool.map(_came, CORPUS.values()), strict=True))


def test_the_corpus_holds_what_it_should() -> None:
    assert len(CORPUS) >= 150
    assert len({each.tries for each in CORPUS.values()}) == len(CORPUS)


@pytest.mark.parametrize("name", CORPUS)
def test_it_is_refused_in_words_or_made_harmless(became: dict[str, Came], name: str) -> None:
    wanted, came = CORPUS[name], became[name]
    assert came.seconds < LIMITS.wall_seconds + 2
    if came.why:
        assert wanted.fate in (REFUSED, EITHER), came.why.facts
        assert not wanted.why or Unfit(came.why.facts["why"]) in wanted.why
        assert refused(came.why).status == 422 and "Hãy" in refused(came.why).todo
    else:
        assert wanted.fate != REFUSED
        assert came.shown
        _must_be_harmless(came.shown)


def _must_be_harmless(shown: Bound) -> None:
    """A PDF of nothing but pages with one picture each; each picture nothing but a picture."""
    bare = STRUCTURE.sub(b"", shown.content)
    assert [word for word in ACTIVE if word in bare] == []
    with pikepdf.open(io.BytesIO(shown.content)) as document:
        assert set(document.Root.keys()) == {"/Type", "/Pages"} and set(document.trailer.keys()) == {"/Size", "/Root"}
        assert len(document.pages) == len(shown.places) > 0
        assert all(set(page.keys()) == {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents"} for page in document.pages)
    for offset, length in shown.places:
        with Image.open(io.BytesIO(shown.content[offset : offset + length]), formats=["JPEG"]) as picture:
            assert (picture.mode, dict(picture.getexif()), picture.info.get("icc_profile")) == ("RGB", {}, None)
            assert picture.width * picture.height <= PAGE_PIXELS * 2
            assert not picture.info.get("comment")


@pytest.mark.parametrize("build", [pdf, jpeg, png, heic])
def test_an_honest_file_of_each_kind_is_shown(build: object) -> None:
    _must_be_harmless(read(build(), LIMITS).rendition)  # type: ignore[operator]


def test_what_is_shown_looks_like_what_came() -> None:
    shown = read(pdf(pages=2), LIMITS).rendition
    page = pypdfium2.PdfDocument(shown.content)[1].render().to_pil()
    blue, white = page.getpixel((60, page.height - 60)), page.getpixel((190, 10))
    assert blue[2] > 180 and blue[0] < 90 and min(white) > 240


def test_a_photograph_is_turned_as_it_was_held_and_tells_nothing_of_where() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Máy ảnh"
    content = jpeg(size=(60, 40), exif=exif.tobytes())
    shown = read(content, LIMITS).rendition
    offset, length = shown.places[0]
    with Image.open(io.BytesIO(shown.content[offset : offset + length])) as picture:
        assert picture.size == (40, 60)


def test_what_a_reader_has_started_ends_with_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alive = tmp_path / "alive"
    script = f'(sleep 2; touch {alive}) & echo \'{{"why":"broken"}}\''
    monkeypatch.setattr("motcua.documents.reading._COMMAND", ("/bin/sh", "-c", script))
    with pytest.raises(Refusal):
        read(png(), LIMITS)
    time.sleep(2.3)
    assert not alive.exists()


def test_a_reader_gets_no_secret_and_may_start_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_SECRET_KEY", "bí mật")
    monkeypatch.setattr("motcua.documents.reading._COMMAND", ("/usr/bin/env",))
    with pytest.raises(Refusal) as told:
        read(png(), LIMITS)
    assert told.value.facts["why"] == Unfit.BROKEN


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (("/bin/false",), Unfit.TOO_HEAVY),
        (("/bin/sh", "-c", "kill -SEGV $$"), Unfit.TOO_HEAVY),
        (("/bin/sleep", "30"), Unfit.TOO_HEAVY),
        (("/bin/echo", "no JSON"), Unfit.BROKEN),
        (("/bin/echo", '{"kind":"exe","pages":1}'), Unfit.BROKEN),
        (("/bin/echo", '{"kind":"pdf","pages":100000}'), Unfit.TOO_MANY_PAGES),
        (("/bin/echo", '{"kind":"pdf","pages":1}'), Unfit.BROKEN),
        (("/bin/sh", "-c", 'ln -s original page-1.jpg; echo \'{"kind":"pdf","pages":1}\''), Unfit.BROKEN),
        (("/bin/sh", "-c", 'cp original page-1.jpg; echo \'{"kind":"pdf","pages":1}\''), Unfit.BROKEN),
    ],
)
def test_whatever_becomes_of_the_reader_is_a_refusal(monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], why: Unfit) -> None:
    monkeypatch.setattr("motcua.documents.reading._COMMAND", command)
    with pytest.raises(Refusal) as told:
        read(png(), Limits(wall_seconds=1))
    assert (told.value.code, told.value.facts["why"]) == (Code.FILE_UNFIT, why)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_leads_nowhere(name: str) -> None:
    shown = shown_name(name)
    assert shown and len(shown) <= LONGEST and shown.isprintable()
    assert not set(shown) & set('/\\:<>"|?*\x00\u202e') and not shown.startswith(".")
    assert shown_name(shown) == shown


def test_a_plain_name_stays_as_it_is() -> None:
    assert shown_name("Đơn đề nghị (1).pdf") == "Đơn đề nghị (1).pdf"
