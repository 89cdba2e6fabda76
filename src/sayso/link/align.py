"""What two texts are to each other, word by word: a fact of the pair, which nothing else in the pile can change."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz.distance import Levenshtein

from sayso.link.anchors import Block, anchored
from sayso.link.changes import Edit, Side, alters, edit
from sayso.link.differences import differences
from sayso.link.figures import is_figure
from sayso.link.fingerprint import Fingerprint
from sayso.link.likeness import is_legible, likeness, may_be_one_paper
from sayso.link.runs import Ids, Run, runs, shared_places
from sayso.link.sieve import COPY_SHARE, are_apart
from sayso.link.stretches import stretches_of
from sayso.model.findings import CopyKind

WHOLE = 0.75
"""Share of both texts' words that must agree for two versions of one text."""
SURE = 0.95
"""Share of both texts' words from which nobody asks how well the pages were read."""
LOOSE = 3.2
"""How many times as far as in the shorter text the words of one poorly read paper may lie apart in the longer."""
STRETCH = 0.85
"""Share of the shorter text's words that must agree with one stretch of the longer."""
EXCERPT_WORDS = 25
"""A shorter text is a phrase, not an excerpt."""
_TABLE_CELLS = 40_000_000
"""Largest table of words against words compared exactly; beyond it the stretch counts as replaced."""
_MOST_FIGURES = 2
"""So many figures that agree for each that does not show a version of one paper, and not another day's on one form."""
_NOISY = 0.004
"""Share of words that differ as misread words do, from which a misread figure must be reckoned with."""

Piece = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """How text a and text b hang together; all numbers count words."""

    relation: CopyKind | Literal["none"]
    part: Literal["", "a", "b"] = ""
    """The shorter text, where it answers to one stretch of the other."""
    same: int = 0
    runs: tuple[Run, ...] = ()
    edits: tuple[Edit, ...] = ()
    stretch: Piece | None = None
    """Where a part stands: words [a0, a1) and [b0, b1), from the first that agrees to the last."""
    noisy: bool = False
    """Whether so many words differ as misread words do that a single changed figure proves nothing."""


def align(one: Side, other: Side, print_a: Fingerprint, print_b: Fingerprint) -> Alignment:
    """The relation of two texts and every difference between them where one is a copy of the other.

    Where none is, its runs are all that the two share; passages are made of them.
    """
    prints = (print_a, print_b)
    found = Alignment(relation="none") if are_apart(*prints) else related(one, other, *prints)
    return with_stretches([found], [prints])[0]


def with_stretches(found: Sequence[Alignment], prints: Sequence[tuple[Fingerprint, Fingerprint]]) -> list[Alignment]:
    """``found`` of the pairs of ``prints``, with all that texts share of which neither is a copy of the other."""
    strangers = [n for n, one in enumerate(found) if one.relation == "none"]
    out = list(found)
    for n, shared in zip(strangers, stretches_of([prints[n] for n in strangers]), strict=True):
        out[n] = replace(found[n], runs=tuple(shared))
    return out


def related(one: Side, other: Side, print_a: Fingerprint, print_b: Fingerprint) -> Alignment:
    """The relation of two texts that are not ``are_apart``, still without what strangers share."""
    if print_a.digest == print_b.digest:
        whole = Run(0, print_a.words, 0, print_a.words, print_a.words)
        return Alignment(relation="exact", same=print_a.words, runs=(whole,))
    ids_a, ids_b = _numbered(one.words.norms, other.words.norms)
    pieces = _compared(ids_a, ids_b)
    if pieces is None:
        return Alignment(relation="none")
    bare = _Pair(one, other, pieces)
    if not bare.may_be_kin():
        return bare.unrelated()
    found = _judged(_paired(bare))
    if found.relation == "none":
        return found
    return replace(found, runs=tuple(runs(ids_a, ids_b, shared_places(print_a, print_b))))


def _numbered(a: list[str], b: list[str]) -> tuple[Ids, Ids]:
    known: dict[str, int] = {}
    return [known.setdefault(w, len(known)) for w in a], [known.setdefault(w, len(known)) for w in b]


def _compared(a: Ids, b: Ids) -> list[Piece] | None:
    """Equal pieces of the two texts in order, if enough is shared for one to be a copy of the other."""
    chain = anchored(a, b)
    shorter = min(len(a), len(b))
    if sum(block[1] - block[0] for block in chain) < max(1, COPY_SHARE * shorter):
        return None
    pieces: list[Piece] = []
    for hole, block in zip(_holes(a, b, chain), [*chain, None], strict=True):
        pieces += _equal_pieces(a, b, hole)
        if block is not None:
            pieces.append(block)
    return _joined(pieces) or None


def _holes(a: Ids, b: Ids, chain: list[Block]) -> list[Piece]:
    """What lies before, between and behind the anchors; at the ends no more than the other could fill."""
    first, last = chain[0], chain[-1]
    lead = 2 * min(first[0], first[2]) + 20
    tail = 2 * min(len(a) - last[1], len(b) - last[3]) + 20
    out = [(max(0, first[0] - lead), first[0], max(0, first[2] - lead), first[2])]
    out += [(p[1], n[0], p[3], n[2]) for p, n in itertools.pairwise(chain)]
    out.append((last[1], min(len(a), last[1] + tail), last[3], min(len(b), last[3] + tail)))
    return out


def _equal_pieces(a: Ids, b: Ids, hole: Piece) -> list[Piece]:
    a0, a1, b0, b1 = hole
    if a0 == a1 or b0 == b1 or (a1 - a0) * (b1 - b0) > _TABLE_CELLS:
        return []
    blocks = Levenshtein.opcodes(a[a0:a1], b[b0:b1])
    return [(a0 + o.src_start, a0 + o.src_end, b0 + o.dest_start, b0 + o.dest_end) for o in blocks if o.tag == "equal"]


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Pieces that touch made one, and chance agreements of a word or two amid larger edits taken out."""
    out: list[Piece] = []
    for a0, a1, b0, b1 in pieces:
        if out and out[-1][1] == a0 and out[-1][3] == b0:
            out[-1] = (out[-1][0], a1, out[-1][2], b1)
        else:
            out.append((a0, a1, b0, b1))
    return [p for k, p in enumerate(out) if not _by_chance(out, k)]


def _by_chance(pieces: list[Piece], k: int) -> bool:
    length = pieces[k][1] - pieces[k][0]
    if length > 2:
        return False
    before = _gap(pieces[k - 1], pieces[k]) if k else 1_000
    after = _gap(pieces[k], pieces[k + 1]) if k + 1 < len(pieces) else 1_000
    return min(before, after) > length


def _gap(left: Piece, right: Piece) -> int:
    return max(right[0] - left[1], right[2] - left[3])


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two texts, what of them is equal in order, and the differences amid it."""

    a: Side
    b: Side
    pieces: list[Piece]
    inner: Sequence[Edit] = ()
    poor: bool = False
    """Whether either was read so poorly that words differ which were the same on paper."""

    @property
    def same(self) -> int:
        return sum(p[1] - p[0] for p in self.pieces)

    @property
    def counts(self) -> tuple[int, int]:
        return len(self.a.words.norms), len(self.b.words.norms)

    def shares(self) -> tuple[float, float]:
        """Of either text's words those that agree or are a misreading of what stands opposite."""
        alike = self.same + sum(min(e.a1 - e.a0, e.b1 - e.b0) for e in self.inner if e.noise)
        return alike / self.counts[0], alike / self.counts[1]

    def may_be_kin(self) -> bool:
        """Whether they come to anything if every difference amid what agrees is taken for a misreading.

        Most that share a passage do not, and the differences of two texts cost more than all the rest.
        """
        gaps = (min(n[0] - p[1], n[2] - p[3]) for p, n in itertools.pairwise(self.pieces))
        most = self.same + sum(gaps)
        if most >= min(WHOLE * max(self.counts), STRETCH * min(self.counts)):
            return True
        return may_be_one_paper(self.a.words.norms, self.b.words.norms, self.pieces)

    def unrelated(self) -> Alignment:
        return Alignment(relation="none", same=self.same)


def _paired(bare: _Pair) -> _Pair:
    inner = [_between(bare.a, bare.b, p, n) for p, n in itertools.pairwise(bare.pieces)]
    poor = _is_noisy(inner, bare.same) or bare.a.poor or bare.b.poor
    return replace(bare, inner=inner, poor=poor)


def _judged(pair: _Pair) -> Alignment:
    share_a, share_b = pair.shares()
    if pair.poor and min(share_a, share_b) < SURE:
        return _poorly_read(pair)
    if min(share_a, share_b) >= WHOLE and not _is_cut_out(pair):
        return _version(pair, "")
    part: Literal["a", "b"] = "a" if share_a >= share_b else "b"
    return _version(pair, part) if _is_stretch(pair, part) else pair.unrelated()


def _poorly_read(pair: _Pair) -> Alignment:
    """Two readings of one paper: of all of it, or in the longer with other pages before or behind."""
    shorter, longer = sorted(pair.counts)
    part: Literal["a", "b"] = "a" if shorter == pair.counts[0] else "b"
    reach = _reaches(pair, part)[1]
    misread = sum(e.noise for e in pair.inner) / max(1, len(pair.inner))
    opposed = sum(_is_opposed(pair, e) for e in pair.inner) / (len(pair.inner) + 1)
    found = likeness(pair.a.words.norms, pair.b.words.norms, pair.pieces, misread=misread, opposed=opposed)
    if not found.is_one_paper() or reach > LOOSE * shorter + EXCERPT_WORDS:
        return pair.unrelated()
    if reach >= WHOLE * longer and not _is_cut_out(pair):
        return _version(pair, "")
    return _version(pair, part) if shorter >= EXCERPT_WORDS else pair.unrelated()


def _is_opposed(pair: _Pair, e: Edit) -> bool:
    """Whether words that can be read stand against each other, as what was filled in on two sheets of one form."""
    here, there = pair.a.words.norms[e.a0 : e.a1], pair.b.words.norms[e.b0 : e.b1]
    return not e.noise and is_legible(here) and is_legible(there)


def _is_cut_out(pair: _Pair) -> bool:
    """Whether one text is, word for word, one stretch of the other."""
    first = pair.pieces[0]
    return len(pair.pieces) == 1 and first[1] - first[0] == min(pair.counts) >= EXCERPT_WORDS


def _between(a: Side, b: Side, left: Piece, right: Piece) -> Edit:
    amid = min(left[1] - left[0], right[1] - right[0])
    return edit(a, b, (left[1], right[0], left[3], right[2]), amid=amid)


def _is_stretch(pair: _Pair, part: Literal["a", "b"]) -> bool:
    """Whether the shorter text is one stretch of the longer: little left out of it, little put in between."""
    reach_here, reach_there = _reaches(pair, part)
    words = pair.counts[0 if part == "a" else 1]
    return max(pair.shares()) >= STRETCH and words >= EXCERPT_WORDS and reach_there <= 1.2 * reach_here + 5


def _reaches(pair: _Pair, part: Literal["a", "b"]) -> tuple[int, int]:
    """From the first word that agrees to the last, in the text that may be a part and in the other."""
    first, last = pair.pieces[0], pair.pieces[-1]
    reach_a, reach_b = last[1] - first[0], last[3] - first[2]
    return (reach_a, reach_b) if part == "a" else (reach_b, reach_a)


def _with_ends(pair: _Pair) -> list[Edit]:
    """The differences, what only one text has at its beginning or end among them."""
    first, last = pair.pieces[0], pair.pieces[-1]
    places = [(0, first[0], 0, first[2]), (last[1], pair.counts[0], last[3], pair.counts[1])]
    ends = [edit(pair.a, pair.b, p) for p in places if p[0] < p[1] or p[2] < p[3]]
    return sorted([*ends, *pair.inner], key=lambda e: (e.a0, e.b0))


def _version(pair: _Pair, part: Literal["", "a", "b"]) -> Alignment:
    edits = pair.inner if part else _with_ends(pair)
    noisy = _is_noisy(edits, pair.same)
    sure = [e for e in edits if alters(e) and (e.clean or not noisy)]
    altering = [e for e in sure if not (e.head and _other_outlet(pair.a, pair.b))]
    if _two_of_one_form(pair, len(altering)):
        return pair.unrelated()
    fine = differences(pair.a, pair.b, [(e.a0, e.a1, e.b0, e.b1) for e in edits])
    return Alignment(
        relation="altered" if altering else ("excerpt" if part else "near"),
        part=part,
        same=pair.same,
        edits=fine,
        stretch=_hull(pair.pieces) if part else None,
        noisy=noisy,
    )


def _hull(pieces: list[Piece]) -> Piece:
    first, last = pieces[0], pieces[-1]
    return first[0], last[1], first[2], last[3]


def _is_noisy(edits: Sequence[Edit], same: int) -> bool:
    return sum(e.noise and not alters(e) for e in edits) > max(2, _NOISY * same)


def _other_outlet(a: Side, b: Side) -> bool:
    """Whether the two are not known to come from one publisher: a reprint has its own head, which alters nothing."""
    return a.content.publisher is None or a.content.publisher != b.content.publisher


def _two_of_one_form(pair: _Pair, figures: int) -> bool:
    """Whether these are two days' sheets on one form, not two versions of one sheet; ``figures`` tell them apart.

    What a form says in figures is little; where most figures agree they are a version's, its day changed with the rest.
    """
    if _agreeing_figures(pair) >= _MOST_FIGURES * figures:
        return False
    dates = {pair.a.content.published, pair.b.content.published}
    other_day = len(dates) == 2 and None not in dates
    many = not pair.poor and figures > max(6, pair.same / 12)
    return (other_day and figures > 2) or many


def _agreeing_figures(pair: _Pair) -> int:
    """How many words that are figures both texts have."""
    return sum(is_figure(word) for a0, a1, _, _ in pair.pieces for word in pair.a.words.norms[a0:a1])
