"""Hostile documents: pages, pictures, markup, e-mail and text, each beside what may become of it."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from sayso.testing.pdf import pdf_of
from seeds import MAIL_HEAD, WORDS, png, stream, tiff, zipped

MIB = 1 << 20
ZEROS = bytes(MIB)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ENTITIES = (
    "<!DOCTYPE x [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    + "<!ENTITY own SYSTEM 'file:///etc/passwd'><!ENTITY far SYSTEM 'http://127.0.0.1:9/x'>]>"
)
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


class Trap(NamedTuple):
    """How a trap is set in an empty folder, and the reasons it may end with; ``""`` where it may also be read."""

    lay: Callable[[Path], object]
    reasons: tuple[str, ...] = ()
    """Reasons that the file or something in it must show; any one of them is enough. None: any outcome will do."""


def trapped(name: str, make: Callable[[], bytes], *reasons: str) -> Trap:
    """A trap that is one file."""
    return Trap(lambda folder: (folder / name).write_bytes(make()), reasons)


def repeated_zeros(mebibytes: int) -> bytes:
    """Raw deflate of so many MiB of zeros: one block that stands alone, again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(ZEROS) + packer.flush(zlib.Z_FULL_FLUSH)
    return block * mebibytes + b"\x03\x00"


def contents() -> dict[str, Trap]:
    """Every trap that is a document."""
    return {**_pdfs(), **_pictures(), **_markup(), **_mails(), **_texts()}


# PDF


def _page(contents: bytes, resources: bytes = b"") -> bytes:
    return b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %s /Resources << %s >> >>" % (
        contents,
        resources,
    )


_ROOT = b"<< /Type /Catalog /Pages 2 0 R >>"
_ONE = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"


def _flate_bomb() -> bytes:
    inner = zlib.compress(b"BT (x) Tj ET\n" * MIB, 9)
    twice = zlib.compress(zlib.compress(bytes(1 << 30), 9), 9)
    return pdf_of(
        [
            _ROOT,
            _ONE,
            _page(b"[4 0 R 5 0 R]"),
            stream(twice, b"/Filter [/FlateDecode /FlateDecode]"),
            stream(inner, b"/Filter /FlateDecode"),
        ]
    )


def _forms(depth: int) -> bytes:
    """Each form draws the next one ten times."""
    objects = [_ROOT, _ONE, _page(b"4 0 R", b"/XObject << /X 5 0 R >>"), stream(b"/X Do")]
    for number in range(depth):
        following = b"/Resources << /XObject << /X %d 0 R >> >>" % (number + 6)
        objects.append(stream(b"/X Do " * 10, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + following))
    objects.append(stream(b"BT /F1 9 Tf (x) Tj ET", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]"))
    return pdf_of(objects)


def _pdfs() -> dict[str, Trap]:
    many = b"<< /Type /Pages /Kids [%s] /Count 200000 >>" % (b"3 0 R " * 200_000)
    claim = b"<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>"
    loop = b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"
    text = stream(b"BT /F1 9 Tf 72 700 Td (Dora said the crane moved.) Tj ET")
    big = b"/Type /XObject /Subtype /Image /Width 65000 /Height 65000 /ColorSpace /DeviceGray /BitsPerComponent 8"
    picture = [
        _ROOT,
        _ONE,
        _page(b"4 0 R", b"/XObject << /X 5 0 R >>"),
        stream(b"q 600 0 0 700 0 0 cm /X Do Q"),
        stream(b"x", big),
    ]
    deep = b"[" * 200_000 + b"]" * 200_000
    glyphs = stream(b"BT /F1 1 Tf " + b"(word word word) Tj " * 400_000 + b"ET")
    stack = stream(b"q " * 2_000_000)
    return {
        "pdf with a flate bomb": trapped("flate.pdf", _flate_bomb),
        "pdf of forms drawn 10^25 times": trapped("forms.pdf", lambda: _forms(25)),
        "pdf that claims 10^9 pages": trapped("claim.pdf", lambda: pdf_of([_ROOT, claim, _page(b"4 0 R"), text])),
        "pdf of 200,000 pages in one": trapped(
            "many.pdf", lambda: pdf_of([_ROOT, many, _page(b"4 0 R"), text]), "too_many_pages"
        ),
        "pdf whose pages hold themselves": trapped("loop.pdf", lambda: pdf_of([_ROOT, loop])),
        "pdf nested 200,000 deep": trapped(
            "deep.pdf", lambda: pdf_of([_ROOT, _ONE, _page(b"4 0 R", b"/X " + deep), text])
        ),
        "pdf of a page of 1,200,000 words": trapped(
            "words.pdf", lambda: pdf_of([_ROOT, _ONE, _page(b"4 0 R"), glyphs])
        ),
        "pdf of 2,000,000 saved states": trapped("stack.pdf", lambda: pdf_of([_ROOT, _ONE, _page(b"4 0 R"), stack])),
        "pdf with a picture of 65,000 x 65,000": trapped("picture.pdf", lambda: pdf_of(picture)),
        "pdf page as wide as a street": trapped(
            "wide.pdf", lambda: pdf_of([_ROOT, _ONE, _page(b"4 0 R").replace(b"612 792", b"9e9 9e9"), text])
        ),
    }


# Pictures


def _pictures() -> dict[str, Trap]:
    no = ("too_large", "damaged", "no_text_layer", "too_many_pixels", "no_text", "out_of_memory", "unsupported")
    side = 65_000
    rows = zlib.compress(bytes(8 * MIB), 9)
    bmp = (
        b"BM" + struct.pack("<IHHIIiiHHIIiiII", 118, 0, 0, 54, 40, side, side, 1, 24, 0, 64, 1, 1, 0, 0) + b"\x40" * 64
    )
    frames = (
        b"GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff" + b",\0\0\0\0\xff\xff\xff\xff\0\x02\x01D\0" * 100_000 + b";"
    )
    loop = bytearray(tiff(8, 8))
    loop[-4:] = struct.pack("<I", 72)
    jpeg = (
        b"\xff\xd8\xff\xc0\0\x0b\x08"
        + struct.pack(">HH", side, side)
        + b"\x01\x01\x11\0\xff\xda\0\x08\x01\x01\0\0\x3f\0"
        + b"\x7f" * 999
    )
    return {
        "png of 65,000 x 65,000": trapped("side.png", lambda: png(side, side, rows), *no),
        "png of 65,000 x 65,000, all there": trapped("whole.png", lambda: png(side, side, _png_rows(side)), *no),
        "tiff of 65,000 x 65,000": trapped("side.tif", lambda: tiff(side, side), *no),
        "tiff whose pages go round": trapped("loop.tif", lambda: bytes(loop), *no, "too_many_pages"),
        "bmp of 65,000 x 65,000": trapped("side.bmp", lambda: bmp, *no),
        "gif of 100,000 frames": trapped("frames.gif", lambda: frames, *no, "too_many_pages"),
        "jpeg of 65,000 x 65,000": trapped("side.jpg", lambda: jpeg, *no),
    }


def _png_rows(side: int) -> bytes:
    total = side * (side + 1)
    body = repeated_zeros(total // MIB + 1)
    return b"\x78\xda" + body + b"\0\0\0\0"


# Markup


def _word(document: str, **more: str) -> bytes:
    return zipped({"[Content_Types].xml": TYPES, "word/document.xml": document, **more})


def _markup() -> dict[str, Trap]:
    body = f"<w:document xmlns:w='{_W}'><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>"
    deep = "<w:sdt>" * 300_000
    no = ("damaged", "refused", "too_deep", "unsupported")
    return {
        "docx with an entity bomb": trapped("bomb.docx", lambda: _word(f"{ENTITIES}{body % '&a11;&own;&far;'}"), *no),
        "docx with an entity bomb in UTF-16": trapped(
            "wide.docx", lambda: _utf16_word(f"{ENTITIES}{body % '&a11;&own;'}"), *no
        ),
        "docx nested 300,000 deep": trapped("deep.docx", lambda: _word(body.replace("<w:p>", f"<w:p>{deep}") % "x")),
        "docx of 400 MB of xml": trapped(
            "big.docx", lambda: _word(body % ("x" * (400 * MIB))), "expands_too_far", "too_large"
        ),
        "xml with an entity bomb": trapped("bomb.xml", f"<?xml version='1.0'?>{ENTITIES}<x>&a11;&own;&far;</x>".encode),
        "svg with an entity bomb": trapped(
            "bomb.svg", f"{ENTITIES}<svg>&a11;&own;<image href='http://127.0.0.1:9/'/></svg>".encode
        ),
        "html with an entity bomb": trapped(
            "bomb.html", f"{ENTITIES}<html><body>&a11;&own;{WORDS * 9}</body></html>".encode
        ),
        "html of 1,000,000 nested divs": trapped("divs.html", lambda: b"<html><body>" + b"<div>" * 1_000_000 + b"deep"),
        "html of 1,000,000 open tables": trapped(
            "tables.html", lambda: b"<html><body>" + b"<table><tr><td>x" * 300_000
        ),
        "html tag of 1,000,000 attributes": trapped(
            "tag.html", lambda: b"<html><body " + b" ".join(b"a%d=1" % n for n in range(10**6)) + b">x"
        ),
        "html of spans in bold in spans": trapped("format.html", lambda: b"<html><body>" + b"<b><i><a><p>" * 100_000),
        "html of a 30 MB line": trapped("line.html", lambda: b"<html><body><p>" + b"word " * 6_000_000),
        "html of odd references": trapped(
            "refs.html", lambda: b"<html><body>" + b"&#x110000;&#xD800;&#0;&ampamp;" * 200_000
        ),
        "json 1,000,000 deep": trapped("deep.json", lambda: b"[" * 1_000_000),
        "csv of 1,000,000 columns": trapped("wide.csv", lambda: b"a," * 1_000_000 + b"\n" + b'"' * 1_000_000),
    }


def _utf16_word(document: str) -> bytes:
    data = b"\xff\xfe" + f"<?xml version='1.0' encoding='utf-16'?>{document}".encode("utf-16-le")
    return zipped({"[Content_Types].xml": TYPES, "word/document.xml": data})


# E-mail


def _mails() -> dict[str, Trap]:
    forward = f"{MAIL_HEAD}Content-Type: message/rfc822\n\n"
    nest = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(5000))
    alternatives = "".join(f'Content-Type: multipart/alternative; boundary="b{n}"\n\n--b{n}\n' for n in range(150))
    part = "--x\nContent-Disposition: attachment; filename=a.txt\n\nx\n"
    parts = f"{MAIL_HEAD}Content-Type: multipart/mixed; boundary=x\n\n{part * 60_000}"
    box = f"From a Fri May  3 08:55:00 2024\n{MAIL_HEAD}\nx\n"
    quoted = f"{MAIL_HEAD}\n" + "".join(f"{'>' * n} x\n" for n in range(3000))
    words = f"{MAIL_HEAD}Subject: {'=?utf-8?q?a?= ' * 200_000}\n\nx\n"
    return {
        "e-mail in e-mail, 5,000 deep": trapped("forward.eml", (forward * 5000 + f"{MAIL_HEAD}\nx").encode, "too_deep"),
        "e-mail of parts 5,000 deep": trapped("parts.eml", (MAIL_HEAD + nest).encode, "too_deep", "damaged"),
        "e-mail of alternatives 150 deep": trapped("choice.eml", (MAIL_HEAD + alternatives).encode),
        "e-mail of 60,000 attachments": trapped("many.eml", parts.encode, "too_many_members"),
        "mailbox of 60,000 messages": trapped("many.mbox", (box * 60_000).encode, "too_many_members"),
        "e-mail of quotes 3,000 deep": trapped("quotes.eml", quoted.encode),
        "e-mail of 200,000 coded words": trapped("words.eml", words.encode),
        "e-mail of a 20 MB head": trapped("head.eml", (MAIL_HEAD + "X-a: b\n" * 3_000_000).encode),
        "e-mail with 'On ... wrote' without end": trapped(
            "wrote.eml", (MAIL_HEAD + "\n" + "On 3 May Dora " * 200_000).encode
        ),
    }


# Text


_LINES = {
    "spaces": " " * 3_000_000,
    "dashes": "-" * 3_000_000,
    "capitals": "A" * 3_000_000,
    "capital words": "SECRET AND " * 300_000,
    "initials": "J. K. " * 400_000,
    "names": "Dora Quill " * 250_000,
    "said said said": "she said he said " * 150_000,
    "opening quotes": "\u201c" * 1_000_000,
    "straight quotes": '" said Dora ' * 200_000,
    "brackets": "((((" * 400_000,
    "digits": "1234567890" * 300_000,
    "dates": "3 May 2024 " * 200_000,
    "dots": "a." * 1_000_000,
    "one word": "w" * 10_000_000,
    "combining marks": "e" + "\u0301" * 1_000_000,
    "right to left": "\u202e\u2067" * 500_000,
    "slashes": "//A" * 700_000,
    "addresses": "a@a." * 500_000,
    "banner": "TOP SECRET//" + "A/B, " * 400_000,
}
_MANY_LINES = {
    "empty lines": "\n" * 3_000_000,
    "short lines": "x\n" * 600_000,
    "quoting": "> " * 200 + "\n",
    "heads": "From: a\nTo: b\nDate: 3 May 2024\nSubject: x\n\n" * 20_000,
    "wrote": "On 3 May 2024, Dora\n" * 60_000,
    "bylines": "Headline here\nBy Ada Byron\n\n" * 30_000,
    "form feeds": "a\fb\v\x85\u2028" * 200_000,
}


def _texts() -> dict[str, Trap]:
    found = {f"text: a line of {name}": _text(data) for name, data in _LINES.items()}
    return found | {f"text: lines of {name}": _text(data) for name, data in _MANY_LINES.items()}


def _text(data: str) -> Trap:
    return trapped("a.txt", data.encode)
