"""A language model as a proposer: asked at a stub server on this machine, and never without being told to."""

import json
import threading
import tomllib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kit.authoring.model_proposer import ADDRESS, KEY, MAY_SEND, MODEL, propose_with_model, warning
from kit.authoring.propose import GROUP
from kit.lesson.article import Paragraph

ARTICLE = SimpleNamespace(
    paragraphs=[
        Paragraph(1, "The pool will close, officials said. It is old.", 1),
        Paragraph(2, "The pool in May.", 1, True),
    ]
)
CLAIM = {
    "paragraph": 1,
    "quote": "The pool will close",
    "labels": ["anonymous"],
    "source": "officials",
    "evidence": "officials said",
    "why": "Nobody is named.",
}


class Stub:
    """A server that answers as a model's address does, and keeps what it was sent."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.answer: Callable[[], tuple[int, str]] = lambda: (200, "")

    def writes(self, content: str) -> None:
        """Let the model write this."""
        self.answer = lambda: (200, json.dumps({"choices": [{"message": {"content": content}}]}))

    def claims(self, *claims: object) -> None:
        """Let the model give these claims."""
        self.writes(json.dumps({"claims": claims}))


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    """Serve a stub, and set its address."""
    made = Stub()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            made.sent.append((self.path, dict(self.headers), body))
            status, text = made.answer()
            self.send_response(status)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    monkeypatch.setenv(ADDRESS, f"http://127.0.0.1:{server.server_port}/v1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")  # nobody is there: this machine is asked directly
    for name in (KEY, MODEL, MAY_SEND):
        monkeypatch.delenv(name, raising=False)
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


def test_what_a_model_finds_becomes_proposals(stub: Stub) -> None:
    """A claim has its place, label, source, evidence and reason; the notes say where the text went."""
    stub.claims(CLAIM)
    found = propose_with_model(ARTICLE)
    [claim] = found.claims
    assert (claim.paragraph, claim.start, claim.end, claim.text) == (1, 0, 19, "The pool will close")
    assert (claim.labels, claim.source, claim.reason) == (frozenset(["anonymous"]), "officials", "Nobody is named.")
    assert [(one.label, one.quote) for one in claim.evidence] == [("anonymous", "officials said")]
    assert found.notes == (warning(ARTICLE),)
    assert "(9 words) is sent to 127.0.0.1, and so stays on this machine" in found.notes[0]


def test_only_the_running_text_is_sent(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    """What leaves is the paragraphs with their numbers, no caption, and the key where one is set."""
    monkeypatch.setenv(KEY, "secret")
    monkeypatch.setenv(MODEL, "small")
    stub.claims()
    assert propose_with_model(ARTICLE).claims == ()
    [(path, headers, body)] = stub.sent
    assert (path, headers["Authorization"], body["model"]) == ("/v1/chat/completions", "Bearer secret", "small")
    assert body["messages"][-1]["content"] == "[1] The pool will close, officials said. It is old."


@pytest.mark.parametrize(
    "made_up",
    [
        CLAIM | {"quote": "The pool will open"},
        CLAIM | {"quote": ""},
        CLAIM | {"quote": "o"},  # stands there more than once
        CLAIM | {"paragraph": 2},  # a caption
        CLAIM | {"paragraph": 7},
        CLAIM | {"labels": ["doubtful"]},
        CLAIM | {"labels": "anonymous"},
        "a claim",
        None,
    ],
)
def test_what_a_model_makes_up_is_left_out(stub: Stub, made_up: object) -> None:
    """Words that are not in the article, and labels that are none, are dropped, and the notes say so."""
    stub.claims(CLAIM, made_up)
    found = propose_with_model(ARTICLE)
    assert [claim.text for claim in found.claims] == ["The pool will close"]
    assert "1 of 2 claims was left out" in found.notes[1]


def test_claims_come_in_order_and_once(stub: Stub) -> None:
    """Claims are sorted, and one that overlaps another is left out."""
    stub.claims(CLAIM | {"quote": "It is old.", "labels": [], "evidence": ""}, CLAIM, CLAIM)
    assert [claim.text for claim in propose_with_model(ARTICLE).claims] == ["The pool will close", "It is old."]


def test_evidence_that_is_made_up_is_left_out(stub: Stub) -> None:
    """A claim stays where its evidence does not stand in the article."""
    stub.claims(CLAIM | {"evidence": "the mayor said"})
    assert propose_with_model(ARTICLE).claims[0].evidence == ()


def test_an_answer_between_back_ticks_is_read(stub: Stub) -> None:
    """Models like to put JSON into a code block."""
    stub.writes(f"Here it is:\n```json\n{json.dumps({'claims': [CLAIM]})}\n```")
    assert len(propose_with_model(ARTICLE).claims) == 1


@pytest.mark.parametrize("written", ["I cannot do that.", "{}", "{broken", '{"claims": 3}', "[]"])
def test_an_answer_that_is_none_is_told(stub: Stub, written: str) -> None:
    """What is not a list of claims gets a sentence."""
    stub.writes(written)
    with pytest.raises(ValueError, match="did not answer with a list of claims"):
        propose_with_model(ARTICLE)


@pytest.mark.parametrize("text", ["", "<html>", '{"choices": []}', "3", "null"])
def test_an_address_that_is_no_models_is_told(stub: Stub, text: str) -> None:
    """A page or another service at the address gets a sentence."""
    stub.answer = lambda: (200, text)
    with pytest.raises(ValueError, match="is not a model's address"):
        propose_with_model(ARTICLE)


def test_a_server_that_fails_is_told(stub: Stub) -> None:
    """A server's error is told with its own words."""
    stub.answer = lambda: (503, "busy")
    with pytest.raises(ValueError, match="does not answer: HTTP Error 503"):
        propose_with_model(ARTICLE)


@pytest.mark.parametrize("address", ["https://models.example.org/v1", "http://192.168.1.7:8000/v1"])
def test_nothing_leaves_the_machine_without_leave(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """A model elsewhere is asked only after somebody has read what leaves, and said yes."""
    monkeypatch.setenv(ADDRESS, address)
    monkeypatch.delenv(MAY_SEND, raising=False)
    with pytest.raises(ValueError, match=rf"leaves this machine\..* set {MAY_SEND} to “yes”"):
        propose_with_model(ARTICLE)


def test_it_is_off_until_an_address_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an address nothing is asked, and a sentence says what to set."""
    monkeypatch.delenv(ADDRESS, raising=False)
    with pytest.raises(ValueError, match="Say where the model is"):
        propose_with_model(ARTICLE)


@pytest.mark.parametrize("address", ["localhost:11434", "file:///etc/hosts", "http://"])
def test_an_address_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """An address of another kind is refused before anything is sent."""
    monkeypatch.setenv(ADDRESS, address)
    with pytest.raises(ValueError, match="is not the address of a model"):
        propose_with_model(ARTICLE)


def test_the_project_brings_it_as_an_entry_point() -> None:
    """pyproject.toml names the proposer in the group that is searched, and the name leads to the function."""
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, name = project["entry-points"][GROUP]["model"].split(":")
    assert getattr(import_module(module), name) is propose_with_model
