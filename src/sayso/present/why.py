"""Why a claim stands as it does: one page of plain sentences, for whoever asks "how do we know?".

Every sentence is made from a record, and the words of documents in it are citations that were held up once more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.model.document import part_at
from sayso.model.findings import Claim, Copy, Passage
from sayso.model.span import Span, hull
from sayso.model.statement import Statement
from sayso.present import wording
from sayso.present.lines import line_of, said
from sayso.present.pile import Pile
from sayso.present.safe import one_line
from sayso.present.shape import Citation, Hop, Line, Said, Version
from sayso.present.versions import versions_of
from sayso.present.why_change import what_would_change

PLACES = 40
"""Places of a passage, and further statements, that are told one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One question a reader asks, and the sentences that answer it."""

    name: str
    title: str
    sentences: tuple[str, ...]
    cited: tuple[Citation, ...] = ()
    """The quotations in them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """The whole trail of one claim, statement or passage."""

    key: str
    title: str
    sections: tuple[Section, ...]
    also: tuple[str, ...] = ()
    """Keys of other claims in which the words asked for stand."""


def why_claim(pile: Pile, claim: Claim, asked: Statement, copies: Sequence[Copy], passages: Iterable[Passage]) -> Why:
    """The trail of ``claim``, told from the statement ``asked``.

    :raises OurFault: ``quotation_drift`` where a record is not what its document says.
    """
    line = line_of(pile, claim)
    here = said(pile, asked)
    made = [pile.statements[s] for s in claim.statements]
    documents = {s.document for s in made}
    sections = (
        _words(here),
        _chain(here),
        _footing(pile, asked),
        _others(pile, claim, asked),
        _sources(line),
        _answers(line),
        _versions(pile, copies, made, documents),
        _passages(pile, passages, made),
        _grades(pile, claim, line, asked),
        Section(
            name="change",
            title="What would change the answer",
            sentences=tuple(what_would_change(pile, claim, line, copies)),
        ),
    )
    return Why(key=claim.key, title=f"Why {claim.key} stands as it does", sections=_told(sections))


def why_statement(
    pile: Pile, asked: Statement, answered: Claim | None, copies: Sequence[Copy], passages: Iterable[Passage]
) -> Why:
    """The trail of a statement that states no claim of its own: an answer, or words that only pass others on."""
    here = said(pile, asked)
    sections = [_words(here), _chain(here), _footing(pile, asked)]
    if answered is not None:
        line = line_of(pile, answered)
        told = f"It answers {line.key}: {_sentence(line.said)}"
        sections.append(Section(name="answers", title="What it answers", sentences=(told,), cited=(line.said.content,)))
    else:
        none = "It states no claim of its own: what it passes on is told under the keys of the words inside it."
        sections.append(Section(name="answers", title="What it answers", sentences=(none,)))
    sections += [_versions(pile, copies, [asked], {asked.document}), _passages(pile, passages, [asked])]
    return Why(key=asked.key, title=f"Where {asked.key} comes from", sections=_told(sections))


def why_passage(pile: Pile, passage: Passage, claims: Iterable[Claim], copies: Sequence[Copy]) -> Why:
    """The trail of words that documents share: every place, where they are first seen, and what rests on them."""
    cited = [c for place in passage.places[:PLACES] if (c := pile.cite(place.document, (place.span,)))]
    first = pile.document(passage.first_seen).file if passage.first_seen else None
    places = tuple(f"{_where(pile, c)}: {wording.quoted(c)}." for c in cited)
    told = f"They are first seen in {one_line(first)}." if first else "The dates do not tell where they stood first."
    resting = tuple(f"{claim.key}: “{one_line(claim.text)}”" for claim in claims)
    documents = {place.document for place in passage.places}
    sections = (
        Section(
            name="words",
            title="The words",
            sentences=(f"{wording.quoted(cited[0])}",) if cited else (),
            cited=tuple(cited[:1]),
        ),
        Section(name="places", title="Where they stand", sentences=(*places, told), cited=tuple(cited)),
        Section(name="rests", title="Claims that rest on them", sentences=resting or ("No claim rests on them.",)),
        _versions(pile, copies, [], documents),
    )
    key = f"P-{passage.id[:6]}"
    return Why(key=key, title=f"Where the words of {key} come from", sections=_told(sections))


def _told(sections: Iterable[Section]) -> tuple[Section, ...]:
    return tuple(section for section in sections if section.sentences)


def _words(here: Said) -> Section:
    told = f"{one_line(here.chain[0].who)}: {wording.quoted(here.content)} [{here.content.key}]"
    return Section(name="words", title="What is said", sentences=(told,), cited=(here.content,))


def _chain(here: Said) -> Section:
    first, *rest = here.chain
    steps = [_first(first), *(_hop(hop) for hop in rest)]
    steps.append(f"The words are quoted from {wording.place(here.content).text}.")
    cited = tuple(c for hop in here.chain for c in (hop.printed, hop.how) if c is not None)
    return Section(name="chain", title="How it came here", sentences=tuple(steps), cited=cited)


def _first(hop: Hop) -> str:
    if hop.own:
        return f"{one_line(hop.who)} states it in the document's own words; nobody is quoted."
    printed = f", here {wording.quoted(hop.printed)}," if hop.printed else ""
    how = f", in the words {wording.quoted(hop.how)}" if hop.how else ""
    does = f", {wording.KINDS[hop.kind]}" if wording.KINDS.get(hop.kind) else ""
    when = f" on {wording.day(hop.said_on)}" if hop.said_on else ""
    return f"It is the word of {one_line(hop.who)}{printed}{when}{does}{how}."


def _hop(hop: Hop) -> str:
    if hop.role == "document":
        return f"All of it stands in {one_line(hop.who)}."
    how = f" with the words {wording.quoted(hop.how)}" if hop.how else ""
    return f"{one_line(hop.who)} passes it on{how}."


def _footing(pile: Pile, statement: Statement) -> Section:
    at = statement.at
    words = pile.cite(statement.document, at.basis_words, statement.key)
    ground = "The text does not say how the speaker knows." if at.basis == "unstated" else f"Basis: {at.basis}."
    shown = f" The words for that are {wording.quoted(words)}." if words else ""
    when = f"It was said on {wording.day(at.said_on)}." if at.said_on else "The day of saying is not told."
    about = f"It is about {wording.day(at.as_of.edtf)}." if at.as_of else ""
    soft = pile.cite(statement.document, at.certainty, statement.key)
    sure = f"The speaker marks how sure it is: {wording.quoted(soft)}." if soft else ""
    who = f"How the speaker was settled: {one_line(at.speaker_reason)}." if at.speaker_reason else ""
    told = tuple(filter(None, (ground + shown, when, about, sure, who)))
    return Section(name="footing", title="On what footing", sentences=told, cited=tuple(filter(None, (words, soft))))


def _others(pile: Pile, claim: Claim, asked: Statement) -> Section:
    others = sorted((pile.statements[s] for s in claim.statements if s != asked.id), key=lambda s: s.key)
    told = [said(pile, s) for s in others[:PLACES]]
    sentences = [_sentence(each) for each in told]
    if len(others) > PLACES:
        sentences.append(f"{wording.counted(len(others) - PLACES, 'further statement')} of the same claim.")
    return Section(
        name="others",
        title="Who else says it",
        sentences=tuple(sentences) or ("Nobody else in this pile says it.",),
        cited=tuple(each.content for each in told),
    )


def _sentence(each: Said) -> str:
    told = f"{wording.answering(each)}: {wording.quoted(each.content)} ({wording.place(each.content).text})"
    return "; ".join([told, *each.apart]) + (
        " (to be checked)." if each.unsure and (each.claim or each.answers) else "."
    )


def _sources(line: Line) -> Section:
    count = wording.number_of_sources(line)
    head = f"{wording.counted(line.statements, 'statement')}; {count}."
    rows = [f"{_source(n, why, keys)}" for n, (why, keys) in enumerate(((s.why, s.keys) for s in line.sources), 1)]
    rows += [f"{_sentence(p.said)[:-1]} says only part: {wording.silent(p)}." for p in line.in_part]
    if line.on_forged:
        where = wording.flat(wording.places(line.on_forged))
        rows.append(f"Not counted, since they stand on a page judged forged or altered: {where}.")
    cited = (*(part.said.content for part in line.in_part), *line.on_forged)
    return Section(name="sources", title="How many sources, and what was merged", sentences=(head, *rows), cited=cited)


def _source(number: int, why: str, keys: Sequence[str]) -> str:
    many = f"{len(keys)} statements count once" if len(keys) > 1 else "one statement"
    return f"Source {number}, {many} ({', '.join(keys)}): {one_line(why)}"


def _answers(line: Line) -> Section:
    told = [f"{wording.ANSWERED.get(a.answers or a.kind, 'Answered by')} {_sentence(a)}" for a in line.answers]
    told += [f"It cannot be true beside {c.claim}: {_sentence(c)}" for c in line.contradicts]
    cited = tuple(each.content for each in (*line.answers, *line.contradicts))
    none = ("Nobody in this pile denies, confirms or corrects it, and nothing contradicts it.",)
    return Section(name="answers", title="Who answers", sentences=tuple(told) or none, cited=cited)


def _versions(pile: Pile, copies: Sequence[Copy], made: Sequence[Statement], documents: set[str]) -> Section:
    found, more = versions_of(pile, copies, documents, PLACES)
    told: list[str] = []
    cited: list[Citation] = []
    for version in found:
        told.append(f"{wording.version(version)}.")
        touching = [c for c in version.changes if _touches(version, c.before, c.after, made)]
        cited += [c for change in touching for c in (change.before, change.after) if c is not None]
        apart = dict.fromkeys(f"{_side(c.before)} in one, {_side(c.after)} in the other" for c in touching)
        told += [f"There the words quoted above differ: {each}." for each in apart]
        if version.changes and not touching and made:
            told.append("The words quoted above are the same in both.")
    if more:
        told.append(f"{wording.counted(more, 'further relation')} of these documents is not told here.")
    none = ("Its document has no copies and no other versions in this pile.",)
    return Section(name="versions", title="Versions of the page", sentences=tuple(told) or none, cited=tuple(cited))


def _side(words: Citation | None) -> str:
    return wording.quoted(words) if words else "nothing"


def _touches(version: Version, before: Citation | None, after: Citation | None, made: Iterable[Statement]) -> bool:
    """Whether a change lies in the sentence of a statement."""
    for document, words in ((version.of, before), (version.document, after)):
        if words is not None and any(s.document == document and _reach(s).overlaps(words.spans[0]) for s in made):
            return True
    return False


def _reach(statement: Statement) -> Span:
    return hull([statement.at.as_said, *statement.at.content])


def _passages(pile: Pile, passages: Iterable[Passage], made: Sequence[Statement]) -> Section:
    told, cited = [], []
    for passage in passages:
        inside = [
            p for p in passage.places for s in made if s.document == p.document and p.span.overlaps(hull(s.at.content))
        ]
        if not inside:
            continue
        words = pile.cite(inside[0].document, (inside[0].span,))
        files = list(dict.fromkeys(one_line(pile.document(p.document).file) for p in passage.places))
        first = f"; first seen in {one_line(pile.document(passage.first_seen).file)}" if passage.first_seen else ""
        if words is not None:
            cited.append(words)
            told.append(f"P-{passage.id[:6]}: {wording.quoted(words)} stands in {', '.join(files)}{first}.")
    return Section(
        name="passages", title="Words it shares with other documents", sentences=tuple(told), cited=tuple(cited)
    )


def _grades(pile: Pile, claim: Claim, line: Line, asked: Statement) -> Section:
    entity = pile.entities.get(asked.speaker) if asked.speaker else None
    told = [f"It stands so: {wording.standing(line)}."]
    told.append(f"Credibility {claim.credibility} of 6 (6: cannot be judged): {'; '.join(line.reasons)}.")
    if entity is None:
        told.append("Reliability: F, cannot be judged: the speaker is not known by name across this pile.")
    else:
        why = "; ".join(reason.text for reason in entity.reasons) or "nobody has judged this source"
        told.append(f"Reliability of {one_line(entity.name)}: {_letter(entity.reliability)}: {one_line(why)}.")
    read = round(asked.reading_confidence * 100)
    told.append(
        f"The page was read with a quality of {read} in 100; the attribution was found with {_sure(asked)} in 100."
    )
    told += [f"A person should look first: {one_line(doubt)}." for doubt in line.doubts]
    told += [f"Warning: {one_line(warning)}." for warning in line.warnings]
    return Section(name="grades", title="Standing and grades, and the reasons", sentences=tuple(told))


def _letter(grade: str) -> str:
    return "F, cannot be judged" if grade == "F" else grade


def _sure(statement: Statement) -> int:
    return round(statement.at.confidence * 100)


def _where(pile: Pile, citation: Citation) -> str:
    part = part_at(pile.document(citation.document).content, citation.spans[0].start)
    dated = f", {wording.day(part.published)}" if part.published else ""
    return f"{wording.place(citation).text}{dated}"
