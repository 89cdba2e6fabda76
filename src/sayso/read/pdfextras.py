"""What a PDF carries beside its pages: remarks, filled-in fields, embedded files; and the mending of damaged ones."""

from __future__ import annotations

import ctypes
import io
import logging
import re
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from sayso.read.limits import Limits
from sayso.read.members import Taker

MAX_NOTES = 500
"""Remarks and fields looked at on one page."""
MAX_NOTE_BYTES = 40_000
_DAY = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)")
_SILENT = frozenset({pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP})
_WRITTEN_FIELDS = frozenset(
    {pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX}
)
_TICKED_FIELDS = frozenset({pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON})


def page_notes(document: Any, page: Any) -> list[str]:
    """The remarks on a page and the fields filled in on it, each a line that says what it is."""
    notes = []
    for place in range(min(pdfium.FPDFPage_GetAnnotCount(page), MAX_NOTES)):
        thing = pdfium.FPDFPage_GetAnnot(page, place)
        if not thing:
            continue
        try:
            note = _note(document, thing)
        finally:
            pdfium.FPDFPage_CloseAnnot(thing)
        if note and note not in notes:
            notes.append(note)
    return notes


def _note(document: Any, thing: Any) -> str | None:
    kind = pdfium.FPDFAnnot_GetSubtype(thing)
    if kind == pdfium.FPDF_ANNOT_WIDGET:
        return _field(document.formenv, thing) if document.formenv else None
    words = "" if kind in _SILENT else _value(thing, b"Contents")
    if not words:
        return None
    author, day = _value(thing, b"T"), _DAY.match(_value(thing, b"M"))
    return f"Comment{f' by {author}' if author else ''}{' on {}-{}-{}'.format(*day.groups()) if day else ''}: {words}"


def _field(forms: Any, thing: Any) -> str | None:
    kind = pdfium.FPDFAnnot_GetFormFieldType(forms, thing)
    if kind not in _WRITTEN_FIELDS | _TICKED_FIELDS:
        return None
    name = _string(lambda room, size: pdfium.FPDFAnnot_GetFormFieldAlternateName(forms, thing, room, size))
    name = name or _string(lambda room, size: pdfium.FPDFAnnot_GetFormFieldName(forms, thing, room, size))
    if kind in _TICKED_FIELDS:
        return f"Field {name}: ticked" if pdfium.FPDFAnnot_IsChecked(forms, thing) else None
    value = _string(lambda room, size: pdfium.FPDFAnnot_GetFormFieldValue(forms, thing, room, size))
    return f"Field {name}: {value}" if value else None


def _value(thing: Any, key: bytes) -> str:
    return _string(lambda room, size: pdfium.FPDFAnnot_GetStringValue(thing, key, room, size))


def _string(fetch: Callable[[Any, int], int]) -> str:
    """A string of pdfium's on one line, asked for twice: how long it is, and what."""
    size = min(fetch(None, 0), MAX_NOTE_BYTES)
    if size <= 2:
        return ""
    room = ctypes.create_string_buffer(MAX_NOTE_BYTES if size == MAX_NOTE_BYTES else size)
    if fetch(ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)), size) > size:
        return ""
    return " ".join(room.raw[: size - 2].decode("utf-16-le", "replace").replace("\x00", " ").split())


def take_embedded(document: Any, taker: Taker, limits: Limits) -> None:
    """Takes out the files embedded in a document, in order."""
    for place in range(min(document.count_attachments(), limits.max_members)):
        try:
            file = document.get_attachment(place)
            name = file.get_name()
            data = _chunks(file)
        except (pypdfium2.PdfiumError, UnicodeDecodeError):
            taker.refuse(f"embedded-{place + 1}", "damaged")
            continue
        taker.take(name or f"embedded-{place + 1}", data)


def _chunks(file: Any) -> Iterator[bytes]:
    return iter([bytes(file.get_data())])


def mended(data: bytes) -> bytes | None:
    """A damaged PDF written anew from the objects that can be found in it; None where there are none."""
    import pikepdf  # noqa: PLC0415 - most piles hold no damaged PDF

    logging.getLogger("pikepdf").setLevel(logging.CRITICAL + 1)  # its warnings quote the document
    out = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            if not len(document.pages):
                return None
            document.save(out)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, RuntimeError):
        return None
    return out.getvalue()
