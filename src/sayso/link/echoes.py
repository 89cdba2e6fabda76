"""Echoes: what stands right behind a denial or a withdrawal and says it once more, in words that alone deny nothing.

"Dorn denied any part in it. 'I was at sea that week,' he said": the second sentence answers what the first does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.link.lines import Line
from sayso.link.terms import stems

QUOTED_CHARS = 4
"""Signs between a denial and the quotation that follows it: a full stop, a space, a mark."""
ERROR_CHARS = 600
"""How far behind a withdrawal it may be told how the error came about."""
ACCOUNT_CHARS = 40
"""Signs between a denial and the denier's own account in the same sentence: "... and has stated that ..."."""
_ALONE = re.compile(
    r"\b(?:only|merely|solely|purely|exclusively|nothing (?:but|else|more)|no more than)\b", re.IGNORECASE
)
_MOUTHPIECE = re.compile(
    r"\b(?:lawyer|solicitor|attorney|barrister|counsel|spokes(?:man|woman|person)|press officer)\b", re.IGNORECASE
)
_ERRED = re.compile(
    r"\b(?:misread|misheard|miscounted|misunderst\w+|mistook|mistaken\w*|(?:was|were|been) (?:wrong|misled|deceived"
    r"|taken in|tampered with|forged|faked|altered|doctored)|erred|in error"
    r"|should not have (?:been )?(?:published|printed))\b",
    re.IGNORECASE,
)
_SHARED = 2
"""So many words a headline has in common with what it sums up."""
_SAYS_SO = frozenset({"asserts", "believes", "confirms", "corrects"})


def echoed_here(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Pairs (echo, answer) among the lines of one document, by number."""
    for n, answer in enumerate(lines):
        if answer.answers:
            yield from ((m, n) for m, line in enumerate(lines) if m != n and _echoes(line, answer))


def echoes(lines: Sequence[Line], pairs: Mapping[int, Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Pairs (echo, target): ``pairs`` has the targets of every answer."""
    for there in _in_documents(lines):
        for m, n in echoed_here([lines[k] for k in there]):
            yield from ((there[m], target) for target in pairs.get(there[n], ()) if target != there[m])


def accounted_here(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Pairs (account, denial) among the lines of one document: "denied it and said that it was about fuel only"."""
    for n, answer in enumerate(lines):
        if answer.kind == "denies" and not answer.inside:
            yield from ((m, n) for m, line in enumerate(lines) if m != n and _accounts(line, answer))


def accounts(lines: Sequence[Line], pairs: Mapping[int, Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Pairs (account, target): whoever denies something and says what alone there was sets this against it."""
    for there in _in_documents(lines):
        for m, n in accounted_here([lines[k] for k in there]):
            yield from ((there[m], target) for target in pairs.get(there[n], ()) if target != there[m])


def _accounts(line: Line, answer: Line) -> bool:
    gap = line.at - (answer.at + len(answer.words))
    same = line.document == answer.document and line.speaker_name == answer.speaker_name is not None
    plain = line.kind in _SAYS_SO and not line.answers and line.says_something
    return same and plain and 0 < gap <= ACCOUNT_CHARS and bool(_ALONE.search(line.words))


def headed_here(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Pairs (headline, statement) among the lines of one document: what is denied below is denied at the top."""
    for n, head in enumerate(lines):
        if head.sums_up and head.says_something and not head.answers:
            yield from ((n, m) for m, line in enumerate(lines) if m != n and _heads(head, line))


def headed(lines: Sequence[Line], pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Pairs (answer, headline) for the ``pairs`` (answer, statement) of which the statement stands below one."""
    heads: dict[int, list[int]] = {}
    for there in _in_documents(lines):
        for head, below in headed_here([lines[k] for k in there]):
            heads.setdefault(there[below], []).append(there[head])
    yield from ((answer, head) for answer, target in pairs for head in heads.get(target, ()))


def _heads(head: Line, line: Line) -> bool:
    """Whether a line at the top of a document sums up what the same one, described more fully, says below."""
    if line.document != head.document or line.at <= head.at or line.answers or not line.says_something:
        return False
    above, below = ((one.speaker_name or "").casefold().split() for one in (head, line))
    shared = stems(head.terms) & stems(line.terms)
    return bool(above) and set(above) <= set(below) and len(shared) >= _SHARED


def _in_documents(lines: Sequence[Line]) -> Iterable[list[int]]:
    found: dict[str, list[int]] = {}
    for n, line in enumerate(lines):
        found.setdefault(line.document, []).append(n)
    return found.values()


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
