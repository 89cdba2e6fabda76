"""The one entry: bytes and a name to a reading. One reader a family; none of them knows another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

from sayso.errors import BadDocument
from sayso.model.reading import Reading
from sayso.read.finish import finish
from sayso.read.kinds import Family, Kind, kind_of
from sayso.read.limits import Limits
from sayso.read.outcome import failed
from sayso.read.sink import MemberSink

Reader = Callable[[bytes, Kind, str, MemberSink, Limits], Reading]


def read_bytes(data: bytes, name: str, out: MemberSink, limits: Limits) -> Reading:
    """What ``data`` holds; ``name`` counts for its suffix alone, members go to ``out`` in order.

    A file that cannot be read gives a failed reading with its reason. Run it in the child: libraries may crash.
    """
    kind = kind_of(data, name)
    if not data:
        return failed("empty", kind.media_type)
    if len(data) > limits.max_file_bytes:
        return failed("too_large", kind.media_type)
    try:
        return READERS[kind.family](data, kind, name, out, limits)
    except BadDocument as bad:
        # Only recognition can tell more of a file of pictures, and it comes after everything else.
        return replace(
            failed(bad.code, kind.media_type), waits=bad.code == "no_text_layer" and not limits.max_ocr_pages
        )
    except MemoryError:
        return failed("out_of_memory", kind.media_type)
    except RecursionError:
        return failed("too_deep", kind.media_type)


# Readers are imported when first needed: a child that meets no PDF never loads the PDF library.


def _text(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.plain import read_text  # noqa: PLC0415

    return finish(read_text(data, kind.media_type), limits, keep_blank=True)


def _markdown(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.markdown import read_markdown  # noqa: PLC0415

    return finish(read_markdown(data, kind.media_type), limits, keep_blank=True)


def _html(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.webpage import read_webpage  # noqa: PLC0415

    return finish(read_webpage(data, kind.media_type), limits)


def _pdf(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.pdf import read_pdf  # noqa: PLC0415

    return finish(read_pdf(data, kind.media_type, limits, out), limits)


def _docx(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.docx import read_docx  # noqa: PLC0415

    return finish(read_docx(data, kind.media_type, limits), limits)


def _mail(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.mail import read_mail  # noqa: PLC0415

    return finish(read_mail(data, kind.media_type, out, limits), limits)


def _mbox(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.mailbox import read_mailbox  # noqa: PLC0415

    return read_mailbox(data, kind.media_type, out, limits)


def _zip(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.zipfiles import read_zip  # noqa: PLC0415

    return read_zip(data, kind.media_type, out, limits)


def _tar(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.tarfiles import read_tar  # noqa: PLC0415

    return read_tar(data, kind.media_type, out, limits)


def _packed(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:
    from sayso.read.tarfiles import read_packed  # noqa: PLC0415

    return read_packed(data, name, kind.media_type, out, limits)


def _image(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    if not limits.max_ocr_pages:
        raise BadDocument("no_text_layer")
    from sayso.read.pictures import read_pictures  # noqa: PLC0415

    return finish(read_pictures(data, kind.media_type, limits), limits)


def _locked(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    return failed("encrypted", kind.media_type)


def _unsupported(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    return failed("unsupported", kind.media_type)


READERS: MappingProxyType[Family, Reader] = MappingProxyType(
    {
        "text": _text,
        "markdown": _markdown,
        "html": _html,
        "pdf": _pdf,
        "docx": _docx,
        "mail": _mail,
        "mbox": _mbox,
        "zip": _zip,
        "tar": _tar,
        "packed": _packed,
        "image": _image,
        "locked": _locked,
        "unsupported": _unsupported,
    }
)
