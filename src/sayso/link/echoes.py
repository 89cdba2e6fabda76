"""Echoes: what stands right behind a denial or a withdrawal and says it once more, in words that alone deny nothing.

"Dorn denied any part in it. 'I was at sea that week,' he said": the second sentence answers what the first does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from sayso.link.lines import Line

QUOTED_CHARS = 4
"""Signs between a denial and the quotation that follows it: a full stop, a space, a mark."""
ERROR_CHARS = 600
"""How far behind a withdrawal it may be told how the error came about."""
_MOUTHPIECE = re.compile(
    r"\b(?:lawyer|solicitor|attorney|barrister|counsel|spokes(?:man|woman|person)|press officer)\b", re.IGNORECASE
)
_ERRED = re.compile(
    r"\b(?:misread|misheard|miscounted|misunderst\w+|mistook|mistaken\w*|(?:was|were|been) (?:wrong|misled|deceived"
    r"|taken in|tampered with|forged|faked|altered|doctored)|erred|in error"
    r"|should not have (?:been )?(?:published|printed))\b",
    re.IGNORECASE,
)
_SAYS_SO = frozenset({"asserts", "believes", "confirms", "corrects"})


def echoed_here(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Pairs (echo, answer) among the lines of one document, by number."""
    for n, answer in enumerate(lines):
        if answer.answers:
            yield from ((m, n) for m, line in enumerate(lines) if m != n and _echoes(line, answer))


def echoes(lines: Sequence[Line], pairs: Mapping[int, Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Pairs (echo, target): ``pairs`` has the targets of every answer."""
    by_document: dict[str, list[int]] = {}
    for n, line in enumerate(lines):
        by_document.setdefault(line.document, []).append(n)
    for there in by_document.values():
        for m, n in echoed_here([lines[k] for k in there]):
            yield from ((there[m], target) for target in pairs.get(there[n], ()) if target != there[m])


def _echoes(line: Line, answer: Line) -> bool:
    if line.document != answer.document or line.answers or line.kind not in _SAYS_SO or not line.says_something:
        return False
    gap = line.at - (answer.at + len(answer.words))
    if answer.withdraws and 0 < gap <= ERROR_CHARS and _ERRED.search(line.words):
        return True
    return answer.kind == "denies" and 0 < gap <= QUOTED_CHARS and _own_words(line, answer)


def _own_words(line: Line, answer: Line) -> bool:
    """Whether the denier, or who speaks for him, goes on in his own words, and brings no figure of his own."""
    if line.terms.figures and not line.terms.negated:
        return False
    same = answer.speaker_name is not None and line.speaker_name == answer.speaker_name
    return same or bool(_MOUTHPIECE.search(line.source))
