"""Answers that a network taught on news passes over: silence, "could not verify", withdrawals, "stood by her account".

Each is a firm turn of speech, read where the tagger marked no cue; what is refused, withdrawn or stood by is the
content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.extract.lexicon import MONTHS, WEEKDAYS
from sayso.extract.plain import CONFIDENCE, inside_quotation
from sayso.extract.spans import AFTER, Found
from sayso.model.span import Span, Spans, trimmed

_NO_NOUN = (
    "that|which|who|whom|whose|and|or|but|as|when|where|if|while|because|was|were|is|are|had|has|have|said|says|did|does|"
    "would|will|could|can|not|never|no|nor"
)
"""Words at which a noun phrase is over."""
_TITLE = r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Col|Gen|Sgt|Cllr|Capt|St)\.?\s)?"
NAME = rf"{_TITLE}[A-Z][\w’'-]+(?:\s(?:(?:of|the|and|for)\s)*[A-Z][\w’'-]+){{0,4}}"
COMMON = (
    "(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y|[Tt]his|[Tt]hese|[Bb]oth|[Oo]ne|[Tt]wo|[Tt]hree|"
    rf"[Ss]everal|[Ll]awyers|[Oo]fficials|[Rr]epresentatives)(?:\s(?!(?:{_NO_NOUN})\b)[\w’'-]+){{0,7}}?"
)
_ASIDE_VERB = r"went\son|goes\son|said|says|added|adds|continued|continues|stated|states|noted|notes|wrote|writes"
SUBJECT = (
    rf"(?<![\w’'-])(?P<source>(?:[Ii]t|[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|{COMMON}|{NAME})"
    rf"(?:(?!,[^,.;\n]{{0,80}}\b(?:{_ASIDE_VERB}),),\s[^,.;:“”\"\n]{{2,80}},)?)(?:,\s[^,.;:“”\"\n]{{2,60}}\s(?:{_ASIDE_VERB}),)?\s"
)
"""Whoever does it: a pronoun, a name or a noun phrase, with an apposition between commas."""
_DOT = (
    r"(?<=\b(?:Mr|Ms|Dr|St|Lt))\.|(?<=\b(?:Mrs|Maj|Col|Gen|Sgt|Cpl|Rev|Sen|Gov|Rep|Hon|Rct))\."
    r"|(?<=\b(?:Capt|Prof|Insp|Supt|Cllr|Brig))\.|\.\d"
)
"""A full stop that ends nothing."""
_CLAUSE = rf"(?P<content>(?!that\s)(?:[^.;\n]|{_DOT}|\n(?!\s*\n))+)"
_AND_ELSE = r"(?!\s(?:but|and\s(?:said|says|denie[sd]|declined|ha[sd]|would|did|was|were))\b)"
_OBJECT = rf"(?P<content>(?:{_AND_ELSE}(?:[^.;,\n]|\.\d|\n(?!\s*\n)))+)"
_TO_WHAT = rf"(?:\s(?:(?:to|on|about)\s)?(?!by\b|until\b|before\b|in time\b|when\b|for\b|last\b|on\s[A-Z]){_OBJECT})?"
"""What is left without an answer, where the text says so; never by when."""
_OWN_WORDS = (
    r"(?P<content>(?:(?:his|her|its|their|the|that|this|an?|my|our|any)\s(?:[\w’'-]+\s){0,3}?(?:statements?|claims?|remarks?|"
    "accusations?|allegations?|reports?|figures?|complaints?|story|assertions?|accounts?|confession|evidence|testimony|"
    "comments?|denial|articles?|estimates?|numbers?|threat|version|suggestion|words?|charges?)|what)"
    r"\b(?:[^.;\n]|\.\d|\n(?!\s*\n))*)"
)
"""Words that somebody can take back or stand by: "her statement of May", "what he said"."""
_WHEN = r"(?:\s(?:today|yesterday|on\s(?:[A-Z][a-z]+day|\d{1,2}\s[A-Z][a-z]+)))?"
_VALUE = (
    r"(?P<value>(?:the|its|that|those|these)\s(?:temperature|time|date|price|sum|total|amount|toll|reading|percentage|rate"
    r"|value|weight|length|height|speed|distance|age|cost)s?\sof\s(?:[^.;\n]|\.\d|\n(?!\s*\n))+)"
)
"""What was measured or counted, with the figure that is taken back: "the price of 40"."""
_NOT = (
    r"(?:(?:did|does|do|has|have|had|would|will|could|can)(?:\snot|n[’']t)|cannot|won[’']t|never)\s"
    r"(?:(?:yet|immediately|ever)\s)?"
)
_ANSWERED = (
    r"(?:respond(?:ed)?|repl(?:y|ied)|answer(?:ed)?|comment(?:ed)?|elaborate|return(?:ed)?(?=\s(?:[\w’'-]+\s){0,3}?(?:calls?|"
    r"messages?|e-?mails?|requests?|questions)\b))"
)
_HAVE = r"(?:(?:has|have|had)\s(?:since\s|now\s|also\s)?)?"
_PROVE = "(?:verif(?:y|ied)|confirm(?:ed)?|establish(?:ed)?|corroborated?|authenticated?)"
_SURELY = r"(?:(?:independently|immediately)\s)?"
_GAVE = r"(?:made|offered|gave|(?:ha[sd]|have)\s(?:made|given|offered))"
_UNREACHED = (
    r"(?:(?:could|can)(?:\snot|n[’']t)\s(?:immediately\s)?be\sreached|"
    r"(?:was|were)\s(?:not\savailable|unavailable)(?=\s(?:for|on)\b))"
)

_SILENCE = (
    (_NOT + _ANSWERED, _TO_WHAT),
    (r"(?:would|will|could)(?:\snot|n[’']t)\sbe\sdrawn", rf"(?:\s(?:on|about|into)\s{_OBJECT})?"),
    (r"(?:has|have|had)\syet\sto\s(?:respond|reply|answer|comment)", _TO_WHAT),
    (
        rf"(?:{_GAVE}\sno\s(?:further\s)?(?:comment|reply|answer|response)|(?:ha[sd]|have)\sno\s(?:further\s)?comment)",
        rf"(?:\s(?:to|on|about)\s{_OBJECT})?",
    ),
    (
        _UNREACHED,
        r"(?:\s(?:for|on)\s(?P<content>(?:comment|an?\sinterview|the\smatter|questions)[^.;,\n]*))?",
    ),
)
_UNPROVED = (
    (rf"{_NOT}(?:been\sable\sto\s)?{_SURELY}{_PROVE}", rf"\s(?:that\s)?{_CLAUSE}"),
    (
        rf"(?:was|were|is|are|(?:has|have)\sbeen)\s(?:unable|not\sable)\sto\s{_SURELY}{_PROVE}",
        rf"\s(?:that\s)?{_CLAUSE}",
    ),
)
_SAID = (
    r"(?:said|says|told|stated|states|added|adds|answered|replied|argued|argues|claimed|claims|alleged|alleges|insisted"
    r"|insists|maintained|maintains|conceded|concedes|admitted|admits|acknowledged|explained|warned|warns|noted|notes"
    r"|stressed|confirmed|confirms|denied|denies|promised|reported|reports|testified|recalled|announced|wrote|writes"
    r"|declared|suggested|predicted|complained|asked|accept(?:s|ed)?|rejected|disputed|agreed)"
)
_THEN = (
    r"(?:,\s(?:and|but)\s(?:(?:also|later|then|further|again)\s)?"
    r"|\s(?:and|but)\s(?:also|later|then|further|again)\s)(?:(?:has|had)\s)?"
)
_WENT_ON = rf"{_SAID}\b(?:[^.;:“”\"\n]|{_DOT}|\n(?!\s*\n)){{1,240}}?{_THEN}"
"""What somebody said first, and what joins to it what he said next."""
_TAKEN_BACK = (
    (
        rf"{_HAVE}(?:withdr[ae]ws?|withdrawn|retract(?:s|ed)|recant(?:s|ed)|(?:takes?|took|taken)\sback)",
        rf"{_WHEN}\s(?:{_OWN_WORDS}|{_VALUE})",
    ),
    (r"no\slonger\sst(?:ands?|ood)\sby", rf"\s{_CLAUSE}"),
    (rf"{_HAVE}(?:disown(?:s|ed)|repudiate[sd]|disavow(?:s|ed))", rf"\s{_CLAUSE}"),
    (r"(?:do|does|did)(?:\snot|n[’']t)\s(?:accept|agree)", rf"\sthat\s{_CLAUSE}"),
)
_UPHELD = (
    (r"puts?\sit\sto\s(?:[\w’'.-]+\s){1,4}?(?=that\b)", rf"that\s{_CLAUSE}"),
    (r"(?:stands?|stood|(?:is|was)\sstanding)\sby", rf"\s{_OWN_WORDS}"),
    (rf"{_HAVE}(?:verified|authenticated|corroborated)", rf"\s(?:that\s)?{_CLAUSE}"),
    (rf"{_HAVE}(?:undertakes?|undertook|undertaken|pledge[sd]|vow(?:s|ed))", r"\s(?=to\s)" + _CLAUSE),
    (
        rf"{_HAVE}(?:directs|directed|ordered|instructs|instructed|decreed|demanded|undertakes?|undertook)",
        rf"\sthat\s{_CLAUSE}",
    ),
)


def _spaced(pattern: str) -> re.Pattern[str]:
    """``pattern`` with every single space open to several, and to a line's end."""
    return re.compile(re.sub(r"\\s(?![+*])", r"\\s+", pattern))


_ADVERB = r"(?:(?:also|again|later|then|since|now|repeatedly|finally|publicly|formally|today|yesterday|still)\s)?"
_TURNS = (
    *(
        _spaced(rf"{SUBJECT}{_ADVERB}(?P<cue>{cue})\b{what}")
        for cue, what in (*_SILENCE, *_UNPROVED, *_TAKEN_BACK, *_UPHELD)
    ),
    _spaced(
        rf"{SUBJECT}(?:was|were|(?:has|have)\sbeen)\s(?:also\s)?(?:asked|approached|contacted|invited)\b"
        rf"[^.;:“”\"\n]{{0,90}}?\b(?:and|but)\s(?P<cue>{_NOT}{_ANSWERED}|declined|refused|gave\sno\s(?:answer|reply))\b{_TO_WHAT}"
    ),
    _spaced(
        r"\b(?P<content>(?:(?:[Aa]|[Tt]wo|[Tt]he|[Ff]urther|[Rr]epeated)\s)?(?:[Rr]equests?|[Qq]uestions?|[Cc]alls|"
        r"[Ee]-?mails?|[Ll]etters?|[Mm]essages?|[IiEe]nquiries)(?:\sfor\s(?:comment|an?\s\w+))?)\s"
        rf"(?:(?:sent|put|made|addressed|e-?mailed)\s)?to\s(?P<source>(?:{COMMON}|{NAME}))\s"
        r"(?P<cue>(?:went|were|was|(?:have|has)\sgone|remained?)\s(?:unanswered|not\s(?:immediately\s)?(?:answered|returned)))"
    ),
    _spaced(rf"{SUBJECT}(?:[a-z]+\s){{0,3}}?{_WENT_ON}(?P<cue>{_SAID})\sthat\s{_CLAUSE}"),
    _spaced(rf"{SUBJECT}(?:[a-z]+\s){{0,3}}?{_WENT_ON}(?P<cue>denie[sd])\s(?=having\b|any\b|knowing\b){_CLAUSE}"),
    _spaced(
        r"\b[Ii]n\s(?P<source>my|our|his|her|their|its|(?:(?:Mr|Mrs|Ms|Dr)\.?\s)?[A-Z][\w-]+[’']s)\s"
        rf"(?:(?:own|considered|expert|professional|honest|humble)\s)?(?P<cue>opinion|view|judge?ment|estimation),?\s{_CLAUSE}"
    ),
    _spaced(rf"(?P<cue>[Ii]t\s(?:was|is|has)\snot\s(?:been\s)?possible\sto\s{_SURELY}{_PROVE})\s(?:that\s)?{_CLAUSE}"),
    _spaced(rf"(?<![\w’'-])(?P<content>{COMMON})\s(?P<cue>(?:could|can)(?:\snot|n[’']t)\sbe\s{_SURELY}{_PROVE})(?!\w)"),
)
_NEITHER = _spaced(
    rf"(?P<neither>[Nn]either)\s(?P<source>(?:{COMMON}|{NAME})\snor\s(?:{COMMON}|{NAME}))\s"
    rf"(?P<cue>(?:(?:has|have|would)\s)?{_ANSWERED})\b{_TO_WHAT}"
)


def replies(text: str, sentences: Sequence[Span]) -> list[Found]:
    """Refusals, silence, doubts about a claim, withdrawals and confirmations, by their turns of speech."""
    return [f for s in sentences for pattern in (_NEITHER, *_TURNS) for f in _found(text, pattern, s)]


def _found(text: str, pattern: re.Pattern[str], sentence: Span) -> Iterator[Found]:
    for m in pattern.finditer(text, sentence.start, sentence.end):
        source = (m["source"] or "").lower() if "source" in m.re.groupindex else ""
        # A day is nobody, and what "their widely" opens is no subject.
        dated = source in WEEKDAYS or source in MONTHS or source.endswith("ly")
        if not dated and not inside_quotation(text, sentence, m.start("cue")):
            cue = (*_span(text, m, "neither"), *_span(text, m, "cue"))
            content = _span(text, m, "content") or _span(text, m, "value")
            yield Found(_span(text, m, "source"), cue, content, CONFIDENCE)


def _span(text: str, m: re.Match[str], group: str) -> Spans:
    """What ``group`` matched, as the spans of one role; none where it has no part in the match."""
    if group not in m.re.groupindex or not m[group]:
        return ()
    span = Span(*m.span(group))
    return (span,) if group == "source" else tuple(s for s in (trimmed(text, span, AFTER),) if s)


def preferred(text: str, firm: Sequence[Found], found: Sequence[Found]) -> list[Found]:
    """``found`` with the ``firm`` turns it lacks; where both mark a cue, it stays if it names the same source well."""
    out = list(found)
    for one in firm:
        same = [f for f in out if any(c.overlaps(k) for c in f.cue for k in one.cue)]
        if not any(_agrees(text, f, one) for f in same):
            out = [one, *(f for f in out if f not in same)]
    return out


def _agrees(text: str, found: Found, firm: Found) -> bool:
    sources = any(a.overlaps(b) for a in found.source for b in firm.source) or not firm.source
    bare = found.content and re.match(r"(?:on|to|about|by)\s+\w+", found.content[0].of(text))
    runs_on = found.cue[-1].end > firm.cue[-1].end and bool(firm.content)
    return sources and bool(found.content) and not bare and not runs_on
