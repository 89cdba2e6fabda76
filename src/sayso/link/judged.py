"""What people decided, laid over what linking finds: speakers, names, statements that say the same or do not."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sayso.link.entities import NameBook
from sayso.link.joining import NameVerdicts
from sayso.link.lines import Line
from sayso.link.names import guessed_kind
from sayso.model.verdicts import Verdicts


def names_as_judged(verdicts: Verdicts) -> NameVerdicts:
    """The verdicts on names, as the book of names takes them."""
    return NameVerdicts(same=verdicts.one, differ=verdicts.apart, called=verdicts.called)


def note_speakers(verdicts: Verdicts, book: NameBook) -> None:
    """Puts the speakers that people gave into the book; before it is settled."""
    for name in sorted({*verdicts.speakers.values(), ""} - {""}):
        book.add(name, guessed_kind(name), "", None)


def forged_passed_on(lines: Iterable[Line], forged: Collection[str]) -> list[str]:
    """Who passed on a page judged forged, once a page: whoever issued what cites it, never the name printed on it.

    Of ``lines`` only those that cite such a page count.
    """
    issued = {
        (document, line.publisher or line.author)
        for line in lines
        if line.document not in forged
        for document in line.cites
        if document in forged
    }
    return sorted(issuer for _, issuer in issued if issuer)
