"""People: whom a line of a class list is about, told by its headings, and by the cells of an e-mail column."""

from collections.abc import Iterable, Mapping
from itertools import zip_longest
from types import MappingProxyType

from kit.sharing.cells import Row, Sheet
from kit.sharing.headings import NAME_PARTS, full_name, places_of
from kit.sharing.matching import Entry
from kit.sharing.roster import IDENTITIES


def identity_places(sheet: Sheet) -> dict[str, int]:
    """Return where each identity of a roster stands (`email`, `id`, ...), and the parts of a name."""
    places = {kind: place for kind, place in places_of(sheet.header).items() if kind != "code"}
    emails = email_places(sheet)
    if emails and places.get("email") not in emails:
        places["email"] = emails[0]
    return places


def email_places(sheet: Sheet) -> list[int]:
    """Return the columns in which every cell with something in it has an @ with a dot after it."""
    columns = [list(filter(None, column)) for column in zip_longest(*(row.texts for row in sheet.rows))]
    return [place for place, texts in enumerate(columns) if texts and all(map(_is_email, texts))]


def people(
    sheet: Sheet, rows: Iterable[Row] | None = None, names: Mapping[str, int] = MappingProxyType({})
) -> tuple[Entry, ...]:
    """Return the lines of a list (or those given), each with the name and the identities that stand in it.

    `names` says where a platform has the names, in whatever language it heads them: it counts where no heading is known
    to be of a name, nor one of these columns as something else.
    """
    places = identity_places(sheet)
    if not has_names(sheet) and not {*places.values()} & {*names.values()}:
        places |= names
    return tuple(_entry(row, places) for row in (sheet.rows if rows is None else rows))


def has_names(sheet: Sheet) -> bool:
    """Whether the headings name a column of people's names."""
    return bool({"name", *NAME_PARTS} & set(places_of(sheet.header)))


def _entry(row: Row, places: dict[str, int]) -> Entry:
    told = {kind: row.texts[place] for kind, place in places.items() if place < len(row.texts)}
    known_by = {kind: text for kind, text in told.items() if kind in IDENTITIES}
    return Entry(row, {"name": full_name(told)} | known_by)


def _is_email(text: str) -> bool:
    return "." in text.partition("@")[2]
