"""Claims assessed: origins, standing, grade and doubts put together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.assess.forged import resting_on
from sayso.assess.grades import credibility
from sayso.assess.origins import count
from sayso.assess.plain import RESPONSE_KINDS, doubts, unsure_answers, unsure_sources
from sayso.assess.says import Say
from sayso.assess.standing import counted, standing
from sayso.assess.status import is_retracted, status
from sayso.model.findings import Claim, Contrast, Part, Reason, Response, group_id
from sayso.model.keys import claim_key


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
    guessed: bool = False
    """Whether an answer was given to it by what it is about alone."""
    cores: tuple[frozenset[str], ...] = ()
    """Where it is weak: the statements that hang together by strong links, set by set."""
    altered: bool = False
    """Whether the words of ``best`` stand where versions of the document differ."""

    @property
    def id(self) -> str:
        """The claim's id: made from its smallest statement."""
        return group_id("claim", min(s.statement for s in self.says))


def assessed(
    gathered: Sequence[Gathered], plain_confidence: float, forged: Collection[str] = frozenset()
) -> Iterator[Claim]:
    """The claims, in the order given; ``forged`` are the documents that a person judged forged or altered."""
    retracted = [is_retracted(g.says, g.answers) for g in gathered]
    ids = [g.id for g in gathered]
    for g, taken_back in zip(gathered, retracted, strict=True):
        contradicted = any(not retracted[n] and not _only_denies(gathered[n], g) for n in g.contrary)
        against = tuple(sorted(ids[other] for other in g.contrary))
        gone = resting_on(g.says, forged) if forged else frozenset()
        plain = _claim(g, against, plain_confidence, gone, retracted=taken_back, contradicted=contradicted)
        claim = _without_source(plain, g, gone) if len(gone) == len(g.says) else plain
        contrasts = (Contrast(claim=ids[n], sort=s, here=h, there=t) for n, s, h, t in g.differences)  # type: ignore[arg-type]
        yield replace(claim, contrasts=tuple(contrasts), tension=tuple(sorted(ids[n] for n in g.tension)))


def _only_denies(other: Gathered, g: Gathered) -> bool:
    """Whether all of ``other`` stands among the answers to ``g``: then it is a denial, and no claim beside it."""
    return {s.statement for s in other.says} <= {a.statement for a in g.answers}


def _claim(
    g: Gathered,
    against: tuple[str, ...],
    plain_confidence: float,
    gone: frozenset[str],
    *,
    retracted: bool,
    contradicted: bool,
) -> Claim:
    left_out = gone | {statement for statement, _ in g.in_part}
    counting = [s for s in g.says if s.statement not in left_out] or list(g.says)
    found = count(counting)
    surely = _surely(g, counting) if g.weak else found.at_least
    word = status(
        retracted=retracted,
        sources=found.upper,
        surely=surely,
        denied=any(a.kind != "declines" for a in g.answers),
        contradicted=contradicted,
    )
    grade = credibility(word, found.upper, surely)
    own = doubts(g.best, plain_confidence=plain_confidence, weak_merge=g.weak, altered=g.altered)
    codes = tuple(sorted({*own, *unsure_sources(g.best, g.says), *unsure_answers(g.answers, guessed=g.guessed)}))
    return Claim(
        id=g.id,
        key=claim_key(g.id),
        text=g.text,
        statements=tuple(sorted(s.statement for s in g.says)),
        best=g.best.statement,
        independent_sources=found.upper,
        at_least=surely,
        origins=found.origins,
        status=word,
        standing=standing(found.upper, surely, _answers(g)),
        responses=tuple(_responses(g)),
        denied_by=tuple(sorted({a.statement for a in g.answers if a.kind != "declines"})),
        contradicts=against,
        in_part=tuple(Part(statement=s, silent_on=words) for s, words in g.in_part),
        credibility=grade.credibility,
        reasons=(*_origin_reasons(found.upper, surely), _with_evidence(grade.reason, g)),
        shown=not codes,
        doubts=codes,
        on_forged=tuple(sorted(gone)),
    )


def _surely(g: Gathered, counting: Sequence[Say]) -> int:
    """How many sources are surely apart among statements that surely say the same.

    Statements that were grouped by likeness alone may not say the same, so a second source of those is not sure.
    """
    cores = ([s for s in counting if s.statement in core] for core in g.cores)
    return max((count(core).at_least for core in cores if core), default=1)


def _without_source(claim: Claim, g: Gathered, gone: frozenset[str]) -> Claim:
    """A claim of which nothing is left once the pages judged forged are left out."""
    pages = sorted({s.place for s in g.says if s.statement in gone}, key=lambda p: (p.document, p.span))
    rests = Reason(name="on_forged", text="it rests on a page judged forged", evidence=tuple(pages))
    return replace(
        claim,
        independent_sources=0,
        at_least=0,
        origins=(),
        status="single-source",
        standing=standing(0, 0, _answers(g)),
        credibility=6,
        reasons=(rests,),
        shown=False,
    )


def _answers(g: Gathered) -> list[tuple[str, Say]]:
    """Kinds of response with who gave them, as ``_responses`` lists them."""
    by_id = {s.statement: s for s in (*g.says, *g.answers)}
    return [(r.kind, by_id[r.statement]) for r in _responses(g)]


def _confirms_another(say: Say, says: Sequence[Say]) -> bool:
    """Whether it confirms what somebody else says; an admission that nobody else made first confirms nothing."""
    others = (s for s in says if s.kind != "confirms")
    return say.kind == "confirms" and any(
        (s.speaker, s.speaker_name) != (say.speaker, say.speaker_name) for s in others
    )


def _responses(g: Gathered) -> Iterator[Response]:
    """Denials, confirmations and corrections, sorted by statement; a plain contrary sentence answers as a denial.

    A correction that says the claim itself puts something else right, and bears the claim out.
    """
    kinds = {a.statement: a.kind if a.kind in RESPONSE_KINDS else "denies" for a in g.answers}
    if len(g.says) > 1:
        kinds.update((s.statement, s.kind) for s in g.says if _confirms_another(s, g.says))
    for statement, kind in sorted(kinds.items()):
        yield Response(statement=statement, kind=kind)


def _origin_reasons(upper: int, at_least: int) -> Iterator[Reason]:
    text = "every statement goes back to one source" if upper == 1 else f"the statements go back to {upper} sources"
    if at_least < upper:
        text = f"the statements go back to {counted(upper, at_least)}"
    yield Reason(name="origins", text=text)


def _with_evidence(reason: Reason, g: Gathered) -> Reason:
    places = [a.place for a in g.answers] if g.answers else [g.best.place]
    evidence = tuple(sorted(set(places), key=lambda p: (p.document, p.span)))
    return Reason(name=reason.name, text=reason.text, evidence=evidence)
