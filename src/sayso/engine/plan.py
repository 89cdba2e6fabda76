"""The planner: what is there and what is done -> what is to do. Pure: values in, values out.

Equal bytes under equal suffixes are one piece of work, whatever the files are called; so are equal contents. Cheap
files come first, so that most of a pile can be searched early; what the reader asked for comes before everything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from typing import NamedTuple

from sayso.engine.stages import fact_key, reading_key, recognition_key
from sayso.errors import AskedWrongly
from sayso.model.item import Item
from sayso.read.passwords import MAX_PASSWORD_CHARS, MAX_PASSWORDS

SUFFIX = re.compile(r"\.[a-z0-9]{1,8}\Z")
PACKED = (".gz", ".bz2", ".xz", ".zst")
"""Suffixes that say how a file is packed; the one before says what it is."""

CHEAP = frozenset({".txt", ".text", ".md", ".markdown", ".csv", ".log", ".json", ".htm", ".html", ".xhtml", ".eml"})
HOLDERS = frozenset(
    {".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".mbox", ".7z", ".rar", ".pst", ".ost", ".msg", ".warc"}
)
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".gif", ".bmp", ".webp", ".heic"})

TRANSIENT = frozenset({"crashed", "out_of_time", "out_of_memory", "refused"})
"""Reasons that hang on the machine as well as on the file."""


@dataclass(frozen=True, slots=True)
class ReadWork:
    """Bytes to read once, for every item that has them."""

    key: str
    sha256: str
    suffix: str
    items: tuple[str, ...]
    ocr: bool = False
    """Whether pages that are pictures are read too."""


class Adopt(NamedTuple):
    """An item whose bytes were read before: it takes over the reading under ``key``."""

    item: str
    key: str


@dataclass(frozen=True, slots=True)
class Reads:
    """What reading has to do."""

    work: tuple[ReadWork, ...] = ()
    adopt: tuple[Adopt, ...] = ()


@dataclass(frozen=True, slots=True)
class ExtractWork:
    """A content to extract from once, for every item that has it; found in any of its readings."""

    key: str
    content: str
    reading: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the reader asked for beside the files."""

    retry: bool = False
    """Whether failed files are tried again."""
    unlock: bool = False
    """Whether locked files are tried again, with ``passwords``."""
    passwords: tuple[str, ...] = field(default=(), repr=False)
    """What to try on locked files; kept nowhere."""
    first: tuple[str, ...] = ()
    """Globs of files to read before all others."""
    ocr: bool = True
    """Whether pages that are pictures are read once everything else is."""

    def unlocking(self, passwords: Sequence[str]) -> Wishes:
        """These wishes, and that locked files be opened with one of ``passwords``.

        :raises AskedWrongly: ``too_many_passwords``.
        """
        if len(passwords) > MAX_PASSWORDS or any(len(password) > MAX_PASSWORD_CHARS for password in passwords):
            most = f"more than {MAX_PASSWORDS:,} passwords, or one of more than {MAX_PASSWORD_CHARS} characters"
            raise AskedWrongly("too_many_passwords", most, "give the likely ones first, and the others another time")
        return replace(self, unlock=bool(passwords), passwords=tuple(passwords))


@dataclass(slots=True)
class _Pending:
    rank: tuple[int, int, int, str]
    sha256: str
    suffix: str
    items: list[str] = field(default_factory=list)


def suffix_of(file: str) -> str:
    """What reading may know of a file's name: its suffix in lower case, with the one before where it is packed."""
    name = file.rsplit("/", 1)[-1].rsplit("!", 1)[-1].lower()
    found = SUFFIX.search(name)
    if not found:
        return ""
    last = found.group()
    inner = SUFFIX.search(name[: found.start()]) if last in PACKED else None
    return inner.group() + last if inner else last


def wants_reading(item: Item, keys: Sequence[str], wishes: Wishes) -> bool:
    """Whether an item has to be read under one of ``keys``: never yet, by another reader, or failed and tried again."""
    if not item.sha256 or item.status in ("skipped", "replaced"):
        return False
    again = (wishes.retry and item.status == "failed") or (wishes.unlock and item.reason == "encrypted")
    return item.status == "waiting" or item.reading not in keys or again


def plan_reading(
    items: Iterable[Item],
    read_key: str,
    *,
    wishes: Wishes | None = None,
    done: Callable[[Sequence[str]], Container[str]] = lambda _: frozenset(),
) -> Reads:
    """The reading to do for ``items``, in the order in which to do it.

    ``done`` is asked once, with every key wanted, which of them have been read.
    """
    wishes = wishes or Wishes()
    pending: dict[str, _Pending] = {}
    for item in items:
        suffix = suffix_of(item.file)
        key = reading_key(read_key, item.sha256, suffix)
        if wants_reading(item, (key, recognition_key(read_key, item.sha256, suffix)), wishes):
            _add(pending, key, item, suffix, wishes)
    return _planned(pending, done, ocr=False)


def plan_recognition(
    items: Iterable[Item],
    read_key: str,
    *,
    waits: Callable[[Sequence[str]], Container[str]],
    wishes: Wishes | None = None,
    done: Callable[[Sequence[str]], Container[str]] = lambda _: frozenset(),
) -> Reads:
    """The recognition to do for ``items`` that were read without it.

    ``waits`` is asked once which of the readings left pages for it, ``done`` which were recognised before.
    """
    wishes = wishes or Wishes()
    found = [item for item in items if item.reading and item.sha256 and item.status not in ("skipped", "replaced")]
    waiting = waits([item.reading for item in found if item.reading])
    pending: dict[str, _Pending] = {}
    for item in found:
        suffix = suffix_of(item.file)
        if item.reading in waiting and item.reading == reading_key(read_key, item.sha256, suffix):
            _add(pending, recognition_key(read_key, item.sha256, suffix), item, suffix, wishes)
    return _planned(pending, done, ocr=True)


def _add(pending: dict[str, _Pending], key: str, item: Item, suffix: str, wishes: Wishes) -> None:
    """Enters an item under the work it shares with every other of its bytes."""
    rank = _rank(item, suffix, wishes.first)
    entry = pending.setdefault(key, _Pending(rank, item.sha256, suffix))
    entry.rank = min(entry.rank, rank)
    entry.items.append(item.id)


def _planned(pending: dict[str, _Pending], done: Callable[[Sequence[str]], Container[str]], *, ocr: bool) -> Reads:
    there = done(list(pending))
    left = {key: each for key, each in pending.items() if key not in there}
    work = [(p.rank, ReadWork(key, p.sha256, p.suffix, tuple(p.items), ocr)) for key, p in left.items()]
    adopt = [Adopt(item, key) for key, p in pending.items() if key in there for item in p.items]
    return Reads(tuple(w for _, w in sorted(work, key=lambda pair: pair[0])), tuple(adopt))


def plan_extraction(
    items: Iterable[Item],
    extract_key: str,
    *,
    wishes: Wishes | None = None,
    done: Callable[[Sequence[str]], Container[str]] = lambda _: frozenset(),
    failed: Callable[[Sequence[str]], Container[str]] = lambda _: frozenset(),
) -> tuple[ExtractWork, ...]:
    """The contents to extract from, shortest files first; ones that failed before only where retrying is wished."""
    wishes = wishes or Wishes()
    found: dict[str, tuple[int, str, str, list[str]]] = {}
    for item in items:
        if item.content is None or item.reading is None or item.status not in ("read", "partial"):
            continue
        key = fact_key(extract_key, item.content)
        _, _, _, sharing = found.setdefault(key, (item.bytes, item.content, item.reading, []))
        sharing.append(item.id)
    keys = list(found)
    there = done(keys)
    gave_up: Container[str] = frozenset() if wishes.retry else failed(keys)
    todo = [key for key in keys if key not in there and key not in gave_up]
    todo.sort(key=lambda key: (found[key][0], key))
    return tuple(ExtractWork(key, found[key][1], found[key][2], tuple(found[key][3])) for key in todo)


def _rank(item: Item, suffix: str, first: tuple[str, ...]) -> tuple[int, int, int, str]:
    """What was asked for, then archives and e-mail (they bring more files) and text, then pages, then pictures."""
    asked = 0 if any(fnmatchcase(item.file, glob) for glob in first) else 1
    return asked, _cost_class(suffix), item.bytes, item.file


def _cost_class(suffix: str) -> int:
    last = suffix[suffix.rfind(".") :] if suffix else ""
    if last in CHEAP or last in HOLDERS:
        return 0
    return 2 if last in PICTURES else 1
