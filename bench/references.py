"""What the reference library of each format says of a file: that it holds words, that it opens, or that it does not.

A library that is not installed decides nothing; its files are then judged by nobody and counted apart.
"""

from __future__ import annotations

import contextlib
import email
import importlib
import io
import json
import logging
import os
import re
import struct
import tarfile
import warnings
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

WORDS, OPENS, BROKEN, UNJUDGED = "words", "opens", "broken", "unjudged"


def verdict(path: Path) -> str:
    """``words``, ``opens`` (without words, so far as it can tell), ``broken`` or ``unjudged``."""
    judge = JUDGES.get(path.suffix.lower().lstrip("."))
    if judge is None:
        return UNJUDGED
    logging.disable(logging.CRITICAL)
    with warnings.catch_warnings(), Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
        warnings.simplefilter("ignore")
        with contextlib.redirect_stderr(nowhere):
            try:
                return WORDS if judge(path.read_bytes()) else OPENS
            except ImportError:
                return UNJUDGED
            except Exception:  # noqa: BLE001 - whatever a library raises, the file did not open
                return BROKEN


def _library(name: str) -> Any:
    return importlib.import_module(name)


def _docx(data: bytes) -> bool:
    document = _library("docx").Document(io.BytesIO(data))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return any(text.strip() for text in (*(p.text for p in document.paragraphs), *cells))


def _xlsx(data: bytes) -> bool:
    book = _library("openpyxl").load_workbook(io.BytesIO(data), read_only=False, data_only=True)
    return any(
        c is not None and str(c).strip() for s in book.worksheets for r in s.iter_rows(values_only=True) for c in r
    )


def _xls(data: bytes) -> bool:
    xlrd = _library("xlrd")
    book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO())
    return any(str(c.value).strip() for s in book.sheets() for r in range(s.nrows) for c in s.row(r) if c.ctype != 5)


def _pptx(data: bytes) -> bool:
    slides = _library("pptx").Presentation(io.BytesIO(data)).slides
    return any(shape.text_frame.text.strip() for slide in slides for shape in slide.shapes if shape.has_text_frame)


def _ole(stream: str) -> Callable[[bytes], bool]:
    def judge(data: bytes) -> bool:
        with _library("olefile").OleFileIO(io.BytesIO(data)) as ole, ole.openstream(stream) as opened:
            return len(opened.read()) > 0

    return judge


def _doc(data: bytes) -> bool:
    with _library("olefile").OleFileIO(io.BytesIO(data)) as ole, ole.openstream("WordDocument") as opened:
        head = opened.read()
    if struct.unpack_from("<H", head, 10)[0] & 0x0100:
        raise ValueError
    return struct.unpack_from("<I", head, 76)[0] > 2


def _ppt(data: bytes) -> bool:
    with _library("olefile").OleFileIO(io.BytesIO(data)) as ole:
        if ole.exists("EncryptedSummary"):
            raise ValueError
        return any(_slide_words(ole.openstream("PowerPoint Document").read()))


def _slide_words(data: bytes, start: int = 0, end: int | None = None, *, master: bool = False) -> Iterator[bool]:
    """Whether each run of words outside the masters says anything, by the records of the file itself."""
    end = len(data) if end is None else end
    while start + 8 <= end:
        version, sort, length = struct.unpack_from("<HHI", data, start)
        inside, start = start + 8, min(start + 8 + length, end)
        if version & 15 == 15:
            yield from _slide_words(data, inside, start, master=master or sort in {1016, 1008})
        elif sort in {0x0FA0, 0x0FA8} and not master:
            yield bool(data[inside:start].strip(b"\x00*\r\n "))


def _msg(data: bytes) -> bool:
    return _ole("__properties_version1.0")(data) if data.startswith(b"\xd0\xcf") else _mail(data)


def _mail(data: bytes) -> bool:
    message = email.message_from_bytes(data)
    if not message.keys() and not message.get_payload():
        raise ValueError
    return True


def _zip(data: bytes) -> bool:
    archive = zipfile.ZipFile(io.BytesIO(data))
    return any(archive.read(info) for info in archive.infolist() if not info.is_dir())


def _tar(data: bytes) -> bool:
    return any(member.isfile() and member.size for member in tarfile.open(fileobj=io.BytesIO(data)))


def _seven(data: bytes) -> bool:
    with _library("py7zr").SevenZipFile(io.BytesIO(data)) as archive:
        return any(info.uncompressed for info in archive.list())


def _odf(data: bytes) -> bool:
    archive = zipfile.ZipFile(io.BytesIO(data))
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise ValueError
    return bool(_without_tags(archive.read("content.xml")).strip())


def _xml(data: bytes) -> bool:
    parser = _library("lxml.etree").XMLParser(resolve_entities=False, no_network=True)
    return _library("lxml.etree").fromstring(data, parser) is not None


def _html(data: bytes) -> bool:
    body = _library("lxml.html").document_fromstring(data).find("body")
    for silent in list(body.iter("script", "style")) if body is not None else ():
        silent.drop_tree()
    return body is not None and bool(body.text_content().strip())


def _json(data: bytes) -> bool:
    return json.loads(data) is not None


def _rtf(data: bytes) -> bool:
    if not data.startswith(b"{\\rtf"):
        raise ValueError
    return bool(_library("striprtf.striprtf").rtf_to_text(data.decode("latin-1")).strip())


def _pdf(data: bytes) -> bool:
    document = _library("pypdfium2").PdfDocument(data)
    return any(document[n].get_textpage().get_text_bounded().strip() for n in range(min(len(document), 20)))


def _picture(data: bytes) -> bool:
    _library("PIL.Image").open(io.BytesIO(data)).load()
    return False


def _without_tags(data: bytes) -> bytes:
    return re.sub(rb"<[^>]*>", b"", data)


JUDGES: dict[str, Callable[[bytes], bool]] = {
    **dict.fromkeys(("docx", "docm"), _docx),
    **dict.fromkeys(("xlsx", "xlsm"), _xlsx),
    **dict.fromkeys(("xls", "xlt"), _xls),
    **dict.fromkeys(("pptx", "pptm", "ppsm"), _pptx),
    "doc": _doc,
    "ppt": _ppt,
    "msg": _msg,
    **dict.fromkeys(("eml", "out"), _mail),
    "zip": _zip,
    **dict.fromkeys(("tar", "tbz2", "gz", "xz", "bz2"), _tar),
    "7z": _seven,
    **dict.fromkeys(("odt", "odp", "ods", "odg", "epub"), _odf),
    "xml": _xml,
    **dict.fromkeys(("html", "htm"), _html),
    "json": _json,
    "rtf": _rtf,
    "pdf": _pdf,
    **dict.fromkeys(("png", "jpg", "tif", "tiff", "bmp", "gif", "webp", "jp2", "ppm"), _picture),
}
