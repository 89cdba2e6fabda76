"""sayso claims: what is claimed, by how many, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.cases import case_argument, format_option, open_case
from sayso.cli.listing import listing
from sayso.present.records import Row, claim_row

if TYPE_CHECKING:
    from sayso.model.findings import Claim
    from sayso.workbench import Case

HELP = """Claims: who says so, how many independent sources, who answers, how it stands.

\b
  sayso claims affair.sayso
  sayso claims affair.sayso --format jsonl
"""
HEADS = ("key", "standing", "status", "sources", "said", "answers", "speakers", "text")


@click.command("claims", help=HELP)
@case_argument
@format_option
def command(case: Path, shape: str) -> None:
    """Prints claims."""
    with open_case(case) as opened:
        claims = opened.claims()
        if shape == "jsonl":
            listing(shape, HEADS, map(claim_row, claims), ())
        else:
            listing(shape, HEADS, (), _readable(opened, claims))


def _readable(case: Case, claims: tuple[Claim, ...]) -> Iterator[Row]:
    names = {s.id: s.at.speaker_name or "not named" for s in case.statements()}
    for claim in claims:
        yield {
            "key": claim.key,
            "standing": claim.standing,
            "status": claim.status,
            "sources": _between(claim.at_least, claim.independent_sources),
            "said": len(claim.statements),
            "answers": len(claim.responses) + len(claim.contradicts),
            "speakers": "; ".join(dict.fromkeys(names[s] for s in claim.statements)),
            "text": claim.text,
        }


def _between(at_least: int, most: int) -> str:
    return str(most) if at_least >= most else f"{at_least}-{most}"
