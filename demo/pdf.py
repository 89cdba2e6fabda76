"""A small PDF writer: Courier on A4 with a footer; nothing is compressed, so any machine gives the same bytes."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from sayso.testing.pdf import pdf_of

WIDTH, HEIGHT = 595, 842
SIZE, LEADING, LEFT, TOP, FOOT = 11, 15, 72, 772, 42
COLUMNS = (WIDTH - 2 * LEFT) * 10 // (6 * SIZE)
"""Characters a line: a letter of Courier is six tenths of its size wide."""


def write(pages: Sequence[Sequence[str]], footer: str) -> bytes:
    """A PDF of ``pages``, each a list of paragraphs; ``footer`` is followed by the number of the page."""
    streams = [_stream(page, f"{footer} - page {n} of {len(pages)}") for n, page in enumerate(pages, 1)]
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ]
    for i, stream in enumerate(streams):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * i} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return pdf_of(objects)


def _stream(paragraphs: Sequence[str], footer: str) -> bytes:
    out = ["BT", f"/F1 {SIZE} Tf", f"{LEADING} TL", f"{LEFT} {TOP} Td"]
    for paragraph in paragraphs:
        for line in paragraph.split("\n"):
            out += [f"({_escaped(row)}) Tj T*" for row in _wrapped(line)]
        out.append("T*")
    out += ["ET", "BT", "/F1 8 Tf", f"{LEFT} {FOOT} Td", f"({_escaped(footer)}) Tj", "ET"]
    return "\n".join(out).encode("cp1252")


def _wrapped(line: str) -> list[str]:
    return textwrap.wrap(line, COLUMNS, break_on_hyphens=False, break_long_words=False)


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
