"""A class of the marks service while it reads: what comes in appears, and counts as the class's zip is collected."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

import kit
from kit.analysis.counts import counted
from kit.analysis.live.class_so_far import ClassSoFar
from kit.analysis.live.source import News, OutOfReach
from kit.marks.lines import to_line
from kit.sharing.live_class import live_class
from kit.sharing.live_service import ServiceClass, is_address
from tests.journals import mark
from tests.service.lines import line
from tests.service.running import ACCESS, PREFIX, HubStandIn, Running, student

LESSON = kit.open_lesson("inner-circle")
MODELS = {f"of-{name}": student(name) for name in ("ann", "ben")} | {
    "of-the-teacher": {"name": "kim", "kind": "user", "scopes": [ACCESS, "custom:marks:collect!group=7b"]},
}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The service beside a stand-in for the hub."""
    place = tmp_path_factory.mktemp("service")
    hub = HubStandIn(MODELS, {"7b": ["ann", "ben"]})
    service = Running(f"sqlite:///{place}/marks.sqlite", hub.url, place / "log")
    yield service
    service.close()
    hub.close()


def url(running: Running) -> str:
    """The address of the service."""
    return f"http://127.0.0.1:{running.port}{PREFIX}"


def to_send(code: str, number: int, claim: str, label: str) -> bytes:
    """A line of a reader, as an outbox sends it."""
    entry = mark(LESSON, claim, number, reader=code, journal=code, labels=(label,))
    return to_line(entry).rstrip(b"\n")


def test_what_comes_in_appears_and_counts_as_collected(running: Running, tmp_path: Path) -> None:
    """Each look asks for the lines since the last one; the figures are those of the class's zip; the folder is who."""
    running.post("of-ann", to_send("quiet-otter-41", 1, "c01", "anonymous"))
    source, so_far = ServiceClass(f"{url(running)}classes/7b.zip", "of-the-teacher"), ClassSoFar(LESSON)
    so_far.take(source.news())
    assert source.news() == News()
    running.post("of-ann", to_send("quiet-otter-41", 2, "c05", "anonymous"))
    running.post("of-ben", to_send("quiet-otter-41", 1, "c01", "sourced"), line(9, "c" * 32))
    news = source.news()
    assert ([grown.place for grown in news.grown], len(news.begun)) == (["ann/quiet-otter-41"], 2)
    so_far.take(news)
    (tmp_path / "7b.zip").write_bytes(running.ask("GET", "classes/7b.zip", "of-the-teacher").body)
    mine, whole = so_far.annotations(), kit.collect(tmp_path / "7b.zip", LESSON).annotations
    for name in ("answers", "readers", "changes"):
        pd.testing.assert_frame_equal(getattr(counted(mine), name), getattr(counted(whole), name))
    assert set(mine["reader"]) == set(whole["reader"].astype(str)) == {"quiet-otter-41", "quiet-otter-41 (3)"}


def test_the_page_is_the_same_as_of_a_folder(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """`kit.live_class` takes the class's address, with a token out of the environment; seats are by the hub's users."""
    running.post("of-ann", to_send("quiet-otter-41", 1, "c01", "anonymous"))
    monkeypatch.setenv("CLAIM_BY_CLAIM_TOKEN", "of-the-teacher")
    page = live_class(f"{url(running)}classes/7b", LESSON, seats="ann, A3").answer({})
    assert page["name"] == "7b"
    assert "A3" in [reader["seat"] for reader in page["readers"]]


def test_whom_the_service_turns_away_it_is_said(running: Running) -> None:
    """A token that may not see the class, a class that there is not, and nobody who answers: a sentence each."""
    for token, name, told in (
        ("of-ann", "7b", "does not let this token see the class 7b"),
        ("of-nobody", "7b", "does not let this token see"),
        ("of-the-teacher", "7c", "7c"),
    ):
        with pytest.raises(OutOfReach, match=told):
            ServiceClass(f"{url(running)}classes/{name}", token)
    with pytest.raises(OutOfReach, match="does not answer"):
        ServiceClass("http://127.0.0.1:9/services/marks/classes/7b", "of-the-teacher")


@pytest.mark.parametrize("address", ["https://hub.example/", "http:///classes/7b", "https://hub.example/classes/"])
def test_what_is_no_address_of_a_class_is_said(address: str) -> None:
    """Nobody is asked, and the sentence says what such an address looks like."""
    assert is_address(address)
    with pytest.raises(ValueError, match="is not the address of a class"):
        ServiceClass(address, "token")
