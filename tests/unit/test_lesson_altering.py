"""A lesson's hand-written files are altered where they must be, and every other letter, comments too, stays."""

from dataclasses import replace
from types import MappingProxyType

import pytest

import kit
from kit.lesson.article_altering import free_id, taken_out, with_claims, with_front_field, with_point
from kit.lesson.article_file import read_article
from kit.lesson.faults import Fault
from kit.lesson.files import LIBRARY
from kit.lesson.guide import Guide
from kit.lesson.guide_altering import altered_guide
from kit.lesson.guide_file import read_guide
from kit.lesson.key_entries import entries_of
from kit.lesson.yaml_altering import NoPlace, one_line, with_field, with_item
from tests.lessons import ARTICLE

READ = read_article(ARTICLE)
GUIDE = """\
# How this is read
sections:
  1:
    name: "One"   # short
    minutes: 10
    stops:
      # The beginning
      - paragraphs: [1]
        after: "Who says so?"   # asked aloud
      - {paragraphs: [2, 3], after: "And who denies it?"}
      - before: Now the mayor.
        paragraphs: [4]
  2:
    minutes: 5

# For a short hour
paths:
  short:
    title: "The short one"
    minutes: 20
    claims: [c01, c02]
"""


def guide_of(text: str) -> Guide:
    """Read a guide of the small lesson that has no fault."""
    faults: list[Fault] = []
    guide = read_guide(text, "guide.yaml", READ.article, READ.claims, faults)
    assert faults == []
    return guide


def altered(new: Guide) -> str:
    """Alter the guide, and make sure that it says what it was to say."""
    text = altered_guide(GUIDE, guide_of(GUIDE), new, READ.article, READ.claims)
    found = guide_of(text)
    assert (found.sections, list(found.paths)) == (new.sections, list(new.paths))
    return text


def lines_that_differ(before: str, after: str) -> tuple[set[str], set[str]]:
    """Return the lines that only the one text has, and those that only the other has."""
    return set(before.split("\n")) - set(after.split("\n")), set(after.split("\n")) - set(before.split("\n"))


def with_stop(at: int, **texts: str) -> Guide:
    """The guide with other words at one stop of its first section."""
    guide = guide_of(GUIDE)
    stops = list(guide.sections[0].stops)
    stops[at] = replace(stops[at], **texts)
    return replace(guide, sections=(replace(guide.sections[0], stops=tuple(stops)), guide.sections[1]))


def test_a_question_changes_one_line_and_keeps_its_comment() -> None:
    """The comment behind the old question stands above the new one."""
    gone, new = lines_that_differ(GUIDE, altered(with_stop(0, after="Really?")))
    assert gone == {'        after: "Who says so?"   # asked aloud'}
    assert new == {"        # asked aloud", '        after: "Really?"'}


def test_a_text_before_the_first_field_of_a_stop_stays_behind_its_dash() -> None:
    """The dash of a list's item keeps its place when the field behind it is another one."""
    gone, new = lines_that_differ(GUIDE, altered(with_stop(2, before="Listen to her.")))
    assert (gone, new) == ({"      - before: Now the mayor."}, {'      - before: "Listen to her."'})


def test_what_stands_on_one_line_is_written_out() -> None:
    """A stop that was written in braces is altered all the same, and the comments outside of the sections stay."""
    text = altered(with_stop(1, after="Both sides?"))
    assert "# How this is read\n" in text
    assert "# For a short hour\npaths:\n  short:\n" in text


def test_a_path_is_altered_added_and_taken_out() -> None:
    """Only its own lines change; the last path takes its heading with it."""
    guide = guide_of(GUIDE)
    longer = replace(guide.paths["short"], minutes=25)
    gone, new = lines_that_differ(GUIDE, altered(replace(guide, paths=MappingProxyType({"short": longer}))))
    assert (gone, new) == ({"    minutes: 20"}, {"    minutes: 25"})
    other = replace(longer, name="other", title="Another")
    text = altered(replace(guide, paths=MappingProxyType({"short": guide.paths["short"], "other": other})))
    assert text.startswith(GUIDE.rstrip("\n"))
    assert "paths:" not in altered(replace(guide, paths=MappingProxyType({})))


@pytest.mark.parametrize("name", kit.bundled_lessons())
def test_entries_of_a_key_are_its_lines(name: str) -> None:
    """Taken apart and put together, a key is what it was; what is put in and taken out again leaves no trace."""
    text = (LIBRARY / name / "key.yaml").read_text(encoding="utf-8")
    entries = entries_of(text)
    assert entries.text == text
    ids = [entry.claim for entry in entries.entries]
    for behind in (None, ids[0], ids[-1]):
        assert entries.with_answer("c999", {"labels": []}, behind).without("c999").text == text


def test_a_comment_goes_with_the_answer_that_it_speaks_of() -> None:
    """The comment above an answer goes with it; what stands above the first one may be the file's head, and stays."""
    text = "# Head\n\n# Of one\nc01:\n  labels: []\n\n# Of two\nc02:\n  labels: []  # why\n"
    assert entries_of(text).without("c02").text == "# Head\n\n# Of one\nc01:\n  labels: []\n"
    assert entries_of(text).without("c01").text == "# Head\n\n# Of one\n# Of two\nc02:\n  labels: []  # why\n"


def test_claims_change_in_their_own_paragraph_alone() -> None:
    """Signs that need a backslash keep it, a caption and comments stay, and the ids that are gone are kept count of."""
    text = with_claims(ARTICLE, READ, [claim for claim in READ.claims if claim.id != "c05"])
    gone, new = lines_that_differ(ARTICLE, text)
    assert gone == {
        "[The crack is harmless]{#c05}, the road office wrote. [It rejects \\[sic\\] every other report]{#c06}."
    }
    assert "The crack is harmless, the road office wrote. [It rejects \\[sic\\] every other report]{#c06}." in new
    again = read_article(text)
    text = with_claims(text, again, [claim for claim in again.claims if claim.id != "c06"])
    assert (taken_out(text), text.count("<!--")) == ({"c05", "c06"}, 1)
    assert free_id({"c09", "c10", "c100"}) == "c101"


def test_the_front_matter_changes_in_one_field() -> None:
    """A point is one line of its list; a field that was not there gets its usual place."""
    assert lines_that_differ(ARTICLE, with_point(ARTICLE, READ, 2, "Look: who?")) == (
        {'  - "Ask again: who denies it?"'},
        {'  - "Look: who?"'},
    )
    text = with_front_field(ARTICLE, READ, "publication", one_line("publication", "may be published"))
    assert 'content_note: ""\npublication: may be published\nwhos_who:' in text


def test_what_has_no_place_is_refused() -> None:
    """A mapping that is missing or written on one line is not altered by lines, and nothing is guessed."""
    for path in (("sections", "9"), ("sections", "1", "stops", 1), ("sections", "1", "stops", 7)):
        with pytest.raises(NoPlace):
            with_field(GUIDE, path, "after", one_line("after", '"?"'))
    with pytest.raises(NoPlace):
        with_item("points: [a, b]", ("points",), 0, "c")
