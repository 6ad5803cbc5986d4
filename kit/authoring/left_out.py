"""Lines that stand in the text of an article and are no part of it (adverts, bylines, “read more”), and headings."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kit.authoring.captions import is_caption
from kit.authoring.draft import Block
from kit.authoring.sentences import ends_like_a_sentence

_MORE = "It leads to other articles."
_BUTTONS = "It is a button or a menu of the page."
_SIGN_UP = "It asks the reader to sign up or to pay."
_RIGHTS = "It says who has the rights."
_WHO_AND_WHEN = "It says who wrote the article, or when."
_WRITE_TO_US = "It asks the reader to write or to tell something."

_NAME = r"(?-i:[A-Z])[\w.’'-]+"
_NAMES = rf"{_NAME}((,? and|,| &)? {_NAME}| (de|van|von|bin))*"
_DAY = r"((mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
_MONTH = r"(?-i:[A-Z])[a-z]{2,8}\.?"
_NETWORK = "facebook|twitter|x|whatsapp|linkedin|telegram|reddit|pinterest|instagram|bluesky|mastodon"
_BUTTON = (
    "(share|compartir|teilen|partager|condividi|tweet|e-?mail|print|save|copy link|comments?|listen|bookmark"
    f"|gift( article)?|log ?in|sign ?in|menu|search|home|close|open in app|{_NETWORK})"
)
#: Whole lines, by what they say, and why they are left out.
_ALWAYS = (
    (r"advert(isement|ising|orial)?s?|sponsored( content)?|ad|paid (post|content)|promoted", "It is an advert."),
    (r"publicidad|anuncio|anzeige|werbung|publicité|pubblicità|publicidade", "It is an advert."),
    (
        r"(leer más|le[ae] también|weiterlesen|mehr zum thema|lesen sie auch|lire aussi|leggi anche|leia também)\b.*",
        _MORE,
    ),
    (r"(read|see|watch|listen|learn|find out|click) (more|also|next|now|here)\b.{0,3}[:»>→].*", _MORE),
    (r"read (more|also|next)\b.*|continue reading.*|(you (may|might) also like|most (read|popular|viewed))\b.*", _MORE),
    (r"(sign up (for|to)|subscribe (to|now)|already a (subscriber|member)|start your free trial)\b.*", _SIGN_UP),
    (r"(become a (member|subscriber)|to continue reading|unlock (this|the) (article|story))\b.*", _SIGN_UP),
    (r"(we|this (web)?site|our (web)?site) uses? cookies.*|accept (all )?cookies", "It asks about cookies."),
    (r"©.*|\(c\) (19|20)\d\d.*|copyright (©|(19|20)\d\d).*|all rights reserved.*", _RIGHTS),
    (
        rf"((additional|further|extra|with) )?(reporting|writing|editing|photography|graphics|research) (by|from) "
        rf"{_NAMES}((,|;| and) (additional |further |extra )?((reporting|writing|editing) (by|from) )?{_NAMES})*\.?",
        _WHO_AND_WHEN,
    ),
    (
        r"((do|are|were|did|have|has|is) (you|your|there)\b[^?]*\? )?(please )?"
        r"((tell|e-?mail|contact|message|write to|ring) (us|our|the (author|editor|reporter|newsroom)|me)"
        r"|get in touch|let us know|have your say|send us|share your "
        r"(stor|view|experience|thought)|join the (conversation|discussion))\b.{0,90}",
        _WRITE_TO_US,
    ),
    (r"https?://\S+|www\.\S+|\S+@\S+\.\w+", "It is an address."),
    (r"[\W_]*|\d{1,3}", "It holds no words."),
)
#: The same for lines without a full stop: with one, they may be a sentence of the article.
_WITHOUT_A_STOP = (
    (r"(read|see|watch|listen|learn)\s*[:»>→].*|up next\b.*|don.t miss\b.*|editors?.s? picks?\b.*", _MORE),
    (
        r"(related|recommended|popular|trending|more)( (articles?|stories|story|news|coverage|reading|topics)\b.*)?:?",
        _MORE,
    ),
    (r"(related|more)( (on|from|in))?( [\w ]{1,30})?:?", _MORE),
    (rf"{_BUTTON}(\s*[|·•,/]?\s*{_BUTTON})*", _BUTTONS),
    (r"(follow|like) us.*|share (this|on|via|article|full)\b.*|view comments.*|\d+ (comments?|shares?)", _BUTTONS),
    (r"skip to .*|back to top|(go|jump) to .*", _BUTTONS),
    (r"(register|subscribe|sign up|join (us|now|our)|get (our|unlimited)|support (us|our)|donate)\b.*", _SIGN_UP),
    (r"cookie (settings|policy).*", "It asks about cookies."),
    (r"copyright\b.*|terms of (use|service).*|privacy policy.*", _RIGHTS),
    (
        r"(by|por|von|par|di|from|words:|story by|written by|reporting by|text:|author:) "
        rf"{_NAMES}(,? [\w ]{{3,30}})?(\s*[|·–-].*)?",
        _WHO_AND_WHEN,
    ),
    (r"(published|updated|posted|last (updated|modified)|first published)\b.*\d.*", _WHO_AND_WHEN),
    (rf"{_DAY}(\d{{1,2}}\.? {_MONTH},?|{_MONTH} \d{{1,2}},?) (19|20)\d\d.{{0,30}}", _WHO_AND_WHEN),
    (r"\d+ min(ute)?s?( read)?|\d+ (hours?|days?|minutes?) ago", _WHO_AND_WHEN),
    (r"(tags?|topics?|filed under|categor(y|ies)|keywords)\s*:.*|#\w+(\s+#\w+)*", "It sorts the article under topics."),
)
#: What is longer is prose.
_MOST_WORDS = 22
#: A line of so few words without a full stop is no paragraph, if nothing else speaks for it.
_FEW_WORDS = 8
_AROUND = " \t>»→›·•*|–—-"


def _compiled(lines: Iterable[tuple[str, str]]) -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(pattern, re.IGNORECASE), why) for pattern, why in lines]


_ANY_LINE, _UNFINISHED_LINE = _compiled(_ALWAYS), _compiled((*_ALWAYS, *_WITHOUT_A_STOP))


def said_of(text: str) -> str:
    """Return why a line is no part of an article, in a sentence; empty if nothing in it says so."""
    if len(text.split()) > _MOST_WORDS:
        return ""
    patterns = _ANY_LINE if ends_like_a_sentence(text) else _UNFINISHED_LINE
    return next((why for pattern, why in patterns if pattern.fullmatch(text.strip(_AROUND))), "")


def sorted_out(blocks: Iterable[Block], knows_kinds: bool) -> Iterator[Block]:
    """Return the blocks with what is no part of the article left out, and captions told from paragraphs.

    Where the format knows no kinds (plain text), short lines without a full stop are headings, and the first of them,
    above all text, is the title, be it a question. An article has one title: others are headings.
    """
    marked = [_marked(block) for block in blocks]
    has_title = any(block.kind == "title" for block in marked)
    for at, block in enumerate(marked):
        if knows_kinds or block.kind != "paragraph":
            continue
        is_first = not has_title and not any(
            len(one.text.split()) > _FEW_WORDS for one in marked[:at] if one.kind == "paragraph"
        )
        if _is_heading(block.text, marked[at + 1 :], is_first):
            marked[at] = replace(block, kind="title" if is_first else "heading")
            has_title = has_title or is_first
    yield from _with_one_title(marked)


def _with_one_title(blocks: list[Block]) -> Iterator[Block]:
    """Short lines above the title are the page's own; lines of a few words elsewhere are no paragraphs."""
    title = next((at for at, block in enumerate(blocks) if block.kind == "title"), -1)
    for at, block in enumerate(blocks):
        words = len(block.text.split())
        if block.kind == "title" and at != title:
            yield replace(block, kind="heading")
        elif block.kind != "paragraph" or ends_like_a_sentence(block.text) or words > _FEW_WORDS:
            yield block
        elif at < title:
            yield replace(block, kind="left out", why="It is a short line above the headline.")
        elif words <= _FEW_WORDS // 2:
            yield replace(block, kind="left out", why="It is a few words on a line of their own.")
        else:
            yield block


def _marked(block: Block) -> Block:
    if block.kind in ("left out", "title"):
        return block
    caption = is_caption(block.text)
    why = said_of(block.text)
    if why and not (caption and block.kind == "caption"):
        return replace(block, kind="left out", why=why)
    return replace(block, kind="caption") if caption and block.kind == "paragraph" else block


def _is_heading(text: str, below: list[Block], is_first: bool) -> bool:
    """Whether a line of plain text reads like a heading of what stands below it; the first may ask something."""
    follows = next((block for block in below if block.kind != "left out"), None)
    is_sentence = ends_like_a_sentence(text) and not (is_first and text.endswith(("?", "!")))
    if follows is None or follows.kind not in ("paragraph", "caption") or is_sentence:
        return False
    is_short = len(text.split()) <= 14 and len(text) < 110
    goes_on = text.endswith((",", ";", ":", "”", '"')) or text[:1].islower()
    return is_short and not goes_on and len(follows.text.split()) > 8
