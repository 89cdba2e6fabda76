"""How a line says that it stands: support and answers side by side, what differs, what is said only in part."""

from __future__ import annotations

from dataclasses import replace

import pytest
from brief_pile import CLAIMS, DOCUMENTS, STATEMENTS, altered, denial, gone, in_paper, keeper

from sayso.model.findings import Claim, Contrast, Part, Response
from sayso.present import wording
from sayso.present.answered import Answer, Asked, asked_text
from sayso.present.brief import Brief, Coverage, build
from sayso.present.brief_docx import brief_docx
from sayso.present.brief_html import brief_html
from sayso.present.brief_markdown import brief_markdown
from sayso.present.brief_text import brief_text
from sayso.present.lines import line_of, silent_words
from sayso.present.pile import Pile
from sayso.present.select import says_nothing
from sayso.present.shape import Line


def made_of(*claims: Claim) -> Brief:
    return build(claims, STATEMENTS, DOCUMENTS.__getitem__, (), (), (), Coverage())


def told(line: Line, label: str) -> list[str]:
    return [wording.flat(fact.bits) for fact in wording.facts(line) if fact.label == label]


def test_the_status_is_never_printed_without_support_and_answers() -> None:
    (line,) = made_of(*CLAIMS).stands
    (standing,) = told(line, "Standing")
    assert standing == "one source; Grain Board denies it; its speaker says otherwise elsewhere"


def test_who_says_otherwise_is_named() -> None:
    other = replace(CLAIMS[2], contradicts=(gone.id,))
    (line,) = made_of(replace(gone, contradicts=(other.id,)), other).stands
    assert told(line, "Standing") == ["one source; Grain Board denies it; unnamed keeper says otherwise"]


def test_what_differs_is_told_beside_the_contradicting_claim_with_its_doubt() -> None:
    (line,) = made_of(*CLAIMS).stands
    (against,) = told(line, "Against it")
    assert against.endswith("— number: 40 here, 4 there (to be checked)")


@pytest.mark.parametrize(
    ("sort", "here", "there", "sentence"),
    [
        ("number", "61", "41, 45", "number: 61 here, 41 and 45 there"),
        ("negation", "so", "none", "one affirms what the other negates"),
    ],
)
def test_contrasts_are_plain(sort: str, here: str, there: str, sentence: str) -> None:
    assert wording.contrasted(Contrast(claim="x", sort=sort, here=here, there=there)) == sentence  # type: ignore[arg-type]


def test_a_contradiction_that_is_an_answer_already_is_told_once() -> None:
    denier = replace(CLAIMS[2], best=denial.id, statements=(denial.id,), text="any grain was missing")
    (line,) = made_of(replace(gone, contradicts=(denier.id,)), denier).stands
    (answer,) = line.answers
    assert (answer.claim, line.contradicts) == (denier.key, ())


def test_a_statement_that_says_only_part_is_told_with_what_it_is_silent_on() -> None:
    (line,) = made_of(replace(gone, in_part=(Part(statement=in_paper.id, silent_on="forty, tonn"),))).stands
    assert told(line, "In part")[0].endswith("— says only part; silent on “forty”, “tonnes”")


@pytest.mark.parametrize(
    ("text", "stems", "words"),
    [
        ("Tram 407 stopped in 41 metres", "tram, tram 407, stopp, 41", ("Tram", "407", "stopped", "41")),
        ("no 4 but 41", "4", ("4",)),
        ("nothing of it", "drawdown", ("drawdown",)),
    ],
)
def test_silence_is_told_in_the_words_of_the_claim(text: str, stems: str, words: tuple[str, ...]) -> None:
    assert silent_words(text, stems) == words


def test_what_rests_on_a_forged_page_alone_has_its_own_section_in_every_form() -> None:
    forged = replace(CLAIMS[0], on_forged=(altered.id,), independent_sources=0, at_least=0, standing="no source left")
    brief = made_of(forged, gone, replace(CLAIMS[2], on_forged=(), statements=(keeper.id,)))
    assert [line.key for line in brief.forged] == [forged.key]
    assert forged.key not in {line.key for line in brief.to_check}
    title = wording.SECTIONS["forged"]
    for written in (brief_text(brief), brief_markdown(brief), brief_html(brief)):
        assert written.count(title) >= 1
    assert brief_docx(brief) != brief_docx(made_of(gone))
    assert f'<section id="forged">\n<h2>{title}</h2>' in brief_html(brief)
    assert 'href="#forged"' not in brief_html(made_of(gone))


def test_a_correction_is_not_called_a_denial() -> None:
    (line,) = made_of(replace(gone, responses=(Response(statement=denial.id, kind="corrects"),)), *CLAIMS[:1]).stands
    assert (told(line, "Denied by"), len(told(line, "Corrected by"))) == ([], 1)


def test_a_withdrawal_is_told_once() -> None:
    taken = replace(gone, status="retracted", contradicts=())
    (line,) = made_of(taken).stands
    assert told(line, "Standing") == ["one source; Grain Board denies it; withdrawn or corrected by its source"]
    (line,) = made_of(replace(taken, standing="one source; Grain Board corrects it")).stands
    assert told(line, "Standing") == ["one source; Grain Board corrects it"]


@pytest.mark.parametrize(
    ("text", "doubts", "empty"),
    [
        ("which", (), True),
        ("him", (), True),
        ("so", (), True),
        ("that it was", (), True),
        ("the rest", ("little_said", "low_confidence"), True),
        ("the rest", (), False),
        ("they heard nothing", ("little_said",), False),
        ("it ran", (), False),
        ("to say nothing before Friday", ("little_said", "low_confidence"), False),
    ],
)
def test_words_of_no_content_are_known(text: str, doubts: tuple[str, ...], *, empty: bool) -> None:
    assert says_nothing(replace(CLAIMS[2], text=text, doubts=doubts)) is empty


def test_claims_of_no_content_are_counted_and_not_printed() -> None:
    said = replace(CLAIMS[2], doubts=("little_said", "low_confidence"))
    brief = made_of(said, gone)
    assert (brief.to_check, brief.left_out) == ((), 1)
    for written in (brief_text(brief), brief_markdown(brief), brief_html(brief)):
        assert "1 claim of too few words to tell what is said" in written
        assert said.key not in written


def test_an_answer_is_not_told_twice_to_stand_where_it_stands() -> None:
    line = line_of(Pile(STATEMENTS, DOCUMENTS.__getitem__, {}, {c.id: c for c in CLAIMS}), gone)
    shown = replace(line.said, content=line.also[0])
    text = asked_text(Asked(question="q", answers=(Answer(score=1, said=shown, line=line),)), 100)
    (also,) = [row for row in text.splitlines() if "Also in" in row]
    assert line.also[0].key not in also
    assert line.said.content.key in also


def test_what_rests_on_a_forged_page_does_not_look_like_an_equal() -> None:
    forged = replace(CLAIMS[0], on_forged=(altered.id,), independent_sources=0, at_least=0)
    (line,) = made_of(forged, gone).stands
    assert told(line, "Standing") == ["one source; Grain Board denies it"]
    assert told(line, "Against it")[0].endswith("(rests on a page judged forged or altered)")
