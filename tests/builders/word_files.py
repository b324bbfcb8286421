"""Word files made by hand: honest ones as Word writes them, and parts to make them dishonest with."""

import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{each}'
    "</Relationships>"
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def runs(*texts: str) -> str:
    """A paragraph whose words Word has split into runs."""
    return "<w:p>" + "".join(f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' for text in texts) + "</w:p>"


def relation(kind: str, target: str, *, is_external: bool = False) -> str:
    """One relation of the body."""
    mode = ' TargetMode="External"' if is_external else ""
    return f'<Relationship Id="rId9" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/>'


def docx(
    *paragraphs: str,
    body: str = "",
    relations: str = "",
    more: Iterable[tuple[str, bytes]] = (),
    main: str = _MAIN,
    head: str = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
) -> bytes:
    """A Word file with these paragraphs (or this ``body``), ``relations`` of its body and ``more`` parts."""
    inner = body or "".join(runs(text) for text in paragraphs)
    parts = {
        "[Content_Types].xml": _TYPES.format(main=main).encode(),
        "_rels/.rels": _RELATIONS.format(
            each=f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        ).encode(),
        "word/document.xml": f'{head}<w:document xmlns:w="{W}"><w:body>{inner}<w:sectPr/></w:body></w:document>'.encode(),
        "word/_rels/document.xml.rels": _RELATIONS.format(each=relations).encode(),
        **dict(more),
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()
