"""The colours of the answers, for pages, charts and reports: whoever changes one changes it here."""

from dataclasses import dataclass

from kit.lesson.codebook import NO_SOURCE


@dataclass(frozen=True, slots=True)
class Hue:
    """One colour as it is seen on a light page and on a dark one, and as it is filled in where a picture is on either.

    Pages name it in their stylesheet, as `light-dark(light, dark)`; a test holds `widget.css` to this table.
    """

    light: str
    dark: str
    filled: str


#: What a single label, or none, looks like, by the name of its CSS property `--cbc-...`.
HUES = {
    "sourced": Hue("#0072b2", "#56b4e9", "#2f8fcf"),
    "anonymous": Hue("#b35900", "#f0a83c", "#d5851c"),
    "denied": Hue("#9b2d6f", "#e69bc6", "#b9568f"),
    "none": Hue("#555", "#b5b5b5", "#8f8f8f"),
}
#: What an answer is filled with in charts and reports: a single label looks as it does in the widget.
FILLS = {
    NO_SOURCE: HUES["none"].filled,
    **{label: HUES[label].filled for label in ("sourced", "anonymous", "denied")},
    "anonymous + denied": "#8c3b2a",
    "sourced + denied": "#5b4fb0",
}
