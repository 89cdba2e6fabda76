"""Whether banner and portion marks are parsed right, and a sample of real lines to judge by eye.

    python bench/markings.py --data DIR [--limit N] [--lines N]

Needs ``DIR/markings/banner_portion_cases.jsonl`` and ``DIR/markings/jfk_candidate_marking_lines.tsv.gz``. A case is
right when everything it asks about is: kind and level, owners, compartments, programmes, atomic energy, releases,
controls, and the rules it breaks. ``--lines`` prints a drawn sample with what was made of each; a person says how
many are right.
"""

from __future__ import annotations

import ast
import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from common import arguments, machine, table

PARAGRAPHS = {
    "cosmic_only_top_secret": "4.b.2.a.",
    "atomal_not_nato": "4.b.2.b.",
    "codeword_not_cosmic": "4.b.2.c.",
    "nato_with_controls": "4.b.3.",
    "sci_unclassified": "6.b.",
    "sci_without_release": "6.c.",
    "hcs_without_noforn": "6.d.",
    "gamma_without_orcon": "6.e.",
    "klondike_without_noforn": "6.f.",
    "too_many_programmes": "7.e.",
    "rd_unclassified": "8.a.4.",
    "frd_unclassified": "8.b.2.",
    "cnwdi_not_rd": "8.c.3.",
    "fgi_in_foreign": "9.a.",
    "fgi_unclassified": "9.b.",
    "fgi_usa": "-",
    "fouo_classified": "10.b.1.",
    "orcon_unclassified": "10.d.3.",
    "imcon_level": "1.b.",
    "imcon_without_release": "1.c.",
    "noforn_unclassified": "2.c.",
    "noforn_with_release": "2.d.",
    "propin_restricted": "3.b.",
    "relido_restricted": "10.f.3.",
    "rel_to_unclassified": "10.e.3.",
    "rel_to_order": "10.e.4.",
    "rel_to_alone": "10.e.5.",
    "rel_to_with_noforn": "10.e.7.",
    "display_unclassified": "10.g.3.",
    "display_with_others": "10.g.4.",
    "display_order": "10.g.5.",
    "exdis_and_nodis": "1.b.",
    "exdis_without_noforn": "1.c.",
    "nodis_without_noforn": "2.c.",
}
"""The paragraph of DoDM 5200.01 volume 2 that a rule stands in, as the cases name it."""
DOD_DISSEM = {"FOUO", "ORCON", "IMCON", "NOFORN", "PROPIN", "RELIDO", "DEA SENSITIVE", "FISA"}
"""Controls that manual knows."""
LONG_AEA = {
    "RD": "RESTRICTED DATA",
    "FRD": "FORMERLY RESTRICTED DATA",
    "DOD UCNI": "DOD UNCLASSIFIED CONTROLLED NUCLEAR INFORMATION",
    "DOE UCNI": "DOE UNCLASSIFIED CONTROLLED NUCLEAR INFORMATION",
}
JOINED = {
    "COSMIC TOP SECRET ATOMAL": "CTSA",
    "COSMIC TOP SECRET BALK": "CTS-BALK",
    "COSMIC TOP SECRET BOHEMIA": "CTS-B",
    "NATO SECRET ATOMAL": "NSAT",
    "NATO CONFIDENTIAL ATOMAL": "NCA",
}
SHORT = {
    "COSMIC TOP SECRET": "CTS",
    "NATO SECRET": "NS",
    "NATO CONFIDENTIAL": "NC",
    "NATO RESTRICTED": "NR",
    "NATO UNCLASSIFIED": "NU",
    "TOP SECRET": "TS",
    "SECRET": "S",
    "CONFIDENTIAL": "C",
    "RESTRICTED": "R",
    "UNCLASSIFIED": "U",
}


def main() -> None:
    """Parses, compares and prints."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--lines", type=int, default=0, help="print so many drawn real lines to judge")
    parser.add_argument("--seed", default="", help="another draw of lines")
    options = parser.parse_args()
    folder = options.data / "markings"
    cases = [json.loads(line) for line in (folder / "banner_portion_cases.jsonl").read_text("utf-8").splitlines()]
    cases = cases[: options.limit]
    wrong = [case for case in cases if not is_right(case)]
    for case in wrong:
        print(f"wrong: {case['test']}: {case['input']} -> {case['expected']}, found {found(case)}")
    tests = Counter(case["test"] for case in cases)
    lost = Counter(case["test"] for case in wrong)
    rows = [[name, n - lost[name], n, 100 * (n - lost[name]) / n] for name, n in sorted(tests.items())]
    total = ["all", len(cases) - len(wrong), len(cases), 100 * (len(cases) - len(wrong)) / max(1, len(cases))]
    table(f"Banner and portion marks. {machine()}", [*rows, total], ("test", "right", "of", "%"))
    if options.lines:
        show_lines(folder / "jfk_candidate_marking_lines.tsv.gz", options.lines, options.seed)


def is_right(case: dict[str, Any]) -> bool:
    """Whether all that the case expects is what was found."""
    expected, here = asked(case), found(case)
    return all(same(expected[name], here.get(name)) for name in expected)


def asked(case: dict[str, Any]) -> dict[str, str]:
    """Expected values by the name of their column; columns behind a double bar stand together in the last cell."""
    names = [name for name in case["header"][1:] if name]
    values = [value.strip() for value in case["expected"] if value.strip()]
    out = dict(zip(names, values, strict=False))
    if len(names) < len(case["header"]) - 1 and len(values) > len(names):
        behind = values[len(names)]
        columns = _columns(case["test"], behind)
        out |= dict(zip(columns, _cells(behind), strict=False))
    return out


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.split("|")]


def _columns(test: str, row: str) -> tuple[str, ...]:
    n = len(_cells(row))
    known = {
        "sap": ("multiple", "programs", "hvsaco"),
        "dissem": ("otherDissem", "accm"),
        "relto": ("relTo", "displayTo"),
        "ucni": ("validationError", "attributeValue"),
    }
    columns = next((names for word, names in known.items() if word in test), ())
    return columns if len(columns) == n else ()


def same(expected: str, value: object) -> bool:
    """Whether a value is the one written as a Groovy literal; the order of a list does not count."""
    want = literal(expected)
    if isinstance(want, list) and isinstance(value, list):
        return sorted(map(str, want)) == sorted(map(str, value))
    if isinstance(want, bool) or want is None:
        return value is want
    return str(want) == str(value)


def literal(text: str) -> Any:
    """A Groovy literal: lists, maps, quoted words, bare names, true, false and null."""
    text = text.strip()
    if text in {"true", "false", "null"}:
        return {"true": True, "false": False, "null": None}[text]
    python = text.replace("[:]", "{}")
    python = re.sub(r"\[((?:'[^']*'|\w+)\s*:)", r"{\1", python)
    if "{" in python:
        return maps(text)
    python = re.sub(r"(?<![\w'])([A-Z_]{2,})(?![\w'])", r"'\1'", python) if "'" not in python else python
    try:
        return ast.literal_eval(python)
    except (ValueError, SyntaxError):
        return text


def maps(text: str) -> list[str]:
    """A list of compartment maps, each as one line."""
    out = []
    for control, body in re.findall(r"control:\s*'([^']+)',\s*compartments:\s*\[(.*?)\]\](?=,|\])", text + "]"):
        inner = body if body.endswith("]") else body + "]"
        pairs = re.findall(r"'([^']+)':\s*\[([^\]]*)\]", inner)
        out.append(str((control, {name: tuple(re.findall(r"'([^']+)'", subs)) for name, subs in pairs})))
    return out


def found(case: dict[str, Any]) -> dict[str, object]:
    """What was found, under every column name that a case may have."""
    from sayso.read.banner import parse_banner  # noqa: PLC0415 - found beside this folder once common is loaded
    from sayso.read.bannerrules import banner_faults  # noqa: PLC0415

    banner = parse_banner(case["input"])
    if banner is None:
        return {"validationError": True, "attributeValue": None, "validationParaRefs": ["unreadable"]}
    faults = banner_faults(banner)
    broken = any(code in BANNER_BREAKING for code in faults)
    attribute = None if broken else ATTRIBUTES.get(case["test"], _nothing)(banner)
    return {
        "type": case_type(case, banner),
        "classification": banner.rank.replace(" ", "_"),
        "fgiAuthority": banner.owners[0] if banner.scheme in {"NATO", "FGI"} else None,
        "jointAuthorities": banner.owners,
        "firstAuthority": min(banner.owners, key=lambda code: (len(code), code)),
        "sciControl": [str((sci.control, sci.compartments)) for sci in banner.sci],
        "multiple": "MULTIPLE PROGRAMS" in banner.sap,
        "programs": [name for name in banner.sap if name != "MULTIPLE PROGRAMS"],
        "hvsaco": banner.hvsaco,
        "waived": banner.waived,
        "cnwdi": banner.cnwdi,
        "sigmas": banner.sigmas,
        "dodUcni": "DOD UCNI" in banner.aea,
        "doeUcni": "DOE UCNI" in banner.aea,
        "dod": "DOD UCNI" in banner.aea,
        "doe": "DOE UCNI" in banner.aea,
        "countryCodes": banner.fgi or [],
        "hasConcealedFgi": banner.fgi == [],
        "dissem": [name.replace(" ", "_") for name in banner.dissem if name in DOD_DISSEM],
        "otherDissem": [name.replace(" ", "_") for name in banner.other_dissem],
        "accm": banner.accm,
        "relTo": banner.rel_to,
        "displayTo": banner.display_to,
        "validationParaRefs": [PARAGRAPHS.get(code, code) for code in faults],
        "validationError": broken,
        "attributeValue": attribute,
    }


def case_type(case: dict[str, Any], banner: Any) -> str:
    """The kind of the whole marking, or of its atomic energy part where the case asks about that."""
    about_atoms = "sigmas" in case["header"] or "dodUcni" in case["header"]
    if about_atoms and banner.aea:
        return str(banner.aea[0]).replace(" ", "_")
    return {"NATO": "FGI", "CUI": "US"}.get(banner.scheme, banner.scheme)


BANNER_BREAKING = {
    "no_opening_slashes",
    "cosmic_only_top_secret",
    "codeword_not_cosmic",
    "atomal_not_nato",
    "too_many_programmes",
    "cnwdi_not_rd",
    "rd_unclassified",
    "frd_unclassified",
}
"""Faults that keep a banner from being read as metadata at all."""


def _nothing(_banner: Any) -> None:
    return None


def _class(banner: Any) -> list[str]:
    joined = " ".join([banner.level, *banner.codewords])
    return [JOINED.get(joined) or SHORT[banner.level]]


def _codewords(banner: Any) -> list[str]:
    out = []
    for sci in banner.sci:
        names = sci.compartments or {"": ()}
        out += ["-".join(filter(None, [sci.control, " ".join([name, *subs])])) for name, subs in names.items()]
    return out


def _atomic(banner: Any) -> list[str]:
    tail = ("-N" if banner.cnwdi else "") + (f"-SIGMA {' '.join(map(str, banner.sigmas))}" if banner.sigmas else "")
    return [LONG_AEA.get(name, name) + tail for name in banner.aea]


ATTRIBUTES: dict[str, Callable[[Any], list[str] | None]] = {
    "test class markings processor": _class,
    "test releasability processor": lambda b: b.rel_to,
    "test codewords processor": _codewords,
    "test dissemination processor": lambda b: [name for name in b.dissem if name in DOD_DISSEM],
    "test owner-producer processor": lambda b: b.owners,
    "test classification-system processor": lambda b: b.owners if b.scheme != "JOINT" else ["JOINT"],
    "test sap processor": lambda b: [f"SAR-{name}" for name in b.sap],
    "test aea processor": _atomic,
    "test dod ucni processor": _atomic,
    "test fgi processor": lambda b: [" ".join(["FGI", *(b.fgi or [])])] if b.fgi is not None else None,
    "test other dissem processor": lambda b: [*b.other_dissem, *(f"ACCM-{name}" for name in b.accm)],
}
"""What each attribute of the exchange format is made of."""


def show_lines(path: Path, count: int, seed: str) -> None:
    """Prints a sample drawn by digest, each line with what was found in it."""
    from sayso.read.markings import find_markings  # noqa: PLC0415 - found beside this folder once common is loaded

    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [line.split("\t")[1] for line in lines][1:]
    drawn = sorted(texts, key=lambda text: hashlib.sha256((seed + text).encode()).digest())[:count]
    for number, text in enumerate(drawn, 1):
        marks = find_markings(text)
        made = "; ".join(
            f"[{m.text}] {m.level or '-'} {'|'.join(m.caveats)} / {'|'.join(m.controls)} {m.declassify or ''}".strip()
            for m in marks
        )
        print(f"{number:4} {text!r:80} {made or '(none)'}")


if __name__ == "__main__":
    main()
