"""The words of a PDF page in lines, in the order of reading: as the page shows it where the file's own order does not.

The order of a file's content is kept wherever it agrees with the page: then it knows more than white space tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from sayso.read.order import GUTTER, Block, Box, blocks, joined
from sayso.read.pdflines import Line, RawWord, goes_on, page_lines

MOST_STEPS = 0.05
"""The content's own order within a block is kept where no more than this share of its steps go elsewhere."""
FEW_STEPS = 2
"""So many steps elsewhere are always allowed: a drop capital, a raised figure."""
MOST_RISE = 3.5
"""Content that goes up by more than so many lines inside a table takes it column by column."""
WIDE_SPACE = 2.2
LONG_LINES = 0.5
"""Words that were recognised come in the order in which the engine saw them, unless most of them stand alone."""
MAX_WORDS_LOOKED_AT = 30_000


def ordered_lines(words: Sequence[RawWord], width: float, height: float, *, recognised: bool = False) -> list[Line]:
    """The lines of a page in the order of reading, with block and column; what lies off the page comes last.

    ``recognised`` words have boxes too uncertain to argue with the engine that found them.
    """
    lines = page_lines(words)
    if len(words) > MAX_WORDS_LOOKED_AT or _runs_down(lines) or _is_leftward(words):
        return lines
    if recognised and len(lines) < LONG_LINES * len(words):
        return lines
    shown = [_is_shown(word, width, height) for word in words]
    if all(shown):
        return _ordered(words)
    hidden = page_lines(word for word, is_shown in zip(words, shown, strict=True) if not is_shown)
    for line in hidden:
        line.block = -1
    return [*_ordered([word for word, is_shown in zip(words, shown, strict=True) if is_shown]), *hidden]


def _is_shown(word: RawWord, width: float, height: float) -> bool:
    return 0 <= word.x0 + word.x1 <= 2 * width and 0 <= word.y0 + word.y1 <= 2 * height


def _ordered(words: Sequence[RawWord]) -> list[Line]:
    """The words in lines: in the order of their content where it agrees with the page, else as they stand on it."""
    if not words:
        return []
    gutter = _gutter(words)
    pieces = _pieces(words, gutter)
    found = blocks([_around([words[place] for place in piece]) for piece in pieces], gutter)
    drawn = [[[place for piece in row for place in pieces[piece]] for row in block.rows] for block in found]
    stays = _stays(drawn, len(words))
    if all(_agrees(words, rows) for rows in drawn) and _is_plausible(words, stays):
        lines = [line for number, stay in stays for line in _lines(words, stay, number)]
    else:
        lines = [line for number, rows in enumerate(drawn) for line in _block_lines(words, rows, number)]
    _tell(lines, found)
    return lines


def _tell(lines: Sequence[Line], found: Sequence[Block]) -> None:
    """Notes with each line in which column it stands, and whether it opens a cell beside another."""
    seen = set()
    for line in lines:
        line.column = found[line.block].column
        line.beside = found[line.block].beside and line.block not in seen
        seen.add(line.block)


def _runs_down(lines: Sequence[Line]) -> bool:
    """Whether every line stands below the one before and none has a gap as wide as between columns."""
    if any(after.y0 - line.y0 < 0.3 * min(line.height, after.height) for line, after in pairwise(lines)):
        return False
    return sum(_has_gap(line) for line in lines) < 2


def _has_gap(line: Line) -> bool:
    least = GUTTER * line.height
    return any(after.x0 - word.x1 >= least for word, after in pairwise(line.words))


def _is_leftward(words: Sequence[RawWord]) -> bool:
    """Whether most letters run from right to left, which no order by columns from the left suits."""
    sample = "".join(word.text for word in words[:200])
    return 2 * sum("\u0590" <= c <= "\u08ff" for c in sample) > len(sample)


def _gutter(words: Sequence[RawWord]) -> float:
    """The least gap between columns: well above the usual space between words, which typewriters make wide."""
    height = max(median(word.y1 - word.y0 for word in words), 0.1)
    spaces = sorted(after.x0 - word.x1 for word, after in pairwise(words) if 0 < after.x0 - word.x1 < 1.2 * height)
    usual = spaces[len(spaces) // 2] if 2 * len(spaces) > len(words) else 0.0
    return max(GUTTER * height, WIDE_SPACE * usual)


def _pieces(words: Sequence[RawWord], least: float) -> list[list[int]]:
    """Places of words side by side with no gap as wide as between columns, by which comes first in the content."""
    runs: list[list[int]] = []
    for place, word in enumerate(words):
        if runs and goes_on(words[place - 1], word) and word.x0 - words[place - 1].x1 < least:
            runs[-1].append(place)
        else:
            runs.append([place])
    groups = joined([_around([words[place] for place in run]) for run in runs], least)
    whole = ([place for number in group for place in runs[number]] for group in groups)
    return [sorted(group, key=lambda place: (words[place].x0, place)) for group in sorted(whole, key=min)]


def _around(words: Sequence[RawWord]) -> Box:
    """The box around words, as high as usual ones among them."""
    if len(words) == 1:
        return Box(*words[0][1:5])
    return Box(
        min(word.x0 for word in words),
        median(word.y0 for word in words),
        max(word.x1 for word in words),
        median(word.y1 for word in words),
    )


def _agrees(words: Sequence[RawWord], rows: Sequence[Sequence[int]]) -> bool:
    """Whether the words of a block come one after another in the content as they do on the page, give or take a few."""
    order = [place for row in rows for place in row]
    elsewhere = sum(after != place + 1 for place, after in pairwise(order))
    if elsewhere == 0:
        return True
    content = sorted(order)
    if content[-1] - content[0] >= len(content) + FEW_STEPS:
        return False
    steps = [_step(words[place], words[after]) for place, after in pairwise(content)]
    up, back, moves = (sum(step == kind for step in steps) for kind in ("up", "back", "move"))
    if elsewhere <= max(FEW_STEPS, min(MOST_STEPS * len(order), 0.25 * len(rows))):
        return up == 0
    return up == 0 and back <= 0.1 * moves


def _step(word: RawWord, after: RawWord) -> str:
    """How content goes on from a word: ``on`` the line, ``move`` to the next line or cell, ``back`` or ``up``.

    The next cell of a row may start a few lines higher: cells have several lines.
    """
    height = max(word.y1 - word.y0, 0.1)
    rise = word.y0 - after.y0
    onward = after.x0 >= word.x1 - 0.3 * height
    if rise > (MOST_RISE if onward else 0.6) * height:
        return "up"
    if onward:
        return "on" if after.x0 - word.x1 < height and rise > -0.6 * height else "move"
    return "move" if rise < -0.5 * height else "back"


def _stays(drawn: Sequence[Sequence[Sequence[int]]], count: int) -> list[tuple[int, list[int]]]:
    """The content's own order cut where it goes from one block to another: number of the block, places of words."""
    block_of = [0] * count
    for number, rows in enumerate(drawn):
        for row in rows:
            for place in row:
                block_of[place] = number
    stays: list[tuple[int, list[int]]] = []
    for place, number in enumerate(block_of):
        if not stays or stays[-1][0] != number:
            stays.append((number, []))
        stays[-1][1].append(place)
    return stays


def _is_plausible(words: Sequence[RawWord], stays: Sequence[tuple[int, list[int]]]) -> bool:
    """Whether the content takes the blocks whole and never goes back up or to the left from one to the next."""
    if len({number for number, _ in stays}) < len(stays):
        return False
    boxes = [_hull([words[place] for place in stay]) for _, stay in stays]
    return not any(_goes_back(box, after) for box, after in pairwise(boxes))


def _hull(words: Sequence[RawWord]) -> Box:
    return Box(
        min(word.x0 for word in words),
        min(word.y0 for word in words),
        max(word.x1 for word in words),
        max(word.y1 for word in words),
    )


def _goes_back(box: Box, after: Box) -> bool:
    beside = min(box.y1, after.y1) - max(box.y0, after.y0) > 0
    over = min(box.x1, after.x1) - max(box.x0, after.x0) > 0
    return (beside and after.x1 <= box.x0) or (over and after.y1 <= box.y0)


def _lines(words: Sequence[RawWord], places: Sequence[int], number: int) -> list[Line]:
    """Lines of words in the order of the content."""
    lines = page_lines(words[place] for place in places)
    for line in lines:
        line.block = number
    return lines


def _block_lines(words: Sequence[RawWord], rows: Sequence[Sequence[int]], number: int) -> list[Line]:
    """Lines of one block: the content's own where it agrees with the page, else the rows as drawn."""
    if _agrees(words, rows):
        return _lines(words, sorted(place for row in rows for place in row), number)
    return [Line([words[place] for place in row], block=number).measure() for row in rows]
