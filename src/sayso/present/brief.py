"""The brief: what is known, on whose word, in exact words, with what speaks against it and what is not covered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from sayso.model.document import Document
from sayso.model.findings import Claim, Copy, Entity, Passage
from sayso.model.ids import sha256_hex
from sayso.model.statement import Statement
from sayso.present.coverage import cover
from sayso.present.lines import line_of
from sayso.present.pile import Pile, drift
from sayso.present.questions import questions
from sayso.present.select import Wanted, order, says_nothing
from sayso.present.shape import Brief, Citation, Coverage, Line, Withheld, citations
from sayso.present.subjects import by_subject
from sayso.present.versions import versions_of

__all__ = ["Brief", "Coverage", "build", "cover", "verify"]


def build(  # noqa: PLR0913 - one parameter a table of findings, then the reader's wishes
    claims: Iterable[Claim],
    statements: Mapping[str, Statement],
    document: Callable[[str], Document],
    entities: Iterable[Entity],
    copies: Iterable[Copy],
    passages: Iterable[Passage],
    coverage: Coverage,
    *,
    top: int = 50,
    about: str | None = None,
    speaker: str | None = None,
    since: str | None = None,
    withheld: Iterable[Withheld] = (),
    on: str | None = None,
) -> Brief:
    """The brief of one generation of findings; each of its sections holds at most ``top`` lines.

    ``about`` keeps claims with all its words in their text or speakers, ``speaker`` those one of whose speakers bears
    that name, ``since`` (YYYY-MM-DD) those said or published on that day or later. ``withheld`` is told, and was left
    out of all the rest before; ``on`` is the day for which embargoes are reckoned. Costs one document read a line.

    :raises OurFault: ``quotation_drift`` where a quotation is not, word for word, what its document says.
    """
    pile = Pile(statements, document, {e.id: e for e in entities}, {c.id: c for c in claims}, on)
    kept_in = tuple(withheld)
    wanted = Wanted(pile, about=about, speaker=speaker, since=since)
    kept = sorted(filter(wanted.keeps, pile.claims.values()), key=order)
    chosen = [claim for claim in kept if not says_nothing(claim)]
    stands, more_stands = _section(pile, [c for c in chosen if c.shown], top)
    forged, more_forged = _section(pile, [c for c in chosen if _on_forged(c)], top)
    to_check, more_to_check = _section(pile, [c for c in chosen if not c.shown and not _on_forged(c)], top)
    touched = {pile.statements[s].document for c in chosen for s in c.statements} if wanted.narrow else None
    versions, more_versions = versions_of(pile, copies, touched, top)
    open_questions = questions(pile, chosen)
    brief = Brief(
        title=coverage.case or "Brief",
        coverage=coverage,
        filters=wanted.sentences(),
        stands=stands,
        more_stands=more_stands,
        to_check=to_check,
        more_to_check=more_to_check,
        left_out=len(kept) - len(chosen),
        forged=forged,
        more_forged=more_forged,
        questions=open_questions[:top],
        more_questions=max(0, len(open_questions) - top),
        versions=versions,
        more_versions=more_versions,
        passages=sum(1 for _ in passages),
        withheld=kept_in,
        on=on if any(each.rule == "embargo" for each in kept_in) else None,
    )
    verify(brief, document)
    return brief


def verify(brief: Brief, document: Callable[[str], Document]) -> None:
    """Holds every quotation of ``brief`` against the text it is taken from, once more, before anything is printed.

    :raises OurFault: ``quotation_drift`` at the first one that differs.
    """
    held_up(citations(brief), document)


def held_up(cited: Iterable[Citation], document: Callable[[str], Document]) -> None:
    """Holds quotations against the texts they are taken from.

    :raises OurFault: ``quotation_drift`` at the first one that differs.
    """
    by_document: dict[str, list[Citation]] = {}
    for citation in cited:
        by_document.setdefault(citation.document, []).append(citation)
    for name, cited_there in by_document.items():
        text = document(name).text
        digest = sha256_hex(text)
        for citation in cited_there:
            if citation.digest != digest or tuple(s.of(text) for s in citation.spans) != citation.words:
                raise drift(name)


def _on_forged(claim: Claim) -> bool:
    """Whether nothing of a claim is left once pages judged forged or altered are left out."""
    return bool(claim.on_forged) and len(claim.on_forged) == len(claim.statements)


def _section(pile: Pile, claims: Sequence[Claim], top: int) -> tuple[tuple[Line, ...], int]:
    lines = (line_of(pile, claim, subject) for subject, claim in by_subject(pile, claims[:top]))
    return tuple(lines), max(0, len(claims) - top)
