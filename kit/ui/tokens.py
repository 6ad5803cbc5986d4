"""The colours and patterns of everything that is shown: whoever changes one changes it here.

Whole pages and the teacher's desk get them as CSS custom properties `--cbc-...`; a test holds `widget.css`, which has
more of its own, to the same values.
"""

from dataclasses import dataclass

from kit.lesson.codebook import NO_SOURCE


@dataclass(frozen=True, slots=True)
class Hue:
    """One colour as it is seen on a light page and on a dark one, and as it fills a picture that may be on either."""

    light: str
    dark: str
    filled: str


@dataclass(frozen=True, slots=True)
class Shade:
    """A colour of the page itself: on a light one, on a dark one, on paper; and JupyterLab's name for it, if any."""

    light: str
    dark: str
    printed: str
    jupyter: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How an answer fills a piece of a bar: its colour, and its pattern, as matplotlib writes hatches."""

    fill: str
    hatch: str


#: What a single label, or none, looks like, by the name of its CSS property `--cbc-...`.
HUES = {
    "sourced": Hue("#0072b2", "#56b4e9", "#2f8fcf"),
    "anonymous": Hue("#b35900", "#f0a83c", "#d5851c"),
    "denied": Hue("#9b2d6f", "#e69bc6", "#b9568f"),
    "none": Hue("#555", "#b5b5b5", "#8f8f8f"),
}
#: The page's own colours, likewise.
SHADES = {
    "page": Shade("#fff", "#16181b", "#fff", "--jp-layout-color1"),
    "sheet": Shade("#f4f4f2", "#22262a", "#fff", "--jp-layout-color2"),
    "ink": Shade("#1a1a1a", "#f0f0ee", "#000", "--jp-content-font-color0"),
    "quiet": Shade("#545454", "#b9bcbf", "#333"),
    "line": Shade("#8c8c8c", "#7d8287", "#777"),
    "hair": Shade("#d6d6d2", "#3b4046", "#bbb"),
    "main": Shade("#1f3a5f", "#bcd6f7", "#000"),
    "focus": Shade("#0050d8", "#8ab8ff", "#000"),
    "alarm": Shade("#a30f1c", "#ff8f93", "#000"),
}
#: What each answer looks like in charts and reports. A single label has its own colour and, as in the text, its own
#: pattern: solid where a name stands, lines where none does, dots where it is rejected; several labels have both.
LOOKS = {
    NO_SOURCE: Look(HUES["none"].filled, "||"),
    "sourced": Look(HUES["sourced"].filled, ""),
    "anonymous": Look(HUES["anonymous"].filled, "//"),
    "denied": Look(HUES["denied"].filled, ".."),
    "sourced + anonymous": Look("#2f9e78", "\\\\"),
    "sourced + denied": Look("#5b4fb0", "oo"),
    "anonymous + denied": Look("#8c3b2a", "//.."),
    "sourced + anonymous + denied": Look("#7d8c2e", "xx"),
}
#: One series of bars, and several that are no answers: Okabe and Ito's palette, safe for colour-blind eyes.
BAR = HUES["sourced"].light
SERIES = tuple(
    Look(fill, hatch)
    for fill, hatch in zip(
        ("#56b4e9", "#e69f00", "#009e73", "#cc79a7", "#0072b2", "#d55e00", "#f0e442", "#999999"),
        ("", "//", "..", "xx", "\\\\", "--", "++", "oo"),
        strict=True,
    )
)


def page_properties() -> str:
    """Return the CSS that a whole page begins with: the properties for a light screen, a dark one, and paper."""
    both = HUES | SHADES
    light = {name: colour.light for name, colour in both.items()}
    dark = {name: colour.dark for name, colour in both.items()}
    printed = {name: shade.printed for name, shade in SHADES.items()}
    return (
        f":root {{ color-scheme: light dark; {_properties(light)} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {_properties(dark)} }} }}\n"
        f"@media print {{ :root {{ color-scheme: light; {_properties(printed)} }} }}\n"
    )


def notebook_properties(selector: str) -> str:
    """Return the CSS of a view in a notebook: the properties by its theme, on the elements that a selector names."""
    values = {name: f"light-dark({hue.light}, {hue.dark})" for name, hue in HUES.items()}
    for name, shade in SHADES.items():
        own = f"light-dark({shade.light}, {shade.dark})"
        values[name] = f"var({shade.jupyter}, {own})" if shade.jupyter else own
    return (
        f"{selector} {{ color-scheme: light dark; {_properties(values)} }}\n"
        f'[data-jp-theme-light="true"] {selector} {{ color-scheme: light; }}\n'
        f'[data-jp-theme-light="false"] {selector} {{ color-scheme: dark; }}\n'
    )


def _properties(values: dict[str, str]) -> str:
    return " ".join(f"--cbc-{name}: {value};" for name, value in values.items())
