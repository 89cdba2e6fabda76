"""A comparison for the terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sayso.present.brief_markdown import escaped
from sayso.present.comparing import (
    NONE,
    POSSIBLE,
    SEEN,
    SHARED,
    SURE,
    counts,
    cut,
    difference,
    head,
    possible,
    remarks,
    seen,
    sure,
)
from sayso.present.comparison import Comparison
from sayso.present.safe import one_line, visible


def comparison_text(each: Comparison) -> str:
    """``each`` as plain lines."""
    lines = [
        f"1st  {one_line(each.one.file)}",
        f"2nd  {one_line(each.other.file)}",
        "",
        f"{head(each)}: {counts(each)}",
    ]
    for title, entries in _sections(each, str):
        lines += ["", title, *(f"  {entry}" for entry in entries)]
    if not (each.told or each.seen or each.shared):
        lines += ["", NONE]
    lines += [f"note: {note}" for note in remarks(each)]
    return visible("\n".join(lines)) + "\n"


def comparison_markdown(each: Comparison) -> str:
    """``each`` as CommonMark; words of the files are escaped, so that nothing in them acts."""
    blocks = [
        f"# {escaped(each.one.file)} / {escaped(each.other.file)}",
        f"{head(each)[:1].upper()}{head(each)[1:]}: {counts(each)}.",
        f"First: {escaped(each.one.file)}, SHA-256 {each.one.sha256}",
        f"Second: {escaped(each.other.file)}, SHA-256 {each.other.sha256}",
    ]
    for title, entries in _sections(each, escaped):
        blocks += [f"## {title}", "\n".join(entries)]
    if not (each.told or each.seen or each.shared):
        blocks.append(NONE)
    blocks += [escaped(note) for note in remarks(each)]
    return visible("\n\n".join(blocks)) + "\n"


def _sections(each: Comparison, made: Callable[[str], str]) -> Iterator[tuple[str, list[str]]]:
    """Titles with their entries; empty sections are left out."""
    sections = (
        (SURE, [f"{told.number}. {made(difference(told, each))}" for told in sure(each)]),
        (SEEN, [f"{mark.number}. {made(seen(mark, each))}" for mark in each.seen]),
        (POSSIBLE, [f"{told.number}. {made(difference(told, each))}" for told in possible(each)]),
        (
            SHARED,
            [f"{n}. {made(f'“{cut(s.one.words)}” / “{cut(s.other.words)}”')}" for n, s in enumerate(each.shared, 1)],
        ),
    )
    yield from ((title, entries) for title, entries in sections if entries)
