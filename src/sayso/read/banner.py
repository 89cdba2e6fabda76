"""Banner and portion marks of the formal syntax (``//`` between categories, ``/`` within one) into their parts.

What is no known term is kept as it stands: in the place of a compartment it is one, elsewhere it is ``unknown``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from sayso.read.dates import first_date
from sayso.read.markterms import (
    AEA,
    COUNTRIES,
    DISSEM,
    EXEMPTIONS,
    FOREIGN_LEVELS,
    GROUPS,
    NATO_CODEWORDS,
    NATO_JOINED,
    NATO_LEVELS,
    OTHER_DISSEM,
    SCI_NAMES,
    US_LEVELS,
)

MAX_CHARS = 300
"""Nothing longer is a banner."""
_RELEASE = re.compile(r"(?P<what>REL(?: TO)?|RELEASABLE TO|DISPLAY ?ONLY(?: TO)?)(?: +(?P<who>.+))?")
_EYES = re.compile(r"(?P<who>[A-Z]{2,4}(?:[/, ]+[A-Z]{2,4})*) EYES(?: ONLY)?")
_SAP = re.compile(r"(?:SAR|SPECIAL ACCESS REQUIRED)-(?P<name>.+)")
_SIGMAS = re.compile(r"(?P<base>.+?)(?:-|/| )(?:SG|SIGMA) (?P<numbers>\d+(?:[ ,]+\d+)*)")
_CODE = re.compile(r"[A-Z][A-Z0-9]*")
_SCI = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+(?: [A-Z0-9]+)*)*")
_CUI = re.compile(r"(?:SP-)?[A-Z]{2,7}(?:\|(?:SP-)?[A-Z]{2,7})*")
_AMERICAN_DAY = re.compile(r"(?P<month>\d\d?)/(?P<day>1[3-9]|2\d|3[01])/(?P<year>(?:19|20)\d\d)")
"""Month first; told only where the day can be no month."""
_COMPACT_DAY = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sci:
    """One control system with its compartments and their subcompartments."""

    control: str
    compartments: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __str__(self) -> str:
        return "-".join([self.control, *(" ".join([name, *subs]) for name, subs in self.compartments.items())])


@dataclass(slots=True, kw_only=True)
class Banner:
    """A marking of the formal syntax by its categories, each in the order printed; terms in their full form."""

    scheme: str
    """US, CUI, NATO, FGI (another state's) or JOINT."""
    level: str
    portion: bool = False
    """Whether the level is abbreviated, as at the head of a paragraph."""
    opened: bool = True
    """Whether a marking that is not of the United States begins with ``//``, as it must in their papers."""
    owners: list[str] = field(default_factory=list)
    codewords: list[str] = field(default_factory=list)
    sci: list[Sci] = field(default_factory=list)
    sap: list[str] = field(default_factory=list)
    hvsaco: bool = False
    waived: bool = False
    aea: list[str] = field(default_factory=list)
    cnwdi: bool = False
    sigmas: list[int] = field(default_factory=list)
    fgi: list[str] | None = None
    """States whose information is in it; empty where they are not to be named."""
    dissem: list[str] = field(default_factory=list)
    rel_to: list[str] = field(default_factory=list)
    display_to: list[str] = field(default_factory=list)
    other_dissem: list[str] = field(default_factory=list)
    accm: list[str] = field(default_factory=list)
    cui: list[str] = field(default_factory=list)
    declassify: str | None = None
    unknown: list[str] = field(default_factory=list)

    @property
    def rank(self) -> str:
        """The bare level, which NATO's names hold."""
        return self.level.removeprefix("COSMIC ").removeprefix("NATO ")

    @property
    def released(self) -> bool:
        """Whether it says anything about who may see it."""
        return bool(self.dissem or self.rel_to or self.display_to)


def parse_banner(words: str) -> Banner | None:
    """The banner or portion mark that ``words`` are and nothing else; None where they do not begin with a level."""
    text = " ".join(words.split())
    if len(text) > MAX_CHARS or text != text.upper():
        return None
    text = text.removeprefix("(").removesuffix(")") if text.startswith("(") else text
    parts = [part.strip(" ") for part in text.split("//")]
    if text.startswith("//") and len(parts) > 1:
        banner, rest = _foreign(parts[1]), parts[2:]
    else:
        banner, rest = _domestic(parts[0]), parts[1:]
    if banner is None:
        return None
    for part in rest:
        _take_category(banner, part)
    return banner


def _domestic(head: str) -> Banner | None:
    if head in US_LEVELS:
        level = US_LEVELS[head]
        return Banner(scheme="CUI" if level == "CUI" else "US", level=level, portion=len(head) <= 2, owners=["USA"])
    if head in {"R", "RESTRICTED"}:
        return Banner(scheme="US", level="RESTRICTED", portion=head == "R", owners=["USA"])
    banner = _foreign(head)
    if banner:
        banner.opened = False
    return banner


def _foreign(head: str) -> Banner | None:
    """The level of a paper that is not of the United States alone."""
    if head in NATO_JOINED:
        head, word = NATO_JOINED[head].split()
        return Banner(scheme="NATO", level=NATO_LEVELS[head], portion=True, owners=["NATO"], codewords=[word])
    if head in NATO_LEVELS:
        return Banner(scheme="NATO", level=NATO_LEVELS[head], portion=len(head.split()[-1]) <= 3, owners=["NATO"])
    owner, _, level = head.partition(" ")
    if owner == "JOINT":
        return _joint(level)
    if owner in {"COSMIC", "NATO"} and level in FOREIGN_LEVELS:
        name = f"{owner} {FOREIGN_LEVELS[level]}"
        return Banner(scheme="NATO", level=name, portion=len(level) <= 2, owners=["NATO"])
    if level in FOREIGN_LEVELS and _is_code(owner):
        return Banner(scheme="FGI", level=FOREIGN_LEVELS[level], portion=len(level) <= 2, owners=[owner])
    return None


def _joint(rest: str) -> Banner | None:
    for name in sorted(FOREIGN_LEVELS, key=len, reverse=True):
        owners = _codes(rest[len(name) :]) if rest.startswith(f"{name} ") else []
        if owners:
            return Banner(scheme="JOINT", level=FOREIGN_LEVELS[name], portion=len(name) <= 2, owners=owners)
    return None


def _take_category(banner: Banner, part: str) -> None:
    """Adds one category to ``banner``; a list of programmes goes on over entries that are no other term."""
    last = ""
    for entry in _entries(part):
        last = _take_entry(banner, entry, last)


def _entries(part: str) -> list[str]:
    if _RELEASE.fullmatch(part) and not any(term in DISSEM for term in part.split("/")):
        return [part]
    if _EYES.fullmatch(part):
        return [part]
    return [entry for entry in (piece.strip(" ,") for piece in part.split("/")) if entry]


def _take_entry(banner: Banner, entry: str, last: str) -> str:
    """Adds one entry and gives the category it belongs to."""
    for category, take in _TAKERS:
        if take(banner, entry):
            return category
    if last == "sap":
        banner.sap.append(entry)
    elif last == "accm":
        banner.accm.append(entry)
    else:
        return _take_unknown(banner, entry)
    return last


def _take_unknown(banner: Banner, entry: str) -> str:
    """What no table knows: a compartment where one may stand, else kept as it is."""
    early = not (banner.released or banner.other_dissem or banner.aea or banner.fgi is not None)
    if banner.scheme == "CUI" and early and _CUI.fullmatch(entry):
        banner.cui.append(entry)
        return "cui"
    if banner.scheme != "CUI" and early and _SCI.fullmatch(entry):
        banner.sci.append(_sci(entry))
        return "sci"
    banner.unknown.append(entry)
    return ""


def _take_sci(banner: Banner, entry: str) -> bool:
    if re.split("[- ]", entry, maxsplit=1)[0] not in SCI_NAMES or not _SCI.fullmatch(entry) or entry in DISSEM:
        return False
    banner.sci.append(_sci(entry))
    return True


def _sci(entry: str) -> Sci:
    control, *compartments = entry.split("-")
    pieces = [compartment.split() for compartment in compartments]
    return Sci(control=control, compartments={name: tuple(subs) for name, *subs in pieces})


def _take_sap(banner: Banner, entry: str) -> bool:
    if entry in {"HVSACO", "WAIVED"}:
        banner.hvsaco |= entry == "HVSACO"
        banner.waived |= entry == "WAIVED"
        return True
    match = _SAP.fullmatch(entry)
    if match:
        banner.sap.append(match.group("name"))
    return match is not None


def _take_aea(banner: Banner, entry: str) -> bool:
    sigmas = _SIGMAS.fullmatch(entry)
    base = sigmas.group("base") if sigmas else entry
    plain = base.removesuffix("-N").removesuffix("-CNWDI").removesuffix(" CNWDI")
    if plain not in AEA:
        return False
    banner.aea.append(AEA[plain])
    banner.cnwdi |= plain != base
    banner.sigmas += [int(n) for n in re.findall(r"\d+", sigmas.group("numbers"))] if sigmas else []
    return True


def _take_fgi(banner: Banner, entry: str) -> bool:
    if entry in {"FGI", "FOREIGN GOVERNMENT INFORMATION"}:
        banner.fgi = banner.fgi or []
        return True
    codes = _codes(entry.removeprefix("FGI ")) if entry.startswith("FGI ") else []
    banner.fgi = (banner.fgi or []) + codes if codes else banner.fgi
    return bool(codes)


def _take_release(banner: Banner, entry: str) -> bool:
    match = _RELEASE.fullmatch(entry)
    codes = _codes(match.group("who") or "") if match else []
    if match and codes:
        (banner.rel_to if match.group("what").startswith("REL") else banner.display_to).extend(codes)
        return True
    eyes = _EYES.fullmatch(entry)
    readers = _codes(eyes.group("who").replace("/", " ")) if eyes else []
    banner.rel_to += readers
    return bool(readers) or entry == "REL"


def _take_dissem(banner: Banner, entry: str) -> bool:
    if entry in DISSEM:
        banner.dissem.append(DISSEM[entry])
    return entry in DISSEM


def _take_other(banner: Banner, entry: str) -> bool:
    if entry in OTHER_DISSEM:
        banner.other_dissem.append(OTHER_DISSEM[entry])
    return entry in OTHER_DISSEM


def _take_accm(banner: Banner, entry: str) -> bool:
    if entry.startswith("ACCM-") and len(entry) > len("ACCM-"):
        banner.accm.append(entry.removeprefix("ACCM-"))
        return True
    return False


def _take_codeword(banner: Banner, entry: str) -> bool:
    if entry in NATO_CODEWORDS:
        banner.codewords.append(NATO_CODEWORDS[entry])
    return entry in NATO_CODEWORDS


def _take_declassify(banner: Banner, entry: str) -> bool:
    when = declassification(entry)
    banner.declassify = when or banner.declassify
    return when is not None


_TAKERS = (
    ("dissem", _take_dissem),
    ("other", _take_other),
    ("accm", _take_accm),
    ("release", _take_release),
    ("codeword", _take_codeword),
    ("sap", _take_sap),
    ("aea", _take_aea),
    ("fgi", _take_fgi),
    ("declassify", _take_declassify),
    ("sci", _take_sci),
)


def declassification(words: str) -> str | None:
    """A time of declassification: a day as YYYY-MM-DD, or the code of an exemption, with its day where one follows."""
    code, _, rest = words.strip(" .,").partition(",")
    if code.strip() in EXEMPTIONS:
        day = declassification(rest) if rest else None
        return f"{code.strip()}, {day}" if day else code.strip()
    american = _AMERICAN_DAY.fullmatch(words.strip(" ."))
    compact = american or _COMPACT_DAY.fullmatch(words.strip(" ."))
    if compact is None:
        return first_date(words) if re.match(r"\d|[A-Za-z]{3,9}\.? \d", words) else None
    try:
        return date(*(int(compact.group(name)) for name in ("year", "month", "day"))).isoformat()
    except ValueError:
        return None


def _codes(words: str) -> list[str]:
    """States and alliances of a list, by commas or spaces; empty if anything else stands in it."""
    codes = [code for code in re.split(r"[ ,]+|\band\b|\bAND\b", words) if code]
    return codes if codes and all(map(_is_code, codes)) else []


def _is_code(word: str) -> bool:
    return word in COUNTRIES or word in GROUPS
