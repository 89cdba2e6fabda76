"""Drafts held against the demo case: for each verdict drafts that earn it, and near misses that must not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from desk import checked, demo_case, verdicts

from sayso.present.checked import FAILING
from sayso.workbench import Case


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    yield from demo_case(tmp_path_factory.mktemp("desk"))


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
    ],
    "firmer": [
        'Miriam Oake said "the new valve sticks when it is wet".',
        "Miriam Oake said that the new valve sticks when it is wet.",
    ],
    "misattributed": [
        '"Nobody in Tarrowby has reason to worry," said Lida Fenner.',
        'Wilma Sand said: "I put my foot down and there was nothing there."',
    ],
    "contradicted": [
        "Dagny Holm said the third instalment of 9.4 million crowns arrived on 28 September.",
        "Corin Haddow said that his copy gave 61 metres.",
    ],
    "in the pile": [
        "Tarrowby Tramways said that tram 407 had stopped in 41 metres on 4 September.",
        "Corin Haddow confirmed that his copy gave 41 metres.",
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
    ],
    "firmer": [
        'Miriam Oake believes "the new valve sticks when it is wet".',
        "Miriam Oake thinks that the new valve may stick when it is wet.",
    ],
    "misattributed": [
        '"Nobody in Tarrowby has reason to worry," Mr Farrier said.',
        'Teale, the driver, told the Lantern: "I put my foot down and there was nothing there."',
    ],
    "contradicted": [
        "Dagny Holm wrote that the third instalment of 9.4 million crowns arrived on 18 September.",
        "Corin Haddow confirmed that his copy gave 41 metres.",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("verdict", "draft"), [(v, d) for v, drafts in RIGHT.items() for d in drafts])
def test_a_draft_earns_its_verdict(verdict: str, draft: str, case: Case) -> None:
    assert verdict in verdicts(case, draft)


@pytest.mark.parametrize(("verdict", "draft"), [(v, d) for v, drafts in QUIET.items() for d in drafts])
def test_a_near_miss_stays_quiet(verdict: str, draft: str, case: Case) -> None:
    assert verdict not in verdicts(case, draft)


@pytest.mark.parametrize("draft", [d for v in ("verbatim", "marked edits", "in the pile") for d in RIGHT[v]])
def test_a_draft_that_is_right_passes(draft: str, case: Case) -> None:
    found = checked(case, draft)
    assert found.findings
    assert not {f.verdict for f in found.findings} & FAILING
