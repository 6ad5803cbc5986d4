"""Where the journals of a district lie: a folder, a zip, or an address such as `s3://bucket/marks`, as parts to count.

A part is a run of files in the order of their names. Where it ends is decided by the name of its last file alone, so
that a file that comes in between changes one part, and the counts of all others can be taken from the cache.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import closing
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from kit.analysis.collect.handed_in import NOT_A_JOURNAL, NothingThere, entries_of_zip, is_packed, is_zip, walk
from kit.analysis.collect.owners import Owners
from kit.analysis.district.places import place_of
from kit.analysis.district.remote import is_address, opened, plain_address, remote_files
from kit.lesson.pasted_path import pasted_path, why_not_here
from kit.lesson.printable import printable

#: What one part weighs, about: bytes as they are unpacked, and some for each file. About 400 journals of 60 marks.
PART = 10 * 2**20
_A_FILE = 4 * 2**10
#: No part weighs more than so many usual ones, and a larger zip is read by parts.
_LARGEST = 2
#: What a zip of journals unpacks to: each mark has a random id, so it packs to a tenth at best.
_PACKED = 10


class Entry(NamedTuple):
    """A file or a zip of a part: its name where the collecting began, where it lies, and why it is not read, if so.

    `stamp` is what changes when the file does, without a look into it: size, times and number, or an ETag; `changed` is
    when it last did (ns since 1970), where only its times tell. `is_packed` says that it is a zip, and `prefix` is what
    then stands before the names of its files. `first` and `last` say which entries of a large zip are meant, in the
    order of their names; all of them if both are None. `owner` is the folder of the student whose it is, and
    `may_be_note` says that it may be the kit's own note of who reads (both: `kit.analysis.collect.owners`).
    """

    name: str
    path: str
    why: str
    size: int
    stamp: str
    is_packed: bool = False
    prefix: str = ""
    first: int | None = None
    last: int | None = None
    changed: int = 0
    owner: str = ""
    may_be_note: bool = False


class Part(NamedTuple):
    """Some files that are read and counted together, below `source`, which must be there for whoever reads them."""

    source: str
    entries: tuple[Entry, ...]

    @property
    def stamp(self) -> str:
        """What changes when one of its files does."""
        told = (
            f"{each.name}\0{each.why}\0{each.stamp}\0{each.first}\0{each.last}\0{each.owner}\0{each.may_be_note}"
            for each in self.entries
        )
        return digest([_bytes_of("\0".join(told))])  # no name holds such a sign

    @property
    def weight(self) -> int:
        """What there is to read, about, in bytes."""
        return sum(map(_weight, self.entries))

    @property
    def changed(self) -> int:
        """When one of its files last changed, as far as their times tell (ns since 1970)."""
        return max(entry.changed for entry in self.entries)

    @property
    def name(self) -> str:
        """The part in words that name nobody: its first and last class, and how many files or zips it has."""
        ends = dict.fromkeys(
            "/".join(filter(None, place_of(entry.owner or (f"{entry.name}/" if entry.is_packed else entry.name))))
            for entry in self._ends()
        )
        number = len(self.entries)
        return f"{' to '.join(filter(None, ends))} ({number:,} {'file' if number == 1 else 'files'})".strip()

    def _ends(self) -> tuple[Entry, Entry]:
        return self.entries[0], self.entries[-1]


def _bytes_of(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def digest(parts: Iterable[bytes]) -> str:
    """Return what stands for some bytes, each with its length, and never for others."""
    made = blake2b(digest_size=16)
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.hexdigest()


def parts_of(source: str | Path) -> list[Part]:
    """Return the parts of what lies in a folder, a zip, or below an address that fsspec knows, such as `s3://...`.

    Raises:
        ValueError: the path is empty, or nothing can read this address.
        OSError: there is nothing, or it cannot be reached or read.
    """
    if isinstance(source, str) and is_address(source):
        where = plain_address(source)
        entries = _remote(where)
    else:
        place = pasted_path(source)
        where, entries = str(place.absolute()), _local(place.absolute())
    return list(_parts(where, _runs(entries)))


def _remote(address: str) -> Iterator[Entry]:
    files = remote_files(address)
    is_one_zip = len(files) == 1 and address.endswith(files[0].name)
    owners = Owners(file.name for file in files if not file.why)
    for file in files:
        prefix = "" if is_one_zip else f"{file.name}/"
        if not owners.is_note(file.name):
            entry = Entry(*file, is_zip(file.name), prefix)
            yield entry._replace(owner=owners.of(file.name), may_be_note=owners.may_be_note(file.name))


def _local(place: Path) -> Iterator[Entry]:
    if place.is_dir():
        files = sorted(walk(place, float("inf")))
        owners = Owners(name for name, _, why in files if not why)
        for name, path, why in files:
            if why not in ("", NOT_A_JOURNAL) or not owners.is_note(name):
                entry = _entry(name, path, why, is_zip(name), f"{name}/")
                yield entry._replace(owner=owners.of(name), may_be_note=owners.may_be_note(name))
    elif place.is_file():
        yield _entry(printable(place.name), str(place), "", is_packed(place), "")
    else:
        remedy = why_not_here(place) or "Give the folder, the zip or the address that holds the journals."
        raise NothingThere(f"There is nothing at “{place}”. {remedy}")


def _entry(name: str, path: str, why: str, packed: bool, prefix: str) -> Entry:
    try:
        found = os.lstat(path)
    except OSError as error:
        return Entry(name, path, why or f"it cannot be read: {error.strerror}", 0, "")
    stamp = f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"
    changed = max(found.st_mtime_ns, found.st_ctime_ns)
    return Entry(name, path, why, found.st_size, stamp, packed, prefix, changed=changed)


def _runs(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries, and large zips as several."""
    for entry in entries:
        if entry.is_packed and not entry.why and _weight(entry) > _LARGEST * PART:
            yield from _runs_of_zip(entry)
        else:
            yield entry


def _weight(entry: Entry) -> int:
    """What an entry weighs: what it unpacks to, about, and some for the file."""
    if entry.why:
        return _A_FILE
    if entry.last is not None:
        return _LARGEST * PART
    return entry.size * (_PACKED if entry.is_packed else 1) + _A_FILE


def _runs_of_zip(entry: Entry) -> Iterator[Entry]:
    """A large zip as runs of its entries, each about as heavy as a part."""
    with closing(opened(entry.path)) as file:
        weights = [size + _A_FILE for size in entries_of_zip(file)]
    first = weight = 0
    for place, more in enumerate(weights, start=1):
        weight += more
        if weight >= PART or place == len(weights):
            yield entry._replace(first=first, last=place)
            first, weight = place, 0
    if not weights:  # whoever reads it says why it cannot be read
        yield entry


def _parts(source: str, entries: Iterable[Entry]) -> Iterator[Part]:
    run: list[Entry] = []
    weight = 0
    for entry in entries:
        run.append(entry)
        weight += _weight(entry)
        if weight >= _LARGEST * PART or _ends(entry):
            yield Part(source, tuple(run))
            run, weight = [], 0
    if run:
        yield Part(source, tuple(run))


def _ends(entry: Entry) -> bool:
    """Whether a part ends here: by chance, the more likely the heavier the file is, but always the same for a name."""
    drawn = int.from_bytes(blake2b(_bytes_of(entry.name), digest_size=8).digest(), "big")
    return drawn < _weight(entry) / PART * 2**64
