"""One line of the brief: a claim in its best words, the chain it came by, its footing, its sources, and the answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sayso.model.document import Document, part_at
from sayso.model.doubts import DOUBTS
from sayso.model.findings import Claim
from sayso.model.span import Span, Spans, hull, trimmed, words_at
from sayso.model.statement import Statement
from sayso.present.pile import Pile
from sayso.present.shape import Citation, Hop, Line, Partial, Said, Source
from sayso.present.wording import contrasted, day

ALSO = 12
"""How many further places of a claim a line lists."""
ANSWERS = 8
"""How many answers, and contradicting claims, a line lists."""
EDGE = " \t\n,;:"
"""What may stand at the edge of a name as printed, and is not part of it."""
UNTOLD = "somebody the text does not name"
UNSURE = "it was not settled whether this can stand without a second look"


def line_of(pile: Pile, claim: Claim, subject: str = "") -> Line:
    """The line of ``claim``, under the heading of its subject.

    :raises OurFault: ``quotation_drift`` where the claim's text is not its best statement's content.
    """
    best = pile.statements[claim.best]
    at = best.at
    answers, against = answered(pile, claim)
    pile.check(best.document, at.content, claim.text)
    return Line(
        key=claim.key,
        id=claim.id,
        said=said(pile, best),
        basis=at.basis,
        basis_words=pile.cite(best.document, at.basis_words, best.key),
        said_on=at.said_on,
        as_of=at.as_of.edtf if at.as_of else None,
        status=claim.status,
        standing=claim.standing,
        credibility=claim.credibility,
        independent_sources=claim.independent_sources,
        at_least=claim.at_least,
        sources=tuple(_sources(pile, claim)),
        answers=answers,
        contradicts=against,
        in_part=tuple(_in_part(pile, claim)),
        on_forged=tuple(pile.content(pile.statements[s]) for s in claim.on_forged),
        also=tuple(_also(pile, claim)),
        statements=len(claim.statements),
        reasons=tuple(reason.text for reason in claim.reasons),
        subject=subject,
        doubts=() if claim.shown else _doubts(claim, best),
        warnings=tuple(_embargoes(pile, best.document)),
    )


def _embargoes(pile: Pile, document: str) -> Iterator[str]:
    """The embargoes printed on a document that have not run out, or do not say when they do."""
    for marking in pile.document(document).content.markings:
        if marking.own and "EMBARGO" in marking.controls and pile.on is not None:
            until = (marking.declassify or "")[: len("YYYY-MM-DD")]
            if not until:
                yield f"its document carries an embargo, the end of which could not be read: “{marking.text}”"
            elif pile.on <= until:
                yield f"its document carries an embargo until {marking.declassify}: “{marking.text}”"


def said(pile: Pile, statement: Statement, *, claim: str | None = None, answers: str | None = None) -> Said:
    """A statement's words with everyone they passed through, innermost speaker first, the document last."""
    hops = [_speaker(pile, each) for each in _outwards(pile, statement)]
    carrier = _carrier(pile.document(statement.document), hull(statement.at.content).start, hops[-1])
    return Said(
        content=pile.content(statement),
        chain=(*hops, carrier),
        kind=statement.at.kind,
        statement=statement.id,
        claim=claim,
        answers=answers,
        unsure=bool(statement.at.doubts),
    )


def _outwards(pile: Pile, statement: Statement | None) -> Iterator[Statement]:
    """The statement, the one it sits inside, and so on; stops where a chain would turn back on itself."""
    seen: set[str] = set()
    while statement is not None and statement.id not in seen:
        seen.add(statement.id)
        yield statement
        statement = pile.statements.get(statement.parent) if statement.parent else None


def _speaker(pile: Pile, statement: Statement) -> Hop:
    at = statement.at
    name = pile.name_of(statement)
    text = pile.document(statement.document).text
    printed = pile.cite(statement.document, tuple(trimmed(text, span, EDGE) for span in at.source), statement.key)
    return Hop(
        who=name or UNTOLD,
        printed=None if printed is None or _names(printed, name) else printed,
        how=pile.cite(statement.document, _saying(text, at.cue, at.addressee), statement.key),
        own=at.voice == "document",
        kind=at.kind,
        said_on=at.said_on,
    )


def _names(printed: Citation, name: str | None) -> bool:
    """Whether the printed words hold the last word of the name: then there is nothing to explain."""
    return bool(name) and (name or "").split()[-1].casefold() in " ".join(printed.words).casefold()


def _saying(text: str, cue: Spans, addressee: Spans) -> Spans:
    """The words of saying; with whom it was said to, where that follows at once: "told the Directorate"."""
    if cue and addressee and text[cue[-1].end : addressee[0].start].isspace():
        return (*cue[:-1], Span(cue[-1].start, addressee[-1].end))
    return cue


def _carrier(document: Document, offset: int, teller: Hop) -> Hop:
    """The document, or the article in it, as the last hop: who issued it, its title, its author, its day.

    Who speaks in a document's own voice is named already, and is not named again as its author or publisher.
    """
    part = part_at(document.content, offset)
    named = {teller.who} if teller.own else set()
    issued = part.publisher if part.publisher not in named else None
    author = f"by {part.author}" if part.author and part.author not in named | {issued} else None
    title = f"“{part.title}”" if part.title else None
    head = ", ".join(filter(None, (issued, title, author)) if issued or title or author else (document.file,))
    dated = ", ".join(filter(None, (head, day(part.published))))
    return Hop(who=f"{dated} (as its head seems to say)" if part.guess else dated, role="document")


def _sources(pile: Pile, claim: Claim) -> Iterator[Source]:
    for origin in claim.origins:
        keys = sorted(pile.statements[s].key for s in origin.statements)
        yield Source(why=origin.why, keys=tuple(keys))


def answers_of(pile: Pile, claim: Claim) -> Iterator[Said]:
    """The statements that answer, denials first; a speaker's same words count once, with all their places.

    A claim whose own best words confirm something is not told to confirm itself.
    """
    kinds: dict[str, str] = dict.fromkeys(claim.denied_by, "denies") | {r.statement: r.kind for r in claim.responses}
    own = voiced(pile, pile.statements[claim.best])
    told: dict[tuple[str, ...], list[Statement]] = {}
    for each in sorted(map(pile.statements.__getitem__, kinds), key=lambda s: (kinds[s.id] != "denies", s.key)):
        mouth = voiced(pile, each)
        if mouth != own:
            told.setdefault((kinds[each.id], *mouth), []).append(each)
    for first, *again in list(told.values())[:ANSWERS]:
        also = tuple(pile.content(each) for each in again)
        yield replace(said(pile, first, answers=kinds[first.id]), also=also)


def once(pile: Pile, statements: Iterable[Statement]) -> list[Said]:
    """Statements in their order; a speaker's same words count once, with all their places."""
    told: dict[tuple[str, ...], list[Statement]] = {}
    for each in statements:
        told.setdefault(voiced(pile, each), []).append(each)
    return [replace(said(pile, first), also=tuple(map(pile.content, again))) for first, *again in told.values()]


def voiced(pile: Pile, statement: Statement) -> tuple[str, ...]:
    """Who says which words: what makes two statements the same for a reader."""
    words = words_at(pile.document(statement.document).text, statement.at.content)
    return (pile.name_of(statement) or statement.id, *words.split())


def contradicting(pile: Pile, claim: Claim) -> Iterator[Said]:
    """The best statements of the claims that cannot be true beside it, and in what they differ from it."""
    for other in list(map(pile.claims.get, claim.contradicts))[:ANSWERS]:
        if other is not None:
            apart = tuple(contrasted(c) for c in claim.contrasts if c.claim == other.id)
            told = said(pile, pile.statements[other.best], claim=other.key)
            forged = bool(other.on_forged) and not other.independent_sources
            yield replace(told, apart=apart, unsure=not (other.shown or forged), forged=forged)


def answered(pile: Pile, claim: Claim) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
    """Who answers a claim, and the claims that cannot be true beside it where no answer has told their words."""
    against = tuple(contradicting(pile, claim))
    keys = {voiced(pile, pile.statements[each.statement]): each.claim for each in against}
    answers = tuple(_with_key(pile, each, keys) for each in answers_of(pile, claim))
    told = {each.claim for each in answers}
    return answers, tuple(each for each in against if each.claim not in told)


def _with_key(pile: Pile, answer: Said, keys: Mapping[tuple[str, ...], str | None]) -> Said:
    """An answer with the key of the contradicting claim whose words it is, which is then not told a second time."""
    return replace(answer, claim=keys.get(voiced(pile, pile.statements[answer.statement])))


def _in_part(pile: Pile, claim: Claim) -> Iterator[Partial]:
    """The statements that say only part of it; one speaker's same words once."""
    seen: set[tuple[str, ...]] = set()
    for part in claim.in_part[:ANSWERS]:
        statement = pile.statements[part.statement]
        mouth = voiced(pile, statement)
        if mouth not in seen:
            seen.add(mouth)
            yield Partial(said=said(pile, statement), silent_on=silent_words(claim.text, part.silent_on))


def silent_words(text: str, stems: str) -> tuple[str, ...]:
    """The words of ``text`` that ``stems`` stand for, as they stand there; the stems where none is found."""
    heads = tuple({word for stem in stems.casefold().split(", ") for word in stem.split()})
    words = (word.strip(".,;:!?()[]\"'“”‘’") for word in text.split())
    found = dict.fromkeys(word for word in words if word and _opens(word.casefold(), heads))
    return tuple(found) or tuple(stems.split(", "))


def _opens(word: str, heads: Iterable[str]) -> bool:
    """Whether a word is a number or stem of ``heads``, or opens with a stem."""
    return any(word == head if head[:1].isdigit() else word.startswith(head) for head in heads)


def _also(pile: Pile, claim: Claim) -> Iterator[Citation]:
    others = sorted((pile.statements[s] for s in claim.statements if s != claim.best), key=lambda s: s.key)
    for statement in others[:ALSO]:
        yield pile.content(statement)


def _doubts(claim: Claim, best: Statement) -> tuple[str, ...]:
    codes = dict.fromkeys((*claim.doubts, *best.at.doubts))
    return tuple(DOUBTS.get(code, code) for code in codes) or (UNSURE,)
