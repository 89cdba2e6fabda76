"""Everything that can go wrong, in three families, each with a sentence, a permanent code and a next step.

    SaysoError
    +-- AskedWrongly   the person can put it right      exit 2
    +-- BadDocument    this file cannot be read         its item fails, the rest goes on; exit 3
    +-- OurFault       a bug or a broken case           exit 1

Messages for a person name what the person typed. Logs hold the code and ids alone, never words, names or paths.
"""

from __future__ import annotations

from types import MappingProxyType


class SaysoError(Exception):
    """Anything Sayso raises on purpose.

    ``code`` is permanent and safe to log; ``sentence`` is for the person who typed; ``next_step`` says what to do.
    """

    def __init__(self, code: str, sentence: str, next_step: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.sentence = sentence
        self.next_step = next_step


class AskedWrongly(SaysoError):  # noqa: N818 - the families are named as people say them
    """What was asked cannot be done as asked."""


class OurFault(SaysoError):  # noqa: N818
    """A bug, or a case that is damaged."""


class BadDocument(SaysoError):  # noqa: N818
    """A file that cannot be read; ``code`` is one of ``REASONS``."""

    def __init__(self, code: str) -> None:
        sentence, next_step = REASONS[code]
        super().__init__(code, sentence, next_step)


REASONS = MappingProxyType(
    {
        "unsupported": (
            "Sayso does not read this format yet",
            "convert it to PDF, DOCX, HTML, e-mail or text and add that",
        ),
        "damaged": (
            "the file is damaged or not what its name says",
            "ask for it again, or open and save it with its own program",
        ),
        "encrypted": (
            "the file is locked with a password",
            "give its password with --passwords FILE, or unlock it",
        ),
        "no_text": ("the file was opened and holds no text", "nothing to do, unless you can see words in it"),
        "no_text_layer": (
            "the pages are pictures that were not read yet",
            "add it again without --no-ocr",
        ),
        "recording": (
            "sound or film; Sayso does not listen",
            "add a transcript of it as a text or subtitle file",
        ),
        "split_archive": (
            "a piece of an archive that was split, without what comes before it",
            "join the pieces with the program that made them, and add the whole",
        ),
        "too_large": ("the file is larger than the limit", "split it, or raise the limit"),
        "too_many_pixels": ("the picture has more pixels than the limit", "save it smaller, or cut it into pages"),
        "too_many_pages": ("the file claims more pages than the limit", "split it"),
        "too_many_members": ("the archive holds more members than the limit", "unpack it and add the folder"),
        "too_many_parts": (
            "the text holds more messages or articles than the limit",
            "all of its text was read; split it, so that each part has its own author and date",
        ),
        "too_deep": ("archives are nested deeper than the limit", "unpack the outer ones and add the folder"),
        "expands_too_far": ("the archive unpacks to far more than its size", "it may be a bomb; unpack it elsewhere"),
        "unsafe_name": ("the member's name points outside the archive", "unpack it by hand if you trust it"),
        "out_of_time": ("reading took longer than the limit", "try again with --retry on a quieter machine"),
        "out_of_memory": ("reading needed more memory than the limit", "split it, or convert it"),
        "crashed": ("the reader crashed on this file", "the file may be hostile; do not open it elsewhere"),
        "refused": ("the reader broke a rule of its confinement", "the file may be hostile; do not open it elsewhere"),
        "answer_too_large": ("what was read is larger than the limit", "split it"),
        "empty": ("the file is empty", "nothing to read"),
        "link": ("a symbolic link; links are never followed", "add what it points to by its own path"),
        "another_case": ("another case; what it holds is not taken in", "add the files it was made from"),
        "device": ("not a regular file", "nothing to read"),
        "unreadable": ("the system does not let us open it", "check its permissions and add it again"),
        "vanished": ("the file went away while it was being added", "add it again"),
        "set_aside": ("set aside on request", "it counts in nothing"),
    }
)
"""Reason codes of items: what happened, and what a person can do. Codes are permanent."""
