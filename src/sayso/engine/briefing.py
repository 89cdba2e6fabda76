"""The brief of what may go out of a case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sayso.engine.findings import Statements, found
from sayso.engine.promises import Outgoing
from sayso.engine.records import documents
from sayso.model.findings import Claim, Copy, Entity, Passage
from sayso.present.brief import Brief, build, cover


def brief_of(  # noqa: PLR0913 - what it is made from, then the reader's wishes
    out: Outgoing,
    name: str,
    pending: Iterable[str],
    on: date,
    *,
    top: int,
    about: str | None = None,
    speaker: str | None = None,
    since: str | None = None,
) -> Brief:
    """The brief of the case ``name`` on the day ``on``; of ``pending`` those files that may be told.

    :raises OurFault: ``quotation_drift`` where a quotation is not, word for word, what its document says.
    """
    view, statements = out.view, Statements(out.view)
    claims = tuple(found(view, Claim))
    there = {item.file for item in view.items()}
    coverage = cover(
        view.items(),
        documents(view),
        case=name,
        statements=len(statements),
        claims=len(claims),
        pending=[file for file in pending if file in there],
    )
    return build(
        claims,
        statements,
        out.documents,
        found(view, Entity),
        found(view, Copy),
        found(view, Passage),
        coverage,
        top=top,
        about=about,
        speaker=speaker,
        since=since,
        withheld=out.withheld,
        on=on.isoformat(),
    )
