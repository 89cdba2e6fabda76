"""Web pages: the article as printed, without the page around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree, html

from sayso.errors import BadDocument
from sayso.read.decode import decode
from sayso.read.heads import is_byline, is_date_line
from sayso.read.outcome import Draft
from sayso.read.tables import word_set
from sayso.read.webhead import head_of_page, says_article

_DECLARED = re.compile(rb"(?i)<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)")
_DROPPED = word_set(
    "script style noscript template nav footer button iframe svg canvas select option input textarea object embed "
    "audio video dialog aside map head"
)
_DROPPED_ROLES = word_set("navigation dialog alertdialog banner contentinfo complementary search alert menu toolbar")
_CLUTTER = re.compile(
    r"(?:^|[-_\s])(?:cookies?|consent|gdpr|adverts?|advertisement|ads?|adslot|promo(?:tion|s|ted)?|sponsor(?:ed|s)?|"
    r"related(?!ness)|read-?also|more-?from|most-?read|popular|trending|comments?|disqus|breadcrumbs?|shar(?:e|ing)|"
    r"social|newsletter|subscri(?:be|ption)|paywall|side-?bar|side|foot(?:er)?|nav(?:bar|igation)?|menu|top-?bar|"
    r"recirc|outbrain|taboola|pop-?up|modal|tag-?list|skip-?link|pagination|noprint|hidden|sr-only)(?:$|[-_\s\d])",
    re.IGNORECASE,
)
_BLOCKS = word_set(
    "p div section article main header h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table tr figure figcaption "
    "address hr body center fieldset details summary caption tbody thead tfoot"
)
_KEPT = word_set("html body main article h1")
_SPACE = re.compile(r"[^\S\n]+")
_LINE_SPACE = re.compile(r" *\n *")
MIN_ARTICLE_CHARS = 140
"""Less than this in the chosen place, and the whole page is read instead."""
MAX_HEADINGS = 100
"""A page of so many main headings has no one heading; looking into thousands, each in the next, takes minutes."""
MAX_NODES = 400_000
"""A page of more elements than this is a machine's."""


def read_webpage(data: bytes, media_type: str) -> Draft:
    """The article of a page, headline, byline and date as printed, its paragraphs parted by empty lines.

    A page in which no article is found gives all its visible text. Linear in ``data``.

    :raises BadDocument: ``damaged`` where no page can be made of the bytes.
    """
    page = _page_text(data)
    tree, reason = _parse(page)
    head = head_of_page(tree)
    body = tree.find("body")
    root = body if body is not None else tree
    heading = _heading(root)
    spare = "\n\n".join(_paragraphs(root))
    _prune(root)
    place = _article(root)
    paragraphs = _paragraphs(place)
    if place is root and says_article(tree):
        paragraphs = _main_ones(page, paragraphs)
    text = "\n\n".join(_with_heading(paragraphs, heading))
    if len(text) < MIN_ARTICLE_CHARS and len(spare) > len(text):
        text = spare
    if not head.title and heading:
        head.title = heading
    return Draft(media_type=media_type, text=text + "\n" if text else "", head=head, reason=reason)


def plain_text(page: str) -> str:
    """All visible text of a page or a fragment of one, paragraphs parted by empty lines; empty where there is none."""
    try:
        return "\n\n".join(_paragraphs(_parse(page)[0]))
    except BadDocument:
        return ""


def _page_text(data: bytes) -> str:
    declared = _DECLARED.search(data[:4096])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(declared.group(1).decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _parse(page: str) -> tuple[Any, str | None]:
    """The tree of a page, and why it is not whole; external entities are never loaded and never expanded.

    :raises BadDocument: ``damaged``.
    """
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(page.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise BadDocument("damaged") from error
    if sum(1 for _ in tree.iter()) > MAX_NODES:
        raise BadDocument("too_large")
    deep = any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)
    return tree, "too_deep" if deep else None


def _main_ones(page: str, paragraphs: list[str]) -> list[str]:
    """Of a page that calls itself an article and marks none: the paragraphs that trafilatura takes for it, if any."""
    try:
        from trafilatura import extract  # noqa: PLC0415 - loads half a second of libraries
    except ImportError:
        # An environment without all of its parts costs the pruning of a few pages, not the pages.
        return paragraphs
    taken = _squeezed(extract(page, favor_precision=True, include_comments=False, include_tables=True) or "")
    if len(taken) < MIN_ARTICLE_CHARS:
        return paragraphs
    return [p for p in paragraphs if _squeezed(p) in taken or is_byline(p) or is_date_line(p)]


def _heading(root: Any) -> str | None:
    """The page's one main heading, wherever it stands."""
    headings = list(islice(root.iter("h1"), MAX_HEADINGS))
    if len(headings) == MAX_HEADINGS:
        return None
    found = [text for node in headings if (text := _squeezed(node.text_content())) and not _in_logo(node)]
    return found[0] if len(found) == 1 else None


def _in_logo(node: Any) -> bool:
    return any(re.search(r"logo|masthead|site-?(?:title|name)", _names(up)) for up in (node, *node.iterancestors()))


def _with_heading(paragraphs: list[str], heading: str | None) -> list[str]:
    if heading and paragraphs and all(_squeezed(p) != heading for p in paragraphs):
        return [heading, *paragraphs]
    return paragraphs


def _prune(root: Any) -> None:
    """Takes navigation, advertising, comments and the like out of the tree; never what holds the article itself."""
    for node in list(root.iter()):
        if isinstance(node.tag, str) and node is not root and node.getparent() is not None and _is_clutter(node):
            _empty(node)


def _empty(node: Any) -> None:
    """Leaves of an element what follows it alone.

    Dropping it would join the texts around it, which fails where a reference stands for a control character.
    """
    node.clear(keep_tail=True)
    node.tag = "span"


def _is_clutter(node: Any) -> bool:
    tag = node.tag.lower()
    if tag == "form":
        # Some programs wrap a whole page in one form.
        return not any(next(node.iter(inner), None) is not None for inner in ("article", "main", "h1", "p"))
    if tag in _DROPPED or node.get("role", "") in _DROPPED_ROLES or "hidden" in node.attrib:
        return True
    if re.search(r"display\s*:\s*none", node.get("style", "")) or node.get("aria-label", "") == "advertisement":
        return True
    if tag in _KEPT:
        return False
    if tag == "header" and not any(up.tag == "article" for up in node.iterancestors()):
        return next(node.iter("h1"), None) is None
    return _CLUTTER.search(_names(node)) is not None and not _holds_article(node)


def _holds_article(node: Any) -> bool:
    return any(next(node.iter(tag), None) is not None for tag in ("article", "main"))


def _names(node: Any) -> str:
    return f"{node.get('class', '')} {node.get('id', '')}" if isinstance(node.tag, str) else ""


def _article(root: Any) -> Any:
    """The element that holds the article: the one ``article``, else what is marked as its body, else ``main``."""
    marked = root.xpath(".//*[contains(@itemprop, 'articleBody')]")
    articles = [n for n in root.iter("article") if not any(up.tag == "article" for up in n.iterancestors())]
    if len(articles) > 1:
        sizes = [len(n.text_content()) for n in articles]
        articles = [articles[sizes.index(max(sizes))]] if max(sizes) > 0.6 * sum(sizes) else []
    mains = [*root.iter("main"), *root.xpath(".//*[@role='main']")]
    for place in (*articles[:1], *marked[:1], *mains[:1]):
        if len(_squeezed(place.text_content())) >= MIN_ARTICLE_CHARS:
            return place
    return root


def _paragraphs(root: Any) -> list[str]:
    """The blocks under ``root`` as one text each; a table's row is one line, its cells parted by tabs."""
    words = "".join(_pieces(root)).replace("\u200b", "")
    text = _SPACE.sub(lambda m: "\t" if "\t" in m.group() else " ", words)
    blocks = (_LINE_SPACE.sub("\n", block).strip(" \n") for block in text.split("\x00"))
    rows = [block for block in blocks if block.strip()]
    return _joined_rows(rows)


def _joined_rows(blocks: list[str]) -> list[str]:
    """Rows of one table stand one under another, without empty lines between them."""
    out: list[str] = []
    for block in blocks:
        if "\t" in block and out and "\t" in out[-1]:
            out[-1] += "\n" + block.strip("\t")
        else:
            out.append(re.sub(r"\n{2,}", "\n\n", block.strip("\t")) if block.strip() else block)
    return out


def _pieces(root: Any) -> Iterator[str]:
    """Words and marks in reading order: a nought between blocks, a tab between cells."""
    for event, node in etree.iterwalk(root, events=("start", "end")):
        tag = node.tag.lower() if isinstance(node.tag, str) else ""
        silent = tag in {"script", "style", "noscript", "template", "head", "title"}
        if event == "start":
            yield "\x00" if tag in _BLOCKS else ""
            if not silent:
                yield _flat(node.text, tag == "pre")
        else:
            yield "\x00" if tag in _BLOCKS else "\t" if tag in {"td", "th"} else "\n" if tag == "br" else ""
            if node is not root and not _is_silent(node.getparent()):
                yield _flat(node.tail, False)


def _is_silent(node: Any) -> bool:
    return node is not None and node.tag in {"script", "style", "noscript", "template", "head", "title"}


def _flat(text: str | None, keep: bool) -> str:
    if not text:
        return ""
    text = text.replace("\x00", " ")
    return text if keep else re.sub(r"[\s\t]+", " ", text)


def _squeezed(text: str) -> str:
    return " ".join(text.split())
