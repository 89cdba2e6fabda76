"""Bytes to text: byte-order marks first, then strict UTF-8, then a guess that is checked for sense."""

from __future__ import annotations

import codecs
import re
import unicodedata

from sayso.errors import BadDocument

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE_BYTES = 24 * 1024
"""Enough to tell an encoding; the guess costs about a second a megabyte."""
_C1 = re.compile("[\x80-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(data: bytes) -> str:
    """``data`` as text, unchanged but for a dropped byte-order mark; linear in ``data``.

    :raises BadDocument: ``damaged`` where no encoding makes text of it.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _sane(_without_marks(data, mark, encoding), data)
    wide = _wide(data)
    if wide:
        return _sane(data.decode(wide, "replace"), data)
    try:
        return _sane(data.decode("utf-8"), data)
    except UnicodeDecodeError:
        return _sane(_guess(data), data)


def is_text(data: bytes) -> bool:
    """Whether the opening of ``data`` looks like words rather than a binary format."""
    sample = data[:4096]
    if any(sample.startswith(mark) for mark, _ in _MARKS) or _wide(sample):
        return True
    return sample.count(0) == 0 and _control_share(sample.decode("latin-1")) < 0.02


def scrub(text: str) -> str:
    """``text`` with lone surrogates replaced, since no encoding carries them."""
    return _SURROGATE.sub("\ufffd", text)


def _without_marks(data: bytes, mark: bytes, encoding: str) -> str:
    return data[len(mark) :].decode(encoding, "replace")


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of plain text is nought."""
    sample = data[:4096]
    if len(sample) < 4 or sample.count(0) < len(sample) // 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.6 * len(sample) / 2 and even < odd / 8:
        return "utf-16-le"
    if even > 0.6 * len(sample) / 2 and odd < even / 8:
        return "utf-16-be"
    return None


def _guess(data: bytes) -> str:
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    many = sum(1 for byte in data[:SAMPLE_BYTES] if byte >= 0x80)
    # A few broken bytes among much valid UTF-8 are a damaged file, not another encoding.
    if broken <= 1 + many // 20:
        return lenient
    encoding = _charset(data)
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return _western(data)


def _charset(data: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - loaded only where a guess is needed

    best = from_bytes(_sample(data)).best()
    encoding = best.encoding if best else "cp1252"
    return "cp1252" if encoding in {"ascii", "latin_1", "utf_8"} else encoding


def _sample(data: bytes) -> bytes:
    """The opening and the lines around the first bytes outside ASCII, where the encoding shows."""
    first = next((i for i, byte in enumerate(data[: 64 * SAMPLE_BYTES]) if byte >= 0x80), 0)
    start = data.rfind(b"\n", 0, max(0, first - SAMPLE_BYTES // 8)) + 1
    end = data.find(b"\n", start + SAMPLE_BYTES)
    # Whole lines: a letter of two bytes cut in half would spoil the guess.
    return data[start : end if 0 < end < start + 2 * SAMPLE_BYTES else start + SAMPLE_BYTES]


def _western(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _sane(text: str, data: bytes) -> str:
    """``text``, unless most of it is not what people write.

    :raises BadDocument: ``damaged`` where a tenth is control characters, half is noughts or a third cannot be decoded.
    """
    sample = text[:65536]
    if data and sample:
        lost = sample.count("\ufffd") / len(sample)
        if _control_share(sample) > 0.1 or lost > 0.3 or sample.count("\x00") > 0.5 * len(sample):
            raise BadDocument("damaged")
    return scrub(text)


def _control_share(sample: str) -> float:
    if not sample:
        return 0.0
    control = sum(1 for c in sample if c < " " and c not in "\t\n\r\f\v\x1b\b\x00")
    unassigned = sum(1 for c in sample if c > "\x7f" and unicodedata.category(c) in {"Cn", "Co"})
    return (control + unassigned + len(_C1.findall(sample))) / len(sample)
