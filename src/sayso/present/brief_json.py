"""The brief as JSON: the neutral shape as it is, quotations untouched."""

from __future__ import annotations

import json

from sayso.model.codec import plain
from sayso.present.changed import Changed
from sayso.present.safe import json_safe
from sayso.present.shape import Brief


def brief_json(brief: Brief | Changed) -> str:
    """``brief``, or what changed, as one JSON object, two spaces a level.

    Unseen characters are escapes, so that values stay exact.
    """
    return json_safe(json.dumps(plain(brief), ensure_ascii=False, indent=2)) + "\n"
