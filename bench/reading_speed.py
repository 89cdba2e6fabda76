"""How many pages of text PDFs are read a second, beside other readers on the same files in the same run.

    python bench/reading_speed.py --data DIR [--limit N]

Needs ``DIR/odd_files/*.pdf``; uses those in which Sayso finds a text. Other readers take part if they can be imported:
pypdf, pdfminer.six, markitdown, docling and extractous, none of which is a dependency. Each file is read once by every
reader, one after the other, in this process; processor seconds are counted, and a reader that fails on a file is
charged for it but not stopped. ``raw`` is pdfium's text alone, without places. Pages with columns, and so with work for
the order of reading, are made by the bench and counted apart where ``reportlab`` is there.
"""

from __future__ import annotations

import contextlib
import io
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from common import arguments, machine, sampled, table

Reader = Callable[[bytes], int]


def main() -> None:
    """Reads everything with everyone."""
    options = arguments(__doc__ or "").parse_args()
    readers = {name: found for name, make in MAKERS.items() if (found := _made(make))}
    texts: list[tuple[bytes, int]] = []
    for path in sampled((options.data / "odd_files").glob("*.pdf"), options.limit):
        pages = _pages_with_text(path)
        if pages:
            texts.append((path.read_bytes(), pages))
    half = options.minutes * 30
    _report("Text PDFs", texts, readers, time.monotonic() + half)
    _report("Pages in columns, half of them with their words mixed", _columns(), readers, time.monotonic() + half)
    print(f"\n{machine()}")


def _pages_with_text(path: Path) -> int:
    from sayso.errors import BadDocument  # noqa: PLC0415 - found beside this folder once common is loaded
    from sayso.read.limits import LIMITS  # noqa: PLC0415
    from sayso.read.pdf import read_pdf  # noqa: PLC0415

    try:
        draft = read_pdf(path.read_bytes(), "application/pdf", LIMITS)
    except BadDocument:
        return 0
    return len(draft.pages) if len(draft.text) > 200 else 0


def _columns() -> list[tuple[bytes, int]]:
    try:
        from pages import drawn, sheets  # noqa: PLC0415 - needs reportlab
    except ImportError:
        return []
    kinds = ("two columns", "three columns", "table", "footnotes")
    return [
        (drawn(sheets(kind, seed), how), 3) for kind in kinds for seed in range(5) for how in ("as read", "by word")
    ]


def _report(title: str, files: Sequence[tuple[bytes, int]], readers: dict[str, Reader], deadline: float) -> None:
    spent = dict.fromkeys(readers, 0.0)
    letters = dict.fromkeys(readers, 0)
    failures = dict.fromkeys(readers, 0)
    pages = done = 0
    _warm(files[:1], readers)
    for data, count in files:
        if time.monotonic() > deadline:
            break
        pages, done = pages + count, done + 1
        for name, read in readers.items():
            start = time.process_time()
            try:
                letters[name] += read(data)
            except Exception:  # noqa: BLE001 - other people's readers raise anything
                failures[name] += 1
            spent[name] += time.process_time() - start
    own = spent.get("sayso", 0.0)
    rows = [
        [name, pages / max(spent[name], 1e-9), f"{spent[name] / max(own, 1e-9):.2f}", letters[name], failures[name]]
        for name in readers
    ]
    heads = ("reader", "pages a CPU-second", "times the seconds of sayso", "letters found", "files failed")
    table(f"{title}: {done} of {len(files)} files, {pages} pages", rows, heads)


def _warm(files: Sequence[tuple[bytes, int]], readers: dict[str, Reader]) -> None:
    """Reads a file that is not counted: what a reader loads once is not the price of a page."""
    for data, _ in files:
        for read in readers.values():
            with contextlib.suppress(Exception):
                read(data)


def _made(make: Callable[[], Reader]) -> Reader | None:
    try:
        return make()
    except ImportError:
        return None


def _sayso() -> Reader:
    from sayso.read.dispatch import read_bytes  # noqa: PLC0415
    from sayso.read.limits import LIMITS  # noqa: PLC0415
    from sayso.read.sink import MemorySink  # noqa: PLC0415

    def read(data: bytes) -> int:
        content = read_bytes(data, "a.pdf", MemorySink(), LIMITS).content
        return len(content.text) if content else 0

    return read


def _words_and_order() -> Reader:
    from sayso.read.limits import LIMITS  # noqa: PLC0415
    from sayso.read.pdf import read_pdf  # noqa: PLC0415

    return lambda data: len(read_pdf(data, "application/pdf", LIMITS).text)


def _in_content_order() -> Reader:
    """The same without the order of reading: what that costs."""
    from sayso.read import pdf  # noqa: PLC0415
    from sayso.read.limits import LIMITS  # noqa: PLC0415
    from sayso.read.pdflines import page_lines  # noqa: PLC0415

    def read(data: bytes) -> int:
        kept = pdf.ordered_lines
        pdf.ordered_lines = lambda words, *_, **__: page_lines(words)
        try:
            return len(pdf.read_pdf(data, "application/pdf", LIMITS).text)
        finally:
            pdf.ordered_lines = kept

    return read


def _raw() -> Reader:
    import pypdfium2  # noqa: PLC0415

    def read(data: bytes) -> int:
        document = pypdfium2.PdfDocument(data)
        return sum(len(page.get_textpage().get_text_bounded()) for page in document)

    return read


def _pypdf() -> Reader:
    from pypdf import PdfReader  # noqa: PLC0415

    return lambda data: sum(len(page.extract_text()) for page in PdfReader(io.BytesIO(data)).pages)


def _pdfminer() -> Reader:
    from pdfminer.high_level import extract_text  # noqa: PLC0415

    return lambda data: len(extract_text(io.BytesIO(data)))


def _markitdown() -> Reader:
    from markitdown import MarkItDown  # noqa: PLC0415

    tool = MarkItDown()
    return lambda data: len(tool.convert_stream(io.BytesIO(data), file_extension=".pdf").text_content)


def _docling() -> Reader:
    from docling_parse.pdf_parser import DoclingPdfParser  # noqa: PLC0415

    def read(data: bytes) -> int:
        document = DoclingPdfParser().load(io.BytesIO(data))
        return sum(len(cell.text) for _, page in document.iterate_pages() for cell in page.textline_cells)

    return read


def _extractous() -> Reader:
    from extractous import Extractor  # noqa: PLC0415

    tool = Extractor()
    return lambda data: len(tool.extract_bytes_to_string(bytearray(data))[0])


MAKERS: dict[str, Callable[[], Reader]] = {
    "sayso": _sayso,
    "sayso, PDF reader alone": _words_and_order,
    "sayso, PDF reader in content order": _in_content_order,
    "pdfium, raw text": _raw,
    "pypdf": _pypdf,
    "pdfminer.six": _pdfminer,
    "markitdown": _markitdown,
    "docling-parse": _docling,
    "extractous": _extractous,
}

if __name__ == "__main__":
    main()
