"""What a reading says of itself in a notebook: who reads what, and what else the reader has to know."""

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kit.reading.reading import Reading

#: How many codes are named before "and more".
_NAMED = 6


def page_about(reading: "Reading") -> str:
    """Return the HTML that stands below the cell which started the reading; all text is escaped."""
    about = reading.words["reading"]
    sentence = about["so_far"].format(marked=len(reading.answers()), claims=len(reading.lesson.claims))
    parts = {"title": reading.lesson.article.title, "reader": reading.reader, "path": reading.path}
    named = {name: f"<strong>{escape(str(value))}</strong>" for name, value in parts.items()}
    who, where = (escape(about[part]).format(**named) for part in ("who", "where"))
    said = "".join(f"<p><strong>{escape(remark)}</strong></p>" for remark in remarks(reading))
    return f"<p>{who} {escape(sentence)} {where}</p>{said}"


def remarks(reading: "Reading") -> list[str]:
    """Return what the reader has to know, each in full sentences; nothing where all is well."""
    about, found = reading.words["reading"], []
    if codes := reading.might_be:
        named = ", ".join(codes[:_NAMED]) + (", …" if len(codes) > _NAMED else "")
        found.append(about["might_be"].format(reader=reading.reader, codes=named, first=codes[0]))
    return found
