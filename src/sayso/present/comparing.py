"""The words in which a comparison is told, the same for the terminal, Markdown and HTML.

Two versions differ: no word here says which came first, who changed what, or why.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from sayso.model.sight import DRAWN
from sayso.present.comparison import Comparison, Seen, Stand, Told
from sayso.present.safe import one_line

RELATIONS = MappingProxyType(
    {
        "same bytes": "the same file, byte for byte",
        "exact": "the same text, word for word",
        "near": "two versions differ in small ways",
        "altered": "two versions differ",
        "none": "no copies of each other",
    }
)
KINDS = MappingProxyType(
    {
        "blacked out on the first": "blacked out on the first alone",
        "blacked out on the second": "blacked out on the second alone",
        "only on the first": "a mark on the first that the second lacks",
        "only on the second": "a mark on the second that the first lacks",
        DRAWN: "drawn differently on the two",
    }
)
SURE = "Differences"
SEEN = "Differences that only the pictures show"
POSSIBLE = "Possible differences: a slip of reading may explain them"
SHARED = "Words that both have"
NONE = "No difference was found."
QUOTED = 400
"""Code points of one side of a difference that are printed."""


def head(each: Comparison) -> str:
    """What the two files are to each other, in one sentence without a full stop."""
    if each.relation == "excerpt" or each.part:
        place = "the first is a part of the second" if each.part == "one" else "the second is a part of the first"
        return place + ("; two versions differ" if each.relation == "altered" else "")
    return RELATIONS[each.relation]


def counts(each: Comparison) -> str:
    """How many differences there are of each certainty."""
    sure = sum(told.certainty == "asserted" for told in each.told)
    possible = len(each.told) - sure
    pieces = [_counted(sure, "difference"), _counted(possible, "possible one")]
    if each.seen:
        pieces.append(f"{len(each.seen):,} that only the pictures show")
    return ", ".join(pieces)


def sure(each: Comparison) -> list[Told]:
    """What is asserted, in the order of its numbers."""
    return [told for told in each.told if told.certainty == "asserted"]


def possible(each: Comparison) -> list[Told]:
    """What is only possible."""
    return [told for told in each.told if told.certainty == "possible"]


def difference(told: Told, each: Comparison) -> str:
    """One difference of the texts: its sort, the words on both sides and where they stand."""
    one, other = _side(told.one, each.one.pages), _side(told.other, each.other.pages)
    return f"{told.sort}: {one} / {other}" + ("; read again" if told.looked else "")


def seen(mark: Seen, each: Comparison) -> str:
    """One difference of the pictures, and where it stands."""
    pages = each.one.pages > 1 or each.other.pages > 1
    return KINDS[mark.kind] + (f" (page {mark.page_one:,} / page {mark.page_other:,})" if pages else "")


def context(stand: Stand) -> tuple[str, str, str]:
    """The words before, the words themselves and the words behind, each on one line."""
    return one_line(stand.before), cut(stand.words), one_line(stand.after)


def cut(words: str) -> str:
    """Words on one line, not too many of them."""
    line = one_line(words)
    return line if len(line) <= QUOTED else f"{line[:QUOTED]} …"


def remarks(each: Comparison) -> Iterator[str]:
    """What a reader should know of how it was done."""
    looked = [facing for facing in each.facing if facing.shot_one or facing.shot_other or facing.compared]
    fell = [f for f in looked if not f.compared and f.shot_one and f.shot_other]
    if fell:
        pages = ", ".join(f"{f.page_one:,} / {f.page_other:,}" for f in fell[:10])
        yield f"the pictures of these pages are not two of one print and were not compared: {pages}"
    yield from each.notes


def _side(stand: Stand, pages: int) -> str:
    where = f" (page {stand.page:,})" if pages > 1 else ""
    again = f" (read again: “{cut(stand.again)}”)" if stand.again else ""
    return f"“{cut(stand.words)}”{again}{where}" if stand.words.strip() else f"nothing{where}"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
