"""Drafts held against the demo case: for each verdict drafts that earn it, and near misses that must not."""

from __future__ import annotations

import json

import pytest

from sayso.engine.drafting import check_draft
from sayso.engine.single import statements_of, text_document
from sayso.present.check_html import check_html
from sayso.present.check_json import check_json
from sayso.present.check_markdown import check_markdown
from sayso.present.check_text import check_text
from sayso.present.checked import FAILING, Checked
from sayso.workbench import Case


def checked(case: Case, draft: str) -> Checked:
    """The check without a child: plain text needs none."""
    document = text_document(draft)
    return check_draft(case._nearby(None), document, statements_of(document))


def verdicts(case: Case, draft: str) -> set[str]:
    return {finding.verdict for finding in checked(case, draft).findings}


RIGHT = {
    "verbatim": [
        '"Nobody in Tarrowby has reason to worry," said Edmund Farrier.',
        'Jonas Teale told the Lantern: "I put my foot down and there was nothing there."',
    ],
    "marked edits": [
        'Jonas Teale told the Lantern: "I put my foot down ... Then the wheels locked."',
        '"[T]here was nothing there," Jonas Teale told the Lantern.',
    ],
    "altered": [
        'Edmund Farrier said: "Nobody in Tarrowby has cause to worry."',
        'Jonas Teale told the Lantern: "I put my foot down and there was nothing. I counted three seconds."',
    ],
    "cut": [
        '"Tram has failed any test," said Edmund Farrier.',
        'Miriam Oake believes that "the new valve sticks".',
        '"The pedal went to the floor and nothing happened for two seconds," Miriam Oake wrote.',
        'Anselm Brill wrote that the Inspectorate "gave it leave afterwards".',
    ],
    "firmer": [
        'Miriam Oake said "the new valve sticks when it is wet".',
        "Miriam Oake said that the new valve sticks when it is wet.",
    ],
    "misattributed": [
        '"Nobody in Tarrowby has reason to worry," said Lida Fenner.',
        'Wilma Sand said: "I put my foot down and there was nothing there."',
        "Lida Fenner called it “a different paper with the same signature”.",
        "Wilma Sand said that no tram has failed any test.",
    ],
    "contradicted": [
        "Dagny Holm said the third instalment of 9.4 million crowns arrived on 28 September.",
        "Corin Haddow said that his copy gave 61 metres.",
        "Osric Vehicle Works changed the valve without approval.",
        "The city bought twelve cars from Osric Vehicle Works in 2021 for 38 million crowns.",
        "Inspector Greta Lund measured the stop at 70 metres on wet rails.",
    ],
    "in the pile": [
        "Tarrowby Tramways said that tram 407 had stopped in 41 metres on 4 September.",
        "Corin Haddow confirmed that his copy gave 41 metres.",
        "The city bought twelve cars from Osric Vehicle Works in 2023 for 38 million crowns.",
        "The fitter of Osric insists that the valve is dry inside.",
    ],
    "not in the pile": [
        "Greta Lund met the foreman in Eastmoor on 3 May.",
        '"The brakes were sabotaged by a rival," said Edmund Farrier.',
    ],
}

QUIET = {
    "altered": [
        "Edmund Farrier said: “Nobody in Tarrowby has reason to worry”.",
        'Jonas Teale told the Lantern: "I put my foot down … I counted two seconds."',
    ],
    "cut": [
        'Miriam Oake believes that "the new valve sticks when it is wet".',
        'Edmund Farrier said that no "tram has failed any test".',
        '"The pedal went to the floor and nothing happened for two seconds," said Teale, according to Miriam Oake.',
        'Brill wrote: "Nobody at the Inspectorate gave it leave."',
    ],
    "firmer": [
        'Miriam Oake believes "the new valve sticks when it is wet".',
        "Miriam Oake thinks that the new valve may stick when it is wet.",
    ],
    "misattributed": [
        '"Nobody in Tarrowby has reason to worry," Mr Farrier said.',
        'Teale, the driver, told the Lantern: "I put my foot down and there was nothing there."',
        'Brill wrote: "we received Ms Oake\'s memo on 17 September and ... it gives 61 metres for the third stop".',
        "A council official called it “a different paper with the same signature”.",
    ],
    "contradicted": [
        "Dagny Holm wrote that the third instalment of 9.4 million crowns arrived on 18 September.",
        "Corin Haddow confirmed that his copy gave 41 metres.",
        "Lida Fenner confirmed that the committee had been given the original.",
        "Osric Vehicle Works changed the valve without approval. Dagny Holm denied that anybody at Osric did so.",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("verdict", "draft"), [(v, d) for v, drafts in RIGHT.items() for d in drafts])
def test_a_draft_earns_its_verdict(verdict: str, draft: str, desk: Case) -> None:
    assert verdict in verdicts(desk, draft)


@pytest.mark.parametrize(("verdict", "draft"), [(v, d) for v, drafts in QUIET.items() for d in drafts])
def test_a_near_miss_stays_quiet(verdict: str, draft: str, desk: Case) -> None:
    assert verdict not in verdicts(desk, draft)


@pytest.mark.parametrize("draft", [d for v in ("verbatim", "marked edits", "in the pile") for d in RIGHT[v]])
def test_a_draft_that_is_right_passes(draft: str, desk: Case) -> None:
    found = checked(desk, draft)
    assert found.findings
    assert not {f.verdict for f in found.findings} & FAILING


RESPONSES = [
    ("Greta Lund bribed the foreman with 500 crowns.", "no response", "was Greta Lund asked?"),
    ("Osric Vehicle Works changed the valve without approval.", "no response", "the draft carries no response"),
    ("Edmund Farrier lied about tram 407. Edmund Farrier denied it.", "response", "the draft carries"),
    (
        "Osric Vehicle Works changed the valve without approval. It would not be drawn: Osric Vehicle Works declined.",
        "response",
        "the draft carries a response",
    ),
]


@pytest.mark.parametrize(("draft", "verdict", "why"), RESPONSES)
def test_whoever_is_accused_is_asked_after(draft: str, verdict: str, why: str, desk: Case) -> None:
    told = {f.verdict: f.why for f in checked(desk, draft).findings if f.unit == "accused"}
    assert why in told[verdict]


@pytest.mark.parametrize(
    "draft",
    [
        "Miriam Oake wrote the memo on 16 September.",
        "Edmund Farrier denied that any tram had failed a test.",
        "The tram stopped outside a bakery in Castle Hill.",
    ],
)
def test_nobody_is_taken_for_accused(draft: str, desk: Case) -> None:
    assert not [f for f in checked(desk, draft).findings if f.unit == "accused"]


def test_the_denial_of_the_pile_stands_beside_an_accusation(desk: Case) -> None:
    found = checked(desk, "Osric Vehicle Works changed the valve without approval.")
    told = [a.chain[0].who for f in found.findings if f.unit == "accused" for a in f.answers]
    assert {"Dagny Holm", "Osric Vehicle Works"} <= set(told)


@pytest.mark.parametrize(
    ("draft", "warns"),
    [
        ('The memo says: "The wheel counter recorded 61 metres for the third stop."', True),
        ('The memo says: "The wheel counter recorded 41 metres for the third stop."', True),
        ('The memo says: "The limit in the contract is 45 metres."', False),
        ('"Nobody in Tarrowby has reason to worry," said Edmund Farrier.', False),
    ],
)
def test_words_of_one_version_alone_are_warned_of(draft: str, warns: bool, desk: Case) -> None:
    warnings = [w for f in checked(desk, draft).findings for w in f.warnings]
    assert any("in one version only" in warning for warning in warnings) == warns


def test_a_difference_is_shown_word_by_word(desk: Case) -> None:
    draft = 'Edmund Farrier said: "No tram has passed any test. Nobody in Tarrowby has cause to worry."'
    (altered,) = [f for f in checked(desk, draft).findings if f.verdict == "altered"]
    assert [(c.source, c.draft) for c in altered.difference if not c.kept] == [
        ("failed", "passed"),
        ("reason", "cause"),
    ]


def test_the_count_and_the_place_stand_beside_the_words(desk: Case) -> None:
    (found,) = checked(desk, '"Nobody in Tarrowby has reason to worry," said Edmund Farrier.').findings
    assert (found.independent_sources, found.at_least, found.verdict) == (1, 1, "verbatim")
    assert found.place is not None
    assert found.place.words == ("Nobody in Tarrowby has reason to worry",)
    assert found.said is not None
    assert found.said.chain[0].who == "Edmund Farrier"


WHOLE = "\n\n".join(draft for drafts in RIGHT.values() for draft in drafts)


def test_every_writer_tells_every_finding_and_nothing_acts(desk: Case) -> None:
    found = checked(desk, WHOLE + "\n\n<script>alert(1)</script> said Edmund Farrier on 3 May 2020 \u202e.")
    row = json.loads(check_json(found))
    assert len(row["findings"]) == len(found.findings) == sum(row["counts"].values())
    assert row["passes"] is False
    for text in (check_text(found), check_markdown(found), check_html(found)):
        assert "\u202e" not in text
        assert text.count("yours to prove") >= row["counts"]["not in the pile"]
    assert "<script" not in check_html(found)
    assert "\\<script\\>" in check_markdown(found)


def test_equal_drafts_give_equal_checks(desk: Case) -> None:
    assert check_json(checked(desk, WHOLE)) == check_json(checked(desk, WHOLE))


@pytest.mark.parametrize("draft", ["Hello.", "“", '"" said.', "[…] ... “…”", "a " * 3000, '"' * 999, "(\u2019 " * 500])
def test_odd_drafts_are_checked_without_harm(draft: str, desk: Case) -> None:
    assert not checked(desk, draft).failing
