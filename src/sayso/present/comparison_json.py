"""A comparison as JSON: every difference with its spans and boxes, without the pictures."""

from __future__ import annotations

import json

from sayso.present.comparing import head
from sayso.present.comparison import Comparison, Paper, Seen, Stand, Told
from sayso.present.records import Row
from sayso.present.safe import json_safe


def comparison_row(each: Comparison) -> Row:
    """``each`` as a plain row; words before are ``from``, of the first file, words after ``to``, of the second."""
    return {
        "relation": each.relation,
        "part": each.part or None,
        "says": head(each),
        "first": _paper(each.one),
        "second": _paper(each.other),
        "changes": [_told(told) for told in each.told],
        "pictures": [_seen(mark) for mark in each.seen],
        "pages": [{"first": f.page_one, "second": f.page_other, "compared": f.compared} for f in each.facing],
        "shared": [{"first": _stand(s.one), "second": _stand(s.other)} for s in each.shared],
        "notes": list(each.notes),
    }


def comparison_json(each: Comparison) -> str:
    """``each`` as JSON, indented."""
    return json_safe(json.dumps(comparison_row(each), ensure_ascii=False, indent=2)) + "\n"


def _paper(paper: Paper) -> Row:
    return {
        "file": paper.file,
        "document": paper.document,
        "sha256": paper.sha256,
        "pages": paper.pages,
        "words": paper.words,
    }


def _told(told: Told) -> Row:
    return {
        "number": told.number,
        "sort": told.sort,
        "certainty": told.certainty,
        "from": told.one.words,
        "to": told.other.words,
        "span_from": list(told.one.span),
        "span_to": list(told.other.span),
        "first": _stand(told.one),
        "second": _stand(told.other),
        "read_again": told.looked,
    }


def _stand(stand: Stand) -> Row:
    boxes = [list(box) for box in stand.boxes]
    return {"page": stand.page, "span": list(stand.span), "boxes": boxes, "read_again_as": stand.again or None}


def _seen(mark: Seen) -> Row:
    return {
        "number": mark.number,
        "kind": mark.kind,
        "first": {"page": mark.page_one, "box": list(mark.one)},
        "second": {"page": mark.page_other, "box": list(mark.other)},
    }
