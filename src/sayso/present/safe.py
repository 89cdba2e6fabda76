"""Text from documents made safe to show: what a reader cannot see, or what would act on a terminal, is spelled out."""

from __future__ import annotations

import unicodedata

KEPT = "\n\t"
"""White space that shows as itself."""

UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Unicode categories that steer, hide or reorder text: controls, bidirectional and zero-width marks, surrogates."""

_PICTURES = 0x2400


class _Shown(dict[int, str]):
    """Code point to what stands for it; filled as characters are met."""

    def __missing__(self, point: int) -> str:
        self[point] = shown = _shown(chr(point))
        return shown


class _Escaped(dict[int, str]):
    """Code point to its JSON escape where it is unseen, else itself."""

    def __missing__(self, point: int) -> str:
        self[point] = shown = _escaped(chr(point))
        return shown


_SHOWN = _Shown()
_ESCAPED = _Escaped()


def visible(text: str) -> str:
    """``text`` with every control, escape, bidirectional and zero-width character shown as a picture or ``⟨U+202E⟩``.

    Line feeds and tabs stay. Letters, marks and symbols of any script stay.
    """
    return text if text.isprintable() else text.translate(_SHOWN)


def one_line(text: str) -> str:
    """``text`` on one line: every run of white space is one space, the rest as in ``visible``."""
    return visible(" ".join(text.split()))


def json_safe(encoded: str) -> str:
    r"""JSON text with the same characters written as ``\uXXXX``: the value stays the same, a terminal stays still."""
    return encoded if encoded.isprintable() else encoded.translate(_ESCAPED)


def _shown(character: str) -> str:
    if character in KEPT or unicodedata.category(character) not in UNSEEN:
        return character
    if character < " ":
        return chr(_PICTURES + ord(character))
    return "␡" if character == "\x7f" else f"⟨U+{ord(character):04X}⟩"


def _escaped(character: str) -> str:
    if character == "\n" or unicodedata.category(character) not in UNSEEN:
        return character
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i : i + 2].hex()}" for i in range(0, len(units), 2))
