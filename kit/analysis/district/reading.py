"""Reading a part: the files that it names, on whatever machine this runs."""

import os
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby

from kit.analysis.collect.handed_in import (
    HandedIn,
    NothingThere,
    Wanted,
    every,
    from_file,
    in_zip,
    owned,
    without_note,
)
from kit.analysis.district.remote import fetch, is_address, opened
from kit.analysis.district.source import Entry, Part


def files_of(part: Part, wanted: Wanted = every) -> Iterator[HandedIn]:
    """Read the files of a part, in their order; those that are not wanted are left out.

    Raises:
        OSError: what they lie below is not there, or cannot be reached, on this machine.
    """
    if not is_address(part.source) and not os.path.lexists(part.source):
        raise NothingThere(
            f"There is no “{part.source}” on a machine that counts. All of them need it in the same place: put it on a "
            "shared disk or into an object store."
        )
    for is_alone, entries in groupby(part.entries, key=_is_remote_and_alone):
        if is_alone:
            yield from _fetched([entry for entry in entries if wanted(entry.name)])
        else:
            for entry in entries:
                found = without_note(_files_of_entry(entry, wanted), entry.may_be_note)
                yield from owned(found, entry.owner)


def _is_remote_and_alone(entry: Entry) -> bool:
    return is_address(entry.path) and not entry.why and not entry.is_packed


def _fetched(entries: list[Entry]) -> Iterator[HandedIn]:
    if entries:
        for entry, got in zip(entries, fetch([entry.path for entry in entries]), strict=True):
            data, why = (None, got) if isinstance(got, str) else (got, "")
            yield from without_note([HandedIn(entry.name, data, why, owner=entry.owner)], entry.may_be_note)


def _files_of_entry(entry: Entry, wanted: Wanted) -> Iterator[HandedIn]:
    if entry.is_packed and not entry.why:
        span = slice(entry.first, entry.last)
        try:
            file = opened(entry.path)
        except PermissionError as error:
            yield HandedIn(entry.name, None, f"it cannot be read: {error.strerror}")
            return
        with closing(file):
            yield from in_zip(file, entry.name, entry.prefix, iter, wanted, span)
    elif wanted(entry.name):
        yield HandedIn(entry.name, None, entry.why) if entry.why else from_file(entry.path, entry.name)
