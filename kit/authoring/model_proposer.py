"""An example of another proposer: a language model behind an address that speaks as OpenAI's does.

It is off until somebody asks for it by name and says where the model is. Most servers for models on one's own machine
have such an address (llama.cpp, Ollama, vLLM). The form of request and answer is that of “chat completions”:
https://platform.openai.com/docs/api-reference/chat.
"""

import ipaddress
import json
import os
from collections.abc import Iterable, Sequence
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, Request, build_opener

from kit.authoring.proposals import HasParagraphs, Proposal, Proposals
from kit.lesson.article import Paragraph
from kit.lesson.codebook import LABELS
from kit.lesson.key import Evidence
from kit.lesson.plain_errors import Mistake
from kit.ui.words import words

#: Where the model is (`http://localhost:11434/v1`), what it is called, a key if it asks for one, and leave to send.
ADDRESS = "CLAIM_BY_CLAIM_MODEL_ADDRESS"
MODEL = "CLAIM_BY_CLAIM_MODEL"
KEY = "CLAIM_BY_CLAIM_MODEL_KEY"
MAY_SEND = "CLAIM_BY_CLAIM_MODEL_MAY_SEND"
#: Seconds; a model on a laptop is slow.
PATIENCE = 600
_MOST_BYTES = 10_000_000
_TASK = """You help a teacher to find the claims in a news article. A claim is one thing that the article says is so.
For each claim give its label: ["sourced"] if the article names who vouches for it, ["anonymous"] if it says that
somebody vouches for it and names nobody, [] if the article says it in its own voice; add "denied" if somebody in the
article says that it is false. Answer with JSON alone: {"claims": [{"paragraph": 1, "quote": "the words of the claim,
copied from the paragraph", "labels": [], "source": "who says it", "evidence": "the words that name or describe the
source, copied from the same paragraph, or empty", "why": "one sentence"}]}."""


def warning(article: HasParagraphs) -> str:
    """Return what leaves the machine, and to where, before anything does.

    Raises:
        ValueError: no address is set, or one that is none.
    """
    address = _address()
    number = sum(len(one.text.split()) for one in _running(article))
    key = "proposals.stays" if _is_local(address) else "proposals.leaves"
    return words()(key, words=number, host=_host(address))


def propose_with_model(article: HasParagraphs) -> Proposals:
    """Propose claims as a language model sees them; what it makes up is left out.

    Raises:
        ValueError: no address is set; or the model is elsewhere and nobody has given leave to send the article there;
            or it does not answer as it should. The text says which.
    """
    told, address = warning(article), _address()
    if not _is_local(address) and os.environ.get(MAY_SEND, "").casefold() != "yes":
        raise Mistake(f"{told} If that is right for this article, set {MAY_SEND} to “yes” and try again.")
    paragraphs = _running(article)
    given = _claims_of(_ask(address, paragraphs))
    made = [_proposal(one, paragraphs) for one in given]
    kept = _in_order(one for one in made if one is not None)
    notes = [told]
    if len(kept) < len(given):
        notes.append(words()("proposals.made_up", n=len(given) - len(kept), given=len(given)))
    return Proposals(kept, tuple(notes))


def _running(article: HasParagraphs) -> list[Paragraph]:
    return [one for one in article.paragraphs if not one.is_caption]


# --- the address ---


def _address() -> str:
    address = os.environ.get(ADDRESS, "").strip().rstrip("/")
    if not address:
        raise Mistake(f"Say where the model is: set {ADDRESS}, such as “http://localhost:11434/v1”.")
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Mistake(f"{ADDRESS} is not the address of a model: write it as in “http://localhost:11434/v1”.")
    return address


def _host(address: str) -> str:
    return urlsplit(address).hostname or ""


def _is_local(address: str) -> bool:
    host = _host(address)
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


# --- asking ---


def _ask(address: str, paragraphs: Sequence[Paragraph]) -> str:
    """Send the article, and return what the model writes."""
    text = "\n".join(f"[{one.number}] {one.text}" for one in paragraphs)
    body = {
        "model": os.environ.get(MODEL, "") or "default",
        "temperature": 0,
        "response_format": {"type": "json_object"},
        "messages": [{"role": "system", "content": _TASK}, {"role": "user", "content": text}],
    }
    headers = {"Content-Type": "application/json"}
    if key := os.environ.get(KEY):
        headers["Authorization"] = f"Bearer {key}"
    request = Request(f"{address}/chat/completions", json.dumps(body).encode(), headers)
    # What is meant for this machine takes no way round through a proxy.
    opener = build_opener(ProxyHandler({})) if _is_local(address) else build_opener()
    try:
        with opener.open(request, timeout=PATIENCE) as answer:
            given = json.loads(answer.read(_MOST_BYTES))
        return str(given["choices"][0]["message"]["content"])
    except (URLError, HTTPException, TimeoutError, OSError) as error:
        raise Mistake(f"The model at {_host(address)} does not answer: {error}. Is its server running?") from None
    except (ValueError, KeyError, IndexError, TypeError):
        raise Mistake(f"What answers at {_host(address)} is not a model's address: look at {ADDRESS}.") from None


def _claims_of(written: str) -> list[Any]:
    """Read the JSON of a model's answer, also where it stands between three back-ticks."""
    start, end = written.find("{"), written.rfind("}") + 1
    try:
        claims = json.loads(written[start:end])["claims"]
    except (ValueError, KeyError, TypeError):
        claims = None
    if not isinstance(claims, list):
        raise Mistake("The model did not answer with a list of claims. Try again, or try a larger model.")
    return claims


# --- reading what it says ---


def _proposal(given: Any, paragraphs: Sequence[Paragraph]) -> Proposal | None:
    """Return a claim as a proposal; None where its words or its labels are made up."""
    if not isinstance(given, dict) or not isinstance(given.get("labels"), list):
        return None
    paragraph = next((one for one in paragraphs if one.number == given.get("paragraph")), None)
    quote = str(given.get("quote") or "").strip()
    if paragraph is None or len(paragraph.places_of(quote)) != 1:
        return None
    labels = frozenset(str(label) for label in given["labels"])
    if not labels <= set(LABELS):
        return None
    start = paragraph.places_of(quote)[0]
    return Proposal(
        paragraph.number,
        start,
        start + len(quote),
        quote,
        labels,
        str(given.get("source") or ""),
        _evidence(given, labels, paragraph),
        str(given.get("why") or ""),
    )


def _evidence(given: dict[str, Any], labels: frozenset[str], paragraph: Paragraph) -> tuple[Evidence, ...]:
    quote = str(given.get("evidence") or "").strip()
    places = paragraph.places_of(quote)
    label = next((one for one in LABELS if one in labels), None)
    if label is None or len(places) != 1:
        return ()
    return (Evidence(label, paragraph.number, places[0], places[0] + len(quote), quote),)


def _in_order(made: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Return the claims in the article's order, without those that overlap one before."""
    kept: list[Proposal] = []
    for one in sorted(made, key=lambda each: (each.paragraph, each.start, -each.end)):
        if not kept or (kept[-1].paragraph, kept[-1].end) <= (one.paragraph, one.start):
            kept.append(one)
    return tuple(kept)
