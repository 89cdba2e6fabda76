"""PDF files with a text layer: pages, words and where they stand, by pdfium."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from sayso.errors import BadDocument
from sayso.read.limits import Limits
from sayso.read.members import Taker
from sayso.read.outcome import Draft, Head
from sayso.read.passwords import offered
from sayso.read.pdfextras import mended, page_notes, take_embedded
from sayso.read.pdflines import Line, RawPage, RawWord, page_lines, set_aside
from sayso.read.pdforder import ordered_lines
from sayso.read.pdftext import assembled
from sayso.read.sink import MemberSink

if TYPE_CHECKING:
    from sayso.read.ocr_text import Recognised

_PASSWORD_ERRORS = frozenset({pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY})
_INVISIBLE = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
_HYPHENS = frozenset("\x02\ufffe\u00ad")
_SPACES = frozenset(" \t\r\n\x00\u00a0\u2028\u2029\u200b\ufeff")
_WORD = re.compile(f"[^{''.join(_SPACES | _HYPHENS)}]*[{''.join(_HYPHENS)}]|[^{''.join(_SPACES | _HYPHENS)}]+")
_CONTROL = re.compile(r"[\x01\x03-\x08\x0b\x0c\x0e-\x1f]")
_JUNK_TITLE = re.compile(r"(?i)microsoft (?:word|powerpoint|excel)|untitled|^document\d*$|\.\w{2,4}$|^\W*$|[\\/]")
SCAN_WORDS = 12
"""A page that is a picture with fewer words than this on it carries a stamp, not a text layer."""
SCAN_SHARE = 0.5
"""Share of a page that its largest picture covers, from which it counts as a picture of a page."""
MAX_OBJECTS_LOOKED_AT = 300
LEVEL = 0.99
"""Cosine of the angle, eight degrees, up to which text counts as level."""


class _Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float


@dataclass(slots=True)
class _Found:
    pages: list[RawPage] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    broken: bool = False
    invisible: int = 0
    words: int = 0
    waits: bool = False
    """Whether a page is a picture, or has one under its text, and recognition is off."""
    ocr: Recognised | None = None
    """What recognition read, where it was needed."""


def read_pdf(data: bytes, media_type: str, limits: Limits, out: MemberSink | None = None) -> Draft:
    """The text layer of a PDF, paragraphs parted by empty lines, with its pages and word boxes; files in it to ``out``.

    :raises BadDocument: ``damaged``, ``encrypted``, ``no_text_layer`` or ``too_many_pages``.
    """
    document, whole = open_or_mend(data)
    taker = Taker(out, limits, len(data)) if out else None
    try:
        count = len(document)
        found = _read_pages(document, min(count, limits.max_pages), limits)
        hint = _properties(document)
        if taker:
            take_embedded(document, taker, limits)
    finally:
        document.close()
    found.broken = found.broken or not whole
    members = tuple(taker.members) if taker else ()
    seen = bool(found.ocr and found.ocr.seen)
    nothing = not (found.words or seen or members or any(page.notes for page in found.pages))
    if nothing and (found.unread or not whole):
        raise BadDocument("damaged" if found.broken else _why_partial(found, too_many=False) or "no_text_layer")
    unread = (*found.unread, *range(limits.max_pages + 1, min(count, 2 * limits.max_pages) + 1))
    text, pages = assembled(found.pages)
    return Draft(
        media_type=media_type,
        text=text,
        pages=found.ocr.shown(pages) if found.ocr else pages,
        hint=hint,
        members=members,
        unread_pages=tuple(unread[: limits.max_pages]),
        reason=_why_partial(found, too_many=count > limits.max_pages),
        scanned=2 * found.invisible > found.words or bool(found.ocr and found.ocr.seen) or _is_garbled(text),
        confidence=found.ocr.confidence(found.pages) if found.ocr else 1.0,
        waits=found.waits,
    )


def _why_partial(found: _Found, *, too_many: bool) -> str | None:
    if too_many:
        return "too_many_pages"
    if found.broken:
        return "damaged"
    if found.unread and found.ocr and found.ocr.reason:
        return found.ocr.reason
    return "no_text_layer" if found.unread else None


def open_or_mend(data: bytes) -> tuple[Any, bool]:
    """The document, and whether it was whole: one too damaged for pdfium is written anew from what is left of it."""
    try:
        return _open(data), True
    except BadDocument as bad:
        again = mended(data) if bad.code == "damaged" else None
        if again is None:
            raise
    return _open(again), False


def _open(data: bytes) -> Any:
    """The document, under no password, an empty one, or the first of those offered that fits."""
    for password in (None, *offered()):
        try:
            document = pypdfium2.PdfDocument(data, password=password)
            if len(document) < 1:
                raise BadDocument("damaged")
            document.init_forms()
        except pypdfium2.PdfiumError as error:
            # pdfium may still tell of an earlier document; the trailer of a locked one always names its lock.
            if pdfium.FPDF_GetLastError() not in _PASSWORD_ERRORS or b"/Encrypt" not in data:
                raise BadDocument("damaged") from error
        else:
            return document
    raise BadDocument("encrypted")


def _read_pages(document: Any, count: int, limits: Limits) -> _Found:
    found = _Found()
    for place in range(count):
        try:
            _read_page(document, place, found, limits)
        except pypdfium2.PdfiumError:
            found.broken = True
            found.unread.append(place + 1)
        if found.words > limits.max_words:
            raise BadDocument("answer_too_large")
    set_aside(found.pages)
    return found


def _read_page(document: Any, place: int, found: _Found, limits: Limits) -> None:
    page = document[place]
    textpage = page.get_textpage()
    try:
        words, invisible, turned = _words(page, textpage)
        width, height = page.get_size()
        recognised = 2 * invisible > len(words)
        turned_page = 2 * turned > len(words)
        lines = page_lines(words) if turned_page else ordered_lines(words, width, height, recognised=recognised)
        engine = "ocr layer" if recognised else "text layer"
        need = _need(page, words, width * height)
        if need and _recognised(page, place + 1, lines if need == "check" else None, found, limits):
            found.pages[-1].notes = page_notes(document, page)
            return
        raw = RawPage(place + 1, width, height, words=len(words), lines=lines, engine=engine)
        raw.notes = page_notes(document, page)
        found.pages.append(raw)
        found.words += len(words)
        found.invisible += invisible
        if need == "picture":
            found.unread.append(place + 1)
    finally:
        textpage.close()
        page.close()


def _need(page: Any, words: list[RawWord], area: float) -> Literal["picture", "check"] | None:
    """Whether a page shows what its text layer lacks, or shows writing of its own that the layer may contradict."""
    if len(words) < SCAN_WORDS:
        return "picture" if _is_picture(page, area, bare=not words) else None
    text = " ".join(word.text for word in words)
    return "check" if _is_garbled(text) or _is_picture(page, area, bare=False) else None


def _recognised(page: Any, number: int, layer: list[Line] | None, found: _Found, limits: Limits) -> bool:
    """Reads a page by recognition, unless its ``layer`` says what is seen; whether it was read so."""
    if not limits.max_ocr_pages:
        found.waits = True
        return False
    from sayso.read.ocr_layer import agrees, drawn  # noqa: PLC0415 - most PDFs need none of it
    from sayso.read.ocr_text import Recognised  # noqa: PLC0415

    found.ocr = found.ocr or Recognised(limits)
    if not found.ocr.begin(number):
        return False
    picture, points = drawn(page, limits)
    if layer is not None and agrees(layer, picture, points):
        return False
    found.pages.append(found.ocr.read(picture, number, points))
    return True


def _is_picture(page: Any, area: float, *, bare: bool) -> bool:
    """Whether a page with few words or none shows something: a large picture, or anything at all where it is bare."""
    count = pdfium.FPDFPage_CountObjects(page)
    for place in range(min(count, MAX_OBJECTS_LOOKED_AT)):
        thing = pdfium.FPDFPage_GetObject(page, place)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind in {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM}:
            if bare:
                return True
            sides = [ctypes.c_float() for _ in range(4)]
            if pdfium.FPDFPageObj_GetBounds(thing, *sides):
                left, bottom, right, top = (side.value for side in sides)
                if abs((right - left) * (top - bottom)) >= SCAN_SHARE * area:
                    return True
    return bare and count > 0


def _words(page: Any, textpage: Any) -> tuple[list[RawWord], int, int]:
    """The words of a page in the order of its content, and about how many are invisible and how many not level."""
    place_of = _placer(page)
    level = -page.get_rotation() * math.pi / 180
    words: list[RawWord] = []
    invisible = turned = 0
    for text, first, box, breaks in _boxed(textpage):
        words.append(RawWord(text, *place_of(box), breaks))
        if len(words) % 8 == 1:
            invisible += 8 * _is_invisible(textpage, first)
            turned += 8 * (math.cos(pdfium.FPDFText_GetCharAngle(textpage, first) - level) < LEVEL)
    return words, min(invisible, len(words)), min(turned, len(words))


def _boxed(textpage: Any) -> Iterator[tuple[str, int, _Box, bool]]:
    """Each word with its first character, its box, and whether a line breaks before it.

    What pdfium takes for one word although it stands in two places, as figures on two lines, is taken apart.
    """
    for text, first, last, breaks in _runs(textpage):
        one, other = _box(textpage, first), _box(textpage, last)
        box = _joined(one, other)
        if box is None:
            continue
        if one is None or other is None or _is_onward(one, other) or len(text) != last - first + 1:
            yield text, first, box, breaks
        else:
            yield from _taken_apart(textpage, text, first, breaks=breaks)


def _is_onward(one: _Box, other: _Box) -> bool:
    """Whether a letter stands at the height of another and not left of it."""
    return other.left >= one.left and min(one.top, other.top) > max(one.bottom, other.bottom)


def _taken_apart(textpage: Any, text: str, first: int, *, breaks: bool) -> Iterator[tuple[str, int, _Box, bool]]:
    """The pieces of a word, cut where a letter starts a new line."""
    boxes = [_box(textpage, place) or _Box(0, 0, 0, 0) for place in range(first, first + len(text))]
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or _starts_anew(boxes[end - 1], boxes[end]):
            box = _joined(boxes[start], boxes[end - 1]) or boxes[start]
            yield text[start:end], first + start, box, breaks or start > 0
            start = end


def _starts_anew(one: _Box, other: _Box) -> bool:
    """Whether a letter stands on another line and further left: upright, turned and slanted writing never does."""
    return other.left < one.left - 0.3 * (one.right - one.left) and min(one.top, other.top) <= max(
        one.bottom, other.bottom
    )


def _runs(textpage: Any) -> Iterator[tuple[str, int, int, bool]]:
    """Each word with the numbers of its first and last character, and whether a line breaks before it."""
    codes = _codes(textpage)
    if any(0xD800 <= code < 0xE000 for code in codes):
        yield from _runs_of(_characters(codes))
        return
    text = _CONTROL.sub("\ufffd", "".join(map(chr, codes)))
    breaks, reached = True, 0
    for found in _WORD.finditer(text):
        start, end = found.span()
        gap = text[reached:start]
        word, broken = found.group(), text[end - 1] in _HYPHENS
        yield word[:-1] + "-" if broken else word, start, end - 1, breaks or "\n" in gap or "\r" in gap
        breaks, reached = broken, end


def _runs_of(characters: Iterable[tuple[int, str]]) -> Iterator[tuple[str, int, int, bool]]:
    """The same from letters one by one, where some are written in two halves."""
    letters: list[str] = []
    first = last = 0
    breaks = True
    for place, letter in characters:
        if letter in _SPACES:
            if letters:
                yield "".join(letters), first, last, breaks
                letters, breaks = [], False
            breaks = breaks or letter in "\r\n"
            continue
        if not letters:
            first = place
        letters.append(letter)
        last = place
    if letters:
        yield "".join(letters), first, last, breaks


def _characters(codes: Sequence[int]) -> Iterator[tuple[int, str]]:
    high = 0
    for place, unit in enumerate(codes):
        code = unit
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        letter = chr(code) if code <= 0x10FFFF else "\ufffd"
        if letter in _HYPHENS:
            # pdfium's sign for a word broken at a line's end, where it gives no line break of its own.
            yield place, "-"
            letter = "\n"
        yield place, letter if letter >= " " or letter in _SPACES else "\ufffd"


def _codes(textpage: Any) -> Sequence[int]:
    """The code of each character; in one call where pdfium leaves none out, which is ten times as fast."""
    count = textpage.count_chars()
    room = (ctypes.c_ushort * (count + 1))()
    if count and pdfium.FPDFText_GetText(textpage, 0, count, room) == count + 1:
        return list(room[:count])
    return [pdfium.FPDFText_GetUnicode(textpage, place) for place in range(count)]


def _box(textpage: Any, place: int) -> _Box | None:
    rect = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(textpage, place, rect):
        return None
    return _Box(rect.left, rect.bottom, rect.right, rect.top)


def _joined(one: _Box | None, other: _Box | None) -> _Box | None:
    if one is None or other is None:
        return one or other
    return _Box(
        min(one.left, other.left), min(one.bottom, other.bottom), max(one.right, other.right), max(one.top, other.top)
    )


def _placer(page: Any) -> Callable[[_Box], tuple[float, float, float, float]]:
    """From the page's own coordinates to points from the top left of the page as it is shown."""
    left, bottom, right, top = page.get_bbox()
    turned = page.get_rotation()

    def place(box: _Box) -> tuple[float, float, float, float]:
        if turned == 90:
            return box.bottom - bottom, box.left - left, box.top - bottom, box.right - left
        if turned == 180:
            return right - box.right, box.bottom - bottom, right - box.left, box.top - bottom
        if turned == 270:
            return top - box.top, right - box.right, top - box.bottom, right - box.left
        return box.left - left, top - box.top, box.right - left, top - box.bottom

    return place


def _is_invisible(textpage: Any, place: int) -> bool:
    thing = pdfium.FPDFText_GetTextObject(textpage, place)
    return bool(thing) and pdfium.FPDFTextObj_GetTextRenderMode(thing) == _INVISIBLE


def _is_garbled(text: str) -> bool:
    """Whether fonts without a table of letters left more riddles than words."""
    sample = text[:20000]
    odd = sum(1 for c in sample if c == "\ufffd" or "\ue000" <= c <= "\uf8ff")
    return odd > 0.05 * len(sample)


def _properties(document: Any) -> Head:
    """Title and author of the file's properties, where they look like more than a program's own."""
    try:
        said = document.get_metadata_dict()
    except (pypdfium2.PdfiumError, UnicodeDecodeError):
        return Head()
    title, author = (said.get(name, "").strip() for name in ("Title", "Author"))
    return Head(
        title=title if title and not _JUNK_TITLE.search(title) else None,
        author=author if " " in author and "@" not in author and not any(c.isdigit() for c in author) else None,
    )
