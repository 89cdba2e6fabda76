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
        return _opened(data, kind, name, out, limits)
    except BadDocument as bad:
        # Only recognition can tell more of a file of pictures, and it comes after everything else.
        return replace(
            failed(bad.code, kind.media_type), waits=bad.code == "no_text_layer" and not limits.max_ocr_pages
        )
    except MemoryError:
        return failed("out_of_memory", kind.media_type)
    except RecursionError:
        return failed("too_deep", kind.media_type)


def _opened(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:
    """The reading, of the open file inside where an old office file is locked."""
    try:
        return READERS[kind.family](data, kind, name, out, limits)
    except BadDocument as bad:
        if bad.code != "encrypted" or kind.family not in {"xls", "foreign"}:
            raise
        return _locked(data, kind, name, out, limits)


# Readers are imported when first needed: a child that meets no PDF never loads the PDF library.


def _text(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.plain import read_text  # noqa: PLC0415

    return finish(read_text(data, kind.media_type), limits, keep_blank=True)


def _markdown(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.markdown import read_markdown  # noqa: PLC0415

    return finish(read_markdown(data, kind.media_type), limits, keep_blank=True)


def _html(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.chats import is_telegram_page, read_telegram_page  # noqa: PLC0415
    from sayso.read.webpage import read_webpage  # noqa: PLC0415

    if is_telegram_page(data):
        return finish(read_telegram_page(data, kind.media_type, limits), limits)
    return finish(read_webpage(data, kind.media_type), limits)


def _pdf(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.pdf import read_pdf  # noqa: PLC0415

    return finish(read_pdf(data, kind.media_type, limits, out), limits)


def _docx(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.docx import read_docx  # noqa: PLC0415

    return finish(read_docx(data, kind.media_type, out, limits), limits)


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


def _xlsx(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.workbooks import read_xlsx  # noqa: PLC0415

    return finish(read_xlsx(data, kind.media_type, out, limits), limits)


def _xls(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.workbooks import read_xls  # noqa: PLC0415

    return finish(read_xls(data, kind.media_type, limits), limits)


def _ods(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.workbooks import read_ods  # noqa: PLC0415

    return finish(read_ods(data, kind.media_type, limits), limits)


def _pptx(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.slides import read_pptx  # noqa: PLC0415

    return finish(read_pptx(data, kind.media_type, out, limits), limits)


def _opendocument(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.opendocument import read_opendocument  # noqa: PLC0415

    return finish(read_opendocument(data, kind.media_type, out, limits), limits)


def _flat(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.opendocument import read_flat  # noqa: PLC0415

    return finish(read_flat(data, kind.media_type, limits), limits)


def _foreign(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.foreign import read_foreign  # noqa: PLC0415

    return finish(read_foreign(data, kind.media_type), limits)


def _msg(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.outlook import read_msg  # noqa: PLC0415

    return finish(read_msg(data, kind.media_type, out, limits), limits)


def _pst(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.mailstore import read_pst  # noqa: PLC0415

    return read_pst(data, kind.media_type, out, limits)


def _archive(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.archives import read_archive  # noqa: PLC0415

    return read_archive(data, kind.media_type, out, limits)


def _encoded(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.encoded import read_encoded  # noqa: PLC0415

    return read_encoded(data, kind.media_type, out, limits)


def _sqlite(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.database import read_sqlite  # noqa: PLC0415

    return finish(read_sqlite(data, kind.media_type, limits), limits)


def _warc(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.webarchive import read_warc  # noqa: PLC0415

    return read_warc(data, kind.media_type, out, limits)


def _drawn(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.drawn import read_drawn  # noqa: PLC0415

    return finish(read_drawn(data, kind.media_type, limits), limits)


def _recording(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.recordings import read_recording  # noqa: PLC0415

    return read_recording(data, kind.media_type, name)


def _json(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.chats import read_json  # noqa: PLC0415

    return finish(read_json(data, kind.media_type, limits), limits, keep_blank=True)


def _image(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    if not limits.max_ocr_pages:
        raise BadDocument("no_text_layer")
    from sayso.read.pictures import read_pictures  # noqa: PLC0415

    return finish(read_pictures(data, kind.media_type, limits), limits)


def _locked(data: bytes, kind: Kind, name: str, out: MemberSink, limits: Limits) -> Reading:  # noqa: ARG001
    from sayso.read.unlock import unlocked  # noqa: PLC0415

    return read_bytes(unlocked(data, limits), name, out, limits)


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
        "xlsx": _xlsx,
        "xls": _xls,
        "ods": _ods,
        "pptx": _pptx,
        "opendocument": _opendocument,
        "flat": _flat,
        "foreign": _foreign,
        "msg": _msg,
        "pst": _pst,
        "archive": _archive,
        "encoded": _encoded,
        "sqlite": _sqlite,
        "warc": _warc,
        "drawn": _drawn,
        "recording": _recording,
        "json": _json,
        "unsupported": _unsupported,
    }
)
