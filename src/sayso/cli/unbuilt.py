"""What the contract promises and Sayso cannot do yet: listed in ``--help``, and refused in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Any, NoReturn

import click

from sayso.errors import AskedWrongly

UNBUILT = MappingProxyType(
    {
        "serve": "The pages, on this machine only.",
    }
)

INSTEAD = MappingProxyType(
    {
        "serve": "`sayso brief CASE -o brief.html` writes a page to open in a browser",
    }
)


def unbuilt_verb(name: str) -> click.Command:
    """A verb that takes anything and says that it is not built."""

    @click.command(
        name,
        help=f"Not built yet. {UNBUILT[name]}\n\nUntil then: {INSTEAD[name]}.",
        context_settings={"ignore_unknown_options": True},
    )
    @click.argument("anything", nargs=-1, type=click.UNPROCESSED)
    def command(anything: tuple[str, ...]) -> NoReturn:  # noqa: ARG001
        raise not_built(f"`sayso {name}`", INSTEAD[name])

    return command


def unbuilt_option(*names: str, help: str, instead: str, **more: Any) -> Callable[[Any], Any]:  # noqa: A002
    """An option that is listed in ``--help`` and refused when given."""

    def refuse(ctx: click.Context, param: click.Parameter, value: object) -> None:  # noqa: ARG001
        if value:
            raise not_built(f"`{names[0]}`", instead)

    return click.option(*names, help=f"{help} (not built yet)", callback=refuse, expose_value=False, **more)


def not_built(what: str, instead: str) -> AskedWrongly:
    """The error for anything of the contract that is not there yet."""
    return AskedWrongly("not_built", f"{what} is not built yet", instead)
