"""Feedback for each reader: beside the whole key, kind to doubt and to trust alike, and naming nobody."""

import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest

import kit
from kit.__main__ import main
from kit.analysis.sample_class import sample_class_annotations
from kit.lesson.codebook import LABEL_SETS, name_of
from kit.lesson.lesson import Lesson
from kit.lesson.write_file import AlreadyThere
from kit.marks.table import annotations_table
from kit.sharing.feedback import Feedback, feedback
from kit.sharing.feedback.gather import _slip
from kit.sharing.feedback.pages import ALL
from kit.sharing.feedback.reader import SIDES, ClaimBack, ReaderBack
from kit.ui.words import words
from tests.classes import codes, hand_in
from tests.journals import mark

LESSON = kit.open_lesson("warm-up")
INNER = kit.open_lesson("inner-circle")
SAY = words()["feedback"]


class _Text(HTMLParser):
    """The text of a page as somebody sees it, and its elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.shown: list[str] = []
        self.elements: list[str] = []
        self._silent = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.elements.append(tag)
        self._silent = tag in ("style", "title")

    def handle_endtag(self, tag: str) -> None:
        self._silent = False

    def handle_data(self, data: str) -> None:
        self.shown += [] if self._silent else [data]

    @property
    def text(self) -> str:
        return " ".join("".join(self.shown).split())


def text_of(html: str) -> str:
    """Return what stands on a page."""
    return _Text(html).text


def table(lesson: Lesson = LESSON, readers: int = 1, **answers: tuple[str, ...]) -> pd.DataFrame:
    """Return what readers of real codes answered alike: `c03=("anonymous",)`, each with a reason."""
    marks = [
        mark(
            lesson, claim, 100 * person + number, reader=code, journal=f"{person:02}" * 16, labels=labels, reason="So."
        )
        for person, code in enumerate(codes(readers))
        for number, (claim, labels) in enumerate(answers.items())
    ]
    return annotations_table(marks, lesson)


def one(made: Feedback) -> str:
    """Return the text of the first page."""
    return text_of(next(iter(made.pages.values())))


def test_pages_lie_in_the_order_of_the_roster() -> None:
    """With reader codes given, the pages to print follow them; whoever is not among them comes last."""
    first, second, third = codes(3)
    made = feedback(table(c03=("denied",), readers=3), LESSON, order=[third, "quiet-otter-41", first])
    assert list(made.pages) == [third, first, second]
    assert made.together.index(third) < made.together.index(first) < made.together.index(second)
    assert list(feedback(table(c03=("denied",), readers=3), LESSON).pages) == sorted(codes(3))


def test_a_page_lays_answers_beside_the_whole_key() -> None:
    """Where they differ, both answers, the key's reasons and what it says to just this slip stand on the page."""
    key = INNER.key or {}
    claim = next(one.id for one in INNER.claims if one.core and key[one.id].also_defensible and key[one.id].later)
    wrong = next(labels for labels in key[claim].if_you_chose if labels not in key[claim].defensible)
    page = one(feedback(table(INNER, **{claim: tuple(wrong)}), INNER))
    said = words()["report"]["answers"]
    own, *theirs = (said[name_of(labels)] for labels in (wrong, *key[claim].defensible))
    assert f"You: {own} Key: {' or '.join(theirs)}" in page
    assert text_of(f"<p>{key[claim].why} {key[claim].later}</p>") in page
    assert key[claim].if_you_chose[wrong] in page
    assert "You wrote: So." in page


@pytest.mark.parametrize("claim", [claim.id for claim in INNER.claims if claim.core])
def test_no_horizon_holds_after_the_lesson(claim: str) -> None:
    """Every label of the key and what later paragraphs add are shown, whatever section the claim stands in."""
    assert INNER.key is not None
    answer = INNER.key[claim]
    wrong = next(labels for labels in LABEL_SETS if labels not in answer.defensible)
    page = one(feedback(table(INNER, **{claim: tuple(wrong)}), INNER))
    key = f"{SAY['key']} {words()['report']['answers'][name_of(answer.labels)]}"
    assert key in page
    assert text_of(f"<p>{answer.later}</p>") in page


def test_nothing_of_the_key_is_told_of_a_claim_that_was_not_marked() -> None:
    """A page answers what its reader asked, and leaves the rest of the key to the lesson."""
    page = one(feedback(table(c03=("denied",)), LESSON))
    assert LESSON.key is not None
    for claim, answer in LESSON.key.items():
        assert (text_of(f"<p>{answer.why}</p>") in page) == (claim == "c03")


def test_doubt_and_trust_stand_side_by_side_in_kind_words() -> None:
    """A reader who sees denials everywhere and one who sees names everywhere are told so as plainly, and as kindly."""
    claims = [claim.id for claim in INNER.claims if claim.core]
    doubting = one(feedback(table(INNER, **dict.fromkeys(claims, ("anonymous", "denied"))), INNER))
    trusting = one(feedback(table(INNER, **dict.fromkeys(claims, ("sourced",))), INNER))
    found = [
        re.findall(r"Doubted more than the text does: (\d+)|Trusted sooner than the text allows: (\d+)", page)
        for page in (doubting, trusting)
    ]
    (doubts, _), (_, no_trust) = found[0]
    (no_doubts, _), (_, trusts) = found[1]
    assert (int(doubts) > 1, no_trust, no_doubts, int(trusts) > 1) == (True, "0", "0", True)
    assert SAY["doubted_kindly"] in doubting
    assert SAY["trusted_never"] in doubting
    assert SAY["trusted_kindly"] in trusting
    assert SAY["doubted_never"] in trusting
    own_words = " ".join([*filter(lambda text: isinstance(text, str), SAY.values()), *SAY["advice"].values()])
    assert not re.search(r"\b(wrong|mistake|fail|bad|naive|careless|cynic)", own_words)


@pytest.mark.parametrize("lesson", [LESSON, INNER, kit.open_lesson("transfer")], ids=lambda lesson: lesson.id)
def test_every_answer_leans_where_the_scores_say(lesson: Lesson) -> None:
    """What is called doubt or trust is what scores call over-suspicion or credulity; what is defensible is neither."""
    assert lesson.key is not None
    for claim in lesson.claims:
        given = annotations_table(
            [
                mark(lesson, claim.id, n, reader=code, journal=f"{n:02}" * 16, labels=tuple(labels))
                for n, (code, labels) in enumerate(zip(codes(8), LABEL_SETS, strict=True))
            ],
            lesson,
        )
        for row in kit.beside_key(given, lesson).to_dict("records"):
            labels = frozenset(label for label in ("sourced", "anonymous", "denied") if row[label])
            side = SIDES[_slip(lesson.key[claim.id], labels)]
            leans = {"doubted": row["over_suspicion"], "trusted": row["credulity"]}
            assert not side or leans[side]
            assert side or row["exact"] or not any(leans.values())
            assert not (row["exact"] and side)


def back(slips: list[str], reasoned: int = 9, sure: int | None = None, to_mark: int = 0) -> ReaderBack:
    """Return what a reader gets back with these slips."""
    share = {"also": (), "why": "", "line": "", "reason": "", "now": "", "share": None, "own": "", "key": ""}
    claims = tuple(
        ClaimBack(
            LESSON.claims[0], standing="differ" if slip != "-" else "same", slip=slip.strip("-?"), sure=sure, **share
        )
        for slip in slips
    )  # type: ignore[arg-type]
    return ReaderBack("x", claims, to_mark or len(claims), reasoned, 0, 0)


@pytest.mark.parametrize(
    ("given", "advice"),
    [
        (back(["missed_denial", "no_name", "no_name"]), "no_name"),
        (back(["no_voice", "no_voice", "no_denial"]), "no_voice"),
        (back(["no_voice", "-"], reasoned=0), "reasons"),
        (back(["-", "-"], to_mark=9), "open"),
        (back(["?", "?", "-"], sure=3), "sure"),
        (back(["no_denial", "-"]), "no_denial"),
        (back(["?", "-"]), "differ"),
        (back(["-", "-"]), "own_article"),
    ],
)
def test_one_thing_to_try_next_fits_what_was_done(given: ReaderBack, advice: str) -> None:
    """The advice follows what happened twice, then what is missing, and there always is one."""
    assert given.advice == advice
    assert SAY["advice"][advice]


@pytest.mark.parametrize(("readers", "told"), [(4, False), (5, True)])
def test_what_the_class_said_is_told_from_five_readers_on(readers: int, told: bool) -> None:
    """Of fewer, a reader would know who is meant."""
    page = one(feedback(table(readers=readers, c03=("denied",)), LESSON))
    assert (f"Of {readers} in your class, 0 answered as the key and {readers} as you did." in page) == told
    assert ("What the class said is told from 5 readers on." in page) != told


def test_readers_who_came_in_one_file_are_one_person(tmp_path: Path) -> None:
    """Five codes in one handed-in file may be one student: the class is not told of."""
    kit.write_journals(
        [
            mark(LESSON, "c03", n, reader=code, journal=f"{n:02}" * 16, labels=("denied",))
            for n, code in enumerate(codes(6))
        ],
        tmp_path / "six",
    )
    one_file = b"".join(path.read_bytes() for path in sorted((tmp_path / "six").iterdir()))
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "all.jsonl").write_bytes(one_file)
    for folder, told in (("six", True), ("one", False)):
        page = one(feedback(kit.collect(tmp_path / folder, LESSON).annotations, LESSON))
        assert ("in your class" in page) == told


HOSTILE = "<img src=x onerror=alert(1)> </script><script>alert(2)</script> {{ 7 * 7 }} “x” & \u202egnp \x07"


def test_what_readers_write_is_letters(tmp_path: Path) -> None:
    """Markup, template signs and control signs in a reason make no element, and are read as they were typed."""
    plain = _Text(feedback(table(c03=("denied",)), LESSON).together)
    given = table(c03=("denied",)).assign(reason=HOSTILE)
    page = _Text(feedback(given, LESSON).together)
    assert page.elements == plain.elements
    assert "<img src=x onerror=alert(1)> </script><script>alert(2)</script> {{ 7 * 7 }} “x” &" in page.text
    assert "\x07" not in page.text


def test_the_words_of_a_lesson_are_letters_too() -> None:
    """A lesson of somebody else's cannot put an element on a page: not by its title, a claim, or its key."""
    assert LESSON.key is not None
    evil = "<b onclick=alert(1)>bold</b>"
    article = replace(LESSON.article, title=evil)
    key = {claim: replace(answer, why=evil, later=evil) for claim, answer in LESSON.key.items()}
    page = _Text(feedback(table(c03=("denied",)), replace(LESSON, article=article, key=key)).together)
    assert "b" not in page.elements
    assert page.text.count(evil) == 3


def test_no_page_names_anybody_but_its_own_code() -> None:
    """A page has one code; a reason with a name of the roster or another code is not printed, or blotted."""
    given = table(readers=6, c03=("denied",))
    other = codes(6)[1]
    reasons = ["Mia Oak said so.", f"As {other} says.", *["Mine."] * 4]
    made = feedback(given.assign(reason=reasons), LESSON, names=["Mia Oak"])
    assert list(made.pages) == sorted(codes(6))
    pages = {code: text_of(page) for code, page in made.pages.items()}
    assert "Mia" not in text_of(made.together)
    for code, page in pages.items():
        assert [each for each in codes(6) if each in page] == [code]


def test_only_what_was_answered_before_the_key_counts() -> None:
    """An answer that followed the key is told as one, and a reader who began with the key has no page."""
    given = table(readers=2, c03=("denied",))
    later = given.assign(phase=["own", "revised"], labels=given["labels"])
    made = feedback(
        pd.concat([later, later[:1].assign(phase="revised", labels="anonymous", anonymous=True, denied=False)]), LESSON
    )
    assert list(made.pages) == codes(1)
    assert "You: denied (after the key: anonymous)" in one(made)


def test_a_path_limits_the_pages_to_its_claims() -> None:
    """Of the 45 minutes only the ten count, and no page says that others are open."""
    given = sample_class_annotations(INNER, readers=6)
    page = one(feedback(given, INNER, path="short"))
    assert re.match(r".*\b(10|\d) claims? marked", page)
    assert "optional" not in page
    with pytest.raises(ValueError, match="has no path"):
        feedback(given, INNER, path="shrot")


def test_without_a_key_or_answers_there_is_a_sentence() -> None:
    """Nothing can be laid beside a key that is not there, and no empty file is made."""
    with pytest.raises(ValueError, match="has no answer key here"):
        feedback(table(c03=("denied",)), replace(LESSON, key=None))
    with pytest.raises(ValueError, match="no page to make"):
        feedback(table(), LESSON)


def test_files_are_written_once(tmp_path: Path) -> None:
    """The folder has a page for each code and one with all; nothing is replaced unasked; the zip holds the same."""
    made = feedback(table(readers=3, c03=("denied",)), LESSON)
    written = made.write(tmp_path / "pages")
    assert [path.name for path in written] == [ALL, *(f"{code}.html" for code in sorted(codes(3)))]
    with pytest.raises(AlreadyThere):
        made.write(tmp_path / "pages")
    made.write(tmp_path / "pages", replace=True)
    with zipfile.ZipFile(BytesIO(made.zipped())) as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == {
            path.name: path.read_bytes() for path in written
        }
    assert all(code in made.together for code in codes(3))


def test_the_command_writes_the_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`kit feedback` says how many pages there are and which to print; a class of a path gets pages about it."""
    monkeypatch.chdir(tmp_path)
    hand_in(tmp_path / "marks", INNER, 6)
    assert main(["feedback", "marks"]) == 0
    out = capsys.readouterr().out
    assert "Written: 6 pages into" in out
    assert f"Open {ALL} and print it" in out
    assert len(list((tmp_path / "feedback").iterdir())) == 7
    assert main(["feedback", "marks"]) == 1
    assert "is there already" in capsys.readouterr().err
    short = set(INNER.path("short").claims)
    lines = [line for line in kit.collect("marks", INNER).annotations["claim"].unique() if line in short]
    assert lines
    kept = [
        mark(INNER, claim, n, reader=code, journal=f"{n % 6:02}" * 16)
        for n, (code, claim) in enumerate((code, claim) for claim in lines for code in codes(6))
    ]
    kit.write_journals(kept, tmp_path / "ten")
    assert main(["feedback", "ten", "--out", "of ten"]) == 0
    assert "kept to the 45-minute lesson, so the pages are about its" in capsys.readouterr().out
    lines = [f"{code};Student {code[:2]}" for code in codes(6)[::-1]]
    Path("roster.csv").write_text("\n".join(["reader code;name", *lines]), encoding="utf-8")
    assert main(["feedback", "ten", "--roster", "roster.csv", "--out", "to hand out"]) == 0
    assert "They lie in the order of your roster" in capsys.readouterr().out
    page = Path("to hand out", ALL).read_text(encoding="utf-8")
    assert sorted(codes(6), key=page.index) == codes(6)[::-1]
