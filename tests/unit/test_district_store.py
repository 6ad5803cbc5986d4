"""Counting out of an object store: moto's S3 server on loopback, with journals one by one and as zips of classes."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import s3fs
from fsspec.core import url_to_fs
from moto.server import ThreadedMotoServer

from kit.__main__ import main
from kit.analysis.district import cache, one_part, remote, source
from kit.analysis.district.counting import collect_counts
from kit.analysis.district.remote import NotReached, is_address
from kit.lesson.lesson import Lesson
from tests.districts import write_district
from tests.lessons import small_lesson
from tests.unit.test_district_cache import same

READERS = 40
ACCESS = {"AWS_ACCESS_KEY_ID": "teacher", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "us-east-1"}


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Lesson:
    """A small lesson."""
    return small_lesson(tmp_path_factory.mktemp("lesson") / "bridge")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, bridge: Lesson) -> Iterator[Path]:
    """A store with a district one by one (bucket/loose) and packed (bucket/zips); and the folder that it is from."""
    patch = pytest.MonkeyPatch()
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        for name, value in (ACCESS | {"AWS_ENDPOINT_URL": f"http://{host}:{port}"}).items():
            patch.setenv(name, value)
        folder = write_district(tmp_path_factory.mktemp("d") / "loose", bridge, READERS)
        zips = write_district(folder.with_name("zips"), bridge, READERS, zips=True)
        s3fs.S3FileSystem.clear_instance_cache()
        bucket = s3fs.S3FileSystem()
        bucket.mkdir("bucket")
        bucket.put(str(folder), "bucket/loose", recursive=True)
        bucket.put(str(zips), "bucket/zips", recursive=True)
        yield folder
    finally:
        patch.undo()
        s3fs.S3FileSystem.clear_instance_cache()
        server.stop()


@pytest.mark.parametrize("how", ["loose", "zips"])
def test_a_store_is_counted_as_a_folder_is(
    how: str, store: Path, bridge: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Journals in a bucket, each by itself or as a zip a class, give the counts of the same in a folder."""
    monkeypatch.setattr(source, "PART", 60_000)
    here = collect_counts(store.with_name(how), bridge, workers=1, keep=False)
    there = collect_counts(f"s3://bucket/{how}", bridge, workers=1, keep=False)
    same(here, there)
    assert there.parts > 1
    assert there.lost == ()


def test_a_large_zip_is_read_in_place(store: Path, bridge: Lesson, monkeypatch: pytest.MonkeyPatch) -> None:
    """A zip that is too large to be fetched whole is read by parts out of the store."""
    whole = next(iter(sorted(store.with_name("zips").rglob("*.zip"))))
    here = collect_counts(whole, bridge, workers=1, keep=False)
    monkeypatch.setattr(source, "PART", 2000)
    monkeypatch.setattr(remote, "FETCHED_WHOLE", 10)
    there = collect_counts(" “s3://bucket/zips/school 0/class 0.zip” ", bridge, workers=1, keep=False)
    same(here, there)
    assert there.parts > 1


def test_what_is_known_is_not_fetched_again(
    store: Path, bridge: Lesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store's ETags say that nothing has changed, so no object is read twice."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "kept"))
    first = collect_counts("s3://bucket/zips", bridge, workers=1)
    monkeypatch.setattr(one_part, "files_of", lambda *_: pytest.fail("fetched again"))
    second = collect_counts("s3://bucket/zips", bridge, workers=1)
    assert (first.known, second.known) == (0, second.parts)
    same(first, second)
    assert not any(ACCESS["AWS_SECRET_ACCESS_KEY"] in path.read_text() for path in (tmp_path / "kept").iterdir())


def test_the_command_reads_a_store(
    store: Path, tmp_path: Path, bridge: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`kit report s3://...` counts in processes that find the store by themselves."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "kept"))
    monkeypatch.setattr(source, "PART", 60_000)
    lesson = str(small_folder(tmp_path))
    page = tmp_path / "r.html"
    assert main(["report", "s3://bucket/zips", "--workers", "2", "--lesson", lesson, "--out", str(page)]) == 0
    assert "District report" in page.read_text(encoding="utf-8")


def small_folder(tmp_path: Path) -> Path:
    """The folder of the small lesson."""
    small_lesson(tmp_path / "bridge")
    return tmp_path / "bridge"


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("s3://nobodys-bucket/marks", "bucket"),
        ("s3://bucket/nowhere", "There is nothing at"),
        ("s3://", "cannot be read|nothing"),
    ],
)
def test_what_is_not_there_is_told(address: str, says: str, store: Path, bridge: Lesson) -> None:
    """A bucket or folder that is not there is named, with what to check."""
    with pytest.raises(OSError, match=says) as raised:
        collect_counts(address, bridge, workers=1)
    assert "Check the address" in str(raised.value)


def test_a_store_that_refuses_or_does_not_answer_is_told(
    store: Path, bridge: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where access is denied, at once or in the middle, or nobody answers, a sentence says so, and nothing counts."""
    fs, _ = url_to_fs("s3://bucket/zips")

    def denied(*_: object, **__: object) -> None:
        raise PermissionError("Access Denied")

    async def denied_later(*_: object, **__: object) -> None:
        denied()

    with monkeypatch.context() as patched:
        patched.setattr(type(fs), "find", denied)
        with pytest.raises(NotReached, match="“s3://bucket/zips” cannot be read: Access Denied. Check the address"):
            collect_counts("s3://bucket/zips", bridge, workers=1, keep=False)
    with monkeypatch.context() as patched:
        patched.setattr(type(fs), "_cat_file", denied_later)
        s3fs.S3FileSystem.clear_instance_cache()
        with pytest.raises(OSError, match="Nothing could be counted: .*Access Denied"):
            collect_counts("s3://bucket/zips", bridge, workers=1, keep=False)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    s3fs.S3FileSystem.clear_instance_cache()
    with pytest.raises(NotReached, match="cannot be read: .*connect"):
        collect_counts("s3://bucket/zips", bridge, workers=1, keep=False)
    s3fs.S3FileSystem.clear_instance_cache()


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("s3://b/c", True), ("S3://b", True), ("gs://b", True), ("C:\\marks", False), ("C://marks", False)]
    + [("file:///home/x", False), ("https://example.org/x", False), ("marks/s3:", False), ('"s3://b"', True)],
)
def test_an_address_is_told_from_a_path(text: str, is_one: bool) -> None:
    """A store's address has a protocol of at least two letters; files and pages of the web are none."""
    assert is_address(text) == is_one
    assert os.fspath(text) == text
