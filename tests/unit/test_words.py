"""The kit's own texts: found by page and key, in the reader's language where there is one, and each of them used."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import kit
from kit.ui.words import FALLBACK, languages, words

KIT = Path(kit.__file__).parent
PAGES = sorted(words())
CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for path in sorted(KIT.rglob("*"))
    if path.suffix in {".py", ".js", ".jinja"} and path.is_file()
)
#: The words of the code: all of them, those that something varying follows, and those that follow something varying.
WORDS = set(re.findall(r"\w+", CODE))
STARTS = set(re.findall(r'(\w+)(?:\$?\{|" ~)', CODE))
ENDS = set(re.findall(r'(?:\}|~ ")(\w+)', CODE))


def keys_of(texts: Mapping[str, Any], before: str = "") -> Iterator[str]:
    """Yield the keys of a page's texts, with dots where they stand in groups."""
    for key, text in texts.items():
        if isinstance(text, Mapping):
            yield from keys_of(text, f"{before}{key}.")
        else:
            yield f"{before}{key}"


def is_asked_for(name: str) -> bool:
    """Whether some code names a text, or puts its name together from a part that it has and one that varies."""
    plain = name.removesuffix("_one")
    if set(re.findall(r"\w+", plain)) == {plain}:
        named = plain in WORDS
    else:
        named = bool(re.search(rf"(?<!\w){re.escape(plain)}(?!\w)", CODE))
    parts = plain.split("_")
    begun = {"_".join(parts[:count]) + "_" for count in range(1, len(parts))}
    ended = {"_" + "_".join(parts[count:]) for count in range(1, len(parts))}
    return named or bool(begun & STARTS) or bool(ended & ENDS)


@pytest.mark.parametrize("page", PAGES)
def test_every_text_is_used(page: str) -> None:
    """No text waits for a page that no longer asks for it."""
    names = {key.rpartition(".")[2] for key in keys_of(words()[page])}
    assert {name for name in names if not is_asked_for(name)} == set()


def test_every_text_that_is_asked_for_is_there() -> None:
    """Each `page.key` in the code is a text; where its end varies, there is at least one that begins like this."""
    known = {f"{page}.{key}" for page in PAGES for key in keys_of(words()[page])}
    known |= {key.rpartition(".")[0] for key in known}
    asked = re.compile(rf"(?:{'|'.join(PAGES)})(?:\.[a-z_0-9 +]+)*\.(?!css|js|html|yaml)(?:[a-z_0-9]+)?")
    for path in sorted(KIT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                start = str(node.values[0].value)
                assert not asked.fullmatch(start) or any(key.startswith(start) for key in known), (path, start)
            elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                key = str(node.args[0].value)
                assert not asked.fullmatch(key) or key in known, (path, key)
    for path in sorted(KIT.rglob("*.html.jinja")):
        for key, more in re.findall(r'\bsay\("([^"]+)"( ~)?', path.read_text(encoding="utf-8")):
            assert key in known or (more and any(one.startswith(key) for one in known)), (path, key)


@pytest.mark.parametrize("language", languages())
def test_every_language_has_the_same_texts(language: str) -> None:
    """A translation has each text of the English pages that it has, and the same names in braces in it."""
    for page in PAGES:
        ours, theirs = (dict(words(code)[page]) for code in (FALLBACK, language))
        assert set(keys_of(theirs)) == set(keys_of(ours))


def test_a_text_is_said_with_its_values() -> None:
    """Values go into the braces, and one thing is said otherwise than two."""
    say = words("en")
    assert say("report.title", title="{A} <b>") == "Class report: {A} <b>"
    assert say("report.camp", n=1, answer="denied") == "1 reader: denied"
    assert say("report.camp", n=2, answer="denied") == "2 readers: denied"
    assert say("report.answers.no source") == "no source given"


@pytest.mark.parametrize(
    ("key", "values", "says"),
    [
        ("lesson_desk.state", {"all": 7}, "1 of 7 answers is confirmed; students see only that one."),
        ("habits.too_fast", {"claims": 9, "pace": "x"}, "marked 9 claims in 1 minute, x a claim"),
        ("live.more", {"done": 3, "of": 10}, "3 of 10 claims, and 1 other"),
        ("district.files", {"files": 1200}, "1 of 1,200 files was used."),
        ("findings.lines.ragged.what", {"columns": 9}, "This line has 1 cell, and the header has 9."),
        ("editor.progress", {"done": 0}, "0 of 1 answer confirmed"),
    ],
)
def test_one_of_something_is_said_as_one(key: str, values: dict, says: str) -> None:
    """A number counts in the sentence, as a minute that was computed does; the same text takes more of them, too."""
    assert words("en")(key, n=1.0, **values) == words("en")(key, n=1, **values) == says
    assert re.search(r"\b2\b", words("en")(key, n=2, **values))


def test_a_text_that_is_missing_is_named() -> None:
    """Whoever asks for a page or a text that there is not is told which."""
    for key in ("report.no_such_text", "no_such_page.title", "no_such_page"):
        with pytest.raises(KeyError, match="no_such"):
            words("en")(key)


@pytest.mark.parametrize("language", ["en", "en-GB", "xx", "", "../en", "__pycache__"])
def test_a_language_without_texts_is_english(language: str) -> None:
    """A country's English is English, and so is what there are no texts in; a language's code is never a path."""
    assert words(language)("report.made", date="today") == "Made on today"
    assert set(words(language)) == set(PAGES)
