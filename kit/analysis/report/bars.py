"""Bars for a page: small pictures in SVG, in the colours of the answers, each with a text alternative."""

from collections.abc import Mapping

from kit.lesson.codebook import ANSWER_NAMES, LABEL_SETS, ordered
from kit.ui.markup import Markup, element, joined
from kit.ui.tokens import LOOKS

WIDTH, HEIGHT = 120, 12
_LETTER = 6.4


def short(name: str) -> str:
    """Return an answer as one letter a label: `A`, `AD`; a dash where there is no source."""
    labels = dict(zip(ANSWER_NAMES, LABEL_SETS, strict=True))[name]
    return "".join(label[0].upper() for label in ordered(labels)) or "–"


def answers_bar(counts: Mapping[str, float], label: str, height: int = HEIGHT) -> Markup:
    """Return one bar of all answers to a claim, side by side in the codebook's order, letters on the wider pieces.

    Args:
        counts: how often each answer was given, by its name.
        label: what the bar shows, in words.
        height: in units of which the bar is 120 wide.
    """
    total, left, pieces = sum(counts.values()), 0.0, []
    for name in ANSWER_NAMES:
        width = WIDTH * counts.get(name, 0) / total if total else 0.0
        if width:
            pieces.append(_piece(name, left, width, height, counts[name]))
        left += width
    return _picture(joined(*pieces), label, height)


def plain_bar(share: float, name: str) -> Markup:
    """Return a bar for a number that stands beside it: `share` of the width, 0 to 1, in the colour of an answer."""
    width = f"{WIDTH * min(max(share, 0.0), 1.0):.1f}"
    box = element("rect", x=0, y=0, width=width, height=HEIGHT, fill=LOOKS[name].fill)
    size = {"viewBox": f"0 0 {WIDTH} {HEIGHT}", "preserveAspectRatio": "none"}
    return element("svg", box, class_="bar", aria_hidden="true", **size)


def colour_of(name: str) -> Markup:
    """Return a small square in the colour of an answer, for a legend."""
    box = element("rect", width=10, height=10, fill=LOOKS[name].fill)
    return element("svg", box, viewBox="0 0 10 10", aria_hidden="true")


def _piece(name: str, left: float, width: float, height: int, count: float) -> Markup:
    # The edge is not drawn into its neighbour: half a unit of the page shows between two pieces.
    shown, fill = max(width - 0.5, 0.5), LOOKS[name].fill
    box = element("rect", x=f"{left:.1f}", y=0, width=f"{shown:.1f}", height=height, fill=fill)
    letters, number = short(name), f"{short(name)} {count:g}"
    written = next((words for words in (number, letters) if len(words) * _LETTER + 2 <= width), "")
    if not written:
        return box
    middle = {"x": f"{left + width / 2:.1f}", "y": f"{height / 2 + 3:.1f}"}
    return joined(box, element("text", written, **middle, text_anchor="middle", fill=ink_on(fill)))


def _picture(content: Markup, label: str, height: int) -> Markup:
    size = {"viewBox": f"0 0 {WIDTH} {height}", "preserveAspectRatio": "xMinYMid"}
    return element("svg", content, class_="bar", role="img", aria_label=label, **size)


def ink_on(colour: str) -> str:
    """Return black or white, whichever is read better on a colour such as `#336699` (WCAG 2.2, relative luminance)."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    luminance = sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return "#000000" if (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) else "#ffffff"
