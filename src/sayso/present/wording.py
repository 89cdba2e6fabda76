"""The plain words of the brief: dates, kinds, standing, sources. What every writer says in the same way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from sayso.model.findings import Contrast
from sayso.model.judgement import Judgement
from sayso.present.safe import one_line
from sayso.present.shape import Brief, Citation, Difference, Gap, Hop, Line, Partial, Question, Said, Version


class Bit(NamedTuple):
    """A piece of a sentence, plain and on one line; ``to`` is the key it leads to, where a writer makes links."""

    text: str
    to: str = ""


Bits = tuple[Bit, ...]


class Fact(NamedTuple):
    """One thing a line tells, under its label."""

    label: str
    bits: Bits


EVERY_LINE = "Every line is somebody's word, quoted exactly. Nothing here says that it is true."

SECTIONS = MappingProxyType(
    {
        "stands": "What stands",
        "to_check": "To be checked by a person",
        "forged": "Rests on a page judged forged or altered",
        "questions": "Open questions",
        "versions": "Copies and versions",
        "withheld": "Kept in, as promised",
        "gaps": "What this does not cover",
        "places": "Every place quoted",
    }
)

NOTHING = MappingProxyType(
    {
        "stands": "No claim stands without a second look.",
        "to_check": "Nothing waits for a person here.",
        "forged": "Nothing rests on such a page alone.",
        "questions": "None that a rule of ours would ask.",
        "versions": "No two documents are copies or versions of each other.",
        "withheld": "Nothing is kept in.",
        "gaps": "Every file was read, and read well, and is in the findings.",
        "places": "Nothing is quoted.",
    }
)

LONG = 700
"""Characters of one quotation that are printed; the JSON brief and ``show`` have all of them."""

_OPENERS = frozenset({"Each", "Only", "The", "Unnamed", "One", "People", "It", "Nobody", "Somebody"})
"""Words other than names with which the reason of an origin opens."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

KINDS = MappingProxyType(
    {
        "asserts": "",
        "denies": "denying this",
        "confirms": "confirming this",
        "corrects": "a correction",
        "promises": "a promise",
        "orders": "an order",
        "asks": "a question or request",
        "believes": "a belief",
        "declines": "refusing this",
    }
)
"""What a speaker does to the words quoted, where it is more than saying them."""

ANSWERED = MappingProxyType(
    {
        "denies": "Denied by",
        "confirms": "Confirmed by",
        "corrects": "Corrected by",
        "declines": "Not answered by",
    }
)

VERSIONS = MappingProxyType(
    {
        "altered": "Two versions differ",
        "near": "Two versions differ in small ways",
        "excerpt": "Part of the same text",
        "exact": "The same text",
    }
)


def day(edtf: str | None) -> str:
    """An EDTF date as people write it: "6 Nov 2023", "Nov 2023", "about 2023"; anything else as it stands."""
    if not edtf:
        return ""
    if "/" in edtf:
        return " to ".join(filter(None, map(day, edtf.split("/"))))
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?([?~%]?)", edtf)
    if not found or (found[2] and not 1 <= int(found[2]) <= len(MONTHS)):
        return edtf
    year, month, date, doubt = found.groups()
    written = " ".join(filter(None, (date and str(int(date)), month and MONTHS[int(month) - 1], year)))
    return f"about {written}" if doubt else written


def counted(count: int, noun: str) -> str:
    """A number with its noun: 1 file; 2,617 files."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def list_of(words: Iterable[str]) -> str:
    """Stretches of one quotation on one line, an ellipsis between them."""
    return " … ".join(one_line(each) for each in words)


def quoted(citation: Citation) -> str:
    """A citation's words in quotation marks; very long ones are cut, visibly."""
    words = list_of(citation.words)
    return f"“{words}”" if len(words) <= LONG else f"“{words[:LONG].rsplit(' ', 1)[0]} […]”"


def place(citation: Citation) -> Bit:
    """Where a citation stands: file, page, key; leads to the key."""
    key = f", {citation.key}" if citation.key else ""
    return Bit(f"{one_line(citation.file)}, page {citation.page}{key}", citation.key)


def hop(step: Hop) -> str:
    """One step of a chain: the name, how it is printed there, the words of saying."""
    printed = f"here {quoted(step.printed)}" if step.printed else ""
    how = quoted(step.how) if step.how else ""
    own = "in the document's own words" if step.own else ""
    notes = ", ".join(filter(None, (printed, how, KINDS.get(step.kind, step.kind), own)))
    return f"{one_line(step.who)} ({notes})" if notes else one_line(step.who)


def chain(said: Said) -> str:
    """Everyone the words passed through, from the first speaker to the document that carries them."""
    return " ← ".join(hop(step) for step in said.chain)


def opening(said: Said) -> str:
    """The one who says it, for the head of a line."""
    return hop(said.chain[0])


def through(said: Said) -> str:
    """Everyone after the first speaker, to the document that carries the words."""
    return " ← ".join(hop(step) for step in said.chain[1:])


def answer(said: Said) -> Bits:
    """An answer or a contradicting claim in one line: who through whom, the words, the place."""
    other = (Bit(" ["), Bit(said.claim, said.claim), Bit("]")) if said.claim else ()
    again = (Bit("; again in "), *places(said.also)) if said.also else ()
    apart = (Bit(f" — {'; '.join(said.apart)}"),) if said.apart else ()
    doubt = (Bit(" (to be checked)"),) if said.unsure else ()
    doubt = (Bit(" (rests on a page judged forged or altered)"),) if said.forged else doubt
    head = Bit(f"{answering(said)}: {quoted(said.content)} (")
    return (head, place(said.content), *again, Bit(")"), *other, *apart, *doubt)


def _partly(part: Partial) -> Bits:
    """A statement that says only part of a claim, with what it is silent on."""
    return (*answer(part.said), Bit(f" — says only part; {silent(part)}"))


def silent(part: Partial) -> str:
    """On which of a claim's words a statement is silent."""
    return "silent on " + ", ".join(f"“{one_line(word)}”" for word in part.silent_on)


def answering(said: Said) -> str:
    """The chain of an answer; that it denies or confirms stands in its label, and is not told twice."""
    first, *rest = said.chain
    told = first.kind in ("denies", "confirms") and first.kind == (said.answers or said.kind)
    return " ← ".join(hop(step) for step in (replace(first, kind="asserts") if told else first, *rest))


def basis(line: Line) -> str:
    """On what footing it is said, when, and about when."""
    ground = "not stated" if line.basis == "unstated" else line.basis
    words = f" ({quoted(line.basis_words)})" if line.basis_words else ""
    said_on = f"said on {day(line.said_on)}" if line.said_on else "day of saying not told"
    about = f"about {day(line.as_of)}" if line.as_of else ""
    return "; ".join(filter(None, (ground + words, said_on, about)))


def number_of_sources(line: Line) -> str:
    """How many independent sources, with the lower bound where it is lower."""
    return number_between(line.at_least, line.independent_sources)


def number_between(at_least: int, most: int) -> str:
    """A number of independent sources that may be lower than it seems, and why it is not told as one number."""
    if at_least < most:
        return f"{at_least}-{most} independent sources, no link found in this pile"
    return counted(most, "independent source") if most else "no independent source left"


def standing(line: Line) -> str:
    """Support and answers side by side: "one source; the Ministry denies it". The one word of status never alone."""
    support = line.standing or number_of_sources(line)
    return "; ".join(filter(None, (support, _beside(line), _withdrawn(line))))


def _beside(line: Line) -> str:
    """Who says what cannot be true beside it."""
    names = {each.chain[0].who for each in line.contradicts if not each.forged}
    own = ["its speaker says otherwise elsewhere"] if line.said.chain[0].who in names else []
    others = sorted(names - {line.said.chain[0].who})
    return "; ".join([*own, *(f"{one_line(name)} says otherwise" for name in others)])


def _withdrawn(line: Line) -> str:
    told = "corrects it" in line.standing
    return "withdrawn or corrected by its source" if line.status == "retracted" and not told else ""


def contrasted(each: Contrast) -> str:
    """In what two claims differ: "number: 61 here, 41 and 45 there"."""
    if each.sort == "negation":
        return "one affirms what the other negates"
    here, there = (one_line(side).replace(", ", " and ") for side in (each.here, each.there))
    return f"{each.sort}: {here} here, {there} there"


def facts(line: Line) -> list[Fact]:
    """Everything a line tells below its words, in the order of reading."""
    rows = [_fact("Through", through(line.said)), _fact("Basis", basis(line)), Fact("Sources", _sources(line))]
    rows.append(_fact("Standing", standing(line)))
    rows += [Fact(ANSWERED.get(said.answers or said.kind, "Answered by"), answer(said)) for said in line.answers]
    rows += [Fact("Against it", answer(said)) for said in line.contradicts]
    rows += [Fact("In part", _partly(part)) for part in line.in_part]
    if line.on_forged:
        rows.append(Fact("Not counted", (Bit("on a page judged forged or altered: "), *places(line.on_forged))))
    rows.append(Fact("Stands in", (place(line.said.content),)))
    if line.also:
        rows.append(Fact("Also in", also(line)))
    rows += [_fact("Warning", warning) for warning in line.warnings]
    return rows + [_fact("To check", doubt) for doubt in line.doubts]


def also(line: Line) -> Bits:
    """The other places of a claim, and how many are not listed."""
    more = line.statements - 1 - len(line.also)
    return (*places(line.also), Bit(f"; {more:,} more")) if more > 0 else places(line.also)


def places(cited: Iterable[Citation]) -> Bits:
    """Places a file at a time: its name, then the keys."""
    by_file: dict[str, list[str]] = {}
    for citation in cited:
        by_file.setdefault(citation.file, []).append(citation.key)
    bits: list[Bit] = []
    for file, keys in sorted(by_file.items()):
        bits.append(Bit(f"; {one_line(file)}" if bits else one_line(file)))
        bits += [bit for key in keys for bit in (Bit(", "), Bit(key, key))]
    return tuple(bits)


def question(each: Question) -> Bits:
    """An open question, with the claims that hang on it."""
    words = f" {quoted(each.words)}" if each.words else ""
    after = f" {one_line(each.after)}" if each.after else ""
    keys = [bit for key in each.keys for bit in (Bit(" "), Bit(f"[{key}]", key))]
    asked = f"{one_line(each.before)}{words}{after}"
    lead = () if asked.endswith("?") or not each.keys else (Bit(":"),)
    return (Bit(asked), *lead, *keys)


def version(each: Version) -> str:
    """Two documents and what they are to each other, without saying which came first unless that is known."""
    one, other = one_line(each.of_file), one_line(each.file)
    head = f"{VERSIONS[each.kind]}: " + (f"{other} in {one}" if each.kind == "excerpt" else f"{one} and {other}")
    derived = f"; {other} derives from {one}" if derives(each) else ""
    first = f"; seen first in {one_line(each.first_seen)}" if each.first_seen else ""
    why = f" ({'; '.join(map(one_line, each.reasons))})" if each.reasons else ""
    return head + derived + first + why


def derives(each: Version) -> bool:
    """Whether reasons show that the second document was made from the first, and no date says otherwise."""
    return each.direction == "known" and each.first_seen in (None, each.of_file)


def differences(each: Version) -> list[str]:
    """Every change between two versions, and how many are not listed; an arrow only where the way is known."""
    arrow = "→" if derives(each) else "/"
    more = [f"{each.more_changes:,} more"] if each.more_changes else []
    return [_difference(change, arrow) for change in each.changes] + more


def _difference(change: Difference, arrow: str) -> str:
    before, after = _side(change.before), _side(change.after)
    possible = ", possibly a slip of reading" if change.certainty == "possible" else ""
    return f"{change.sort}: {before} {arrow} {after}{possible}"


def _side(words: Citation | None) -> str:
    return f"{quoted(words)} ({place(words).text})" if words else "nothing"


def counts(brief: Brief) -> str:
    """The line of counts at the head."""
    there = brief.coverage
    pairs = ((there.files, "file"), (there.documents, "document"), (there.statements, "statement"))
    return ", ".join(counted(count, noun) for count, noun in (*pairs, (there.claims, "claim")))


def gap(each: Gap) -> str:
    """Files the brief does not rest on, why, and the first names."""
    more = f" and {each.count - len(each.files):,} more" if each.count > len(each.files) else ""
    names = "; ".join(one_line(file) for file in each.files)
    return f"{counted(each.count, 'file')}: {each.sentence} — {names}{more}"


def withheld(brief: Brief) -> list[str]:
    """What handling rules keep in, a sentence a rule, and of what is not for quotation where it stands."""
    reckoned = f"; reckoned for {day(brief.on)}" if brief.on else ""
    out = []
    for each in brief.withheld:
        until = f" until {day(each.until)}{reckoned}" if each.until else ""
        until = f" with no day given{reckoned}" if each.rule == "embargo" and not each.until else until
        amount = f"{counted(each.files, 'file')} with {counted(each.statements, 'statement')}"
        out.append(f"{each.rule}{until}: {amount}")
        out += [f"{u.key} in {one_line(u.file)}, page {u.page}: its words are kept in" for u in each.unquoted]
    return out


def promised(rules: Iterable[Judgement]) -> str:
    """Handling rules in a few words: "off the record; embargo until 7 May 2024"."""
    return "; ".join(f"{r.verdict} until {day(r.until)}" if r.until else r.verdict for r in rules)


def more(count: int, noun: str) -> str:
    """What a section leaves out, as a sentence; empty where it leaves out nothing."""
    return f"{counted(count, 'further ' + noun)} not printed here; --top sets how many are." if count else ""


def unprinted(brief: Brief) -> list[str]:
    """What the lines to be checked leave out: those beyond the number asked for, and those that say nothing."""
    empty = f"{counted(brief.left_out, 'claim')} of too few words to tell what is said: `claims` lists them."
    return [*filter(None, [more(brief.more_to_check, "claim")]), *([empty] if brief.left_out else [])]


def flat(bits: Bits) -> str:
    """Pieces as one text, links forgotten."""
    return "".join(bit.text for bit in bits)


def _fact(label: str, text: str) -> Fact:
    return Fact(label, (Bit(text),))


def _continued(sentence: str) -> str:
    """A sentence as it reads behind a colon: a name that opens it keeps its capital."""
    first = sentence.partition(" ")[0]
    return sentence[:1].lower() + sentence[1:] if first in _OPENERS else sentence


def _sources(line: Line) -> Bits:
    whys = [_continued(one_line(source.why)) for source in line.sources if source.why]
    if len(whys) < 2:
        return (Bit(": ".join([number_of_sources(line), *whys])),)
    listed = "; ".join(f"({n}) {why.rstrip('.')}" for n, why in enumerate(whys, 1))
    return (Bit(f"{number_of_sources(line)}: {listed}"),)
