"""Accusations: sentences that say somebody did wrong, and whom they say it of."""

from __future__ import annotations

import re

WRONGS = re.compile(
    r"\b(?:accus(?:e[sd]?|ing|ation)|alleg(?:e[sd]?|ing|ation)|blam(?:e[sd]?|ing)|brib(?:e[sd]?|ing|ery)"
    r"|corrupt(?:ion)?"
    r"|lied|lying|lies|falsif(?:y|ied|ies)|forg(?:ed|ery|ing)|fak(?:e[sd]?|ing)|alter(?:ed|ing)|doctored"
    r"|tamper(?:ed|ing)"
    r"|cover(?:ed|ing)? up|cover-up|conceal(?:ed|ing|s)|hid|hidden|hiding|withheld|suppress(?:ed|ing)|destroy(?:ed|ing)"
    r"|burn(?:ed|t)|shredded|stole|stolen|theft|embezzl\w+|pocketed|laundered|defraud\w*|fraud\w*|misled|mislead\w*"
    r"|deceiv\w+|cheat\w*|threaten\w*|intimidat\w+|harass\w*|assault\w*|attack\w*|beat(?:en)?|kill\w*|murder\w*|shot"
    r"|tortur\w+|rap(?:ed|ing)|abus\w+|neglect\w*|ignor(?:ed|ing)|fail(?:ed|s|ing|ure)|broke(?:n)? the (?:law|rules)"
    r"|breach\w*|violat\w+|illegal\w*|unlawful\w*|without (?:approval|permission|authori[sz]ation|registration|asking"
    r"|telling|consent|a licen[cs]e)|secretly|smuggl\w+|leak(?:ed|ing)|traffick\w+|collu\w+|conspir\w+"
    r"|rigged|sabotag\w+"
    r"|silenced|sacked|paid off|kickback\w*|wrongdoing|misconduct|negligen\w+|crime\w*|guilty|unsafe)\b",
    re.IGNORECASE,
)
_OF = re.compile(
    r"\b(?:accus(?:e[sd]?|ing)|blam(?:e[sd]?|ing)|suspect(?:s|ed)?|charg(?:es|ed))\s+(?P<whom>[^.;:]{2,80}?)"
    r"\s+(?:of|for|with)\b"
)
_BY = re.compile(r"\bby\s+(?P<whom>(?:the\s+)?(?:[A-Z][\w’'.-]+(?:\s+|$)){1,5})")


def accuses(words: str) -> bool:
    """Whether ``words`` say that somebody did wrong."""
    return bool(WRONGS.search(words))


def before_the_wrong(words: str) -> str:
    """The words that may name who did it: those before the first wrong, or whom it is said of, or by whom it was."""
    if m := _OF.search(words):
        return m["whom"]
    found = WRONGS.search(words)
    if found is None:
        return ""
    by = _BY.search(words, found.start())
    return by["whom"] if by else words[: found.start()]
