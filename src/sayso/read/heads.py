"""What the first lines of a text say about it: title, author, publisher, date. Null where that is not clear."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.read.dates import find_date, first_date
from sayso.read.markings import is_marking
from sayso.read.outcome import Head
from sayso.read.tables import word_set

HEAD_CHARS = 4000
HEAD_LINES = 16
_LABEL = re.compile(
    r"(?P<label>from|to|date|dated|date of [a-z]+|subject|re|copy|cc|ref|reference|sent)\s*:"
    r"\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_PARTICLES = r"(?:de|da|del|della|di|du|la|le|van|von|der|den|ter|bin|al|el)"
_NAME_WORD = r"(?:[A-Z]\.(?:-?[A-Z]\.)*|[A-Z][\w'’.-]*[\w’.])"
NAME = rf"{_NAME_WORD}(?: (?:{_NAME_WORD}|{_PARTICLES})){{1,4}}"
_BYLINE = re.compile(
    rf"(?:By|BY|Written by|Words by|Reported by)[ :]+(?P<names>{NAME}(?:(?:,| and| &) {NAME})*)(?P<rest>.*)"
)
_NAME_ALONE = re.compile(rf"{_NAME_WORD}(?: (?:{_NAME_WORD}|{_PARTICLES})){{1,3}}")
_GENERIC = re.compile(
    r"(?:memorandum|memo|press release|media release|news release|press department|press office|statement|letter|"
    r"minutes|report|briefing|note|fax|telegram|cable|transcript|exclusive|correction)s?\W*",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(?:Office|Department|Ministry|Directorate|Bureau|Section|Branch|Division|Desk) (?:of|for) .*"
    r"|.*\b(?:Department|Section|Office|Branch|Division|Directorate|Unit|Desk|Bureau|Press Service)",
)
_HONORIFIC = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Lady|Lord|Hon|Messrs)\.? [A-Z].*")
_DEAR = re.compile(r"(?:Dear|To) .{2,60}[,:]?")
_PROCEEDINGS = re.compile(r"(?:Minutes|Record|Transcript|Notes?|Report) of .+", re.IGNORECASE | re.DOTALL)
_TESTIMONY = re.compile(
    rf"(?:(?:written |sworn |witness )?statement|deposition|affidavit|testimony|evidence) (?:of|by):?\s+"
    rf"(?P<name>{NAME})(?:\s*,.{{0,60}})?",
    re.IGNORECASE,
)
"""The heading of what a witness has put on paper: whoever it names wrote it."""
_TAKEN = re.compile(
    r"(?:Taken|Given|Sworn|Made|Recorded|Signed)\b[^\n]{0,80}?\b(?:at|by|before) the (?P<where>[A-Z][^,\n]{3,60})"
)
_DATELINE = re.compile(
    r"[A-Z][A-Z .’'-]{2,40}(?:, [\w .]{2,30})?, (?:\d{1,2} [A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.? \d{1,2})"
    r"(?:,? \d{4})?(?: ?\([\w. ]{2,30}\))?\W*"
)
"""Where and when a wire story was filed, on a line of its own: "PORT NORBY, 9 June (Coastal)"."""
_RESERVED = re.compile(
    r"(?=.*\b(?:ONLY|ADDRESSEE|CONFIDENTIAL|PUBLICATION|CIRCULAT\w+|RELEASE|SECRET|PRIVATE|PERSONAL|EYES)\b)[A-Z ,&/-]+"
)
"""For whose eyes a paper is."""
_STATE = re.compile(r"(?:THE )?(?:[A-Z]+ )?(?:REPUBLIC|KINGDOM|STATE|COMMONWEALTH|FEDERATION|GOVERNMENT) OF [A-Z ]+")
_STATE_BODY = re.compile(r"\b(?:MINISTRY|DEPARTMENT|DIRECTORATE|AGENCY|COMMAND|STAFF|POLICE|COURT|COMMISSION|BUREAU)\b")
_ORDINAL = re.compile(r"\b\d{1,3}(?:st|nd|rd|th)\b", re.IGNORECASE)
_SALUTATION = re.compile(
    r"(?:Dear\b.{1,50}|(?:To (?:the )?(?:Mrs?|Ms|Dr|Prof)\b.{2,80})|(?:My )?(?:Sirs?|Madam|Minister|Gentlemen|"
    r"Excellency|Mr [A-Z]\w+|Chairman|Chair|Commissioner|Director|Ambassador|Governor|Mayor))[,:]?"
)
_ROLE_LINE = re.compile(r"[A-Z][\w’'-]*(?: (?:[a-z]{2,3}|[A-Z][\w’'-]*|[a-z]+)){0,6}")
_CLOSE = re.compile(
    r"(?im)^(?:yours(?: (?:very )?(?:sincerely|faithfully|truly|ever|respectfully|etc))?|(?:very )?(?:sincerely|truly|"
    r"respectfully|faithfully|cordially)(?: yours)?|(?:with )?(?:my |our )?(?:kind |best |warm )?(?:regards|wishes|"
    r"thanks|respect|compliments)|in haste)\W*$"
)
_OFFICE_HOLDER = re.compile(
    r"(?:the )?(?:[A-Z][\w’'-]* ){0,3}(?:Editor|Clerk|Secretary|Director|Engineer|Inspector|Chair(?:man|woman|person)?|"
    r"Surveyor|Chemist|Commander|Registrar|Manager|Head|President|Treasurer|Superintendent|Auditor|Prosecutor|Adviser|"
    r"Counsel|Governor|Mayor|Commissioner|Physician|Archivist|Librarian|Principal|Warden|Partner)"
    r"(?:(?: of| for|,)(?: (?:[a-z]{2,3}|[A-Z][\w’'-]*)){1,6})?\.?"
)
"""What somebody is who signs on the last line, behind his name: "Town Clerk"."""
_KEPT = re.compile(
    rf"(?:^|[.;,]\s*)(?:(?:Interview|Text|Words|Report|Reporting|On watch)(?=:)|(?:Interview|Text|Report|Story) by"
    rf"|Keeper|Kept by|Prepared by|Written by|Compiled by|Recorded by|Taken by|Author|Inspector|"
    rf"Surveyor|Observer|Duty officer|Officer on duty|Log kept by)"
    rf"\s*:?\s+(?P<name>{_NAME_WORD}(?: {_NAME_WORD}){{1,3}})\.?$",
    re.IGNORECASE,
)
"""Who keeps a log or fills in a sheet, as its head says: "Weeks 4 to 6. Keeper: O. Venn"."""
_FOR_A_BODY = re.compile(r"(?:[Ff]or and )?(?:[Oo]n behalf of|[Ff]or) (?:the )?[A-Z]")
_SIGNED = re.compile(rf"(?m)^Signed[ :]+(?P<name>{_NAME_WORD}(?: {_NAME_WORD}){{1,3}})")
_HASHES = re.compile(r"^#{1,3}\s+(?=\S)")
_EMPHASIS = re.compile(r"(?P<mark>\*{1,3}|_{1,2})(?=\S)(?P<words>[^*_]+?)(?<=\S)(?P=mark)")
_SHORT_AND_LONG = re.compile(r"[A-Z]{2,6} ?[-\u2013\u2014] ?(?P<name>[A-Z][A-Za-z’' .&-]{5,60})")
"""A paper's letters before its name: "NPA - NORBY PRESS AGENCY"."""
_DATE_WORDS = word_set(
    "published issued dated updated posted on at date monday tuesday wednesday thursday friday "
    "saturday sunday mon tue wed thu fri sat sun gmt utc bst cet est edt am pm hours hrs local time the of"
)
_SMALL = word_set("of the and for in on at to de du la le")
_KEEP = word_set("USA US UK EU UN NATO CIA FBI NSA DOJ DOD NSC MI5 MI6 BBC CNN AP AFP DPA PLC LLC LTD NHS IRS GCHQ")


def head_of(text: str) -> Head:
    """The head printed at the top of ``text``, as far as it is plain; reads 4,600 characters at most."""
    lines = [_bare(line.strip()) for line in text[:HEAD_CHARS].splitlines()]
    kept = [line for line in lines if line][:HEAD_LINES]
    if sworn := _testimony(kept):
        return sworn
    labels = _labels(kept)
    bylined = next((b for b in map(_byline, kept) if b), None)
    publisher = _publisher(kept) or (bylined.publisher if bylined else None) or _credited(kept)
    title, held = _proceedings(text)
    title = labels.get("subject") or title or _title(lines, publisher)
    author = _person(labels.get("from")) or (bylined.author if bylined else None)
    return Head(
        title=title,
        author=author or _bare_author(kept, title) or _signature(text) or _signed_off(text, kept) or _keeper(kept),
        publisher=publisher,
        published=first_date(labels.get("date", labels.get("dated", labels.get("sent", "")))) or _date(kept) or held,
    )


def _bare(line: str) -> str:
    """A line without the marks of a heading or of emphasis around it."""
    line = _HASHES.sub("", line)
    found = _EMPHASIS.fullmatch(line)
    return found["words"] if found else line


def labelled_head(text: str) -> Head:
    """Only what the label lines of a memo's head say; for texts whose lines cannot be trusted to be whole."""
    kept = [line.strip() for line in text[:HEAD_CHARS].splitlines() if line.strip()][: 2 * HEAD_LINES]
    labels = _labels(kept)
    dated = labels.get("date", labels.get("dated", labels.get("sent", "")))
    return Head(title=labels.get("subject"), author=_person(labels.get("from")), published=first_date(dated))


def _testimony(lines: Sequence[str]) -> Head | None:
    """The head of a witness's statement: whoever it names is its author, who took it down its publisher."""
    at = next((k for k, line in enumerate(lines[:3]) if _TESTIMONY.fullmatch(line)), None)
    found = _TESTIMONY.fullmatch(lines[at]) if at is not None else None
    if at is None or found is None:
        return None
    above = lines[0] if at and _name_like(lines[0]) else None
    taken = next((m for line in lines[at + 1 : at + 5] if (m := _TAKEN.match(line))), None)
    body = above or (taken["where"].strip() if taken else None)
    dated = next((line for line in lines[at + 1 : at + 5] if first_date(line)), "")
    return Head(
        title=_cased(lines[at]) if lines[at].isupper() else lines[at],
        author=_cased(found["name"]) if found["name"].isupper() else found["name"],
        publisher=_cased(body) if body and body.isupper() else body,
        published=first_date(dated),
    )


def is_byline(line: str) -> bool:
    """Whether a line says by whom a piece is, and no more."""
    return _byline(line.strip()) is not None


def is_date_line(line: str) -> bool:
    """Whether a line is a date with at most a place, a weekday or an hour beside it."""
    found = find_date(line)
    if not found or len(line) > 90:
        return False
    rest = (line[: found[1]] + " " + line[found[2] :]).replace(",", " ").replace("|", " ")
    words = [w.strip(".:()-–—") for w in rest.split()]
    loose = [w for w in words if w and w.lower() not in _DATE_WORDS and not w[0].isdigit()]
    return len(loose) <= 4 and all(w[0].isupper() for w in loose) and not line.rstrip().endswith("?")


def _labels(lines: Sequence[str]) -> dict[str, str]:
    """Label lines of a memo's head; a lone one is no head, but a subject or a date alone still speaks for itself."""
    found: dict[str, str] = {}
    for line in lines:
        match = _LABEL.fullmatch(line)
        if match:
            label = re.sub(r"^date .*", "date", match.group("label").lower())
            found.setdefault("subject" if label == "re" else label, match.group("value").strip())
    return found if len(found) >= 2 else {k: v for k, v in found.items() if k in {"subject", "date", "dated"}}


def _byline(line: str) -> Head | None:
    match = _BYLINE.fullmatch(line)
    if not match or len(line) > 120:
        return None
    rest = match.group("rest").strip()
    if rest and not re.match(r"(?:,|\||in [A-Z]|–|-|—|for )", rest):
        return None
    names = match.group("names")
    first, _, outlet = names.partition(", ")
    two = re.split(r" and | & ", first)
    return Head(author=two[0], publisher=outlet or None)


def _person(value: str | None) -> str | None:
    """The name at the opening of a From: line, without post or address."""
    if not value:
        return None
    name = re.split(r"[,;<(\[]", value, maxsplit=1)[0].strip(" \"'")
    return name if 2 <= len(name) <= 80 and "@" not in name else None


def _publisher(lines: Sequence[str]) -> str | None:
    """The name in the first line that is no marking, where it can only be that of a body or a paper."""
    openers = [line for line in lines[:6] if not is_marking(line)]
    if openers and (both := _SHORT_AND_LONG.fullmatch(openers[0])):
        openers[0] = both["name"]
    if len(openers) < 2 or not _name_like(openers[0]):
        return None
    first, second = openers[0], openers[1]
    if _STATE.fullmatch(first) and _STATE_BODY.search(second) and second.isupper() and _name_like(second):
        return _cased(second)
    if _ORDINAL.sub("", first).isupper() and len(first.split()) >= 2:
        return _cased(first) if _heads_on(second) or len(first.split()) <= 5 else None
    return first if is_date_line(second) else None


def _heads_on(line: str) -> bool:
    return is_date_line(line) or line.isupper() or _GENERIC.fullmatch(line) is not None or len(line) < 60


def _name_like(line: str) -> bool:
    words = line.split()
    plain = all(w[0].isupper() or w.lower() in _SMALL or w == "&" or _ORDINAL.fullmatch(w) for w in words)
    odd = re.search(r"[\d:;!?\"“”/]|\.$", _ORDINAL.sub("", line))
    return 1 <= len(words) <= 8 and plain and not _GENERIC.fullmatch(line) and not odd


def _cased(line: str) -> str:
    """An all-capitals name as it would stand in running text; abbreviations keep their capitals."""

    def one(place: int, word: str) -> str:
        if word in _KEEP or not re.search("[AEIOUY]", word) or word[0].isdigit():
            return word
        return word.lower() if place and word.lower() in _SMALL else "-".join(p.capitalize() for p in word.split("-"))

    return " ".join(one(i, w) for i, w in enumerate(line.split()))


def _credited(lines: Sequence[str]) -> str | None:
    """The paper in a line such as ``Tarn Gazette, 27 September 2025``."""
    for line in lines[:6]:
        found = find_date(line)
        if found and is_date_line(line):
            words = line[: found[1]].strip(" ,|-–—").split()
            while words and words[-1].lower() in _DATE_WORDS:
                words.pop()
            name = " ".join(words).strip(" ,|-–—")
            if len(name.split()) >= 2 and _name_like(name):
                return name
    return None


def _proceedings(text: str) -> tuple[str | None, str | None]:
    """The opening sentence of minutes, which names the meeting, and the day it was held."""
    for block in re.split(r"\n\s*\n|\n(?=[A-Z][a-z]+ of )", text[:1200])[:4]:
        line = " ".join(part for part in block.split("\n") if not is_marking(part.strip()))
        if len(line) <= 240 and _PROCEEDINGS.fullmatch(line.strip()) and first_date(line):
            return " ".join(line.split()), first_date(line)
    return None, None


def _title(lines: Sequence[str], publisher: str | None) -> str | None:
    """The headline: the first short line, alone in its paragraph or on top of a byline, that is nothing else."""
    opening = next((i + 1 for i, line in enumerate(lines) if line.startswith("Dear ")), 0)
    for place, line in enumerate(lines[opening:], opening):
        if not line or _is_furniture(line, publisher):
            continue
        after = lines[place + 1] if place + 1 < len(lines) else ""
        alone = not after or is_byline(after) or is_date_line(after) or _NAME_ALONE.fullmatch(after) is not None
        return line if _headline_like(line) and alone else None
    return None


def _is_furniture(line: str, publisher: str | None) -> bool:
    if is_marking(line) or is_date_line(line) or is_byline(line) or _GENERIC.fullmatch(line):
        return True
    if _DATELINE.fullmatch(line) or _RESERVED.fullmatch(line) or _STATE.fullmatch(line):
        return True
    if publisher and line.casefold() == publisher.casefold():
        return True
    if _OFFICE.fullmatch(line) or _HONORIFIC.fullmatch(line) or (_DEAR.fullmatch(line) and len(line.split()) <= 6):
        return True
    return _LABEL.fullmatch(line) is not None


def _headline_like(line: str) -> bool:
    words = line.split()
    return (
        2 <= len(words) <= 30 and len(line) <= 200 and not line.endswith((".", ":", ",", ";")) and line[0] not in ">-*•"
    )


def _bare_author(lines: Sequence[str], title: str | None) -> str | None:
    """A name alone under the headline, as many magazines print it."""
    if title is None or title not in lines:
        return None
    place = lines.index(title)
    if place + 1 < len(lines) and is_date_line(lines[place + 1]):
        place += 1
    after = lines[place + 1] if place + 1 < len(lines) else ""
    above = any(is_date_line(line) for line in lines[: place + 1]) or any(
        map(is_date_line, lines[place + 2 : place + 3])
    )
    named = _NAME_ALONE.fullmatch(after) is not None and not after.isupper() and not is_date_line(after)
    return after if above and named and not is_marking(after) and not _DEAR.fullmatch(after) else None


def _signature(text: str) -> str | None:
    signed = _SIGNED.search(text, max(0, len(text) - 600))
    if signed:
        return signed.group("name")
    close = next(iter(_CLOSE.finditer(text, max(0, len(text) - 600))), None)
    after = [line.strip() for line in text[close.end() :].splitlines() if line.strip()] if close else []
    name, _, office = after[0].partition(", ") if after else ("", "", "")
    signed_name = _NAME_ALONE.fullmatch(name) is not None and not name.isupper()
    return name if signed_name and (not office or _ROLE_LINE.fullmatch(office)) else None


def _keeper(lines: Sequence[str]) -> str | None:
    """Whoever keeps what the first lines head: a log, a sheet."""
    found = (m for line in lines[:6] if (m := _KEPT.search(line)))
    return next((m["name"].rstrip(".") for m in found if m["name"].split()[0][0].isupper()), None)


def _signed_off(text: str, lines: Sequence[str]) -> str | None:
    """The name at the end: before an office, or of what is written to somebody alone on the last line or above one."""
    foot = [line.strip() for line in text[-400:].splitlines() if line.strip()][-2:]
    above = len(foot) > 1 and _FOR_A_BODY.match(foot[-1]) is not None
    name, _, office = foot[0 if above else -1].partition(", ") if foot else ("", "", "")
    if _NAME_ALONE.fullmatch(name) and _OFFICE_HOLDER.fullmatch(office) and not name.isupper():
        return name
    if not any(_SALUTATION.fullmatch(line) or line.startswith("To:") for line in lines):
        return None
    last = [line.strip() for line in text[-400:].splitlines() if line.strip()][-2:]
    for name, office in (last, [*last[1:], ""]) if len(last) == 2 else ():
        named = _NAME_ALONE.fullmatch(name) is not None and not name.isupper() and not is_date_line(name)
        if named and (not office or (_ROLE_LINE.fullmatch(office) and not is_date_line(office))):
            return name
    return None


def _date(lines: Sequence[str]) -> str | None:
    for line in _date_lines(lines):
        return first_date(line)
    embargo = next((line for line in lines if is_marking(line) and re.search("embargo", line, re.IGNORECASE)), "")
    return first_date(embargo)


def _date_lines(lines: Sequence[str]) -> Iterator[str]:
    yield from (line for line in lines if is_date_line(line) and not is_marking(line))
