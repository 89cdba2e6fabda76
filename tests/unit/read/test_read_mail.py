"""E-mail, threads and mailboxes."""

from __future__ import annotations

from paper_mill import read_with_members, reading, text_of

from sayso.model.document import Part, part_at

THREAD = """From: Ada Quill <ada@quay.example>
To: Bram Lark <bram@quay.example>
Date: Sat, 4 May 2024 08:55:00 +0100
Subject: Fwd: doors
X-Mailer: Something

INTERNAL ONLY

See below. Keep it shut.

Ada

---------- Forwarded message ---------
From: Cato Wren <cato@quay.example>
Date: Fri, 3 May 2024 at 21:14
Subject: doors
To: Ada Quill <ada@quay.example>

I told nobody.

> On Fri, 3 May 2024 at 19:02, Ada Quill <ada@quay.example> wrote:
> Whom did you tell?
"""

WITH_FILES = """From: a@b.example
Subject: =?utf-8?q?Caf=C3=A9_papers?=
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="=b"

--=b
Content-Type: multipart/alternative; boundary="=c"

--=c
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

Caf=C3=A9, a long li=
ne.
--=c
Content-Type: text/html

<p>Caf&eacute;, a long line.</p>
--=c--
--=b
Content-Type: text/plain
Content-Transfer-Encoding: base64
Content-Disposition: attachment; filename="../../note!.txt"

aGVsbG8K
--=b
Content-Type: message/rfc822

From: c@d.example
Subject: inner

Inside.
--=b--
"""


def parts_of(text: str) -> list[Part]:
    content = reading(text, "a.eml").content
    assert content is not None
    return list(content.parts)


def test_the_head_is_four_lines_and_the_thread_follows_as_sent() -> None:
    body = THREAD.split("\n\n", 1)[1]
    head = THREAD.partition("X-Mailer")[0]
    assert text_of(THREAD, "a.eml") == f"{head}\n{body}"


def test_each_message_of_a_thread_is_a_part_with_its_writer() -> None:
    parts = parts_of(THREAD)
    assert [(p.kind, p.author, p.published, p.title) for p in parts] == [
        ("message", "Ada Quill", "2024-05-04", "Fwd: doors"),
        ("message", "Cato Wren", "2024-05-03", "doors"),
        ("message", "Ada Quill", "2024-05-03", None),
    ]


def test_words_belong_to_who_wrote_them() -> None:
    content = reading(THREAD, "a.eml").content
    assert content is not None
    writer = {words: part_at(content, content.text.index(words)).author for words in ("Keep it", "I told", "Whom did")}
    assert writer == {"Keep it": "Ada Quill", "I told": "Cato Wren", "Whom did": "Ada Quill"}


def test_an_answer_below_a_quotation_is_the_answerers() -> None:
    text = (
        "From: Ada Quill <a@q.example>\nSubject: Re: doors\nMessage-ID: <1@q>\n\n"
        "On 3 May 2024, Cato Wren wrote:\n> Who shut them?\n>\n> Tell me.\n\nI did, and I would again.\n"
    )
    content = reading(text, "a.eml").content
    assert content is not None
    assert part_at(content, content.text.index("Who shut")).author == "Cato Wren"
    assert part_at(content, content.text.index("I did")).author == "Ada Quill"


def test_outlook_blocks_open_messages() -> None:
    text = (
        "From: Ada Quill <a@q.example>\nSubject: RE: doors\nMessage-ID: <1@q>\n\nYes.\n\n-----Original Message-----\n"
        "From: Bram Lark\nSent: 3 May 2024 16:05\nTo: Ada Quill\nSubject: doors\n\nDid you?\n\n"
        "From: Cato Wren\nSent: Friday, May 3, 2024 9:00 AM\nTo: Bram Lark\nSubject: doors\n\nAsk her.\n"
    )
    assert [(p.author, p.published) for p in parts_of(text)] == [
        ("Ada Quill", None),
        ("Bram Lark", "2024-05-03"),
        ("Cato Wren", "2024-05-03"),
    ]


def test_attachments_are_members_and_the_plain_body_is_the_text() -> None:
    got, members = read_with_members(WITH_FILES, "a.eml")
    assert got.content is not None
    assert got.content.text == "From: a@b.example\nSubject: Café papers\n\nCafé, a long line.\n"
    assert members["note%21.txt"] == b"hello\n"
    (inner,) = [data for name, data in members.items() if name.endswith(".eml")]
    assert inner is not None
    assert b"Inside." in inner


def test_a_mail_of_html_alone_is_turned_to_text() -> None:
    text = text_of(
        "From: a@b.example\nSubject: x\nMessage-ID: <1@b>\nContent-Type: text/html; charset=utf-8\n\n"
        "<html><head><style>p{}</style></head><body><p>One &amp; two.</p><p>Three.</p></body></html>",
        "a.eml",
    )
    assert text.endswith("\n\nOne & two.\n\nThree.\n")


def test_a_mailbox_gives_its_messages_in_order() -> None:
    box = (
        "From ada Sat May  4 08:55:00 2024\nFrom: a@b.example\nSubject: one\n\n>From here on\n\n"
        "From bram Sat May  4 09:55:00 2024\nFrom: c@d.example\nSubject: two\n\nWords\n"
    )
    got, members = read_with_members(box, "all.mbox")
    assert got.status == "read"
    assert list(members) == ["0001.eml", "0002.eml"]
    assert members["0001.eml"] == b"From: a@b.example\nSubject: one\n\nFrom here on\n"


def test_a_head_without_a_known_charset_is_still_read() -> None:
    data = b"From: J\xfcrgen <j@q.example>\nSubject: Gr\xfc\xdfe\nMessage-ID: <1@q>\n\nHallo\n"
    assert text_of(data, "a.eml").startswith("From: Jürgen <j@q.example>\nSubject: Grüße\n")
