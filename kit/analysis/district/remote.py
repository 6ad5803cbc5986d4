"""Journals in an object store or wherever else fsspec reads from: `s3://bucket/folder`, with s3fs.

Who may read there is known from where the store's own tools know it (environment, `~/.aws`), on every machine that
counts. Nothing of it is kept or sent to a worker.
"""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Any, NamedTuple, TypeVar

from kit.analysis.collect.handed_in import LARGEST_FILE, TOO_LARGE, NothingThere, is_zip, why_not_named
from kit.lesson.plain_errors import SaidPlainly
from kit.lesson.printable import printable

#: A zip up to this size is fetched whole: each look into a remote file is a request.
FETCHED_WHOLE = 64 * 2**20
_BLOCK = 8 * 2**20
_AROUND = " \t\r\n\"'“”"
_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+://.*", re.DOTALL)
_NO_STORE = re.compile(r"(file|https?)://", re.IGNORECASE)
_REMEDY = "Check the address, and that this machine may read there."

T = TypeVar("T")


class NotReached(SaidPlainly, OSError):
    """A store cannot be reached or read; the text says why, and what to do."""


class RemoteFile(NamedTuple):
    """A file in a store, as `kit.analysis.district.source.Entry` begins."""

    name: str
    path: str
    why: str
    size: int
    stamp: str


def is_address(source: str) -> bool:
    """Whether a text is the address of a store, and no path and no page in the web."""
    plain = plain_address(source)
    return bool(_ADDRESS.fullmatch(plain)) and not _NO_STORE.match(plain)


def plain_address(source: str) -> str:
    """Return an address as it was before it was copied, without blanks and quotation marks around it."""
    return source.strip(_AROUND)


def remote_files(address: str) -> list[RemoteFile]:
    """Return every file below an address, or the one that is there, in the order of their names.

    Raises:
        NotReached: it cannot be read: a library is missing, nobody answers, or access is denied.
        FileNotFoundError: there is nothing.
    """
    store, root = _store(address)
    found: dict[str, dict[str, Any]] = _asked(address, lambda: store.find(root, detail=True))
    root = root.rstrip("/")
    files = [_file(store, root, path, about) for path, about in found.items() if about.get("type") == "file"]
    if not (files := sorted(file for file in files if file.name and not file.name.endswith("/"))):
        raise NothingThere(f"There is nothing at “{address}”. {_REMEDY}")
    return files


def opened(path: str) -> IO[bytes]:
    """Open a file for reading from any place in it, here or in a store.

    Raises:
        OSError: it cannot be read.
    """
    if not is_address(path):
        return Path(path).open("rb")
    store, inside = _store(path)
    size = int(_asked(path, lambda: store.size(inside)) or 0)
    if size <= FETCHED_WHOLE:
        return BytesIO(_asked(path, lambda: store.cat_file(inside)))
    opened: IO[bytes] = _asked(path, lambda: store.open(inside, "rb", block_size=_BLOCK))
    return opened


def fetch(paths: list[str]) -> Iterator[bytes | str]:
    """Fetch some files of one store at once: for each its bytes, or why it alone cannot be read.

    Raises:
        NotReached: the store does not answer.
    """
    store, _ = _store(paths[0])
    inside = [store._strip_protocol(path) for path in paths]
    got = _asked(paths[0], lambda: store.cat(inside, on_error="return"))
    for path, key in zip(paths, inside, strict=True):
        data = got[key] if isinstance(got, dict) else got
        if isinstance(data, FileNotFoundError | PermissionError):
            yield f"it cannot be read: {printable(str(data))}"
        elif isinstance(data, Exception):
            raise _not_reached(path, data) from data
        else:
            yield data


def _file(store: Any, root: str, path: str, about: dict[str, Any]) -> RemoteFile:
    name = printable(path.removeprefix(root).lstrip("/") or path.rpartition("/")[2])
    size = int(about.get("size") or 0)
    why = why_not_named(name) or (TOO_LARGE if size > LARGEST_FILE and not is_zip(name) else "")
    version = about.get("ETag") or about.get("etag") or about.get("mtime") or store.ukey(path)
    return RemoteFile(name, store.unstrip_protocol(path), why, size, f"{version} {size}")


def _store(address: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise NotReached(_without(address)) from error
    protocol, separator, rest = address.partition("://")
    try:
        store, root = url_to_fs(protocol.lower() + separator + rest)
    except ImportError as error:
        raise NotReached(_without(address)) from error
    except ValueError as error:
        raise NotReached(
            f"“{address}” cannot be read: {printable(str(error))}. An address begins with s3://."
        ) from error
    return store, str(root)


def _without(address: str) -> str:
    protocol = address.partition("://")[0]
    return (
        f"“{address}” cannot be read: what reads {protocol}:// is not installed. "
        'For s3:// type: python -m pip install "claim-by-claim[district]".'
    )


def _asked(address: str, ask: Callable[[], T]) -> T:
    """What a store answers. Whatever goes wrong, one of dozens of its library's errors, is told in a sentence."""
    try:
        return ask()
    except Exception as error:
        raise _not_reached(address, error) from error


def _not_reached(address: str, error: Exception) -> OSError:
    if isinstance(error, FileNotFoundError):
        return NothingThere(f"There is nothing at “{address}”. {_REMEDY}")
    reason = printable(str(error).strip() or type(error).__name__)[:200].rstrip(".")
    return NotReached(f"“{address}” cannot be read: {reason}. {_REMEDY}")
