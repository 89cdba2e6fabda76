"""Where a banner breaks the rules of its own scheme: evidence of haste, of age, or of a hand that did not know them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sayso.read.banner import Banner, Sci
from sayso.read.markterms import COUNTRIES

MAX_PROGRAMMES = 4
CLASSIFIED = frozenset({"TOP SECRET", "SECRET", "CONFIDENTIAL"})
_NONE = Sci(control="")
FAULTS = {
    "no_opening_slashes": "a marking that is not of the United States begins with two slashes",
    "cosmic_only_top_secret": "COSMIC goes with TOP SECRET, and NATO's TOP SECRET is COSMIC",
    "atomal_not_nato": "ATOMAL is a word of NATO alone",
    "codeword_not_cosmic": "BALK and BOHEMIA go with COSMIC TOP SECRET alone",
    "nato_with_controls": "NATO's markings carry no controls of the United States",
    "sci_without_release": "a compartment demands words on who may see it",
    "sci_unclassified": "a compartment demands a level",
    "hcs_without_noforn": "HCS demands NOFORN",
    "gamma_without_orcon": "GAMMA demands ORCON",
    "klondike_without_noforn": "KLONDIKE demands NOFORN",
    "too_many_programmes": "more than four programmes are written MULTIPLE PROGRAMS",
    "rd_unclassified": "restricted data demands a level",
    "frd_unclassified": "formerly restricted data demands a level",
    "cnwdi_not_rd": "CNWDI goes with restricted data, and only when it is secret",
    "fgi_in_foreign": "FGI stands in papers of the United States alone",
    "fgi_unclassified": "FGI demands a level",
    "fgi_usa": "what is of the United States is not of a foreign government",
    "fouo_classified": "FOUO does not go with a level",
    "orcon_unclassified": "ORCON demands a level",
    "imcon_level": "IMCON goes with SECRET and TOP SECRET",
    "imcon_without_release": "IMCON demands words on foreign release",
    "noforn_unclassified": "NOFORN demands a level",
    "noforn_with_release": "NOFORN does not go with words that release",
    "propin_restricted": "PROPIN does not go with RESTRICTED",
    "rel_to_unclassified": "REL TO does not go with RESTRICTED",
    "rel_to_order": "in REL TO the United States stand first and the others by the alphabet",
    "rel_to_alone": "REL TO names more than the United States",
    "rel_to_with_noforn": "REL TO does not go with NOFORN",
    "display_unclassified": "DISPLAY ONLY does not go with RESTRICTED",
    "display_with_others": "DISPLAY ONLY does not go with NOFORN or RELIDO",
    "display_order": "DISPLAY ONLY names states by the alphabet",
    "exdis_and_nodis": "EXDIS and NODIS do not go together",
    "exdis_without_noforn": "EXDIS is not released to others",
    "nodis_without_noforn": "NODIS is not released to others",
    "relido_restricted": "RELIDO does not go with RESTRICTED",
    "sbu_classified": "SBU does not go with a level",
    "ucni_classified": "UCNI does not go with a level",
}
"""Every fault by its code."""


def banner_faults(banner: Banner) -> tuple[str, ...]:
    """Codes of the rules that ``banner`` breaks, in the order of the categories."""
    return tuple(code for rule in _RULES for code in rule(banner))


def _level(b: Banner) -> Iterator[str]:
    if not b.opened:
        yield "no_opening_slashes"
    if b.scheme == "NATO" and b.level.startswith("COSMIC") != (b.rank == "TOP SECRET"):
        yield "cosmic_only_top_secret"
    if "ATOMAL" in b.codewords and b.scheme != "NATO":
        yield "atomal_not_nato"
    if {"BALK", "BOHEMIA"} & set(b.codewords) and b.level != "COSMIC TOP SECRET":
        yield "codeword_not_cosmic"
    if b.scheme == "NATO" and "NOFORN" in b.dissem:
        yield "nato_with_controls"


def _compartments(b: Banner) -> Iterator[str]:
    held = {sci.control: sci for sci in b.sci}
    if b.sci and b.rank not in CLASSIFIED:
        yield "sci_unclassified"
    if b.sci and not b.released:
        yield "sci_without_release"
        return
    if "HCS" in held and "NOFORN" not in b.dissem:
        yield "hcs_without_noforn"
    if {"G", "GAMMA"} & set(held.get("SI", _NONE).compartments) and "ORCON" not in b.dissem:
        yield "gamma_without_orcon"
    if {"KDK", "KLONDIKE"} & set(held) and "NOFORN" not in b.dissem:
        yield "klondike_without_noforn"


def _programmes(b: Banner) -> Iterator[str]:
    if len(b.sap) > MAX_PROGRAMMES:
        yield "too_many_programmes"


def _atomic(b: Banner) -> Iterator[str]:
    if "RD" in b.aea and b.rank not in CLASSIFIED:
        yield "rd_unclassified"
    if "FRD" in b.aea and b.rank not in CLASSIFIED:
        yield "frd_unclassified"
    if b.cnwdi and ("RD" not in b.aea or b.rank not in {"TOP SECRET", "SECRET"}):
        yield "cnwdi_not_rd"
    if {"DOD UCNI", "DOE UCNI"} & set(b.aea) and b.rank in CLASSIFIED:
        yield "ucni_classified"


def _foreign_information(b: Banner) -> Iterator[str]:
    if b.fgi is None:
        return
    if b.scheme != "US":
        yield "fgi_in_foreign"
    elif b.rank not in CLASSIFIED:
        yield "fgi_unclassified"
    if "USA" in b.fgi:
        yield "fgi_usa"


def _controls(b: Banner) -> Iterator[str]:
    held = set(b.dissem)
    if "FOUO" in held and b.rank != "UNCLASSIFIED":
        yield "fouo_classified"
    if "ORCON" in held and b.rank not in CLASSIFIED:
        yield "orcon_unclassified"
    if "IMCON" in held and b.rank not in {"SECRET", "TOP SECRET"}:
        yield "imcon_level"
    if "IMCON" in held and not ({"NOFORN", "RELIDO"} & held or b.rel_to or b.display_to):
        yield "imcon_without_release"
    if "NOFORN" in held and b.rank == "RESTRICTED":
        yield "noforn_unclassified"
    if "NOFORN" in held and ("RELIDO" in held or b.rel_to):
        yield "noforn_with_release"
    if "PROPIN" in held and b.rank == "RESTRICTED":
        yield "propin_restricted"
    if "RELIDO" in held and b.rank == "RESTRICTED":
        yield "relido_restricted"


def _releases(b: Banner) -> Iterator[str]:
    if b.rel_to:
        yield from _rel_to(b)
    if not b.display_to:
        return
    if b.rank == "RESTRICTED":
        yield "display_unclassified"
    if {"NOFORN", "RELIDO"} & set(b.dissem):
        yield "display_with_others"
    if b.display_to != _ordered(b.display_to):
        yield "display_order"


def _rel_to(b: Banner) -> Iterator[str]:
    if b.rank == "RESTRICTED":
        yield "rel_to_unclassified"
    if b.rel_to != _ordered(b.rel_to):
        yield "rel_to_order"
    if b.rel_to == ["USA"]:
        yield "rel_to_alone"
    if "NOFORN" in b.dissem:
        yield "rel_to_with_noforn"


def _others(b: Banner) -> Iterator[str]:
    held = set(b.other_dissem)
    if {"EXDIS", "NODIS"} <= held:
        yield "exdis_and_nodis"
    if "EXDIS" in held and b.rel_to:
        yield "exdis_without_noforn"
    if "NODIS" in held and b.rel_to:
        yield "nodis_without_noforn"
    if {"SBU", "SBU NOFORN"} & held and b.rank in CLASSIFIED:
        yield "sbu_classified"


def _ordered(codes: Sequence[str]) -> list[str]:
    """The United States first, then states, then alliances, each by the alphabet."""
    return sorted(codes, key=lambda code: (code != "USA", code not in COUNTRIES, code))


_RULES: tuple[Callable[[Banner], Iterator[str]], ...] = (
    _level,
    _compartments,
    _programmes,
    _atomic,
    _foreign_information,
    _controls,
    _releases,
    _others,
)
