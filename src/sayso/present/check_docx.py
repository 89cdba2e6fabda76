"""A draft that is no Word document as one, and what a check has to say beside its words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from html import escape

from sayso.present import check_words as words
from sayso.present.checked import Checked
from sayso.present.safe import visible

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="main" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>',
}
_DAY = (1980, 1, 1, 0, 0, 0)


def plain_docx(text: str) -> bytes:
    """``text`` as a Word document of plain paragraphs, without any metadata; equal texts give equal bytes."""
    body = "".join(_paragraph(block) for block in text.split("\n\n") if block.strip())
    main = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        f"{body}</w:body></w:document>"
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in {**_PARTS, "word/document.xml": main}.items():
            info = zipfile.ZipInfo(name, _DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, (_HEAD + part).encode("utf-8", "replace"))
    return held.getvalue()


def notes(checked: Checked) -> Iterator[tuple[str, str]]:
    """The words of each finding, and what to say of them, in the order of the draft."""
    for finding in checked.findings:
        yield visible(finding.words), visible(f"{finding.number}. {words.comment(finding)}")


def _paragraph(block: str) -> str:
    lines = "<w:r><w:br/></w:r>".join(
        f'<w:r><w:t xml:space="preserve">{escape(visible(line))}</w:t></w:r>' for line in block.strip("\n").split("\n")
    )
    return f"<w:p>{lines}</w:p>"
