"""Claims assessed: origins, standing, grade and doubts put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.assess.grades import credibility
from sayso.assess.origins import count
from sayso.assess.plain import doubts
from sayso.assess.says import Say
from sayso.assess.status import is_retracted, status
from sayso.model.findings import Claim, Contrast, Part, Reason, Response, group_id
from sayso.model.keys import claim_key

RESPONSE_KINDS = frozenset({"denies", "confirms", "corrects", "declines"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """One claim as linking found it."""

    says: tuple[Say, ...]
    answers: tuple[Say, ...]
    """What denies it or takes it back."""
    best: Say
    text: str
    """The words of ``best``."""
    contrary: tuple[int, ...] = ()
    """Numbers of the claims that cannot be true beside it."""
    differences: tuple[tuple[int, str, str, str], ...] = ()
    """For contrary claims: number, sort, what is said here, what is said there."""
    tension: tuple[int, ...] = ()
    in_part: tuple[tuple[str, str], ...] = ()
    """Statements that say only part of it, with the words on which they are silent."""
    weak: bool = False
    altered: bool = False
    """Whether the words of ``best`` stand where versions of the document differ."""

    @property
    def id(self) -> str:
        """The claim's id: made from its smallest statement."""
        return group_id("claim", min(s.statement for s in self.says))


def assessed(gathered: Sequence[Gathered], plain_confidence: float) -> Iterator[Claim]:
    """The claims, in the order given."""
    retracted = [is_retracted(g.says, g.answers) for g in gathered]
    ids = [g.id for g in gathered]
    for g, taken_back in zip(gathered, retracted, strict=True):
        contradicted = any(not retracted[other] for other in g.contrary)
        against = tuple(sorted(ids[other] for other in g.contrary))
        claim = _claim(g, against, plain_confidence, retracted=taken_back, contradicted=contradicted)
        contrasts = (Contrast(claim=ids[n], sort=s, here=h, there=t) for n, s, h, t in g.differences)  # type: ignore[arg-type]
        yield replace(claim, contrasts=tuple(contrasts), tension=tuple(sorted(ids[n] for n in g.tension)))


def _claim(
    g: Gathered, against: tuple[str, ...], plain_confidence: float, *, retracted: bool, contradicted: bool
) -> Claim:
    partial = {statement for statement, _ in g.in_part}
    found = count([s for s in g.says if s.statement not in partial])
    # Statements that were grouped by likeness alone may not say the same, so a second source is not sure.
    surely = 1 if g.weak else found.at_least
    standing = status(
        retracted=retracted,
        sources=found.upper,
        surely=surely,
        denied=bool(g.answers),
        contradicted=contradicted,
    )
    grade = credibility(standing, found.upper, surely)
    codes = doubts(g.best, plain_confidence=plain_confidence, weak_merge=g.weak, altered=g.altered)
    return Claim(
        id=g.id,
        key=claim_key(g.id),
        text=g.text,
        statements=tuple(sorted(s.statement for s in g.says)),
        best=g.best.statement,
        independent_sources=found.upper,
        at_least=surely,
        origins=found.origins,
        status=standing,
        responses=tuple(_responses(g)),
        denied_by=tuple(sorted({a.statement for a in g.answers})),
        contradicts=against,
        in_part=tuple(Part(statement=s, silent_on=words) for s, words in g.in_part),
        credibility=grade.credibility,
        reasons=(*_origin_reasons(found.upper), _with_evidence(grade.reason, g)),
        shown=not codes,
        doubts=codes,
    )


def _responses(g: Gathered) -> Iterator[Response]:
    """Denials, confirmations and corrections, sorted by statement; a plain contrary sentence answers as a denial."""
    kinds = {a.statement: a.kind if a.kind in RESPONSE_KINDS else "denies" for a in g.answers}
    if len(g.says) > 1:
        kinds.update((s.statement, s.kind) for s in g.says if s.kind in ("confirms", "corrects"))
    for statement, kind in sorted(kinds.items()):
        yield Response(statement=statement, kind=kind)


def _origin_reasons(upper: int) -> Iterator[Reason]:
    text = "every statement goes back to one source" if upper == 1 else f"the statements go back to {upper} sources"
    yield Reason(name="origins", text=text)


def _with_evidence(reason: Reason, g: Gathered) -> Reason:
    places = [a.place for a in g.answers] if g.answers else [g.best.place]
    evidence = tuple(sorted(set(places), key=lambda p: (p.document, p.span)))
    return Reason(name=reason.name, text=reason.text, evidence=evidence)
