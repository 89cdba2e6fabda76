"""Makes small files of each format by code, so that every test shows its document."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Sequence

from PIL import Image

from page_painter import saved
from sayso.model.reading import Reading
from sayso.read import LIMITS, Limits, MemorySink, read_bytes
from sayso.testing.pdf import pdf_of

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def reading(data: bytes | str, name: str, limits: Limits = LIMITS) -> Reading:
    return read_with_members(data, name, limits)[0]


def read_with_members(data: bytes | str, name: str, limits: Limits = LIMITS) -> tuple[Reading, dict[str, bytes | None]]:
    sink = MemorySink()
    got = read_bytes(data.encode() if isinstance(data, str) else data, name, sink, limits)
    return got, {member.name: kept for member, kept in zip(got.members, sink.members, strict=True)}


def text_of(data: bytes | str, name: str) -> str:
    content = reading(data, name).content
    assert content is not None
    return content.text


def zipped(files: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(files: dict[str, bytes], links: dict[str, str] | None = None, mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for name, target in (links or {}).items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = tarfile.SYMTYPE, target
            archive.addfile(info)
    return out.getvalue()


def docx(body: str, *, header: str = "", footer: str = "", extra: dict[str, str] | None = None) -> bytes:
    """A Word file; ``body`` is WordprocessingML, or plain lines that become paragraphs."""
    inner = body if body.startswith("<w:") else "".join(paragraph(line) for line in body.splitlines())
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {_W}><w:body>{inner}</w:body></w:document>",
    }
    if header:
        files["word/header1.xml"] = f"<w:hdr {_W}>{paragraph(header)}</w:hdr>"
    if footer:
        files["word/footer1.xml"] = f"<w:ftr {_W}>{paragraph(footer)}</w:ftr>"
    return zipped({**files, **(extra or {})})


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


Run = tuple[float, float, str] | tuple[float, float, str, float]


def pdf(*pages: Sequence[Run] | str, size: float = 11.0, picture: bool = False) -> bytes:
    """A PDF; a page is a list of (x, y from the bottom, text[, size]), or a text whose lines run down from the top."""
    objects: list[bytes] = [b"", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for page in pages:
        runs = _down(page) if isinstance(page, str) else page
        stream = b"".join(_show(run[0], run[1], run[2], run[3] if len(run) > 3 else size) for run in runs)
        if picture:
            stream += b"q 612 0 0 792 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q\n"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    refs = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (refs, len(kids))
    return pdf_of(objects)


def scanned_pdf(*pictures: Image.Image, layers: Sequence[Sequence[str]] = ()) -> bytes:
    """A PDF of scanned pages at 100 to the inch, each with invisible words of ``layers`` over its picture."""
    objects: list[bytes] = [b"", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for place, picture in enumerate(pictures):
        wide, high = picture.width * 0.72, picture.height * 0.72
        data = saved(picture, "JPEG", quality=90)
        objects.append(
            b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 "
            b"/Filter /DCTDecode /Length %d >>\nstream\n%s\nendstream" % (*picture.size, len(data), data)
        )
        image = len(objects)
        layer = layers[place] if place < len(layers) else ()
        drawn = b"".join(
            b"BT 3 Tr /F1 20 Tf 43 %.1f Td (%s) Tj ET\n" % (high - 62 - 34.3 * at, line.encode("latin-1"))
            for at, line in enumerate(layer)
        )
        stream = b"q %.1f 0 0 %.1f 0 0 cm /Im Do Q\n%s" % (wide, high, drawn)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.1f %.1f] /Contents %d 0 R /Resources << "
            b"/Font << /F1 3 0 R >> /XObject << /Im %d 0 R >> >> >>" % (wide, high, len(objects), image)
        )
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % k for k in kids), len(kids))
    return pdf_of(objects)


def _down(text: str) -> list[Run]:
    return [(72, 760 - 14 * number, line) for number, line in enumerate(text.split("\n")) if line]


def _show(x: float, y: float, text: str, size: float) -> bytes:
    safe = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("latin-1")
    return b"BT /F1 %.1f Tf %.1f %.1f Td (%s) Tj ET\n" % (size, x, y, safe)
