"""The documentation keeps up: links lead somewhere, generated pages are current, every verb and option is described."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import click
import pytest

from sayso.cli.group import VERBS, group
from sayso.cli.unbuilt import UNBUILT
from sayso.errors import REASONS
from sayso.model import document, findings, item, statement

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "demo").glob("*.md")])
COMMANDS = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
RECORDS = (ROOT / "docs" / "reference" / "records.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_link_inside_the_repository_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert missing == []


def test_every_page_of_the_docs_can_be_reached() -> None:
    reached: set[Path] = set()
    waiting = [ROOT / "docs" / "index.md"]
    while waiting:
        page = waiting.pop().resolve()
        if page not in reached and page.suffix == ".md":
            reached.add(page)
            links = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
            waiting += [page.parent / link for link in links]
    assert {p.resolve() for p in (ROOT / "docs").rglob("*.md")} <= reached


def test_the_page_of_settings_is_current() -> None:
    spec = importlib.util.spec_from_file_location("make_settings", ROOT / "docs" / "make_settings.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    assert made.PAGE.read_text(encoding="utf-8") == made.page(), "run: python docs/make_settings.py"


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_and_each_of_its_options_is_described(verb: str) -> None:
    section = COMMANDS.partition(f"\n## sayso {verb} ")[2].partition("\n## ")[0]
    assert section, verb
    command = group().get_command(click.Context(click.Command("sayso")), verb)
    assert command is not None
    options = {o for p in command.params if isinstance(p, click.Option) for o in p.opts if o.startswith("--")}
    assert {o for o in options if o not in section} == set()


def test_no_option_is_described_that_is_not_there() -> None:
    root = group()
    context = click.Context(click.Command("sayso"))
    commands = [c for verb in VERBS if (c := root.get_command(context, verb))]
    known = {o for c in commands for p in c.params for o in p.opts}
    assert set(re.findall(r"`(--[a-z-]+)", COMMANDS)) <= known


@pytest.mark.parametrize("verb", UNBUILT)
def test_what_is_not_built_is_listed_as_such(verb: str) -> None:
    assert f"`{verb}`" in COMMANDS.partition("## Not built yet")[2]
    assert f"`{verb}`" in (ROOT / "docs" / "index.md").read_text(encoding="utf-8").partition("cannot do yet")[2]


def test_every_field_of_a_record_is_described() -> None:
    records = (
        item.Item,
        document.Marking,
        document.Part,
        document.Page,
        statement.Attribution,
        findings.Entity,
        findings.Copy,
        findings.Passage,
        findings.Claim,
    )
    inner = {"speaker_mention", "label", "root", "content", "reading"}
    fields = {field for record in records for field in record.__slots__} - inner
    assert {field for field in fields if f"`{field}`" not in RECORDS} == set()


def test_reasons_named_in_the_docs_exist() -> None:
    named = {m for p in PAGES for m in re.findall(r"reason `([a-z_]+)`", p.read_text(encoding="utf-8"))}
    assert named
    assert named <= set(REASONS)
