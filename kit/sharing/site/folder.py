"""Writes a site into its folder, over an earlier one: nothing of anybody else's is changed, and no half is left unsaid.

A list of the files that the kit wrote, with their fingerprints, stands in the folder. What is not in it, or is not any
more as the kit wrote it, is somebody else's.
"""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path, PurePosixPath

from kit.lesson.pasted_path import pasted_path
from kit.lesson.write_file import FULL, AlreadyThere, NotWritten
from kit.sharing.site.part import Content

LIST = "claim-by-claim.json"
_MADE_BY = "kit site"
_NEW = ".claim-by-claim-new"
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class WrittenSite:
    """What was written: the folder, the files in it, those of an earlier site that were removed, and those that were
    not, because somebody has changed them since. All files are given by their ways from the folder."""

    folder: Path
    files: tuple[str, ...]
    removed: tuple[str, ...]
    left: tuple[str, ...]


def write_site(folder: str | Path, files: Mapping[str, Content], *, replace: bool = False) -> WrittenSite:
    """Write these files into a folder, in place of an earlier site's.

    All of it is written beside the earlier site first, so that a full disk leaves that as it was; then each file gets
    its place.

    Raises:
        AlreadyThere: something else stands where a file belongs; nothing is changed then.
        NotWritten: the folder cannot be made or written into, or the writing was stopped; the text says what there is.
    """
    place = pasted_path(folder)
    try:
        _check_folder(place)
        before = _listed(place)
        new = {name: _fingerprint(content) for name, content in files.items()}
        _check_free(place, new, before, replace)
        stale = [name for name in before if name not in new and (place / name).is_file()]
        left = tuple(name for name in stale if not _is_as_written(place / name, before[name]))
        removed = tuple(name for name in stale if name not in left)
        _stage(place, files)
        _put_into_place(place, new, before, removed)
    except (AlreadyThere, NotWritten):
        raise
    except OSError as error:
        remedy = "Free some space, or name another folder." if error.errno in FULL else "Name another folder."
        raise NotWritten(f"“{place}” cannot be written ({error.strerror or error}). {remedy}") from error
    return WrittenSite(place.resolve(), tuple(sorted(new)), removed, left)


def _check_folder(place: Path) -> None:
    if place.exists() and not place.is_dir():
        raise NotWritten(f"“{place}” is a file. Give a folder that is new, or one that the kit wrote before.")


def _listed(place: Path) -> dict[str, set[str]]:
    """What the kit wrote here before: the fingerprints that a file may have, by its way. (After a run that was stopped,
    some files are of the earlier site, and some of the later one.)"""
    path = place / LIST
    if not path.is_file():
        return {}
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
        if known["made by"] != _MADE_BY:
            raise ValueError
        return {name: set(map(str, marks)) for name, marks in known["files"].items() if _is_inside(place, name)}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise AlreadyThere(path, "It is not the kit's list of what it wrote. Give another folder.") from None


def _is_inside(place: Path, name: str) -> bool:
    """Whether a way that a list gives leads to a file of this folder, and not through a link or upwards out of it."""
    way = PurePosixPath(name)
    if way.is_absolute() or ".." in way.parts or not way.parts or "\\" in name or ":" in name:
        return False
    return (place / way).parent.resolve().is_relative_to(place.resolve())


def _check_free(place: Path, new: Mapping[str, str], before: Mapping[str, set[str]], replace: bool) -> None:
    """Make sure that nobody else's file stands in the way."""
    for name in new:
        way = place / name
        above = next((one for one in way.parents if one != place and one.is_relative_to(place) and one.is_file()), None)
        if above or way.is_dir() or not _is_inside(place, name):
            raise AlreadyThere(above or way, "The site needs this place. Give another folder.")
    taken = [name for name, mark in new.items() if not _is_free(place / name, before.get(name, set()) | {mark})]
    if taken and not replace:
        more = f" (and {len(taken) - _SHOWN} more)" if len(taken) > _SHOWN else ""
        remedy = "Give another folder, or add --replace (in Python: replace=True)."
        told = f"Not written by the kit, or changed since: {', '.join(taken[:_SHOWN])}{more}. {remedy}"
        raise AlreadyThere(place / taken[0], told)


def _is_free(path: Path, marks: set[str]) -> bool:
    return not path.exists() and not path.is_symlink() or _is_as_written(path, marks)


def _is_as_written(path: Path, marks: set[str]) -> bool:
    return path.is_file() and not path.is_symlink() and _fingerprint(path) in marks


def _fingerprint(content: Content) -> str:
    if isinstance(content, bytes):
        return sha256(content).hexdigest()
    with content.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _stage(place: Path, files: Mapping[str, Content]) -> None:
    """Write everything beside the earlier site."""
    new = place / _NEW
    place.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(new, ignore_errors=True)
    try:
        for name, content in files.items():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, bytes):
                (new / name).write_bytes(content)
            else:
                shutil.copyfile(content, new / name)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise


def _put_into_place(
    place: Path, new: Mapping[str, str], before: Mapping[str, set[str]], removed: tuple[str, ...]
) -> None:
    """Give each new file its place, and remove what only the earlier site had. The list is true all the while."""
    theirs = {name: {mark} for name, mark in new.items()}
    try:
        _write_list(place, {name: before.get(name, set()) | theirs.get(name, set()) for name in {**before, **new}})
        for name in new:
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / _NEW / name).replace(place / name)
        for name in removed:
            (place / name).unlink()
            _remove_empty(place, (place / name).parent)
        _write_list(place, theirs)
    except (OSError, KeyboardInterrupt) as error:
        why = f" ({error.strerror})" if isinstance(error, OSError) and error.strerror else ""
        raise NotWritten(
            f"The writing was stopped{why}: a part of “{place}” is of the new site, and a part of the earlier one. "
            "Run the same again before you publish it."
        ) from error
    finally:
        shutil.rmtree(place / _NEW, ignore_errors=True)


def _write_list(place: Path, marks: Mapping[str, set[str]]) -> None:
    listed = {"made by": _MADE_BY, "files": {name: sorted(marks[name]) for name in sorted(marks)}}
    (place / _NEW / LIST).write_text(json.dumps(listed, indent=1) + "\n", encoding="utf-8", newline="\n")
    (place / _NEW / LIST).replace(place / LIST)


def _remove_empty(place: Path, folder: Path) -> None:
    """Remove a folder that has become empty, and those above it, up to the site's own."""
    while folder != place and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
