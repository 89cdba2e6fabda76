"""Markings are parsed into what they say; what a text mentions is not its own."""

from __future__ import annotations

import pytest

from sayso.model.document import Marking
from sayso.read.banner import parse_banner
from sayso.read.bannerrules import FAULTS, banner_faults
from sayso.read.markings import find_markings, is_marking

PROSE = "\n\nThe harbour was shut at noon and nobody said why. The boats came back one by one.\n"


def only(line: str) -> Marking:
    (marking,) = find_markings(f"A heading\n\n{line}{PROSE}")
    return marking


@pytest.mark.parametrize(
    ("line", "level", "caveats", "controls", "declassify"),
    [
        ("TOP SECRET//SI-G ABCD/TK//ORCON/NOFORN", "TOP SECRET", ("SI-G ABCD", "TK"), ("ORCON", "NOFORN"), None),
        ("SECRET//REL TO USA, AUS, CAN", "SECRET", (), ("REL TO USA, AUS, CAN",), None),
        ("SECRET//NOFORN//20301231", "SECRET", (), ("NOFORN",), "2030-12-31"),
        ("SECRET//SAR-LANTERN/OAR//LIMDIS", "SECRET", ("SAR-LANTERN", "SAR-OAR"), ("LIMDIS",), None),
        ("SECRET//RD-SIGMA 14//FGI DEU GBR", "SECRET", ("RD", "SIGMA 14", "FGI DEU GBR"), (), None),
        ("//NATO SECRET//ATOMAL", "NATO SECRET", ("ATOMAL",), (), None),
        ("COSMIC TOP SECRET ATOMAL", "COSMIC TOP SECRET", ("ATOMAL",), (), None),
        ("//JOINT SECRET CAN USA", "SECRET", ("JOINT CAN USA",), (), None),
        ("CUI//SP-PRVCY/LEI//FED ONLY", "CUI", ("SP-PRVCY", "LEI"), ("FED ONLY",), None),
        ("FOR THE CLIENT ONLY", None, (), ("CLIENT ONLY",), None),
        ("SERVICE USE ONLY", None, (), ("SERVICE ONLY",), None),
        ("PERSONAL - NOT FOR FILE", None, (), ("NOT FOR FILE",), None),
        ("RESERVED - CABINET OF THE MAYOR", None, (), ("RESERVED",), None),
        ("PROVISIONAL PRINT", None, (), ("PROVISIONAL",), None),
        ("STRICTLY PERSONAL", None, (), ("PERSONAL",), None),
        ("OFFICIAL - SENSITIVE - COMMERCIAL", "OFFICIAL-SENSITIVE", ("COMMERCIAL",), (), None),
        ("SECRET UK EYES ONLY", "SECRET", (), ("UK EYES ONLY",), None),
        ("RESTREINT UE/EU RESTRICTED", "EU RESTRICTED", (), (), None),
        ("VS-Nur f\u00fcr den Dienstgebrauch", "VS-NfD", (), (), None),
        ("DIFFUSION RESTREINTE - SP\u00c9CIAL FRANCE", "DIFFUSION RESTREINTE", ("SP\u00c9CIAL FRANCE",), (), None),
        ("TLP:AMBER+STRICT", "TLP:AMBER+STRICT", (), (), None),
        ("Classification: Secret", "SECRET", (), (), None),
        ("EMBARGOED UNTIL 18:00, 7 MAY 2024", None, (), ("EMBARGO",), "2024-05-07T18:00"),
        ("Embargoed until 6 a.m. on Tuesday, 7 May 2024", None, (), ("EMBARGO",), "2024-05-07T06:00"),
        ("NOT FOR RELEASE", None, (), ("NOT FOR RELEASE",), None),
        ("Attorney-client privileged", None, (), ("ATTORNEY-CLIENT PRIVILEGED",), None),
        ("Declassify on: 20351231", None, (), (), "2035-12-31"),
        ("Declassify on: 25X1, 20501231", None, (), (), "25X1, 2050-12-31"),
        ("Declassify on: the end of the talks", None, (), (), "the end of the talks"),
        ("NO FOREIGN DISSEM/CONTROLLED DISSEM", None, (), ("NOFORN", "CONTROLLED DISSEM"), None),
    ],
)
def test_a_line_says_level_caveats_controls_and_its_end(
    line: str, level: str | None, caveats: tuple[str, ...], controls: tuple[str, ...], declassify: str | None
) -> None:
    marking = only(line)
    assert (marking.text, marking.own) == (line, True)
    assert (marking.level, marking.caveats, marking.controls) == (level, caveats, controls)
    assert marking.declassify == declassify


@pytest.mark.parametrize(
    ("line", "text", "level"),
    [
        ("SECRET 112220Z JAN 76 STAFF", "SECRET", "SECRET"),
        ("PAGE THREE TOP SECRET", "TOP SECRET", "TOP SECRET"),
        ("S E C R E T", "S E C R E T", "SECRET"),
        ("CONFIDENTIAI", "CONFIDENTIAI", "CONFIDENTIAL"),
        ("UNCLASSIFIED '", "UNCLASSIFIED", "UNCLASSIFIED"),
    ],
)
def test_a_level_is_found_among_call_signs_and_dirt(line: str, text: str, level: str) -> None:
    marking = only(line)
    assert (marking.text, marking.level) == (text, level)


@pytest.mark.parametrize(
    "line",
    [
        "SECRET POLICE SEIZE HARBOUR",
        "RESERVED",
        "PERSONAL",
        "NOT FOR SALE",
        "PROVISIONAL RESULTS OF THE VOTE",
        "TOP SECRET PLAN TO SHUT THE PORT",
        "OFFICIAL SECRETS ACT",
        "RESTRICTED AREA",
        "PROTECTED SPECIES",
        "DECLASSIFICATION OF FILES GOES ON",
        "IN SECRET",
        "SECRETARY OF STATE",
        "CLASSIFIED MESSAGE",
        "(C) 2024 The Harbour Gazette",
    ],
)
def test_headlines_signs_and_forms_are_no_markings(line: str) -> None:
    assert find_markings(f"A heading\n\n{line}{PROSE}") == ()
    assert not is_marking(line)


def test_portion_marks_stand_at_the_head_of_paragraphs() -> None:
    text = "1. (S//NF) The boats are out.\n\n2. (U) It rains.\n\nThe (S//NF) here is talk.\n"
    first, second = find_markings(text)
    assert (first.text, first.level, first.controls) == ("(S//NF)", "SECRET", ("NOFORN",))
    assert first.span.of(text) == "(S//NF)"
    assert (second.text, second.level) == ("(U)", "UNCLASSIFIED")


def test_a_letter_in_brackets_alone_is_no_portion_mark() -> None:
    assert find_markings("(S) The south quay\n\n(U) The upper quay\n") == ()


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("The paper, marked CONFIDENTIAL//BOARD ONLY, was left on a train.", "CONFIDENTIAL//BOARD ONLY"),
        ("It was stamped TOP SECRET by a clerk.", "TOP SECRET"),
        ("A file classified as SECRET//NOFORN lay there.", "SECRET//NOFORN"),
    ],
)
def test_a_marking_that_is_only_mentioned_is_not_the_documents_own(sentence: str, text: str) -> None:
    (marking,) = find_markings(f"A heading\n\n{sentence}{PROSE}")
    assert (marking.text, marking.own) == (text, False)


@pytest.mark.parametrize(
    ("words", "faults"),
    [
        ("SECRET//SI//NOFORN", ()),
        ("SECRET//SI", ("sci_without_release",)),
        ("SECRET//REL TO GBR, USA", ("rel_to_order",)),
        ("SECRET//NOFORN/REL TO USA, GBR", ("noforn_with_release", "rel_to_with_noforn")),
        ("UNCLASSIFIED//RD", ("rd_unclassified",)),
        ("//COSMIC SECRET", ("cosmic_only_top_secret",)),
        ("CONFIDENTIAL//FOUO", ("fouo_classified",)),
    ],
)
def test_a_banner_that_breaks_its_own_rules_says_which(words: str, faults: tuple[str, ...]) -> None:
    banner = parse_banner(words)
    assert banner is not None
    assert banner_faults(banner) == faults
    assert set(faults) <= set(FAULTS)


def test_long_lines_and_endless_lists_cost_little() -> None:
    assert find_markings("SECRET//" + "A/" * 5000) == ()
    assert parse_banner("S//" + "A/" * 5000) is None
    assert len(find_markings("\n".join(f"SECRET//WORD{n}" for n in range(1000)))) == 200
