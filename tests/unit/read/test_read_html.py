"""Web pages: the article as printed and nothing around it."""

from __future__ import annotations

import pytest
from paper_mill import reading, text_of

WORDS = "The harbour office closed its doors on the second day of the strike, and nobody was told why it did so."
PAGE = f"""<!doctype html><html><head><title>Doors shut | Tarn Post</title>
<script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle", "headline": "Doors shut",
 "datePublished": "2024-05-04T08:00", "author": [{{"name": "Ada Quill"}}]}}]}}</script></head><body>
<header><a class="logo" href="/">Tarn Post</a><nav><a>News says hello</a></nav></header>
<div id="cookie-notice"><p>We said we like cookies.</p></div>
<main><article><h1>Doors shut</h1><p class="byline">By Ada Quill</p><p>4 May 2024</p>
<p>{WORDS} &ldquo;Never,&rdquo; he said.</p>
<aside>Read also: Mayor denies it</aside>
<div class="ad-slot">Buy hats, says Hatter</div>
<p>{WORDS}</p>
<table><tr><td>Shed</td><td>148</td></tr><tr><td>Quay</td><td>131</td></tr></table>
<script>var said = "so";</script></article>
<section class="comments"><p>troll: he lied</p></section></main>
<footer>All rights reserved, says Tarn Post</footer></body></html>"""


def test_the_article_alone_is_the_text() -> None:
    assert text_of(PAGE, "a.html") == (
        f"Doors shut\n\nBy Ada Quill\n\n4 May 2024\n\n{WORDS} “Never,” he said.\n\n{WORDS}\n\nShed\t148\nQuay\t131\n"
    )


def test_the_head_comes_from_the_page_itself() -> None:
    content = reading(PAGE, "a.html").content
    assert content is not None
    assert (content.title, content.author) == ("Doors shut", "Ada Quill")
    assert (content.publisher, content.published) == ("Tarn Post", "2024-05-04")


def test_a_headline_above_the_article_is_kept() -> None:
    page = f"<body><div><h1>Doors shut</h1></div><article><p>{WORDS}</p><p>{WORDS}</p></article></body>"
    assert text_of(page, "a.html").startswith("Doors shut\n\nThe harbour")


def test_a_page_without_an_article_gives_all_that_can_be_seen() -> None:
    page = "<html><body><div>One line</div><style>p{}</style><p>Two<br>lines</p><nav>Menu</nav></body></html>"
    assert text_of(page, "a.html") == "One line\n\nTwo\nlines\n\nMenu\n"


def test_hidden_words_are_not_read() -> None:
    page = f"<article><p>{WORDS}</p><p style='display:none'>hidden words</p><p hidden>more</p><p>{WORDS}</p></article>"
    assert "hidden" not in text_of(page, "a.html")
    assert "more" not in text_of(page, "a.html")


def test_the_declared_charset_is_used() -> None:
    data = f'<meta charset="iso-8859-2"><article><p>{WORDS} Zażółć gęślą.</p></article>'.encode("iso-8859-2")
    assert "Zażółć gęślą" in text_of(data, "a.html")


def test_entities_are_not_expanded_from_files(tmp_path: object) -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body><p>a &x; b</p></body></html>'
    assert text_of(page, "a.html").strip() in {"a &x; b", "a b", "]>\n\na &x; b"}


def test_an_article_without_marks_loses_its_surroundings() -> None:
    pytest.importorskip("trafilatura", exc_type=ImportError)
    lines = "".join(f"<p>{WORDS} Paragraph {i} said a little more about it than the last.</p>" for i in range(8))
    page = (
        '<html><head><meta property="og:type" content="article"><title>Doors shut</title></head><body>'
        f'<div class="x1"><ul><li><a href="/a">Sport</a></li><li><a href="/b">Letters</a></li></ul></div>'
        f'<div class="x2"><h1>Doors shut</h1>{lines}</div></body></html>'
    )
    text = text_of(page, "a.html")
    assert text.startswith("Doors shut\n\n")
    assert "Paragraph 7" in text
    assert "Sport" not in text


def test_a_page_wrapped_in_one_form_is_still_read() -> None:
    page = f"<body><form><h1>Doors shut</h1><p>{WORDS}</p><p>{WORDS}</p><form><input></form></form></body>"
    assert text_of(page, "a.html").count(WORDS) == 2
