"""From what happened to an exit status and one sentence. The only place where every error is caught.

    0 done   1 our fault   2 asked wrongly   3 done, but something could not be read or did not pass   130 interrupted

A fault is reported by its code and place in our own source alone: messages of unforeseen errors may quote documents.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO, cast

import click

from sayso.errors import AskedWrongly, BadDocument, OurFault, SaysoError
from sayso.present.safe import visible

DONE, FAULT, ASKED, SOME_UNREAD, INTERRUPTED = 0, 1, 2, 3, 130
STDERR = 2
KEPT = "interrupted: finished work is kept; run the same command again to go on"
FULL = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)


def run(arguments: Sequence[str]) -> int:
    """Runs one command line and returns its exit status; writes sentences on errors to stderr, never a traceback."""
    prepare_streams()
    try:
        status = _run(arguments)
        sys.stdout.flush()
    except click.exceptions.Exit as left:
        return left.exit_code
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the documented edge: no document's words in a trace
        return _answer(error)
    return status


def prepare_streams() -> None:
    """Text in and out is UTF-8 whatever the machine's habits; what cannot be written is escaped, never a crash."""
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _open_closed_streams() -> None:
    """Puts nowhere in the place of a stream that came closed.

    Else its number would go to the next file that is opened, the records of a case for one, and a stray word of any
    library would be written into it.
    """
    if sys.stdin is not None and sys.stdout is not None and sys.stderr is not None:
        return
    while (last := os.open(os.devnull, os.O_RDWR)) <= STDERR:
        pass
    os.close(last)
    sys.stdin = sys.stdin or _nowhere(0, "r")
    sys.stdout = sys.stdout or _nowhere(1, "w")
    sys.stderr = sys.stderr or _nowhere(STDERR, "w")


def _nowhere(number: int, mode: str) -> TextIO:
    return cast("TextIO", open(number, mode, encoding="utf-8", closefd=False))


def _run(arguments: Sequence[str]) -> int:
    from sayso.cli.group import group  # noqa: PLC0415 - after the streams are safe

    command = group()
    with command.make_context("sayso", list(arguments)) as context:
        status = command.invoke(context)
    return status if isinstance(status, int) else DONE


def _answer(error: BaseException) -> int:
    """The sentence and the status for anything that went wrong."""
    for kind, told in _TOLD:
        if isinstance(error, kind):
            return told(error)
    return _fault(error)


def _usage(wrong: click.UsageError) -> int:
    if isinstance(wrong, click.exceptions.NoArgsIsHelpError):
        click.echo(wrong.format_message(), err=True)
        return ASKED
    where = wrong.ctx.command_path if wrong.ctx else "sayso"
    return _say(f"{wrong.format_message()}\nTry: {where} --help", ASKED)


def _sayso_error(error: SaysoError) -> int:
    advice = f"\n{error.next_step}" if error.next_step else ""
    if isinstance(error, AskedWrongly):
        return _say(f"{error.sentence}{advice}", ASKED)
    if isinstance(error, BadDocument):
        return _say(f"{error.sentence} ({error.code}){advice}", SOME_UNREAD)
    report = "" if isinstance(error, OurFault) and advice else "\nplease report this code"
    return _say(f"{error.sentence} (code {error.code}){advice}{report}", FAULT)


def _system(error: OSError) -> int:
    if isinstance(error, BrokenPipeError) or error.errno == errno.EPIPE:
        return _reader_left()
    if error.errno in FULL:
        return _say("the disk is full\nfinished work is kept; make room and run the same command again", ASKED)
    advice = next((told for kind, told in _ADVICE if isinstance(error, kind)), "")
    if advice and error.filename:
        return _say(f"{os.fsdecode(error.filename)}: {os.strerror(error.errno or 0)}\n{advice}", ASKED)
    if isinstance(error, FileNotFoundError) and not _folder_is_there():
        return _say("the folder you are in is no longer there\ngo to another folder and run the command again", ASKED)
    return _fault(error)


def _folder_is_there() -> bool:
    try:
        Path.cwd()
    except OSError:
        return False
    return True


_ADVICE: tuple[tuple[type[OSError], str], ...] = (
    (FileNotFoundError, "check the spelling, and that the folder is there"),
    (FileExistsError, "name another place: something else lies there"),
    (PermissionError, "check who owns it and what they allow, or name another place"),
    (IsADirectoryError, "name a file"),
    (NotADirectoryError, "name a folder"),
)
"""What to do about a path that the system refuses, where nothing better was said."""


def _reader_left() -> int:
    """Whoever read our output has gone, as ``head`` does: nothing more to say, and nothing wrong."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        sys.stdout = io.StringIO()
    return DONE


def _fault(error: BaseException) -> int:
    code = f"{type(error).__name__} at {_where(error.__traceback__)}"
    return _say(f"Sayso broke: this is our fault\nplease report: {code}", FAULT)


def _where(trace: TracebackType | None) -> str:
    """The last place in our own source the error went through, as ``room/file.py:line``."""
    home = Path(__file__).parents[1]
    place = "outside"
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(home):
            place = f"{file.relative_to(home).as_posix()}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def _say(sentence: str, status: int) -> int:
    try:
        click.echo(visible(sentence) if status == DONE else f"sayso: {visible(sentence)}", err=True)
    except OSError:
        return status
    return status


_TOLD: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], Callable[[Any], int]], ...] = (
    ((click.Abort, KeyboardInterrupt), lambda _: _say(KEPT, INTERRUPTED)),
    (click.UsageError, _usage),
    (click.ClickException, lambda wrong: _say(wrong.format_message(), ASKED)),
    (SaysoError, _sayso_error),
    (OSError, _system),
)
"""First match first; what is in none of them is our fault."""
