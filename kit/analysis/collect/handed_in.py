"""What was handed in: every file below a folder or in a zip, as bytes or with the reason why it was not read.

Platforms and students hand out and in what they like, so nothing here is trusted: nothing is unpacked onto the disk, no
link is followed, nothing is read beyond the limits, and each file is read on its own, so that the damage of one never
reaches the next.
"""

import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from kit.analysis.collect.owners import Owners
from kit.lesson.pasted_path import why_not_here
from kit.lesson.plain_errors import SaidPlainly
from kit.lesson.printable import printable
from kit.marks.journal import LARGEST_JOURNAL
from kit.marks.who_reads import is_note_of_a_reader

#: What a reading tells its reader of, before the file is handed in.
LARGEST_FILE = LARGEST_JOURNAL
#: Ten times the largest collection that this was made for.
MOST_FILES = 100_000
#: What all files of one zip may unpack to: five times 10,000 journals of 60 marks.
LARGEST_UNPACKED = 2**30
#: Each mark has a random id, which does not compress: a journal packs to a tenth, and never to a fiftieth.
HIGHEST_RATIO = 100
#: The list of contents of a zip, about 100 bytes a file, is held in memory whole.
LARGEST_DIRECTORY = 32 * 2**20

#: Some platforms do not take .jsonl, so students rename; whether it is a journal is decided by what stands in it.
_READ = frozenset({"", "jsonl", "ndjson", "json", "txt"})
#: In the name of each student's folder: `Kaya Ode_41010_assignsubmission_file`.
_MOODLE = "_assignsubmission_"
#: No journals, but what copied texts are pasted and exported into (`kit.analysis.collect.copied_text`).
TEXTS = frozenset({"csv", "tsv", "html", "htm", "md", "eml", "rtf"})
OFFICE = frozenset({"xlsx", "docx", "ods", "odt"})
_ARCHIVES = frozenset({"7z", "rar", "tar", "gz", "tgz", "bz2", "xz"})
_LOCKED, _NAME_IS_UTF8 = 0x1, 0x800  # bits of a zip's flags
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# All that zipfile raises when a zip is damaged, locked, or made to harm (RuntimeError: a password is needed).
DAMAGE = (OSError, zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError, LookupError)
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_END_OF_ZIP = re.compile(rb"(?=PK\x05\x06.{8}(.{4})|PK\x06\x06.{36}(.{8}))", re.DOTALL)
_DIRECTORY_ENDS_WITHIN = 2**16 + 100
#: What each file in a zip's list begins with; some more of it may stand close before the list.
_LISTED, _NEAR = b"PK\x01\x02", 2000
_MANY = "more than {:,} files: this one and the rest were left out"

NOT_A_JOURNAL = "not a journal"
IS_A_LINK = "a link, which is not followed"
TOO_LARGE = f"larger than {LARGEST_FILE // 2**20} MB, which no journal is"
TOO_DENSE = f"it unpacks to more than {HIGHEST_RATIO} times its size, which no journal does"


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One file: its path from where the collecting began, with `/`, and its bytes, or None and `why` not.

    `packed_in` is the zip inside a zip that it came in: what one student packed. `copied_into` is the file that holds a
    copied text, which has a name of its own. `owner` is the folder of the student whose it is, where folders say so
    (`kit.analysis.collect.owners`).
    """

    name: str
    data: bytes | None
    why: str = ""
    packed_in: str = ""
    copied_into: str = ""
    owner: str = ""

    @property
    def came_in(self) -> str:
        """What one student handed in with it, where that can be seen: a zip, or a folder of theirs."""
        folder, is_of_one, _ = self.name.partition(_MOODLE)
        return self.owner or self.packed_in or (folder if is_of_one else "")


class NothingThere(SaidPlainly, FileNotFoundError):
    """There is no folder, zip or file where somebody said; the text says where that was."""


#: Shows how far a long list of files is done, and hands its items on.
Watch = Callable[[list[Any]], Iterable[Any]]
#: Says by its name whether a file is wanted: one that is not is neither read nor handed in.
Wanted = Callable[[str], bool]


def every(_name: str) -> bool:
    """Want every file."""
    return True


def handed_in(place: str | Path, watch: Watch = iter) -> Iterator[HandedIn]:
    """Read every file below a folder or in a zip, in the order of their names; a single file is read as it is.

    Args:
        place: the folder, the zip or the file.
        watch: is given the list of files, to show the progress, and hands on each of them.

    Raises:
        FileNotFoundError: there is nothing at `place`.
    """
    return _at_most(_all_of(Path(place), watch))


def _at_most(files: Iterator[HandedIn]) -> Iterator[HandedIn]:
    """As many files as there may be, also where a zip holds zips that hold many."""
    for number, file in enumerate(files):
        if number > MOST_FILES:
            yield HandedIn(file.name, None, _MANY.format(MOST_FILES))
            return
        yield file


def _all_of(place: Path, watch: Watch) -> Iterator[HandedIn]:
    if place.is_dir():
        return _from_folder(place, watch)
    if not place.is_file():
        remedy = why_not_here(place) or "Give the folder or the zip that holds the journals."
        raise NothingThere(f"There is nothing at “{place}”. {remedy}")
    if is_packed(place):
        return from_zip(place, "", watch)
    if suffix_of(place.name) in _ARCHIVES:
        return iter([HandedIn(printable(place.name), None, _foreign(place.name))])
    return iter([from_file(place, printable(place.name))])


def is_packed(place: Path) -> bool:
    """Whether a file is a zip, by its name or, but for an office document, by what stands in it."""
    return is_zip(place.name) or (suffix_of(place.name) not in OFFICE and zipfile.is_zipfile(place))


def _from_folder(folder: Path, watch: Watch) -> Iterator[HandedIn]:
    files = sorted(walk(folder, MOST_FILES))
    owners = Owners(name for name, _, why in files if not why)
    for name, path, why in watch(files):
        if owners.is_note(name) and why in ("", NOT_A_JOURNAL):
            continue
        if why:
            found = iter([HandedIn(name, None, why)])
        else:
            found = from_zip(Path(path), name) if is_zip(name) else iter([from_file(path, name)])
        yield from owned(without_note(found, owners.may_be_note(name)), owners.of(name))


def owned(files: Iterable[HandedIn], owner: str) -> Iterator[HandedIn]:
    """Hand files on as somebody's, or as they are if nobody's folder holds them."""
    return (replace(file, owner=owner) if owner else file for file in files)


def without_note(files: Iterable[HandedIn], may_be_note: bool) -> Iterator[HandedIn]:
    """Hand files on but for the kit's own note of who reads, which its place and what stands in it tell."""
    return (file for file in files if not (may_be_note and file.data and is_note_of_a_reader(file.data)))


def walk(folder: Path, most: float) -> Iterator[tuple[str, str, str]]:
    """Find the name, the path, and why it cannot be a journal, of each file below a folder, at most so many."""
    folders, number = [(str(folder), "")], 0
    while folders:
        inside, prefix = folders.pop()
        try:
            with os.scandir(inside) as entries:
                for entry in entries:
                    name = prefix + printable(entry.name)
                    if entry.is_dir(follow_symlinks=False) and not _is_link(entry):
                        folders.append((entry.path, name + "/"))
                        continue
                    number += 1
                    if number > most:
                        yield name, entry.path, _MANY.format(most)
                        return
                    yield name, entry.path, _why_not(entry)
        except OSError as error:
            yield prefix or ".", inside, f"this folder cannot be read: {error.strerror}"


def _why_not(entry: "os.DirEntry[str]") -> str:
    if _is_link(entry):
        return IS_A_LINK
    if not entry.is_file(follow_symlinks=False):
        return "not a file"
    return why_not_named(entry.name)


def why_not_named(name: str) -> str:
    """Return why a file of this name can be neither a journal nor a zip; empty where it can."""
    return "" if is_zip(name) else _foreign(name)


def is_of_one_student(folder: str) -> bool:
    """Whether a folder is called as Moodle calls the one of each student."""
    return _MOODLE in folder


def is_zip(name: str) -> bool:
    """Whether a file is called a zip."""
    return suffix_of(name) == "zip"


def _is_link(entry: "os.DirEntry[str]") -> bool:
    is_junction = getattr(entry, "is_junction", None)  # Windows' other link, known to Python from 3.12
    return entry.is_symlink() or (is_junction is not None and is_junction())


def from_file(path: str | Path, name: str) -> HandedIn:
    """Read one file, in the name that it has where the collecting began."""
    try:
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            size = os.fstat(file.fileno()).st_size
            data = file.read(size + 1) if size <= LARGEST_FILE else None
    except OSError as error:
        return HandedIn(name, None, f"it cannot be read: {error.strerror}")
    return HandedIn(name, data, TOO_LARGE if data is None else "")


@dataclass(slots=True)
class _Reading:
    """How a zip, with the zips inside it, is read; `left` is how many bytes it may still unpack to."""

    watch: Watch
    wanted: Wanted
    span: slice | None = None
    inner: bool = False
    left: int = field(default_factory=lambda: LARGEST_UNPACKED)

    def inside(self) -> "_Reading":
        """How a zip inside this one is read."""
        return _Reading(iter, self.wanted, inner=True, left=self.left)


def from_zip(path: Path, prefix: str, watch: Watch = iter) -> Iterator[HandedIn]:
    """Read the files of a zip; `prefix` is its name where the collecting began, or empty if it began with it."""
    name = prefix or printable(path.name)
    try:
        with path.open("rb") as file:
            yield from in_zip(file, name, prefix and prefix + "/", watch)
    except OSError as error:
        yield HandedIn(name, None, f"it cannot be read: {error.strerror}")


def in_zip(
    file: IO[bytes], name: str, prefix: str, watch: Watch = iter, wanted: Wanted = every, span: slice | None = None
) -> Iterator[HandedIn]:
    """Read the files of an open zip.

    Args:
        file: the zip.
        name: what it is called.
        prefix: what stands before the names of its files: its own name and `/`, or nothing.
        watch: shows how far it is done.
        wanted: says which files are read.
        span: which of its entries, in the order of their names; all of them, unless it is read by parts.
    """
    return _in_zip(file, name, prefix, _Reading(watch, wanted, span))


def entries_of_zip(file: IO[bytes]) -> list[int]:
    """Return what each entry of an open zip unpacks to, in bytes, in the order in which `in_zip` reads them.

    Of a zip that cannot be read, or that is larger than any that is read, there are none; `in_zip` says why.
    """
    with suppress(*DAMAGE):
        if not _is_too_long(file):
            with zipfile.ZipFile(file) as packed:
                return [info.file_size for _, info in _sorted(packed)]
    return []


def _in_zip(file: IO[bytes], name: str, prefix: str, reading: _Reading) -> Iterator[HandedIn]:
    try:
        if _is_too_long(file):
            yield HandedIn(name, None, f"a zip of more than {MOST_FILES:,} files")
            return
        with zipfile.ZipFile(file) as packed:
            yield from _members(packed, name, prefix, reading)
    except DAMAGE as error:
        yield HandedIn(name, None, f"a damaged zip: {_short(error)}")


def _is_too_long(file: IO[bytes]) -> bool:
    return _directory_size(file) > LARGEST_DIRECTORY or _listed(file) > MOST_FILES + _NEAR


def _directory_size(file: IO[bytes]) -> int:
    """What a zip says its list of contents takes: asked before anybody builds that list (zip and zip64 ends)."""
    file.seek(max(0, file.seek(0, os.SEEK_END) - _DIRECTORY_ENDS_WITHIN))
    ends = _END_OF_ZIP.findall(file.read(_DIRECTORY_ENDS_WITHIN))
    sizes = [int.from_bytes(short or long, "little") for short, long in ends]
    return max((size for size in sizes if size != 2**32 - 1), default=0)  # that one says: see the zip64 end


def _listed(file: IO[bytes]) -> int:
    """About how many files a zip lists, counted before zipfile makes an object of each, which takes 1 kB."""
    end = file.seek(0, os.SEEK_END)
    file.seek(max(0, end - _directory_size(file) - _DIRECTORY_ENDS_WITHIN))
    return file.read().count(_LISTED)


def _members(packed: zipfile.ZipFile, zip_name: str, prefix: str, reading: _Reading) -> Iterator[HandedIn]:
    members = _sorted(packed)
    if len(members) > MOST_FILES:
        yield HandedIn(zip_name, None, f"a zip of more than {MOST_FILES:,} files")
        return
    owners = Owners(prefix + printable(name) for name, _ in members)
    for name, info in reading.watch(members[reading.span or slice(None)]):
        shown = prefix + printable(name)
        if info.is_dir() or owners.is_note(shown) or not (is_zip(name) or reading.wanted(shown)):
            continue
        owner = owners.of(shown)
        why = _why_not_member(name, info, reading.inner)
        if not why and info.file_size > reading.left:
            why = f"the zip unpacks to more than {LARGEST_UNPACKED // 2**30} GB"
        if why:
            yield HandedIn(shown, None, why, owner=owner)
            continue
        reading.left -= info.file_size
        member = _member(packed, info, shown)
        if is_zip(name) and member.data is not None:  # a student who handed in a folder
            inside = reading.inside()
            found = _in_zip(BytesIO(member.data), shown, shown + "/", inside)
            yield from owned((replace(file, packed_in=shown) for file in found), owner)
            reading.left = inside.left
        else:
            yield from owned(without_note([member], owners.may_be_note(shown)), owner)


def _sorted(packed: zipfile.ZipFile) -> list[tuple[str, zipfile.ZipInfo]]:
    return sorted(((_member_name(info), info) for info in packed.infolist()), key=lambda member: member[0])


def _member_name(info: zipfile.ZipInfo) -> str:
    name = info.filename
    if not info.flag_bits & _NAME_IS_UTF8:  # the zip does not say that names are UTF-8, and yet with macOS they are
        with suppress(ValueError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def _why_not_member(name: str, info: zipfile.ZipInfo, inner: bool) -> str:
    leads_out = name.startswith("/") or name[1:2] == ":" or ".." in name.split("/")
    reasons = (
        (leads_out, "its name leads out of the zip"),
        (stat.S_ISLNK(info.external_attr >> 16), IS_A_LINK),
        (inner and suffix_of(name) == "zip", "a zip inside a zip inside a zip: unpack it first"),
        (suffix_of(name) != "zip" and _foreign(name), _foreign(name)),
        (info.flag_bits & _LOCKED, "locked with a password: unpack it first"),
        (info.file_size > LARGEST_FILE, TOO_LARGE),
        (info.file_size > HIGHEST_RATIO * max(info.compress_size, 1), TOO_DENSE),
        (info.compress_type not in _PACKED, "packed in a way that is not read here: unpack it first"),
    )
    return next((why for is_so, why in reasons if is_so), "")


def _member(packed: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> HandedIn:
    try:
        with packed.open(info) as file:
            data = file.read(info.file_size + 1)
    except DAMAGE as error:
        return HandedIn(name, None, f"damaged in the zip: {_short(error)}")
    return HandedIn(name, data)


def suffix_of(name: str) -> str:
    """Return what a file's name ends in, in small letters and without the dot."""
    return name.rpartition("/")[2].rpartition(".")[2].lower() if "." in name else ""


def _foreign(name: str) -> str:
    suffix = suffix_of(name)
    if suffix in _ARCHIVES:
        return "an archive of another kind: unpack it first"
    return "" if suffix in _READ | TEXTS | OFFICE or ".jsonl" in name.lower() else NOT_A_JOURNAL


def _short(error: Exception) -> str:
    text = str(getattr(error, "strerror", None) or error) or type(error).__name__
    return printable(text[:100])
