"""Plain turns of speech that a network taught on news passes over: passive orders, "I recommend", "it is alleged".

Each is a pattern of a few words; what it finds counts only where the tagger marked no cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.extract.lexicon import DOCUMENT_HEADS, ROLE_NOUNS, word_set
from sayso.extract.spans import AFTER, Found
from sayso.model.span import Span, trimmed

CONFIDENCE = 0.7
"""Of a pattern: the words fit, the reach of the content is a guess."""

_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|been|being)\s+(?:also\s+|then\s+)?(?P<cue>ordered|told|asked|instructed|directed|advised|warned|"
    r"urged|required|promised|assured|informed|forbidden)\s+"
    r"(?:by\s+(?P<source>(?:(?!to\b|that\b)[\w’'.-]+\s+){1,7}))?(?:that\s+)?"
    r"(?P<content>(?:not\s+)?to\s+\w[^.;]*|(?<=that\s)[^.;]+|(?<=promised\s)[^.;]+)",
    re.IGNORECASE,
)
_WHO = (
    r"(?:he|she|it|they|(?:(?:Mr|Mrs|Ms|Dr)\.?\s+)?[A-Z][\w’'-]+|(?:the|a|an|his|her|its|their)\s+"
    r"(?:[\w’'-]+\s+){0,4}?[\w’'-]+|[a-z]+s)"
)
_REPORTED = re.compile(
    rf"(?P<source>{_WHO})\s+"
    r"(?:(?:had|has|have)\s+(?:also\s+|since\s+|earlier\s+)?(?P<cue>ordered|asked|told|said|denied|promised|put|found|"
    r"warned|claimed|reported|demanded|requested|insisted\s+on|pressed\s+for|called\s+for|agreed|refused|recorded)"
    r"|(?P<past>found|showed|denied|ordered|warned|promised|claimed))\s+(?:(?:him|her|them|it|me|us)\s+"
    r"(?:(?:that|this)\s+(?:morning|evening|afternoon|week|day|night)\s+)?(?=that\b|to\b))?(?:that\s+|for\s+|of\s+)?(?P<content>\S.*)",
    re.DOTALL,
)
_FURTHER = re.compile(
    r"(?:\band\s+that|\bwhy|\bhow)\s+(?=(?:the|an?|his|her|its|their|he|she|it|they)\b)|\bwhy,\s[^,]{3,30},\s+"
)
"""Where, inside somebody's words, a further clause begins that may be another's act."""
_AND_DID = re.compile(
    rf"(?P<source>{_WHO})\s+(?:had|has|have)\s+\w+[^.;,“”]{{0,60}}?\s+and\s+(?P<cue>insisted\s+on|insisted|demanded|denied|promised|"
    r"warned|refused|ordered|pressed\s+for|called\s+for|asked\s+for)\s+(?:that\s+|of\s+)?(?P<content>[^.;,]+)"
)
_PERFORMED = re.compile(
    r"\b(?P<source>I|We|[Tt]his (?:office|branch|desk|department|section|unit|board|committee))\s+"
    r"(?:(?:therefore|also|hereby|again|must|do|now|strongly|can)\s+)*"
    r"(?P<cue>recommends?|asks?(?!\s+(?:about|after))|directs?|requires?|requests?|orders?|instructs?|urges?|proposes?|"
    r"undertakes?|believes?|expects?|refuses?|confirms?|den(?:y|ies))\s+(?:that\s+(?=\S+\s+\S)|for\s+(?=the\b|a\b))?"
    r"(?P<content>[^.;]*(?:\.\d[^.;]*)*)"
)
_IMPERSONAL = re.compile(
    r"\b(?P<cue>(?:RESOLVED|AGREED)(?:\s+unanimously)?:?|[Ii]t\s+(?:is|was|has\s+been)\s+(?:also\s+)?(?:assessed|alleged|understood|believed|said|reported|rumoured|"
    r"claimed|recommended|feared|expected|thought|estimated|RESOLVED|resolved|agreed)"
    r"(?:\s+with\s+\w+\s+confidence)?)\s+that\s+(?P<content>[^.;]*(?:\.\d[^.;]*)*)"
)
_NAME = r"[A-Z][\w’'-]+(?:\s+(?:(?:of|the|and|for)\s+)*[A-Z][\w’'-]+){0,4}"
_FIGURE = (
    r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|eighteen|"
    r"nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)\b)"
)
_NO_SUBJECT = r"(?!that\b|which\b|who\b|and\b|or\b|but\b|as\b|when\b|where\b|if\b)"
_READING = re.compile(
    r"(?<![\w’'-])(?P<source>(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Mm]y|[Oo]ur|[Tt]his|[Oo]ne|[Aa]nother)\s+"
    rf"(?:{_NO_SUBJECT}[\w’'/-]+\s+){{0,14}}?[\w’'/-]+|[Ii]t|[Hh]e|[Ss]he|I|We|{_NAME}"
    rf"(?:[’']s\s+(?:[\w/-]+\s+){{0,6}}?[\w/-]+)?)(?:,\s[^,.;:]{{3,60}},)?)\s+(?:also\s+|now\s+|then\s+)?"
    r"(?P<cue>gives?|gave|records?|recorded|measures?|measured|puts?|shows?|showed|logged|registers?|registered|makes?|made|reads?|lists?|listed|"
    rf"sets?(?=\s+(?:the|its|a)\s[^.;:\n]{{3,80}}?\sat\s+(?:about\s+|some\s+|only\s+)?{_FIGURE})|"
    rf"(?:has|had)(?=\s+(?:(?:the|an?|his|her|its|only|just|about|exactly)\b|[“\"]|{_FIGURE})))\s+"
    rf"(?:that\s+)?(?P<content>(?:[^.;:,\n]|\.\d|\n(?!\s*\n))*?{_FIGURE}"
    r"(?:(?!,\s+(?:and|but|so|while|which|as)\b|\s+(?:while|whereas)\s)[^.;\n]|\.\d|\n(?!\s*\n))*)"
)
_MADE = re.compile(
    rf"(?<![\w’'-])(?P<source>I|[Hh]e|[Ss]he|[Ww]e|[Tt]hey|{_NAME})\s+(?:had\s+)?"
    r"(?P<cue>made|makes|wrote|timed|clocked|counted|measured)\s+"
    rf"(?P<content>(?:it|(?:[A-Z][\w-]*\s*){{1,3}})?\s*(?:(?:at|about|only|some|just|exactly)\s+){{0,2}}{_FIGURE}"
    r"(?:[^.;,\n]|\.\d|\n(?!\s*\n))*)"
)
_THINGS = re.compile(
    rf"(?:[\w’'-]+\s+){{0,3}}?{_FIGURE}\S*\s+(?:\w+\s+)?(?:pages?|parts|chapters|sections|lines|columns|copies|pictures|"
    r"seats|floors|members|rooms|songs|albums|goals|points|wins|years|books|stories|films|children)\b"
)
"""What something has, records or makes without giving a reading: pages, members, goals."""
_READERS = DOCUMENT_HEADS | word_set(
    "counter gauge meter instrument sensor probe camera recorder recording thermometer clock scale weir piezometer "
    "dial display test tests sample samples survey count tally reading readings log station laboratory lab copy version"
)
"""What gives a reading: papers and instruments."""
_MEASURES = word_set("measure measures measured record records recorded logged register registers registered")
_SETS = word_set("set sets radar sonar array buoy post")
"""What measures, where it records a number of something: a listening set, a buoy."""
_NOUN = re.compile(
    r"\b(?P<source>(?:its|his|her|their|my|our)\s+|[A-Z][\w-]+[’']s\s+)?(?:[a-z]+\s+){0,2}?"
    r"(?P<cue>statement|claim|allegation|assertion|assurance|denial|warning|accusation|suggestion|complaint|rumou?r|"
    r"promise|finding|conclusion)\s+(?:(?:of|in|on|at|from|dated)\s+[\w ,’'-]{2,40}?\s+)?that\s+"
    r"(?P<content>(?:[^.;:]|\.\d)+)"
)
_NOUN_IN = re.compile(
    r"\b(?:the|a|an|this|that)\s+(?:[a-z]+\s+)?(?P<cue>statement|claim|allegation|assertion|finding|conclusion|suggestion|warning)\s+"
    r"(?:in|of|by|from)\s+(?P<source>(?:its|his|her|their|our|the|a|an)\s+(?:(?!that\b)[\w’'-]+\s+){1,6}?)that\s+(?P<content>(?:[^.;:]|\.\d)+)"
)
_COUNTED = re.compile(
    rf"\b(?P<source>(?:[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|{_NAME}[’']s?)\s+(?:own\s+|first\s+|earlier\s+)?)"
    rf"(?P<cue>reports?|account|claims?|estimates?|figures?|count)\s+of\s+(?=(?:about\s+|some\s+)?{_FIGURE})"
    r"(?P<content>[^.;,:]+)"
)
_HEARD = re.compile(
    rf"\b(?P<cue>heard\s+from|was\s+told\s+by|learnt\s+from|learned\s+from)\s+"
    rf"(?P<source>(?:(?:the|an?|his|her|its|their|my|our|one|two)\s+(?:(?!that\b)[\w’'-]+\s+){{1,7}}?|{_NAME}\s+))"
    r"that\s+(?P<content>(?:[^.;]|\.\d)+)",
)
_TERMED = re.compile(
    rf"\bwhat\s+(?P<source>he|she|it|they|I|we|(?:the|his|her|its|their)\s+(?:[\w’'-]+\s+){{0,3}}?[\w’'-]+|{_NAME})\s+"
    r"(?:has\s+|had\s+|have\s+)?(?P<cue>called|termed|dubbed|described\s+as|labell?ed|referred\s+to\s+as)\s+"
    r"(?:[“\"](?P<content>[^”\"]{3,200})[”\"])"
)
_UNMOVED = re.compile(
    rf"(?P<source>[Tt]he\s+(?:[\w’'-]+\s+){{0,4}}?[\w’'-]+|[Ii]t|[Hh]e|[Ss]he|[Tt]hey|I|We|{_NAME})\s+"
    r"(?P<cue>(?:will|would)\s+not\s+(?:comment|discuss|speculate)(?:\s+on)?|(?:did|has|have)\s+not\s+"
    r"(?:immediately\s+)?(?:return(?:ed)?|respond(?:ed)?\s+to|answer(?:ed)?|repl(?:y|ied)\s+to))\s+"
    r"(?P<content>(?:[^.;,]|\.\d)+)"
)
_DECLARED = re.compile(
    rf"(?:^|(?<=[.!?]\s)|(?<=\n))(?P<source>[Ii]t|[Ww]e|I|The\s+(?:[\w’'-]+\s+){{0,3}}?[\w’'-]+|{_NAME})\s+"
    r"(?:(?:therefore|also|hereby|again|now|further)\s+)*"
    r"(?P<cue>withdraws?|retracts?|undertakes?|apologi[sz]es?|regrets?|instructs?|directs?|rejects?|disputes?|denies|"
    r"confirms?|urges?|requests?|recommends?|promises)\s+(?:that\s+(?=\S+\s+\S)|for\s+)?"
    r"(?P<content>(?:(?!,\s+and\s+(?:have|has|had|will|are|is|was)\b)[^.;]|\.\d)+)",
)

_CLIPPED = re.compile(
    r"(?:^|(?<=[.!?\d:]\s)|(?<=\n))(?P<source>[A-Z][a-z]+(?:\s+[a-z][\w’'-]+){0,4}?)\s+"
    r"(?P<cue>directs|directed|instructs|instructed|orders|ordered|asks|asked|reports|reported|says|said|warns|warned|"
    r"requests|requested|refuses|refused|states|stated|confirms|confirmed|denies|denied|insists|insisted)"
    r"(?:\s+(?:by|over|on)\s+(?:the\s+)?(?:telephone|phone|radio|letter|fax|e-?mail|intercom))?(?::\s*|\s+)(?:that\s+)?"
    r"(?P<content>(?:[^.;]|\.\d)+)"
)


def readings(text: str, sentences: Sequence[Span]) -> list[Found]:
    """What a paper or an instrument "gives", "records" or "puts at" a figure, and what somebody measured."""
    found = [f for s in sentences for f in _found(text, _READING, s)]
    return [f for f in found if _reads(text, f)]


def own_readings(text: str, sentences: Sequence[Span]) -> list[Found]:
    """What somebody "made" something: "I made it 9.2", "She counted forty of them", "I wrote 8.8"."""
    found = [f for s in sentences for f in _found(text, _MADE, s, least=1)]
    return [f for f in found if not _THINGS.match(f.content[0].of(text))]


def _reads(text: str, found: Found) -> bool:
    source = re.split(r"\s+(?:of|in|from|at|on|by|sent|dated)\s", found.source[0].of(text), maxsplit=1)[0].lower()
    source = source.split(",", maxsplit=1)[0]
    head = (re.findall(r"[^\W_]+", source)[-1:] or [""])[0]
    content, cue = found.content[0].of(text), found.cue[0].of(text).lower()
    figure = re.search(_FIGURE, content)
    within = 2 * FIGURE_WITHIN if cue in _PUTS else FIGURE_WITHIN
    if figure is None or len(content[: figure.start()].split()) > within or _THINGS.match(content):
        return False
    # A paper's "has two pages" or a hole's "measured 3 metres" is no reading, nor is what a singer recorded.
    if head in _READERS or (source == "it" and cue in _MEASURES):
        return True
    measurer = (
        not cue.startswith("measure") or head in ROLE_NOUNS | {"he", "she", "i", "we", "they"} or source.istitle()
    )
    return cue in _MEASURES and measurer and (figure.group().isdigit() or head in _SETS)


FIGURE_WITHIN = 6
"""Words of a content before its first figure, where a figure is what it gives; twice as many where it is put at one."""
_PUTS = word_set("set sets put puts")


def nouns(text: str, sentences: Sequence[Span]) -> list[Found]:
    """Nouns that bring their proposition: "the statement that the dam was sound", "its report of 21 deaths"."""
    return [f for s in sentences for pattern in (_NOUN_IN, _NOUN, _COUNTED) for f in _found(text, pattern, s)]


def within(text: str, span: Span) -> list[Found]:
    """What a content holds by plain turns: "had heard from a colleague that ...", "what he called “...”"."""
    said = [f for pattern in (_HEARD, _TERMED, _NOUN_IN, _NOUN, _COUNTED) for f in _found(text, pattern, span)]
    return [*said, *readings(text, [span])]


def refusals(text: str, sentences: Sequence[Span]) -> list[Found]:
    """Refusals that name what is refused: "will not comment on the leak", "did not return calls"."""
    return [f for s in sentences for f in _found(text, _UNMOVED, s, least=1)]


def declared(text: str, sentences: Sequence[Span]) -> list[Found]:
    """What a body does by writing it of itself: "The Board withdraws the statement", "It undertakes to ..."."""
    return [f for s in sentences for f in _found(text, _DECLARED, s)]


def clipped_entries(text: str, sentences: Sequence[Span]) -> list[Found]:
    """Who does what in the clipped words of a log: "Pilot orders by radio: gate to stay shut"."""
    return [f for s in sentences for f in _found(text, _CLIPPED, s)]


def passives(text: str, span: Span) -> list[Found]:
    """Orders, promises and reports in the passive inside ``span``, with or without whoever gave them."""
    return list(_found(text, _PASSIVE, span))


def reported(text: str, span: Span) -> list[Found]:
    """Of a content that opens, or goes on, with somebody who "had ordered" or "found" something, their own act."""
    starts = [span.start, *(m.end() for m in _FURTHER.finditer(text, span.start, span.end))]
    acts = [f for start in starts for f in _reported(text, Span(start, span.end))]
    return joined(acts, list(_found(text, _AND_DID, span)))


def _reported(text: str, span: Span) -> Iterator[Found]:
    m = _REPORTED.match(text, span.start, span.end)
    passive = m is not None and re.search(r"\b(?:be|been|was|were|is|are|being)$", m["source"])
    if m is not None and not passive and len(m["content"].split()) > 1:
        cue = Span(*m.span("cue" if m["cue"] else "past"))
        yield Found((Span(*m.span("source")),), (cue,), (trimmed(text, Span(*m.span("content")), AFTER),), CONFIDENCE)


def performed(text: str, sentences: Sequence[Span]) -> list[Found]:
    """What an author does by writing it: "I recommend ...", "this office requires ..."."""
    return [f for s in sentences for f in _found(text, _PERFORMED, s)]


def impersonal(text: str, sentences: Sequence[Span]) -> list[Found]:
    """What is alleged, understood or assessed by nobody named."""
    return [f for s in sentences for f in _found(text, _IMPERSONAL, s)]


def joined(found: Sequence[Found], extra: Sequence[Found], *, longer: bool = False) -> list[Found]:
    """``found`` with those of ``extra`` whose cue stands alone; with ``longer`` a fuller content wins."""
    out = list(found)
    for one in extra:
        same = [i for i, f in enumerate(out) if any(c.overlaps(one.cue[0]) for c in f.cue)]
        if not same:
            out.append(one)
        elif longer and _runs_on(out[same[0]], one):
            out[same[0]] = out[same[0]]._replace(content=one.content)
    return out


def _runs_on(short: Found, long: Found) -> bool:
    """Whether one content is the other broken off."""
    return len(short.content) == 1 and long.content[0].covers(short.content[0]) and short.content != long.content


def _found(text: str, pattern: re.Pattern[str], span: Span, least: int = 2) -> Iterator[Found]:
    for m in pattern.finditer(text, span.start, span.end):
        content = trimmed(text, Span(*m.span("content")), AFTER)
        source = Span(*m.span("source")) if "source" in pattern.groupindex and m["source"] else None
        if len(content.of(text).split()) >= least and not inside_quotation(text, span, m.start()):
            sources = (trimmed(text, source, AFTER),) if source else ()
            yield Found(sources, (Span(*m.span("cue")),), (content,), CONFIDENCE)


def inside_quotation(text: str, span: Span, where: int) -> bool:
    """Whether a quotation that opens in ``span`` is still open at ``where``."""
    before = text[span.start : where]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
