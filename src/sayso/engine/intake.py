"""From paths to items: walks what was named, keeps the bytes in the case, and gives each file its name in the pile.

No path of this machine is kept: a root is remembered by a token alone. Every file is hashed each time, since the
clocks of files lie.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple

from sayso.engine.gone import no_longer_gone
from sayso.engine.names import label_name, prefixed, root_token
from sayso.engine.walking import Found, reason_of, walk
from sayso.errors import AskedWrongly
from sayso.model.ids import sha256_hex
from sayso.model.item import Drop, Item, item_id
from sayso.store.case import OpenCase
from sayso.store.protocol import View

BATCH = 256
"""Items kept in one transaction."""

LOST = frozenset({"unreadable", "vanished"})
"""Reasons for which a file failed before anything of it was seen."""


class Root(NamedTuple):
    """What a person named: a token for it, and the label its files get where names clash."""

    token: str
    label: str


@dataclass(slots=True)
class Tally:
    """What became of the files named: how many are new, unchanged or put in another's place, and their names."""

    new: int = 0
    unchanged: int = 0
    replaced: int = 0
    files: set[str] = field(default_factory=set)
    elsewhere: int = 0
    """How many unchanged files keep another drop, or none, than the one they were named with now."""


class _Known(NamedTuple):
    """What the case knows of a file of the pile itself."""

    id: str
    sha256: str
    root: str
    drop: str | None
    reason: str | None = None


def check_paths(paths: Iterable[Path], case: Path) -> None:
    """Refuses paths from which nothing can be added.

    :raises AskedWrongly: ``no_such_path``, ``path_in_case`` for a path inside the case itself, or ``nothing_there``.
    """
    home = case.resolve()
    paths = list(paths)
    for path in paths:
        check_there(path)
        if path.resolve().is_relative_to(home):
            raise AskedWrongly("path_in_case", f"{path} lies inside the case itself", "add files from outside the case")
    if paths and not any(True for path in paths for _ in walk(path, case)):
        raise AskedWrongly("nothing_there", f"there is no file under {paths[0]}", "name a folder that holds files")


def check_regular(path: Path) -> None:
    """Refuses what is not a single file.

    :raises AskedWrongly: ``no_such_path``, ``not_a_file``.
    """
    check_there(path)
    if not path.is_file():
        raise AskedWrongly("not_a_file", f"{path} is not a file", "name a file; `sayso add` takes folders")


def check_there(path: Path) -> None:
    """Refuses a path at which nothing lies.

    :raises AskedWrongly: ``no_such_path``, or ``path_unreadable`` where the system does not let us look.
    """
    try:
        path.lstat()
    except PermissionError:
        raise AskedWrongly(
            "path_unreadable", f"the system does not let Sayso look at {path}", "check who owns the folders above it"
        ) from None
    except (OSError, ValueError):
        raise no_such_path(path) from None


def no_such_path(path: Path) -> AskedWrongly:
    """The error for a path at which there is nothing."""
    return AskedWrongly("no_such_path", f"there is nothing at {path}", "check the spelling, or name what is there")


def take_in(
    case: OpenCase,
    paths: Iterable[Path],
    drop: Drop | None,
    report: Callable[[int, int, int], None],
) -> Tally:
    """Keeps the bytes of every file under ``paths`` and writes the items; ``report`` hears done, failed and total.

    Costs one reading of every file. A file that is known already, by name and bytes, changes nothing.

    :raises AskedWrongly: ``drop_terms``, where a drop of that label came under other terms; ``disk_full``.
    """
    intake = _Intake(case, drop)
    paths = list(paths)
    total = sum(1 for path in paths for _ in walk(path, case.path))
    done = 0
    for path in paths:
        root = intake.root_of(path)
        for found in walk(path, case.path):
            intake.take(root, found)
            done += 1
            report(done, intake.failed, total)
    intake.flush()
    return intake.tally


def take_over(
    case: OpenCase, files: Iterable[tuple[Root, Found]], drop: Drop | None, tally: Tally
) -> list[tuple[str, str]]:
    """Places originals of another case as if they had been added, counting in ``tally``.

    Answers with those whose name other bytes had here, each with the name it got.
    """
    intake = _Intake(case, drop, tally)
    beside = []
    for root, found in files:
        before = set(tally.files)
        intake.take(root, found)
        beside += [(found.name, file) for file in tally.files - before if file != found.name]
    intake.flush()
    return beside


def delivery(view: View, label: str | None, terms: str | None, today: date) -> Drop | None:
    """The drop of that label: as it first came, or as coming today; None without a label.

    :raises AskedWrongly: ``drop_terms`` where it came under other terms than ``terms``.
    """
    if not label:
        return None
    known = next((drop for drop in view.drops() if drop.label == label), None)
    if known is None:
        return Drop(label=label, on=today.isoformat(), terms=terms or "")
    if terms is not None and terms != known.terms:
        raise AskedWrongly(
            "drop_terms",
            f"the drop {label} came under other terms: {known.terms or 'none'}",
            "give this delivery a label of its own",
        )
    return known


def warnings(tally: Tally, drop: Drop | None) -> tuple[str, ...]:
    """What a person should know about files taken in under ``drop``."""
    if not (drop and tally.elsewhere):
        return ()
    count = "1 file was" if tally.elsewhere == 1 else f"{tally.elsewhere:,} files were"
    told = f"{count} in the case already and did not become part of the drop {drop.label}"
    return (f"{told}; its terms do not stand beside them: `sayso remove` them first, and add them again",)


def _open(path: Path) -> BufferedReader:
    """Opens a regular file for reading, and nothing that took its place since it was looked at.

    :raises OSError: where the system refuses, or it is no regular file any more.
    """
    flags = os.O_RDONLY
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC"):
        flags |= getattr(os, name, 0)
    stream = os.fdopen(os.open(path, flags), "rb")
    if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
        stream.close()
        raise OSError("not a regular file")
    return stream


class _Intake:
    """One run over some roots: what the case knows, what was placed, and the items still to be written."""

    def __init__(self, case: OpenCase, drop: Drop | None, tally: Tally | None = None) -> None:
        self.tally = Tally() if tally is None else tally
        self.failed = 0
        self._case = case
        self._drop = drop
        self._put: list[Item] = []
        self._replaced: list[str] = []
        self._forgotten: list[str] = []
        with case.store.view() as view:
            salt = view.meta("salt")
            self._known = {
                item.file: _Known(item.id, item.sha256, item.root, item.drop, None if item.sha256 else item.reason)
                for item in view.items()
                if item.holder is None and item.status != "replaced"
            }
        self._salt = salt or self._new_salt()

    def root_of(self, path: Path) -> Root:
        """The root that a named path stands for: itself if a folder, else the folder it lies in."""
        folder = path if path.is_dir() and not path.is_symlink() else path.parent
        label = self._drop.label if self._drop else folder.resolve().name
        return Root(root_token(self._salt, folder), label_name(label))

    def take(self, root: Root, found: Found) -> None:
        """Keeps the bytes of one file and places it in the pile."""
        sha256, size, reason = self._keep(found)
        lost = reason in LOST
        self.failed += lost
        for label, file in prefixed(root.label, found.name):
            known = self._known.get(file)
            if known and _same(known, sha256, reason, mine=known.root == root.token, lost=lost):
                self.tally.unchanged += 1
                self.tally.files.add(file)
                self.tally.elsewhere += bool(self._drop and known.drop != self._drop.label)
                return
            if known is None or self._gives_way(known, root, file):
                self._displace(known)
                self._place(Found(file, found.path, size, reason), sha256, root, label)
                return

    def flush(self) -> None:
        """Writes what is placed, in one transaction."""
        if not (self._put or self._replaced or self._forgotten):
            return
        with self._case.store.view() as view, self._case.store.writing() as writer:
            if self._drop:
                writer.put_drop(self._drop)
            writer.drop_items(self._forgotten)
            writer.put_items(_retired(view, set(self._replaced)))
            writer.put_items(self._put)
            no_longer_gone(view, writer, (item.id for item in self._put))
        self._put, self._replaced, self._forgotten = [], [], []

    def _new_salt(self) -> str:
        salt = secrets.token_hex(16)
        with self._case.store.writing() as writer:
            writer.put_meta("salt", salt)
        return salt

    def _keep(self, found: Found) -> tuple[str, int, str | None]:
        """SHA-256, size and reason of a file; its bytes are in the case when this returns, unless there is a reason."""
        if found.reason:
            return "", found.bytes, found.reason
        try:
            with _open(found.path) as stream:
                size = os.fstat(stream.fileno()).st_size
                if size == 0:
                    return sha256_hex(b""), 0, "empty"
                known = self._known.get(found.name)
                if known and known.sha256 and self._case.blobs.has(known.sha256, size):
                    # Most files of a pile that is added again are unchanged: these are hashed and not copied.
                    if hashlib.file_digest(stream, "sha256").hexdigest() == known.sha256:
                        return known.sha256, size, None
                    stream.seek(0)
                sha256, size = self._case.blobs.put(stream)
        except OSError as error:
            return "", 0, reason_of(error)
        return sha256, size, None

    def _gives_way(self, known: _Known, root: Root, file: str) -> bool:
        """Whether the file of that name is an earlier state of this one, and not another's of the same name."""
        same_drop = self._drop is None or self._drop.label == known.drop
        return known.root == root.token and same_drop and file not in self.tally.files

    def _displace(self, known: _Known | None) -> None:
        if known is None:
            self.tally.new += 1
        elif known.sha256:
            self.tally.replaced += 1
            self._replaced.append(known.id)
        else:
            self.tally.new += 1
            self._forgotten.append(known.id)

    def _place(self, found: Found, sha256: str, root: Root, label: str) -> None:
        item = self._item(found, sha256, root, label)
        self._known[found.name] = _Known(item.id, sha256, root.token, item.drop, None if sha256 else found.reason)
        self.tally.files.add(found.name)
        self._put.append(item)
        if len(self._put) >= BATCH:
            self.flush()

    def _item(self, found: Found, sha256: str, root: Root, label: str) -> Item:
        item = Item(
            id=item_id(found.name, sha256),
            file=found.name,
            sha256=sha256,
            bytes=found.bytes,
            drop=self._drop.label if self._drop else None,
            added=self._drop.on if self._drop else None,
            label=label,
            root=root.token,
        )
        if found.reason is None:
            return item
        return replace(item, status="failed" if found.reason in LOST else "skipped", reason=found.reason)


def _same(known: _Known, sha256: str, reason: str | None, *, mine: bool, lost: bool) -> bool:
    """Whether a file is what the case knows already; one that cannot be read now stands as it was read before."""
    if lost and mine and known.sha256:
        return True
    return known.sha256 == sha256 and (bool(sha256) or known.reason == reason)


def _retired(view: View, ids: set[str]) -> list[Item]:
    """The items ``ids`` and everything inside them, with status ``replaced``."""
    if not ids:
        return []
    return [replace(item, status="replaced", reason=None) for item in family(view, ids)]


def family(view: View, ids: set[str]) -> list[Item]:
    """The items ``ids`` and everything inside them, by file. One pass over the items for each level of nesting."""
    found = {item.id: item for item in view.items() if item.id in ids}
    grown = True
    while grown:
        inside = {item.id: item for item in view.items() if item.holder in found and item.id not in found}
        found |= inside
        grown = bool(inside)
    return sorted(found.values(), key=lambda item: (item.file, item.id))
