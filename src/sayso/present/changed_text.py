"""What a drop changed, as plain text: for a terminal, or as Markdown, which it also is."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from sayso.present import wording
from sayso.present.changed import Changed, ChangedClaim
from sayso.present.safe import one_line, visible

WIDTH = 100


def changed_text(changed: Changed, width: int = WIDTH) -> str:
    """``changed`` as text of about ``width`` columns; nothing in it can steer a terminal."""
    head = f"What is new since {one_line(changed.since)}: {wording.counted(changed.files, 'file')}"
    blocks = [f"{head}\n{'=' * min(len(head), width)}"]
    for title, lines in _sections(changed):
        body = [textwrap.fill(line, width, subsequent_indent="    ", break_on_hyphens=False) for line in lines]
        blocks.append("\n".join([title, "-" * len(title), *body]))
    if len(blocks) == 1:
        blocks.append("Nothing that was known before stands otherwise, and no claim is new.")
    return visible("\n\n".join(blocks)) + "\n"


def _sections(changed: Changed) -> Iterator[tuple[str, list[str]]]:
    versions = [line for each in changed.versions for line in (wording.version(each), *wording.differences(each))]
    new = list(_claims(changed.new, first=False))
    if changed.more:
        new.append(f"{wording.counted(changed.more, 'further claim')} not printed here; --top sets how many are.")
    for title, lines in (
        ("Claims that stand otherwise than before", list(_claims(changed.changed, first=True))),
        ("Pages that now stand in two versions", versions),
        ("Judgements to look at again", [one_line(sentence) for sentence in changed.look_again]),
        (
            "Briefs and checks that used a page judged forged or altered since",
            [one_line(sentence) for sentence in changed.used],
        ),
        ("New claims", new),
    ):
        if lines:
            yield title, lines


def _claims(claims: Iterable[ChangedClaim], *, first: bool) -> Iterator[str]:
    for claim in claims:
        said = f"{wording.opening(claim.said)}: {wording.quoted(claim.said.content)} [{claim.key}]"
        yield f"{one_line('; '.join(claim.what))}: {said}" if first else said
