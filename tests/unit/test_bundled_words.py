"""What the bundled lessons say: how easy they read, how they treat speakers, what is left of their first edition."""

import re
from collections.abc import Sequence
from pathlib import Path
from textwrap import shorten

import pytest

import kit
from kit.lesson.codebook import CODEBOOK_VERSION, SAME_LABELS, name_of
from kit.lesson.files import LIBRARY
from kit.lesson.guide import Stop
from kit.lesson.lesson import Lesson
from kit.marks.carrying import given_to
from kit.reading.reading import start_reading
from kit.ui.words import words
from tests.journals import READER, mark
from tests.journals import text as journal_text

LESSONS = {name: kit.open_lesson(name) for name in kit.bundled_lessons()}
ARTICLE = LESSONS["inner-circle"]
#: The earlier editions, and what is not as it was in them: the passage has changed since, or the claim is gone.
FIRST, SECOND = "e3a3d1457d1da223", "419fa59992406c56"
EARLIER = {
    ("inner-circle", FIRST): (
        "c02 c03 c04 c06 c14 c15 c16 c20 c21 c22 c23 c24 c30 c31 c32 c33 c34 c35 c36 c37 c38 c39 c40 c41 c42 c43 c44 "
        "c45 c46 c47 c50 c51 c52 c53 c54 c61 c62 c63 c68 c69 c70 c71 c72 c76 c77"
    ),
    ("inner-circle", SECOND): (
        "c06 c14 c15 c16 c20 c21 c22 c23 c24 c35 c36 c37 c38 c39 c40 c41 c42 c43 c44 c45 c46 c47 c50 c51 c52 c53 c54 "
        "c61 c63 c68 c69 c70 c71 c72 c76 c77"
    ),
    ("transfer", "9ebf312cda39c52c"): "c03",
    ("warm-up", "d51177f345fa9dba"): "c06",
}


def sentences(text: str) -> list[str]:
    """What stands between full stops, question marks and exclamation marks."""
    return [part for part in re.split(r"[.!?]+[”\"’']*\s", f"{text} ") if re.search(r"\w", part)]


def grade(text: str) -> float:
    """The Flesch-Kincaid grade (Kincaid et al. 1975), with a syllable for each group of vowels.

    The count of syllables is rough, so texts are compared with each other, and not with published grades.
    """
    spoken = re.findall(r"[A-Za-z’']+", text)
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", re.sub(r"(?<![le])e$", "", word.lower())))) for word in spoken)
    return 0.39 * len(spoken) / len(sentences(text)) + 11.8 * syllables / len(spoken) - 15.59


def whys(lesson: Lesson) -> list[str]:
    """The reasons of a key."""
    assert lesson.key is not None
    return [answer.why for answer in lesson.key.values()]


# The article


def test_the_article_is_easy_enough_to_read() -> None:
    """A 14-year-old gets through the article, and its reasons are plainer than its text."""
    text = "\n\n".join(paragraph.text for paragraph in ARTICLE.article.paragraphs)
    assert grade(text) <= 10.5
    assert grade(" ".join(whys(ARTICLE))) <= 5.5
    for name in ("warm-up", "transfer"):
        assert grade("\n\n".join(paragraph.text for paragraph in LESSONS[name].article.paragraphs)) <= 7.1


def test_direct_speech_is_short() -> None:
    """At most twelve words stand in a row between quotation marks: the rest of a quotation is told in our words."""
    for paragraph in ARTICLE.article.paragraphs:
        for quotation in re.findall(r"“([^”]*)”", paragraph.text):
            assert len(quotation.split()) <= 12, quotation


def test_the_first_page_says_that_quotations_are_translated() -> None:
    """The notice says it of the text and of the words between quotation marks; the date line has the day."""
    assert "retelling" in ARTICLE.article.notice
    assert "two translations" in ARTICLE.article.notice
    assert "7 October 2022" in ARTICLE.article.date_line


def test_no_title_takes_a_side() -> None:
    """A section's title neither endorses what its speakers say nor gives them all to one of them."""
    assert [section.title for section in ARTICLE.article.sections] == [
        "The news",
        "What officials say",
        "In public",
        "Many voices",
        "Looking ahead",
    ]


def test_words_that_the_article_needs_are_explained() -> None:
    """Beside the text stand people, places and words that a reader of today may not know."""
    known = {person.name for person in ARTICLE.article.whos_who}
    assert {"Moscow", "Reservist", "Izium", "Reuters", "Kherson", "Annexation"} <= known
    assert {"Autocratic", "Informant", "Scapegoat", "War footing", "To fold"} <= known


# The keys

#: Of each core claim: who stands behind it, the article itself included.
SPEAKERS = [
    (name, claim.id, label)
    for name, lesson in LESSONS.items()
    if name != "skate-hall"  # has tests of its own
    for claim in lesson.claims
    if claim.core and lesson.key is not None
    for label in sorted(lesson.key[claim.id].labels & {"sourced", "anonymous"} or {"no source"})
]
#: The three questions, as each reason asks them. The last is put in one way to everybody with a name, in another to
#: everybody without, and in a third to the article itself.
KNOW = re.compile(r"\bcould know\b")
WANT = re.compile(r"\bmay (not )?want\b|\bWhat .*? may want\b")
LOSE = {
    "sourced": re.compile(r"\bwrong[^.;]*, everybody knows who said it\b"),
    "anonymous": re.compile(r"\bif (they|he|the \w+) (are|is)( wrong)?, no name is there to blame\b", re.IGNORECASE),
    "no source": re.compile(r"\bIf it is wrong[^.;]*, (readers|and) will trust it less\b"),
}


@pytest.mark.parametrize(("name", "claim", "label"), SPEAKERS)
def test_every_speaker_is_asked_the_same_three_questions(name: str, claim: str, label: str) -> None:
    """How could they know, what may they want, what would they lose: asked at each core claim, in the same words."""
    key = LESSONS[name].key
    assert key is not None
    why = key[claim].why
    for question in (KNOW, WANT, LOSE[label]):
        assert question.search(why), (question.pattern, why)


@pytest.mark.parametrize("name", sorted({name for name, *_ in SPEAKERS}))
def test_a_name_is_named_and_a_missing_name_missed(name: str) -> None:
    """No reason says of a speaker without a name what it says of one with a name, nor the other way round."""
    key = LESSONS[name].key
    assert key is not None
    for claim, answer in key.items():
        speakers = answer.labels & {"sourced", "anonymous"} or {"no source"}
        told = {label for label, way in LOSE.items() if way.search(answer.why)}
        assert told <= speakers, (claim, answer.why)


@pytest.mark.parametrize("name", LESSONS)
def test_a_reason_is_short(name: str) -> None:
    """A reason has six sentences at most, and 85 words."""
    for why in whys(LESSONS[name]):
        assert len(why.split()) <= 85, why
        assert len(sentences(why)) <= 6, why


@pytest.mark.parametrize("name", LESSONS)
def test_who_spoke_first_is_no_reason(name: str) -> None:
    """Rule 8 asks whether a statement rejects a claim, and not which of the two comes first."""
    key = LESSONS[name].key
    assert key is not None
    for answer in key.values():
        told = " ".join((answer.why, answer.later, *answer.if_you_chose.values()))
        assert not re.search(r"\b(came|spoke|said so) (first|before)\b", told), told


def test_nobody_is_praised_for_doing_their_work() -> None:
    """Neither the key nor the guide pats the article on the back: they say what it does, and what that is worth."""
    texts = [(LIBRARY / "inner-circle" / file).read_text(encoding="utf-8") for file in ("key.yaml", "guide.yaml")]
    for text in texts:
        assert not re.search(r"\b(fair|careful) (reporter|article)|good practice|[Ii]t is good|restraint", text)


def test_nobodys_motives_alone_are_looked_into() -> None:
    """Of the article's speakers, those without a name are asked for their wish as often as those with one."""
    assert ARTICLE.key is not None
    asked: dict[str, list[bool]] = {"sourced": [], "anonymous": []}
    for claim in ARTICLE.claims:
        answer = ARTICLE.key[claim.id]
        for label in answer.labels & asked.keys():
            asked[label].append("may want" in answer.why or "What may" in answer.why)
    shares = {label: sum(found) / len(found) for label, found in asked.items()}
    assert abs(shares["sourced"] - shares["anonymous"]) < 0.1, shares


def test_who_passes_on_what_an_institution_knows_is_the_source() -> None:
    """Rule 2 holds in every lesson: where unnamed people tell what an office found, “sourced” is not defended."""
    for name, claim in [("inner-circle", "c01"), ("inner-circle", "c71"), ("warm-up", "c03"), ("transfer", "c04")]:
        key = LESSONS[name].key
        assert key is not None
        assert not any("sourced" in labels for labels in [key[claim].labels, *key[claim].also_defensible])


def test_both_readings_are_defended_where_two_readers_part() -> None:
    """Rule 4 gives a clause with “with” to the speaker; a denial that may reach further can be heard, and is told."""
    key, warm_up = ARTICLE.key, LESSONS["warm-up"].key
    assert key is not None and warm_up is not None
    assert (name_of(key["c17"].labels), key["c17"].also_defensible) == ("anonymous", (frozenset(),))
    for answer in (key["c18"], key["c57"], warm_up["c06"]):
        assert (name_of(answer.labels), [name_of(also) for also in answer.also_defensible]) == (
            "anonymous",
            ["anonymous + denied"],
        )
        assert {piece.label for piece in answer.evidence} == {"anonymous", "denied"}
        assert "you can defend" in answer.why


def test_what_no_word_ties_to_a_speaker_is_the_articles_own() -> None:
    """Rule 4: a sentence that only carries on with a speaker's point has no source, and theirs can be defended."""
    assert ARTICLE.key is not None
    answer = ARTICLE.key["c77"]
    assert (name_of(answer.labels), [name_of(also) for also in answer.also_defensible]) == ("no source", ["anonymous"])
    assert "no word ties them" in answer.why


def test_what_an_answer_does_not_say_is_not_defended() -> None:
    """Nobody is said to tell c08, nobody rejects that c50 was heard, and c02 falls whole with what Peskov rejects."""
    assert ARTICLE.key is not None
    assert not any(ARTICLE.key[claim].also_defensible for claim in ("c02", "c08", "c50"))


def test_a_condition_and_a_cause_are_judgements() -> None:
    """Natures follow rule 10: what others feel, a cause, a grade and a condition are judgements."""
    assert ARTICLE.key is not None
    natures = {claim: answer.nature for claim, answer in ARTICLE.key.items()}
    judgements = ["c13", "c14", "c15", "c16", "c20", "c23", "c32", "c36", "c37", "c51", "c52", "c60", "c61", "c66"]
    assert {natures[claim] for claim in [*judgements, "c71", "c72", "c79"]} == {"judgement"}
    assert {natures[claim] for claim in ("c25", "c33", "c53", "c55", "c59")} == {"fact"}
    assert [claim for claim, nature in natures.items() if nature == "forecast"] == ["c63", "c64", "c73", "c75"]


def test_the_transfer_holds_what_the_warm_up_lacks() -> None:
    """A judgement, a relay, an impersonal verb, a “not aware of it”, and a claim with a named and an unnamed source."""
    key, warm_up = LESSONS["transfer"].key, LESSONS["warm-up"].key
    assert key is not None and warm_up is not None
    texts = {claim.id: claim.text for claim in LESSONS["transfer"].claims}
    assert [claim for claim, answer in key.items() if answer.nature == "judgement"] == ["c09"]
    assert texts["c10"].startswith("Many ") and key["c10"].labels == {"sourced"}
    assert "is said to" in texts["c08"] and not key["c08"].labels
    assert "not aware" in texts["c12"] and key["c12"].labels == {"sourced"}
    assert key["c11"].labels == {"sourced", "anonymous"}
    assert not any(answer.labels == {"sourced", "anonymous"} for answer in warm_up.values())


@pytest.mark.parametrize(("name", "claim"), [("warm-up", "c06"), ("transfer", "c03")])
def test_a_source_that_is_protected_is_not_given_away(name: str, claim: str) -> None:
    """Where the lesson praises that a name is kept back, the text holds no hint that fits only a few people."""
    lesson = LESSONS[name]
    text = lesson.article.paragraph(lesson.claim(claim).paragraph).text
    assert "anything else that could give this person away" in text
    assert not re.search(r"\b(cook|worker|driver|in the building|at the time|helped)\b", text)


def test_no_reader_is_scolded() -> None:
    """Neither keys nor notebooks tell a reader that no careful reader would, or that they believed too fast."""
    room = Path(__file__).parents[2]
    texts = [path.read_text(encoding="utf-8") for path in LIBRARY.glob("*/*.yaml")]
    texts += [path.read_text(encoding="utf-8") for path in (room / "notebooks").rglob("*.ipynb")]
    assert len(texts) > 10
    for text in texts:
        assert not re.search(r"no careful reader|(believed|doubted|trusted) too (fast|much)", text), shorten(text, 80)


# The guide


def test_a_quotation_is_seen_to_drift() -> None:
    """Where single words of an official are weighed, an exercise shows what translating there and back does to them."""
    closing = ARTICLE.guide.sections[1].closing
    assert "## See how a quotation drifts" in closing
    assert "two translations" in closing and "translates it back" in closing


def test_two_things_more_are_asked_at_the_end() -> None:
    """Which of the unnamed voices could be one, and whose voice is missing."""
    closing = ARTICLE.guide.sections[-1].closing
    assert "could be one and the same" in closing
    assert "Whose voice is missing?" in closing


def asked_the_three_questions(stops: Sequence[Stop]) -> set[tuple[int, ...]]:
    """The paragraphs of the stops whose question names the three."""
    return {stop.paragraphs for stop in stops if "three questions" in stop.after}


def test_the_three_questions_are_asked_of_speakers_on_every_side() -> None:
    """They are introduced with the first speakers, who have no names, and come back at each that speaks after them."""
    asked = asked_the_three_questions([stop for section in ARTICLE.guide.sections for stop in section.stops])
    assert min(asked) == (3,)
    assert {(7,), (8, 9), (11,), (12, 13), (14, 15), (23, 24), (25, 26), (27, 28), (31,), (33, 34)} <= asked
    assert {(35, 36, 37), (39,), (40,), (41,), (42,)} <= asked
    short = ARTICLE.path("short").stops
    assert asked_the_three_questions(short) == {stop.paragraphs for stop in short} - {(1,), (8,)}
    for stops in (ARTICLE.guide.sections[0].stops, short):
        [first] = [stop.after for stop in stops if stop.paragraphs == (3,)]
        assert "A motive does not make a claim wrong" in first


def test_the_guide_tells_the_minutes_of_its_sections() -> None:
    """What the start says of the whole is what the sections add up to: an hour and three quarters."""
    assert sum(section.minutes for section in ARTICLE.guide.sections) == 105
    assert "an hour and three quarters" in ARTICLE.guide.how_long


def test_the_votes_stand_with_their_dates() -> None:
    """The vote before the article and the one after it are told apart."""
    [condemned, number] = ARTICLE.guide.outside
    assert (condemned.claim, number.claim) == ("c33", "c73")
    assert "7 October 2022" in condemned.look_for
    before, after = condemned.found.split("One came after:")
    assert "30 September 2022" in before and "veto" in before
    assert all(part in after for part in ("12 October", "ES-11/4", "143 countries", "5 against", "35 abstaining"))


# The codebook


def test_marks_are_made_under_the_codebook_that_readers_see(tmp_path: Path) -> None:
    """A line carries the version whose words the reader saw, and so does its row."""
    reading = start_reading(LESSONS["warm-up"], READER, tmp_path)
    assert reading.mark("c01", []).codebook == CODEBOOK_VERSION == 2
    assert reading.annotations()["codebook"].tolist() == [2]


def test_the_codebook_says_its_rules() -> None:
    """Rules 3, 4 and 8 say more than in version 1, rule 10 tells the natures apart, and three questions come first."""
    codebook = words("en")["codebook"]
    rules = [rule["text"] for rule in codebook["rules"]]
    assert len(rules) == 10
    assert "probable" in rules[2] and "“anonymous” can be defended" in rules[2]
    assert "with …" in rules[3] and "when …" in rules[3]
    assert "earlier or later" in rules[7]
    assert all(nature in rules[9] for nature in ("fact", "judgement", "forecast"))
    assert "ties it to them" in rules[3] and "share one “said”" in rules[3]
    assert "reaches only a part" in rules[6]
    assert "in passing" in rules[9] and "“could”" in rules[9]
    assert all(part in codebook["ask"][0] for part in ("How could they know?", "may they want?", "lose if"))


# The earlier editions


@pytest.mark.parametrize(("name", "edition"), EARLIER)
def test_what_counts_of_an_earlier_edition(name: str, edition: str) -> None:
    """Answers to an earlier edition count wherever the paragraph of their claim is as it was: exactly these do not."""
    lesson = LESSONS[name]
    assert set(lesson.earlier) == {kept for other, kept in EARLIER if other == name}
    given = {claim: given_to(lesson, edition, claim, None) for claim in lesson.earlier[edition]}
    assert [claim for claim in sorted(given) if given[claim] == "changed"] == EARLIER[name, edition].split()
    assert set(given.values()) == {"carried", "changed"}


def test_most_of_the_ten_claims_are_carried() -> None:
    """Of the 45-minute lesson, one or two answers want to be given again, and six or seven of all core claims."""
    ten, core = set(ARTICLE.path("short").claims), {claim.id for claim in ARTICLE.claims if claim.core}
    changed = {edition: set(EARLIER["inner-circle", edition].split()) for edition in (FIRST, SECOND)}
    assert (ten & changed[FIRST], ten & changed[SECOND]) == ({"c33", "c42"}, {"c42"})
    assert core & changed[FIRST] - {"c33"} == core & changed[SECOND] == {"c24", "c42", "c44", "c53", "c63", "c71"}


@pytest.mark.parametrize(("edition", "codebook", "lost"), [(FIRST, 1, 44), (SECOND, 2, 36)])
def test_a_journal_of_an_earlier_edition_is_read_on(tmp_path: Path, edition: str, codebook: int, lost: int) -> None:
    """Its lines count under their codebook, for a reader and in a class; the others are told by name."""
    earlier = ARTICLE.earlier[edition]
    marks = [
        mark(ARTICLE, claim, number, edition=edition, codebook=codebook, passage=None)
        for number, claim in enumerate(sorted(earlier))
    ]
    (tmp_path / f"{READER}.jsonl").write_bytes(journal_text(marks))
    reading = start_reading(ARTICLE, READER, tmp_path)
    assert sorted(reading.answers()) == sorted(set(earlier) - set(EARLIER["inner-circle", edition].split()))
    assert f"{lost} of your answers do not count any more" in repr(reading)  # c62 is no claim any more
    table = kit.collect(tmp_path, lesson=ARTICLE).annotations
    assert sorted(table["claim"]) == sorted(reading.answers())
    assert set(table["codebook"]) == {codebook}
    assert {name_of(["anonymous"])} == set(table["labels"])


def test_a_journal_that_went_through_both_editions_is_read_on(tmp_path: Path) -> None:
    """The newest answer to a claim counts if its words still stand, whichever of the editions it was given to."""
    marks = [
        mark(ARTICLE, "c01", 1, edition=FIRST, codebook=1, passage=None, labels=("sourced",)),
        mark(ARTICLE, "c33", 2, edition=FIRST, codebook=1, passage=None, labels=("sourced",)),
        mark(ARTICLE, "c01", 3, edition=SECOND, passage=ARTICLE.passages["c01"], labels=("denied",)),
        mark(ARTICLE, "c33", 4, edition=SECOND, passage=None, labels=()),
        mark(ARTICLE, "c42", 5, edition=SECOND, passage=ARTICLE.earlier[SECOND]["c42"]),
        mark(ARTICLE, "c80", 6),
    ]
    (tmp_path / f"{READER}.jsonl").write_bytes(journal_text(marks))
    answers = start_reading(ARTICLE, READER, tmp_path).answers()
    assert {claim: answer.labels for claim, answer in answers.items()} == {
        "c01": ("denied",),
        "c33": (),
        "c80": ("anonymous",),
    }


def test_a_lesson_for_the_codebook_before_opens(tmp_path: Path) -> None:
    """Version 1 means the same, so a lesson that was written for it opens and keeps its version."""
    assert SAME_LABELS == (1, 2)
    for (name, edition), file in zip(EARLIER, ("first", "second", "first", "first"), strict=True):
        assert LESSONS[name].article.codebook == 2
        earlier = (LIBRARY / name / "earlier" / f"{file}-edition.md").read_text(encoding="utf-8")
        folder = tmp_path / edition
        folder.mkdir()
        (folder / "article.md").write_text(earlier, encoding="utf-8")
        assert kit.open_lesson(folder).article.codebook == (2 if file == "second" else 1)
        assert kit.open_lesson(folder).edition == edition
