"""Markdown: headings, paragraphs, list items and the captions of pictures, as CommonMark has them."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from kit.authoring.draft import Block, Kind
from kit.authoring.formats.source import Source, one_line

_TAG = re.compile(r"<[^<>]+>")


def looks_like_markdown(text: str) -> bool:
    """Whether pasted text has headings, links or bold words as Markdown writes them."""
    return bool(re.search(r"^#{1,6} \S|\[[^\]\n]+\]\([^)\s]+\)|\*\*[^*\n]+\*\*", text, re.MULTILINE))


def read_markdown(text: str) -> Source:
    """Return a block for each heading, paragraph, list item and caption, with the line that it begins in."""
    tokens = MarkdownIt("commonmark").enable("table").use(front_matter_plugin).parse(text)
    front = _front_matter(tokens)
    blocks = list(_blocks(tokens))
    if (title := front.get("title")) and not any(block.kind == "title" for block in blocks):
        blocks.insert(0, Block("title", one_line(str(title)), where="line 1"))
    about = {name: one_line(str(front.get(name, "") or "")) for name in ("language", "author", "date", "url")}
    return Source(blocks, True, about["language"], about["author"], about["date"], about["url"])


def _front_matter(tokens: Sequence[Token]) -> dict[str, Any]:
    content = next((token.content for token in tokens if token.type == "front_matter"), "")
    try:
        fields = yaml.safe_load(content)
    except yaml.YAMLError:
        return {}
    return fields if isinstance(fields, dict) else {}


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    opened = ""
    for token in tokens:
        where = f"line {token.map[0] + 1}" if token.map else ""
        if token.type.endswith("_open"):
            opened = token.tag
        elif token.type == "inline":
            yield from _inline(token, opened, where)
        elif token.type in ("fence", "code_block"):
            yield Block("left out", one_line(token.content), "It is program code.", where)
        elif token.type == "html_block" and (text := one_line(_TAG.sub(" ", token.content))):
            yield Block("left out", text, "It is HTML within the text.", where)


def _inline(token: Token, opened: str, where: str) -> Iterator[Block]:
    children = token.children or []
    pictures = [one_line(child.content) for child in children if child.type == "image"]
    text = one_line("".join(map(_text, children)))
    kind: Kind = "paragraph"
    if opened in ("h1", "h2", "h3", "h4", "h5", "h6"):
        kind = "title" if opened == "h1" else "heading"
    elif opened in ("td", "th"):
        yield Block("left out", text, "It is part of a table.", where)
        return
    elif pictures:
        kind = "caption"
    for words in pictures:
        if words and words not in text:
            yield Block(
                "caption" if not text else "left out", words, "" if not text else "It describes a picture.", where
            )
    if text:
        yield Block(kind, text, where=where)


def _text(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return token.content if token.type in ("text", "code_inline") else ""
