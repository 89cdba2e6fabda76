"""Claims made bunch by bunch are those that one look at the whole pile makes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from sayso.link.bunches import bunches
from sayso.link.claims import Group, Verdicts, compared, groups, groups_of
from sayso.link.lines import Line
from sayso.link.terms import terms
from sayso.link.together import Bonds
from sayso.nets.relations import Relation

SUBJECTS = ("the tug", "the ferry", "the pilot", "the clerk", "Bay 4")
VERBS = ("left the quay with {} barrels", "was searched for {} hours", "burned {} lists in the archive", "was wrong")
ANSWERS = ("that", "the claim", "this account was never true", "leaving the quay with {} barrels", "the report of it")
KINDS = ("asserts", "asserts", "asserts", "denies", "asks", "corrects", "declines", "orders")


def by_words(a: str, b: str) -> Relation:
    """A rule in place of the network: how many words two contents share."""
    one, other = set(a.split()), set(b.split())
    share = round(len(one & other) / max(1, len(one | other)), 2)
    against = share if ("not" in one) != ("not" in other) else 0.1
    forward, backward = (round(len(one & other) / max(1, len(side)), 2) for side in (other, one))
    return Relation(forward, backward, against, min(1.0, 2 * share))


def drawn(draw: random.Random, count: int) -> list[Line]:
    made = []
    for n in range(count):
        kind = draw.choice(KINDS)
        said = draw.choice(SUBJECTS) + " " + draw.choice(VERBS) if kind != "denies" else draw.choice(ANSWERS)
        words = ("not " if draw.random() < 0.2 else "") + said.format(draw.choice((3, 48, 612)))
        document = f"d{draw.randrange(count // 2)}"
        more: dict[str, Any] = {}
        if made and draw.random() < 0.1:
            document, more = made[-1].document, {"inside": (made[-1].id,)}
        cue = "withdrew" if kind == "corrects" else "said"
        speaker = draw.choice(("Ida Holm", "Olaf Tern", None))
        made.append(
            Line(
                id=f"s{n:05}", document=document, file=document, at=draw.randrange(3000), text=n, first=0, last=1,
                words=words, terms=terms(words), kind=kind, cue=cue, speaker=speaker, speaker_name=speaker,
                voice=draw.choice(("attributed", "document")), as_of=draw.choice((None, "2023-10-02", "2023-10-15")),
                **more,
            )
        )  # fmt: skip
    return made


def bonded(draw: random.Random, count: int) -> Bonds:
    pairs = [tuple(sorted(draw.sample(range(count), 2))) for _ in range(6)]
    return Bonds(must=frozenset(pairs[:3]), cannot=frozenset(pairs[3:]) - frozenset(pairs[:3]))  # type: ignore[arg-type]


def plain(found: Sequence[Group]) -> list[Any]:
    """Groups with one another's lines in place of numbers, so that their order does not matter."""

    def called(k: int) -> tuple[int, ...]:
        return tuple(found[k].lines)

    return sorted(
        (
            g.lines, g.weak, sorted(map(sorted, g.cores)), sorted(g.denials), sorted(map(called, g.contrary)),
            sorted((called(k), d) for k, d in g.differences.items()), sorted(map(called, g.tension)),
            sorted(g.in_part.items()),
        )
        for g in found
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_bunch_by_bunch_gives_what_the_whole_gives(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    lines = drawn(draw, 44)
    bonds = bonded(draw, 44) if seed % 2 else Bonds()
    book = Verdicts(lines, by_words)
    for a, b in compared(lines, tmp_path):
        book.ask(a, b)
    assert len(bunches(lines, book.found, bonds)) > 1
    whole = groups_of(lines, by_words, book.found, bonds)
    assert plain(groups(lines, tmp_path, by_words, bonds)) == plain(whole)
