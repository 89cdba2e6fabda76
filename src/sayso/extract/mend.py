"""Mends what the tagger cut badly, and drops what is no statement: turns of English that need no network."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sayso.extract.lexicon import LEMMAS, MONTHS, TELL, word_set
from sayso.extract.sources import sourced
from sayso.extract.spans import AFTER, Found, is_quoted, without, words
from sayso.model.span import Span, Spans, trimmed

_LITTLE_CUES = word_set(
    "the a an of to in on at by for with from as that this it he she they him her them his its their i we you "
    "and or but "
    "without has have had having is are was were be been being do does did not no will would can could may might"
)
_SCRAPS = word_set("the a an of to in on at by for with from as and or but")
"""A lone word that says nothing, as a content broken off by the end of its sentence."""
_NAMELESS = re.compile(r"not (?:to )?(?:be|being) (?:named|identified|quoted)|anonymity\b", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:\d+[.)]\s+)?(?:No|Nobody|None|At no time)\b[^,;:“”\"]{0,60}\b(?:was|were|been|is|are)\s+\w+\b"
)
"""What nobody was told or ordered is a denial of whoever writes it, and nobody's order."""
_PERCEIVED = re.compile(
    r"(?:(?:has|had|have)\s+)?(?:learn(?:ed|t|s)?|hear[ds]?|knew|knows?)\s+(?:of|about)\b(?!\s+how\b)"
)
"""What somebody has got to know, without a word of what they say."""
_UNREAL = re.compile(r"\b(?:will|would|shall|should|must|to|can|may)\s+(?:also\s+|then\s+)?be\s+$", re.IGNORECASE)
_UNREAL_HEAD = re.compile(r"(?:will|would|shall|should|must|to|can|may)\s+be\b", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:will|would|shall|may|might)\s+(?:(?:also|then|now|soon|later|be)\s+)*$", re.IGNORECASE)
_AHEAD_HEAD = re.compile(r"(?:will|would|shall|may|might)\s+(?!not\b|never\b)", re.IGNORECASE)
"""What inside somebody's words has not been said yet: "she would ask the court"."""
_HEADER = re.compile(
    r"^(?:>\s*)*(?:From|To|Cc|Bcc|Date|Sent|Subject|Reply-To|Ref)\b\s*:|^(?:>\s*)*On [^\n]{8,120}\bwrote:\s*$"
)
_REFUSAL = re.compile(
    r"(?P<cue>(?:also |again )?(?:declin|refus)\w*)\s+(?P<what>to\s+\w+.*)$", re.IGNORECASE | re.DOTALL
)
_TOLD = re.compile(
    r"(?:(?:the|a|an|my|his|her|their|its|our|your|this)\s+)?(?:[\w’'-]+\s+){1,5}?that\s+(?=\S)", re.IGNORECASE
)
_TOLD_PLAIN = re.compile(
    r"(?:the|my|his|her|their|its|our)\s+(?:[\w’'-]+\s+){1,3}?(?=(?:he|she|it|they|i|we)\s+(?:was|were|had|has|"
    r"have|would|"
    r"will|did|could|is|are)\b)",
    re.IGNORECASE,
)
_TOLD_PRONOUN = re.compile(
    r"(?:me|us|him|them)\s+(?:that\s+)?(?=\S+\s+\S)|her\s+(?:that\s+|(?=(?:to|the|a|an|he|she|it)\s))", re.IGNORECASE
)
"""Whom it was said to, as a pronoun in the object's case."""
_WHEN = re.compile(
    r"(?:(?:on|in|at|by|last|this|a|an|two|three|earlier|late|early|yesterday|today|tonight|with|to|through|from)\b"
    r"[^,.;:“”\"]{0,60}?\s)?that\s+(?=\S)",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|was|are|were|has|had|have|will|would|did|does|could|should|may|might|must|be|been)\b", re.IGNORECASE
)
_DANGLING = word_set(
    "the a an of to in on at by for with from as that this his her its their our my your and or but nor than "
    "into onto over "
    "under between been be is was are were has have had not no more less very so which who whose"
)
_TIME = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:yesterday|today|tonight|last|this|ago|earlier|later|by|"
    r"via|told|"
    r"said|says|and|but|when|while|after|before|as|because|during|at|in an)\b",
    re.IGNORECASE,
)
_BE = re.compile(r"\b(?:is|was|were|are|been|being|be)\b", re.IGNORECASE)
_BE_BEFORE = re.compile(r"\b(?:is|was|were|are|been|being|be)\s+(?:\w+ly\s+|also\s+|not\s+|then\s+)?$", re.IGNORECASE)
_HEARERS = word_set("told informed notified briefed promised assured reminded")
"""Participles of verbs whose object hears and does not speak."""
_FELT = word_set(
    "know knows knew known see saw seen sees hear heard hears thank thanks thanked thanking glad happy pleased "
    "grateful sorry dislike disliked regard regards notice noticed observe observed"
)
"""What somebody who writes in the first person perceives or feels: an act of theirs, and no statement quoted."""
_AS_FAR = re.compile(r"\b(?:as|so) far as\s+$|\b(?:do|did|does) not\s+$", re.IGNORECASE)
_THANKED = word_set("thank thanks thanked thanking saw see sees seen")
_MARKED = re.compile(r"[“”\"‘]|''|``")
_BY_SOMEBODY = re.compile(r"\s+by\s+(?:(?:the|an?|his|her|its|their|our|my)\s|[A-Z])")
_CALLED_ON = re.compile(r"\s*[,\n:][\s,:]*")
LAST_WORDS = 2
"""A content that stops this few words before the end of its sentence takes them in, unless they tell when or how."""
_STOP = re.compile(r"[.;:!?”\"“)]|,\s")


def mended(text: str, found: Found, bounds: Span, sentence: Span, *, nested: bool) -> Found | None:
    """``found`` with its edges put right within ``bounds``; None where it is no statement after all."""
    found = _told_apart(text, _refusal(text, found))
    if not _is_statement(text, found, sentence, nested=nested):
        return None
    found = found._replace(source=_nearest(text, found))
    found = found._replace(source=_speaking(text, found))
    found = sourced(text, found, sentence)
    content = tuple(_in_sentence(text, s, sentence) for s in _own_words(text, found))
    content = tuple(_reaching(text, s, bounds, sentence) if s.start > found.cue[-1].start else s for s in content)
    return found._replace(content=tuple(s for s in content if s))


def spoken(text: str, found: Sequence[Found]) -> list[Found]:
    """Those of ``found`` in a paper that are more than what its writer perceives or feels, and than thanks."""
    return [f for f in found if not _is_felt(text, f)]


def _is_felt(text: str, found: Found) -> bool:
    said = set(words(text, found.cue[-1])) - _LITTLE_CUES
    mine = len(found.source) == 1 and found.source[0].of(text).lower() in {"i", "we"}
    before = text[max(found.cue[0].start - 12, 0) : found.cue[0].start]
    if not said or _AS_FAR.search(text[max(found.hull.start - 12, 0) : found.hull.start]):
        return False
    return said <= (_FELT if mine and not _AS_FAR.search(before) else _THANKED)


def uncoordinated(text: str, found: Sequence[Found]) -> list[Found]:
    """Cuts a content that runs on into what the same speaker does next: "said it leaked but denied that it was his"."""
    out = []
    for at, one in enumerate(found):
        cut = one
        for other in found[max(at - 4, 0) : at + 5]:
            cut = _cut_before(text, cut, other) if other.cue != one.cue and other.source == one.source else cut
        out.append(cut)
    return out


def _cut_before(text: str, one: Found, other: Found) -> Found:
    if not one.source or not any(s.covers(other.cue[0]) for s in one.content):
        return one
    content = []
    for span in one.content:
        if not span.covers(other.cue[0]):
            content.append(span)
            continue
        end = other.cue[0].start
        joint = re.search(r"[,\s]*\b(?:and|but|yet|then|while)\s*(?:also\s+|then\s+)?$", text[span.start : end])
        if joint is None:
            return one
        content.append(trimmed(text, Span(span.start, span.start + joint.start()), AFTER))
    return one._replace(content=tuple(s for s in content if s)) if all(content) else one


def _in_sentence(text: str, span: Span, sentence: Span) -> Span:
    """A content without quotation marks ends with the sentence of its cue, where it begins in it."""
    runs_on = sentence.start <= span.start < sentence.end < span.end
    if not runs_on or is_quoted(text, span) or _MARKED.search(text, *span):
        return span
    return trimmed(text, Span(span.start, sentence.end), AFTER)


def _is_statement(text: str, found: Found, sentence: Span, *, nested: bool) -> bool:
    said = [w for cue in found.cue for w in words(text, cue)]
    scrap = bool(found.content) and all(
        words(text, s)[1:] == [] and set(words(text, s)) <= _SCRAPS for s in found.content
    )
    if scrap or not said or set(said) <= _LITTLE_CUES:
        return False
    if any(_NAMELESS.search(s.of(text)) for s in found.content) or (nested and said[-1] in {"know", "knew", "knows"}):
        return False
    if _is_header(text, found.cue[0].start) or (not found.source and _NOBODY.match(text, *sentence)):
        return False
    perceived = _PERCEIVED.match(text, found.cue[-1].start)
    if perceived or any(of(text, found) for of in (_is_by_somebody, _is_heard, _is_called_on)):
        return False
    before, cue = text[max(sentence.start, found.cue[0].start - 20) : found.cue[0].start], found.cue[0].of(text)
    if nested and (_AHEAD.search(before) or _AHEAD_HEAD.match(cue)):
        return False
    return not (_UNREAL.search(before) or _UNREAL_HEAD.match(cue))


def _is_by_somebody(text: str, found: Found) -> bool:
    """Whether the cue only says whose the thing before it is, as in "the reading recorded by the inspector was"."""
    if not found.source or not found.content or found.content[0].start < found.cue[0].end:
        return False
    tight = not text[found.source[-1].end : found.cue[0].start].strip()
    return tight and bool(_BY_SOMEBODY.match(text, found.cue[-1].end))


def _is_heard(text: str, found: Found) -> bool:
    """Whether the source ends in the "were" of whoever "were warned": they hear, and what they hear is not told."""
    last = words(text, found.source[-1])[-1:] if found.source else []
    return bool(last) and bool(_BE.fullmatch(last[0])) and found.source[-1].end <= found.cue[0].start


def _is_called_on(text: str, found: Found) -> bool:
    """Whether somebody is told to speak, as in "Lida, say nothing": the name is whom it is said to."""
    said = words(text, found.cue[0])
    if len(said) != 1 or LEMMAS.get(said[0]) != said[0] or len(found.source) != 1:
        return False
    return bool(_CALLED_ON.fullmatch(text[found.source[0].end : found.cue[0].start]))


def _is_header(text: str, offset: int) -> bool:
    start = text.rfind("\n", max(offset - 200, 0), offset) + 1
    end = text.find("\n", offset, offset + 200)
    opens = start > 0 or offset < 200
    return opens and bool(_HEADER.match(text[start : end if end >= 0 else offset + 200]))


def _speaking(text: str, found: Found) -> Spans:
    """The source less the "it" of "it is asked", the "who" of "who is said to" and whoever "was told"."""
    cue, said = found.cue[0], words(text, found.cue[0])
    verb = next((w for w in said[1:] if LEMMAS.get(w, w) != w), said[-1])
    before = text[max(cue.start - 24, 0) : cue.start]
    passive = LEMMAS.get(verb, verb) != verb and bool(_BE.search(cue.of(text)) or _BE_BEFORE.search(before))
    silent = passive and verb in _HEARERS
    return tuple(
        s
        for s in found.source
        if s.start > cue.start or not (silent or (passive and s.of(text).lower() in {"it", "who"}))
    )


def _nearest(text: str, found: Found) -> Spans:
    """One phrase as source: of several before the cue the last, of "he records the keeper saying" the keeper."""
    before = [s for s in found.source if s.end <= found.cue[0].start]
    if len(found.source) < 2 or len(before) != len(found.source):
        return found.source
    gaps = [text[a.end : b.start] for a, b in pairwise(found.source)]
    return found.source if all(re.fullmatch(r"[\s,]*(?:and|or)?[\s,]*", gap) for gap in gaps) else (before[-1],)


def _refusal(text: str, found: Found) -> Found:
    """Of "declined to say who" the cue is "declined", the content what is refused."""
    hit = _REFUSAL.match(found.cue[-1].of(text))
    if hit is None:
        return found
    at = found.cue[-1].start
    cue = Span(at + hit.start("cue"), at + hit.end("cue"))
    what = Span(at + hit.start("what"), found.cue[-1].end)
    first = next((s for s in found.content if 0 <= s.start - what.end <= 2), None)
    rest = tuple(s for s in found.content if s != first)
    content = (Span(what.start, first.end if first else what.end), *rest)
    return found._replace(cue=(*found.cue[:-1], cue), content=tuple(sorted(content)))


def _told_apart(text: str, found: Found) -> Found:
    """A content that opens with whom it was said to, or when, opens after it."""
    lemma = next((LEMMAS[w] for w in words(text, found.cue[-1]) if w in LEMMAS), "")
    content = list(found.content)
    for i, span in enumerate(content):
        if span.start < found.cue[-1].end or is_quoted(text, span):
            continue
        opens = _TOLD.match(text, span.start, span.end) or _TOLD_PLAIN.match(text, span.start, span.end)
        opens = opens or _TOLD_PRONOUN.match(text, span.start, span.end)
        hit = opens if lemma in TELL else _WHEN.match(text, span.start, span.end)
        if hit is not None and not _VERB.search(hit.group()) and not any(q in hit.group() for q in '“”"'):
            content[i] = Span(hit.end(), span.end)
        break
    return found._replace(content=tuple(content))


def _own_words(text: str, found: Found) -> Spans:
    """The content less source and cue; of a passive ("was told by them to leave") only what follows."""
    spans = without(found.content, [*found.source, *found.cue])
    spans = tuple(s for s in (trimmed(text, s, AFTER) for s in spans) if s)
    opens = [
        s
        for s in spans
        if re.match(r"(?:by\s+)?(?:to|that)\s", s.of(text), re.IGNORECASE) and s.start > found.cue[0].start
    ]
    if opens and len(spans) > 1 and not any(is_quoted(text, s) for s in spans):
        spans = tuple(s for s in spans if s.start >= opens[0].start)
    lone = tuple(s for s in spans if words(text, s) not in (["by"], ["for"], ["to"], ["of"], ["on"]))
    return _after_that(text, lone or spans, found)


def _after_that(text: str, spans: Spans, found: Found) -> Spans:
    out = []
    for span in spans:
        hit = re.match(r"(?:that|whether|of|with)\s+(?=\S)", span.of(text), re.IGNORECASE)
        joined = hit is not None and span.start > found.cue[0].end and not re.match(r"that\s+\w+\s*$", span.of(text))
        cut = hit is not None and joined and (hit.group().split()[0].lower() != "that" or len(words(text, span)) > 2)
        out.append(Span(span.start + hit.end(), span.end) if cut and hit else span)
    return tuple(out)


def _reaching(text: str, span: Span, bounds: Span, sentence: Span) -> Span:
    """A content that breaks off on a little word, or between a day and its month, runs on to the next stop."""
    if is_quoted(text, span):
        return span
    said = words(text, span)
    if not said or text[span.end : span.end + 1] not in {" ", "\n"}:
        return span
    limit = min(bounds.end, max(sentence.end, span.end))
    stop = _STOP.search(text, span.end, limit)
    rest = Span(span.end, stop.start() if stop else limit)
    following = words(text, rest)
    dated = said[-1].isdigit() and bool(following) and following[0] in MONTHS
    last_words = 0 < len(following) <= LAST_WORDS and not _TIME.search(rest.of(text))
    if said[-1] in _DANGLING or dated or last_words:
        return trimmed(text, Span(span.start, rest.end), AFTER)
    return span
