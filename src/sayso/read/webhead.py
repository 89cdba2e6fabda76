"""What a web page says of itself in its head: JSON-LD first, then meta tags, then its title."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from sayso.read.dates import first_date
from sayso.read.outcome import Head

_ARTICLE = re.compile(r"Article|Posting|Report|WebPage")
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "citation_title"),
    "author": ("author", "article:author", "dc.creator", "citation_author", "parsely-author", "byl"),
    "publisher": ("og:site_name", "publisher", "dc.publisher", "application-name"),
    "published": (
        "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "pubdate", "citation_date",
        "publish-date", "parsely-pub-date",
    ),
}  # fmt: skip
MAX_LD_CHARS = 500_000


def head_of_page(tree: Any) -> Head:
    """Title, author, publisher and date of a page, as far as it states them."""
    head = _linked(tree).or_else(_meta(tree))
    title, publisher = _titled(tree, head.publisher)
    heading = _only_heading(tree)
    return Head(
        title=heading or head.title or title,
        author=_name(head.author),
        publisher=head.publisher or publisher,
        published=head.published or _timed(tree),
    )


def says_article(tree: Any) -> bool:
    """Whether a page calls itself an article, to search engines or to other sites."""
    if _linked(tree) != Head():
        return True
    kinds = {node.get("content", "").lower() for node in tree.xpath("//meta[@property='og:type']")}
    return "article" in kinds


def _only_heading(tree: Any) -> str | None:
    found = [" ".join(node.text_content().split()) for node in tree.iter("h1")]
    return found[0] if len(found) == 1 and found[0] else None


def _linked(tree: Any) -> Head:
    for node in tree.xpath("//script[@type='application/ld+json']"):
        for thing in _things(node.text or ""):
            if _ARTICLE.search(str(thing.get("@type", ""))) and (thing.get("headline") or thing.get("datePublished")):
                return Head(
                    title=_text(thing.get("headline")),
                    author=_text(thing.get("author")),
                    publisher=_text(thing.get("publisher")),
                    published=first_date(_text(thing.get("datePublished")) or ""),
                )
    return Head()


def _things(source: str) -> Iterator[dict[str, Any]]:
    try:
        data = json.loads(source[:MAX_LD_CHARS])
    except (ValueError, RecursionError):
        return
    queue = [data]
    while queue:
        value = queue.pop(0)
        if isinstance(value, list):
            queue.extend(value[:50])
        elif isinstance(value, dict):
            yield value
            queue.extend(v for k, v in value.items() if k == "@graph")


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() if isinstance(value, str) and value.strip() else None


def _meta(tree: Any) -> Head:
    said: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        content = (node.get("content") or "").strip()
        if name and content:
            said.setdefault(name, content)
    found = {field: next((said[n] for n in names if n in said), None) for field, names in _META.items()}
    return Head(
        title=found["title"],
        author=found["author"],
        publisher=found["publisher"],
        published=first_date(found["published"] or ""),
    )


def _titled(tree: Any, publisher: str | None) -> tuple[str | None, str | None]:
    """The ``title`` element and the paper's name that often ends it."""
    node = tree.find(".//title")
    title = " ".join((node.text or "").split()) if node is not None else ""
    for mark in (" | ", " - ", " – ", " — ", " :: "):
        stem, found, tail = title.rpartition(mark)
        if found and publisher and tail.casefold() == publisher.casefold():
            return stem, publisher
        if found and not publisher and 1 <= len(tail.split()) <= 5 and tail in _around(tree):
            return stem, tail
    return title or None, None


def _around(tree: Any) -> str:
    """The words of the page's head and foot, where a paper prints its own name."""
    nodes = tree.xpath("//header | //footer | //*[contains(@class, 'logo') or contains(@class, 'meta')]")
    return " ".join(" ".join(node.text_content().split())[:2000] for node in nodes[:20])


def _timed(tree: Any) -> str | None:
    node = next(iter(tree.xpath("//article//time[@datetime] | //main//time[@datetime]")), None)
    return first_date(node.get("datetime")) if node is not None else None


def _name(author: str | None) -> str | None:
    """A person's name; addresses of profiles and bare links are none."""
    if not author or author.startswith(("http:", "https:", "/", "@")):
        return None
    return re.sub(r"^by\s+", "", author, flags=re.IGNORECASE)
