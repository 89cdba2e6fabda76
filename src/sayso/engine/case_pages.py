"""Two documents of a case compared: their bytes from its originals, their pages as what was promised allows."""

from __future__ import annotations

from sayso.engine.comparing import Held, compared
from sayso.engine.places import Places
from sayso.engine.promises import Outgoing, covered
from sayso.present.comparison import Comparison
from sayso.read import confined
from sayso.settings import Settings
from sayso.store.case import OpenCase

NO_PICTURES = "no pictures"


def compared_in(
    case: OpenCase, out: Outgoing, settings: Settings, refs: tuple[str, str], *, pictures: bool = True
) -> Comparison:
    """What two documents of what may go out of ``case`` are to each other; ``refs`` are file names, ids or keys.

    :raises AskedWrongly: ``no_such_place``, ``no_text_here``, ``ambiguous``.
    :raises OurFault: ``blob_missing``.
    """
    places = Places(out.view, out.documents, settings)
    one, other = (_held(case, out, places, ref) for ref in refs)
    with confined(case.tmp) as reader:
        return compared(one, other, lambda a, b, asked: reader.look(a, b, asked, case.tmp), pictures=pictures)


def _held(case: OpenCase, out: Outgoing, places: Places, ref: str) -> Held:
    document = places.document(ref)
    item = out.view.item(document.item)
    data = case.blobs.path(item.sha256).read_bytes() if item else b""
    rules = covered(out.view, out.rules).get(document.item, ())
    return Held(
        document=document,
        data=data,
        words=lambda page: out.documents.words(document.id, page),
        shown=all(rule.verdict != NO_PICTURES for rule in rules),
    )
