"""Which capitalised runs name persons, and which of them name the same one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import takewhile

from sayso.extract.lexicon import (
    DOCUMENT_HEADS,
    FEMALE_TITLES,
    MALE_TITLES,
    ORGANISATION_HEADS,
    PERSON_TITLES,
    PLACE_HEADS,
    RANKS,
    ROLE_NOUNS,
    word_set,
)
from sayso.extract.names import Entry, Gender
from sayso.extract.namewords import CONNECTORS, FEMALE_NAMES, FIRST_NAMES, MALE_NAMES, WORLD
from sayso.extract.runs import NameRun
from sayso.model.span import Span

_HEADS = (ORGANISATION_HEADS | PLACE_HEADS | DOCUMENT_HEADS | WORLD) - {"mark", "guard", "star"}
_APPOSED = re.compile(r"\s*[,(]\s*(?P<words>[^,.;:()\n“”\"]{2,80})")
_BEFORE = re.compile(r"(?P<words>[^,.;:()\n“”\"]{2,60}),\s*(?:[A-Z]\w{1,4}\.?\s+)?$")
_LIKE_PERSON = re.compile(
    r"\s*,\s*\d{2}\s*[,.;)]|\s*,\s+who(?:se|m)?\s|\s*<[^<>\s]+@|\s*,\s+(?:for|from)\s+the\s"
    r"|\s+(?:said|says|told|added|wrote)\b(?!.{0,40}\b(?:it|its|they|their)\b)"
    r"|\s*,\s+(?:an?|the|its|his|her|their)\s+(?:[a-z-]+\s+)?[a-z]*(?:man|woman|keeper|ist|ian|wright|smith|monger|master|"
    r"wife|widow|boy|girl|father|mother)\b"
)
_IS_A = re.compile(
    r"\s+(?:is|has been|became|remains|(?P<past>was|had been|served as|worked as))\s+(?:for \w+ \w+\s+)?"
    r"(?P<words>(?:an?|the|its|their|his|her|once|now|also|still)\s[^,.;:()\n“”\"]{2,60})"
)
"""What somebody is said to be: "Orme is the clerk of the school"."""
_OWN = re.compile(
    r"(?!\s+(?:has\s+|have\s+|had\s+)?(?:said|says|told|added|wrote)\b)"
    r"(?:\s+[a-z’'-]+){1,12}\s+(?:his|her|himself|herself)\b"
    r"|,\s+an?\s(?P<what>[a-z-]+(?: [a-z-]+)?)(?:\s[^,.;:()\n]{2,60})?,"
    r"(?:\s+[a-z’'-]+){1,8}\s+(?:he|she|his|her|himself|herself)\b"
)
"""A clause that goes back to its subject as to a man or a woman."""
_BYLINE = re.compile(r"(?:^|\n)\s*(?:By|From|Reported by|To|Cc|Signed)[:\s]\s*$")
_LABEL = re.compile(r"(?:^|[.;\n])\s*(?:In the )?(?P<words>[A-Za-z][a-z]+(?: [a-z]+)?):\s*(?:[A-Z]\w{1,4}\.?\s+)?$")
"""An office and a colon right before a name, as minutes list those present: "Secretary: Mr Orme"."""
_WORD = re.compile(r"[^\W\d_]+")
_BELOW = re.compile(r"[ \t]*\n(?:[ \t]*\n)?[ \t]*([^\n.:]{3,80})[ \t]*(?:\n|$)")
_ROLES = ROLE_NOUNS | {"head"}
_BODIES = ORGANISATION_HEADS | {"firm", "operator", "manufacturer", "supplier", "utility", "body"}
_OFFICES = ROLE_NOUNS | {"head", "officer", "president", "principal", "partner"}
_CLAUSE = word_set("said says told added wrote who whose which that where has had was were is are and")
_LITTLE = word_set("a an the of for at in its his her their our my s and")
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "mp", "qc", "kc"))
_KIN = "mrs"
"""In place of the first name of somebody who bears the surname of others."""
CIVIL = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr", "cllr", "prof"))


class _Form:
    """One run taken for a person's name."""

    __slots__ = ("first", "owner", "run", "shared", "surname", "text")

    def __init__(self, text: str, run: NameRun) -> None:
        words = [w for w in run.words if w.low not in _SUFFIXES] or list(run.words)
        self.run = run
        self.surname = words[-1].low
        self.first = words[0].low if len(words) > 1 else ""
        self.text = " ".join(run.span.of(text).split())
        self.owner = text[run.span.end : run.span.end + 2] in {"’s", "'s"}
        """Whether it stands as somebody's whose the text goes on to speak of something: "her son Piet Lorn's flat"."""
        self.shared = False
        """Whether it is a surname alone that several persons of the text bear."""

    @property
    def full(self) -> bool:
        return len(self.first) > 1


def people(text: str, runs: Sequence[NameRun], heads: Iterable[str]) -> list[Entry]:
    """The persons named by ``runs``; ``heads`` are authors' names that stand outside the text."""
    sure = [run for run in runs if _is_person(text, run)]
    known = {run.words[-1].low for run in sure if len(run.words) > 1 or run.titles}
    known |= {head.split()[-1].lower() for head in heads if head.split()}
    taken = {run.span for run in sure}
    more = [r for r in runs if r.span not in taken and r.words[-1].low in known and _may_be_person(r)]
    forms = [_Form(text, run) for run in [*sure, *more]]
    _by_first_name(forms)
    clusters = _clustered(forms, heads)
    entries = [_entry(text, forms, head) for forms, head in clusters]
    _first_names(text, runs, entries)
    return entries


def gender_of(titles: Iterable[str], first: str) -> Gender | None:
    """What titles and a first name tell of somebody's gender; None where they tell nothing."""
    lows = set(titles)
    if lows & FEMALE_TITLES:
        return "f"
    if lows & MALE_TITLES:
        return "m"
    woman, man = first in FEMALE_NAMES, first in MALE_NAMES
    return None if woman == man else "f" if woman else "m"


def _may_be_person(run: NameRun) -> bool:
    lows = [w.low for w in run.words]
    odd = any(w in CONNECTORS or w in _HEADS or w[0].isdigit() for w in lows)
    return len(lows) <= 4 and not odd and not run.shouted


def _is_person(text: str, run: NameRun) -> bool:
    lows = [w.low for w in run.words]
    if not _may_be_person(run):
        return False
    titled = bool(run.titles) and any(t.low in PERSON_TITLES for t in run.titles)
    if titled or (len(lows) > 1 and (len(lows[0]) == 1 or lows[0] in FIRST_NAMES)):
        return True
    if _related_before(text, run.span):
        return True
    return 1 < len(lows) <= 3 and run.after != "the" and _stands_like_person(text, run.span)


def _stands_like_person(text: str, span: Span) -> bool:
    after = text[span.end : span.end + 90]
    if _LIKE_PERSON.match(after) or _BYLINE.search(text[max(span.start - 20, 0) : span.start]):
        return True
    return (
        bool(roles_after(text, span) & _ROLES or _is_said_to_be(text, span)) or _signs(text, span) or _acts(text, span)
    )


def _is_said_to_be(text: str, span: Span) -> set[str]:
    """The office or trade somebody is said to have or have had, in lower case."""
    found = _IS_A.match(text, span.end, min(span.end + 110, len(text)))
    if found is None:
        return set()
    lows = [w.lower() for w in _WORD.findall(found["words"])]
    cut = next((i for i, w in enumerate(lows) if w in {"of", "at", "in", "for", "who", "with"}), len(lows))
    role = {lows[cut - 1]} & _ROLES if cut else set()
    return role | ({f"once {word}" for word in role} if found["past"] else set())


def _acts(text: str, span: Span) -> bool:
    """Whether a sentence opens with the name and goes back to it with "he", "his" or "her"."""
    before = text[max(span.start - 3, 0) : span.start]
    opens = not before.strip() or before.rstrip()[-1:] in {".", "—", "–", "-", "”", '"'}
    found = _OWN.match(text, span.end, min(span.end + 140, len(text))) if opens else None
    return found is not None and not (found["what"] and found["what"].split()[-1] in _BODIES)


def _told_gender(text: str, span: Span) -> Gender | None:
    """What "his" or "her" in the clause that goes back to a name tells of its bearer."""
    found = _OWN.match(text, span.end, min(span.end + 140, len(text)))
    last = found.group().split()[-1] if found else ""
    return "m" if last in {"he", "his", "himself"} else "f" if last in {"she", "her", "herself"} else None


def _signs(text: str, span: Span) -> bool:
    """Whether a name has a line of its own, with an office or nothing at all on the last line below it."""
    before = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    found = _BELOW.match(text, span.end)
    return not before.strip() and found is not None and bool({w.lower() for w in found[1].split()} & _OFFICES)


def _related_before(text: str, span: Span) -> bool:
    """Whether a relation, or a speaker, and a comma stand right before, as in "said one of them, Vera."."""
    found = _BEFORE.search(text[max(span.start - 70, 0) : span.start])
    if found is None or text[span.end : span.end + 1] not in {",", "."}:
        return False
    words = found.group("words").split()
    said = len(words) > 1 and words[0] in {"said", "says", "added", "asked"} and words[-1] not in _BODIES
    return bool(words) and (words[-1] in ROLE_NOUNS or said)


def roles_after(text: str, span: Span) -> set[str]:
    """The words of an apposition right behind a name, in lower case."""
    found = _APPOSED.match(text, span.end, min(span.end + 90, len(text)))
    if found is None:
        return set()
    words = _WORD.findall(found.group("words"))[:9]
    if len(words) > 1 and words[0].lower() in PERSON_TITLES and words[1][0].isupper():
        return set()
    lows = list(takewhile(lambda w: w not in _CLAUSE, (w.lower() for w in words)))
    return set(lows) - _LITTLE if set(lows[:6]) & _ROLES else set()


def _roles(text: str, run: NameRun) -> set[str]:
    roles = {t.low for t in run.titles} | roles_after(text, run.span) | _is_said_to_be(text, run.span)
    start = run.titles[0].span.start if run.titles else run.span.start
    before = _BEFORE.search(text[max(start - 70, 0) : start])
    if before:
        words = _WORD.findall(before.group("words"))[-6:]
        if set(words[-3:]) & ROLE_NOUNS:
            roles |= {w.lower() for w in words} - _LITTLE
    label = _LABEL.search(text[max(start - 40, 0) : start])
    trade = _OWN.match(text, run.span.end, min(run.span.end + 140, len(text)))
    roles |= {trade["what"].split()[-1]} if trade and trade["what"] else set()
    return roles | ({w.lower() for w in _WORD.findall(label["words"])} & _ROLES if label else set())


def _clustered(forms: Sequence[_Form], heads: Iterable[str]) -> list[tuple[list[_Form], str]]:
    """Forms of one person together, with the fullest name from the heads if it is fuller than any form."""
    families: dict[str, list[_Form]] = defaultdict(list)
    for form in forms:
        families[form.surname].append(form)
    outside: dict[str, list[str]] = defaultdict(list)
    for head in heads:
        if head.split():
            outside[head.split()[-1].lower()].append(head)
    out: list[tuple[list[_Form], str]] = []
    for surname in dict.fromkeys([*families, *outside]):
        out += _family(families.get(surname, []), list(dict.fromkeys(outside.get(surname, []))))
    return out


def _family(forms: Sequence[_Form], heads: Sequence[str]) -> list[tuple[list[_Form], str]]:
    """Parts the forms of one surname into persons by their first names; a bare surname goes to the last one named."""
    fulls = list(dict.fromkeys([f.first for f in forms if f.full] + [_first(h) for h in heads if len(_first(h)) > 1]))
    letters = [f.first for f in forms if len(f.first) == 1] + [h for h in map(_first, heads) if len(h) == 1]
    lone = [i for i in dict.fromkeys(letters) if sum(f.startswith(i) for f in fulls) != 1]
    people: dict[str, list[_Form]] = {first: [] for first in [*fulls, *lone]} or {"": []}
    last = next(iter(people))
    for form in sorted(forms, key=lambda f: f.run.span):
        if form.first:
            fits = [p for p in people if p == form.first or (len(form.first) == 1 and p.startswith(form.first))]
            chosen = fits[0] if fits else last
            last = last if form.owner else chosen
            people[chosen].append(form)
            continue
        if all(_is_kin(form, found, first) for first, found in people.items() if first != _KIN):
            people.setdefault(_KIN, []).append(form)
            continue
        if len(people) > 1:
            form.shared = True
            last = _by_gender(form, people, last)
        people[last].append(form)
    named = [(found, next((h for h in heads if _first(h) == first), "")) for first, found in people.items()]
    return [(found, head) for found, head in named if found or head]


def _is_kin(form: _Form, person: Sequence[_Form], first: str) -> bool:
    """Whether a surname alone is another's of the same name: "Mrs Hale" beside a Sergeant Hale or a Peter Hale."""
    mine, theirs = ({t.low for f in forms for t in f.run.titles} for forms in ([form], person))
    mrs, man = bool(mine & FEMALE_TITLES), gender_of(theirs, first) == "m"
    return mrs and not theirs & FEMALE_TITLES and (man or bool(theirs & RANKS))


def _by_first_name(forms: Sequence[_Form]) -> None:
    """Takes "Sir Piers" for the one Piers whom the text names in full, where nobody has that for a surname."""
    surnames: dict[str, set[str]] = defaultdict(set)
    for form in forms:
        if form.full:
            surnames[form.first].add(form.surname)
    borne = {form.surname for form in forms if form.first}
    for form in forms:
        if not form.first and form.run.titles and form.surname not in borne and len(surnames[form.surname]) == 1:
            form.first, form.surname = form.surname, next(iter(surnames[form.surname]))


def _by_gender(form: _Form, people: Iterable[str], last: str) -> str:
    gender = gender_of([t.low for t in form.run.titles], "")
    fits = [p for p in people if gender and gender_of([], p) == gender]
    return fits[0] if len(fits) == 1 else last


def _first(name: str) -> str:
    words = name.replace(".", " ").split()
    return words[0].lower() if len(words) > 1 else ""


def _entry(text: str, forms: Sequence[_Form], head: str) -> Entry:
    def fullness(form: str) -> tuple[int, int]:
        words = form.replace(".", " ").split()
        return (sum(len(w) > 1 for w in words), len(words))

    texts = [f.text for f in forms]
    name = max([head, *texts], key=fullness) if head else max(texts, key=fullness)
    if len(name.split()) == 1 and forms:
        name = _with_title(name, forms)
    titles = [t.low for f in forms for t in f.run.titles]
    gender = gender_of(titles, _first(name)) or next((g for f in forms if (g := _told_gender(text, f.run.span))), None)
    entry = Entry(name=name, kind="person", gender=gender)
    for form in forms:
        if form.shared:
            entry.shared.add(form.run.span)
        entry.roles |= _roles(text, form.run)
        entry.spans.append(form.run.span)
        if form.run.titles:
            entry.written[form.run.span] = Span(form.run.titles[0].span.start, form.run.span.end)
        entry.forms |= {form.text, *(f"{t.text} {form.text}" for t in form.run.titles[-1:])}
    return entry


def _with_title(name: str, forms: Sequence[_Form]) -> str:
    """A bare surname with the title it goes by, since there is no fuller form."""
    titles = [f.run.titles[-1].text for f in forms if f.run.titles]
    return f"{titles[0]} {name}" if titles and titles[0].lower() in CIVIL else name


def _first_names(text: str, runs: Sequence[NameRun], entries: Sequence[Entry]) -> None:
    """Gives lone first names to the one person of that first name."""
    firsts: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if len(_first(entry.name)) > 1 and not entry.name.lower().startswith(tuple(CIVIL)):
            firsts[_first(entry.name)].append(entry)
    taken = {span for entry in entries for span in entry.spans}
    for run in runs:
        fits = firsts.get(run.words[0].low, []) if len(run.words) == 1 and not run.shouted else []
        if len(fits) == 1 and run.span not in taken:
            fits[0].spans.append(run.span)
            fits[0].forms.add(run.span.of(text))
