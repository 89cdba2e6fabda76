"""Names in a pile: relative, '/' between folders, '!' before members, nothing that a system cannot write or show."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from sayso.model.item import Item
from sayso.present.safe import one_line

ROOT_TOKEN_BYTES = 3
"""Length of a root's token: long enough to keep a case's roots apart, so short that many other paths share it, and a
seized case cannot confirm a guessed path."""


def neutral(name: str) -> str:
    """One file's or folder's name as it stands in the pile: '!' is %21, bytes that are no UTF-8 are %XX."""
    raw = os.fsencode(name) if os.name != "nt" else name.encode("utf-8", "surrogatepass")
    return _readable(raw).replace("!", "%21")


def relative_name(parts: Iterable[str]) -> str:
    """Path in the pile made of the names of its folders and file."""
    return "/".join(neutral(part) for part in parts)


def label_name(label: str) -> str:
    """A drop's or folder's label as the prefix of names: one name, without '/'."""
    return neutral(label).replace("/", "%2F").replace("\\", "%5C") or "root"


def prefixed(label: str, file: str) -> Iterator[tuple[str, str]]:
    """``file`` under prefixes that keep it apart, best first, each with its prefix: none, label, label~2, label~3."""
    yield "", file
    yield label, f"{label}/{file}"
    number = 2
    while True:
        yield f"{label}~{number}", f"{label}~{number}/{file}"
        number += 1


def member_names(names: Iterable[str]) -> Iterator[str]:
    """Names of one holder's members as they stand in the pile; a name that comes again gets ~2, ~3."""
    seen: Counter[str] = Counter()
    for name in names:
        plain = _readable(name.encode("utf-8", "surrogatepass")).replace("!", "%21")
        seen[plain] += 1
        yield plain if seen[plain] == 1 else f"{plain}~{seen[plain]}"


def depth(file: str) -> int:
    """How many holders a file lies in."""
    return file.count("!")


def top(file: str) -> str:
    """The file of the pile itself in which a member, however deep, lies."""
    return file.split("!", 1)[0]


def root_token(salt: str, root: Path) -> str:
    """A token that tells one root from another within a case, from which no path can be read or confirmed."""
    path = os.fsencode(root.resolve())
    return hmac.new(bytes.fromhex(salt), path, hashlib.sha256).digest()[:ROOT_TOKEN_BYTES].hex()


def called(items: Iterable[Item], names: Collection[str]) -> list[Item]:
    """The items of those names; of a name that none has, those of which Sayso shows it, unseen characters spelled out.

    One pass over ``items``.
    """
    exact, shown = [], []
    for item in items:
        if item.file in names:
            exact.append(item)
        elif one_line(item.file) in names:
            shown.append(item)
    taken = {item.file for item in exact}
    return exact + [item for item in shown if one_line(item.file) not in taken]


def _readable(raw: bytes) -> str:
    """UTF-8 as text, each byte that is none as %XX."""
    text = raw.decode("utf-8", "surrogateescape")
    if text.isascii():
        return text
    return "".join(f"%{ord(c) - 0xDC00:02X}" if "\udc80" <= c <= "\udcff" else c for c in text)
