"""Which capitalised runs name organisations, places and documents; short forms and acronyms go to their long ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sayso.extract.lexicon import DOCUMENT_HEADS, ORGANISATION_HEADS, OUTLET_HEADS, PLACE_HEADS, ROLE_NOUNS
from sayso.extract.names import Entry, NameKind, initials
from sayso.extract.namewords import FIRST_NAMES, WORLD
from sayso.extract.runs import NameRun
from sayso.model.span import Span

_SMALL = frozenset(("of", "the", "for", "and", "&", "on", "against", "no", "nr"))
_AT = re.compile(
    r"\b(?:in|at|near|outside|around|from|to|leave|reach(?:ed)?|visit(?:ed|ing)?|across|below|above)\s+$", re.IGNORECASE
)
_AT_THE = re.compile(
    r"\b(?:across|along|below|above|up|down|on|into|over|crossed|from|bank of)\s+the\s+$", re.IGNORECASE
)
_ACRONYM = re.compile(r"\s*\(\s*(?:the\s+|or\s+)?[“\"‘']?(?P<short>[A-Z][A-Za-z&]{1,9})[”\"’']?\s*\)")
_MOST_PLACES = 400
"""Entries beyond this number are not compared with one another: a page of garbage names thousands of things."""


def things(text: str, runs: Sequence[NameRun], publishers: Iterable[str]) -> list[Entry]:
    """The organisations, places and documents that ``runs`` name; ``publishers`` stand in the heads of parts."""
    groups: dict[frozenset[str], list[NameRun]] = defaultdict(list)
    for run in runs:
        groups[_key(w.low for w in run.words)].append(run)
    entries = [e for group in groups.values() if (e := _entry(text, group)) is not None]
    for publisher in publishers:
        if not any(_key(e.low) == _key(publisher.lower().split()) for e in entries):
            entries.append(Entry(name=publisher, kind="organisation", forms={publisher}))
    return _joined(text, entries) if len(entries) <= _MOST_PLACES else entries


def _key(words: Iterable[str]) -> frozenset[str]:
    return frozenset(words) - _SMALL


def _entry(text: str, group: Sequence[NameRun]) -> Entry | None:
    kinds = [kind for run in group if (kind := _kind(text, run)) is not None]
    if not kinds:
        return None
    # "in Norby" tells more than a bare "Norby": a place is one wherever it is named.
    decided: NameKind = "place" if "place" in kinds else kinds[0]
    forms = [" ".join(run.span.of(text).split()) for run in group]
    plain = [f for f, run in zip(forms, group, strict=True) if not run.shouted]
    name = max(plain or [_title_case(forms[0])], key=lambda f: (len(f.split()), -forms.index(f) if f in forms else 0))
    short = [run.span for run in group if len(run.words) == 1 and _after_the(text, run.span)]
    return Entry(
        name=name,
        kind=decided,
        spans=[run.span for run in group],
        forms=set(forms) | {name},
        written={span: Span(span.start - 4, span.end) for span in short if decided == "organisation"},
    )


def _title_case(shouted: str) -> str:
    words = shouted.lower().split()
    return " ".join(w if w in _SMALL and i else w[:1].upper() + w[1:] for i, w in enumerate(words))


def _kind(text: str, run: NameRun) -> NameKind | None:
    lows = [w.low for w in run.words]
    if lows[-1][0].isdigit():
        heads = set(lows[:-1])
        return "place" if heads & PLACE_HEADS else "document" if heads & DOCUMENT_HEADS else None
    if any(c.isdigit() for c in lows[-1]):
        return _coded(text, run)
    if lows[-1] in ROLE_NOUNS - ORGANISATION_HEADS:
        return None
    kind = _by_head(lows, after_the=run.after == "the")
    if kind is not None or run.shouted:
        return kind
    if set(lows) & WORLD:
        return "place" if len(lows) == 1 or lows[0] in {"north", "south", "east", "west", "new"} else "organisation"
    return _by_surroundings(text, run)


def _coded(text: str, run: NameRun) -> NameKind | None:
    """The kind of something called by a code, as its neighbours tell it: "pump P-7", "form B7"."""
    after = text[run.span.end : run.span.end + 20].split()
    near = {run.after, *(w.low for w in run.words[:-1]), *(w.lower() for w in after[:1])}
    return "document" if near & DOCUMENT_HEADS else "place" if near & PLACE_HEADS else None


def _by_head(lows: Sequence[str], *, after_the: bool) -> NameKind | None:
    cut = next((i for i, w in enumerate(lows) if w in {"of", "for"}), len(lows))
    head = lows[cut - 1] if cut else lows[-1]
    if len(lows) == 1 and not after_the:
        return None
    if head in ORGANISATION_HEADS and not (head in PLACE_HEADS and head not in OUTLET_HEADS):
        return "organisation"
    if head in DOCUMENT_HEADS and head not in OUTLET_HEADS and len(lows) > 1:
        return "document"
    if head in PLACE_HEADS and len(lows) > 1:
        return "place"
    return "organisation" if head in OUTLET_HEADS else None


def _by_surroundings(text: str, run: NameRun) -> NameKind | None:
    before = text[max(run.span.start - 24, 0) : run.span.start]
    words = run.words
    if len(words) == 1 and len(words[0].text) > 1 and words[0].text.isupper():
        return "organisation" if len(words[0].text) <= 6 else None
    if _AT.search(before) or _AT_THE.search(before):
        return "place" if len(words) <= 2 and words[0].low not in FIRST_NAMES else None
    if len(words) > 1:
        return "organisation"
    return "organisation" if run.after == "the" and not run.opens else None


def _joined(text: str, entries: Sequence[Entry]) -> list[Entry]:
    """``entries`` with each short form folded into the one long form it can only stand for."""
    short = _acronyms(text, entries)
    into: dict[int, int] = {}
    for i, entry in enumerate(entries):
        fits = [j for j, other in enumerate(entries) if j != i and _stands_for(text, entry, other, short)]
        longest = max(fits, key=lambda j: len(entries[j].low), default=None)
        if longest is not None and all(set(entries[j].low) <= set(entries[longest].low) for j in fits):
            into[i] = longest
    for i in sorted(into, key=lambda i: len(entries[i].low)):
        target = _end_of(into, i)
        entries[target].spans.extend(entries[i].spans)
        entries[target].forms |= entries[i].forms
        entries[target].written |= entries[i].written
    return [entry for i, entry in enumerate(entries) if i not in into]


def _end_of(into: dict[int, int], start: int) -> int:
    """Where the folding of ``start`` ends; names that are short for one another in a ring end before coming round."""
    seen, at = {start}, into[start]
    while at in into and into[at] not in seen:
        seen.add(at)
        at = into[at]
    return at


def _acronyms(text: str, entries: Sequence[Entry]) -> dict[str, str]:
    """Short forms that stand in brackets right after a name: short form to name."""
    out: dict[str, str] = {}
    for entry in entries:
        for span in entry.spans:
            found = _ACRONYM.match(text, span.end, min(span.end + 30, len(text)))
            if found:
                out.setdefault(found.group("short"), entry.name)
    return out


def _stands_for(text: str, short: Entry, long: Entry, acronyms: dict[str, str]) -> bool:
    if acronyms.get(short.name) == long.name:
        return True
    words = [w for w in short.low if w not in _SMALL]
    whole = [w for w in long.low if w not in _SMALL]
    if short.kind == "place" or long.kind == "place" or not words or len(words) >= len(whole):
        return False
    if len(words) == 1 and short.name.isupper():
        return initials(long.low) == short.name
    if not _in_order(words, whole):
        return False
    if len(words) > 1:
        return words[-1] == whole[-1] or words == whole[: len(words)]
    after_the = any(_after_the(text, s) for s in short.spans)
    return words[0] == _head(long.low) if after_the else words[0] == long.low[0]


def _head(lows: Sequence[str]) -> str:
    """The head noun of a name: the word before "of", else the last."""
    cut = next((i for i, w in enumerate(lows) if w in {"of", "for"}), len(lows))
    return lows[max(cut - 1, 0)]


def _in_order(words: Sequence[str], whole: Sequence[str]) -> bool:
    rest = iter(whole)
    return all(word in rest for word in words)


def _after_the(text: str, span: Span) -> bool:
    return text[max(span.start - 4, 0) : span.start].lower() == "the "
