"""What a class never sees of its reasons: names, codes, sentences of the key, and whatever the teacher takes out."""

import itertools
import re
from pathlib import Path
from unicodedata import normalize

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kit
from kit.__main__ import main
from kit.analysis.discretion import Discretion
from kit.analysis.discretion.codes import blotted, pairs_of
from kit.analysis.discretion.key_text import RUN
from kit.analysis.discretion.names import Names
from kit.analysis.reasons import contrasting_reasons, held_back, reasons_against
from kit.lesson.lesson import Lesson
from kit.marks.reader import new_reader_code
from tests.annotations import afterwards, class_of
from tests.journals import mark as line
from tests.journals import put
from tests.journals import text as journal

ARTICLE = kit.open_lesson("inner-circle").article
CLASS = ["Tim Smith", "Müller-Lüdenscheidt, Anna-Lena", "Seán O’Brien", "Will May", "Łukasz Wójcik", "Jan van der Berg"]
CLASS += ["王小明", "Vladimir Kim", "Jo Li", "Björn Åkesson", "ada@example.org", "Noe Day", "-", ""]


@pytest.fixture
def camp_of(lesson: Lesson):
    """Five readers who agree on one claim, with these reasons; returns what a class would see of them."""

    def see(*reasons: str, **kept: list[str]) -> tuple[str, ...]:
        return contrasting_reasons(with_reasons(lesson, *reasons), lesson, "c03", 9, Discretion(**kept))[0].reasons

    return see


def with_reasons(lesson: Lesson, *reasons: str) -> pd.DataFrame:
    """A class of five readers or more who all answered claim c03 alike, with these reasons."""
    written = [*reasons, *[""] * 5][: max(5, len(reasons))]
    annotations = class_of(lesson, {"c03": "s" * len(written)})
    return annotations.assign(reason=pd.array(written, dtype="string"))


@pytest.mark.parametrize(
    "text",
    ["I asked tim.", "TIM’S idea", "Tims idea", "_tim_", "TimSmith99", "smithtim", "T\u200bim said", "Ｔｉｍ"]
    + ["Muller says", "mueller-luedenscheidt", "annalena", "ANNA‑LENA", "anna", "Mu\u0308ller"]
    + ["O'Brien", "o´brien", "OBRIEN", "O Brien", "sean", "Lukasz", "wojcik", "berg", "bjoern", "Akesson", "akesson"]
    + [
        "王小明说",
        "Ada@Example.org",
        "Vladimir told me",
        "Will says so",
        "WILL",
        "May I?",
        "Jo thinks",
        "Li too",
        "noe",
    ],
)
def test_a_name_is_found_however_it_is_typed(text: str) -> None:
    """With and without accents, in any case, given names and surnames alone, every hyphen and apostrophe."""
    assert Names(CLASS, ARTICLE).in_text(text)


@pytest.mark.parametrize(
    "text",
    ["timing is all", "Time will tell", "it may be true", "he will say so", "van and der", "so they say", "no day"]
    + ["Vladimir Putin said it", "The mayor says so.", "plain", "example.org", "", "a blacksmith"],
)
def test_what_is_no_name_is_shown(text: str) -> None:
    """Words that only hold a name, everyday words in small letters, and people of the article are nobody's names."""
    assert Names(CLASS, ARTICLE).in_text(text) == ""


def test_a_student_may_be_called_like_somebody_in_the_news() -> None:
    """Whoever has the whole name of a person of the article is held back all the same."""
    assert Names(["Vladimir Putin"], ARTICLE).in_text("Vladimir Putin said it")


@pytest.mark.parametrize("name", ["Isaäc", "Aäron", "Noåe", "Saåd", "Müeller"])
def test_a_letter_with_an_accent_may_stand_beside_a_plain_one(name: str) -> None:
    """The second of two vowels is no way of writing out the first where it has an accent of its own."""
    plain = "".join(sign for sign in normalize("NFD", name) if sign.isascii())
    assert all(map(Names([name], ARTICLE).in_text, (name, name.upper(), plain)))


@given(st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x24F), min_size=3, max_size=9), st.data())
def test_every_name_finds_itself(name: str, data: st.DataObject) -> None:
    """Whatever letters a name has: it is found composed or not, in capitals, and alone in a sentence."""
    shape = data.draw(st.sampled_from([str, str.upper, str.title, lambda text: normalize("NFD", text)]))
    assert Names([f"{name} Xyz"], ARTICLE).in_text(f"I think {shape(name)} said so".title())


@pytest.mark.parametrize("told", ["kaya.ode@school.org", "k.kaya_ode7@school.org", "Kaya.Ode+news@school.org"])
def test_an_address_tells_a_name(told: str) -> None:
    """Where a roster has addresses alone, the names in them are names of the class."""
    texts = ("Kaya said so.", "ask kaya ode", "KayaOde", f"write to {told}", "(Ode)")
    assert all(map(Names([told], ARTICLE).in_text, texts))
    assert not Names([told], ARTICLE).in_text("The school knows the news, k.")


def test_two_words_of_a_name_may_be_joined() -> None:
    """Of a long name, any two words that stand together are found when they are written as one."""
    names = Names(["Nguyễn Thị Minh Khai", "Lena von Arx"], ARTICLE)
    assert all(map(names.in_text, ("MinhKhai", "ask vonarx", "nguyenthi")))


def test_no_sign_turns_a_name_around(camp_of, lesson: Lesson) -> None:
    """What a page would show, because a sign turns letters around, is held back: names, codes, words of the key."""
    turned = ("\u202eedO ayaK\u202c knows.", "I asked \u2067ayaK\u2069.", "\u202e14-retto-teiuq\u202c")
    turned += ("\u202e" + lesson.key["c03"].why[::-1],)
    assert camp_of(*turned, "ayaK is no name.", "\u2067Mine.\u2069", names=["Kaya Ode"]) == (
        "ayaK is no name.",
        "\u2067Mine.\u2069",
    )


@given(st.lists(st.text(max_size=12), max_size=4), st.text(max_size=30))
def test_no_roster_and_no_reason_break_it(names: list[str], text: str) -> None:
    """Signs that mean something in patterns are letters like others, and what is found stands in the text."""
    assert Names(names, ARTICLE).in_text(text) in text


@pytest.mark.parametrize(
    "typed",
    ["quiet-otter-41", "Quiet Otter 41", "quiet otter41", "quietotter-41", "QUIET–OTTER–４１", "quiet_otter_41"]
    + [
        "QuietOtter41",
        "quiet\u00a0otter\u00a041",
        "quiet—otter—41",
        "quiet−otter−41",
        "quiet.otter.41",
        "quiet otter #41",
    ]
    + ["Quiet, Otter, 41", "qu\u00adiet ot\u200bter 41", "quiet-otter 4 1", "the Quiet Otter"],
)
def test_a_code_of_the_class_is_blotted_however_it_is_typed(typed: str) -> None:
    """Blanks, dashes of every kind, capitals, full-width digits, and the two words without the number."""
    shown = blotted(f"I am {typed}, yes.", pairs_of(["quiet-otter-41"]))
    assert shown in {"I am …, yes.", "I am the …, yes."}


@given(st.sampled_from(["-", " ", "_", "–", "—", "\u2011", "", " - ", "\u3000"]), st.booleans())
def test_any_code_is_blotted(between: str, capitals: bool) -> None:
    """A code that nobody in the class has is blotted too: somebody had it on another day."""
    typed = new_reader_code().replace("-", between)
    assert blotted(f"ask {typed.upper() if capitals else typed}", frozenset()) == "ask …"


@pytest.mark.parametrize("text", ["in March 2022 two people", "The otter was quiet.", "brave heron", "page 41"])
def test_what_is_no_code_stays(text: str) -> None:
    """Years, numbers, and animals that are nobody's code are shown."""
    assert blotted(text, pairs_of(["quiet-otter-41"])) == text


@given(st.text(max_size=40))
def test_blotting_takes_nothing_else_away(text: str) -> None:
    """Without a code in it, a text stays as it is, whatever signs stand in it."""
    shown = blotted(text, frozenset())
    assert shown == text or (re.search(r"\w", text) and "…" in shown)


def test_a_reason_with_a_name_is_held_back(camp_of, lesson: Lesson) -> None:
    """The class sees the others; the teacher sees who wrote it and the name, and can show it all the same."""
    written = ("Zoë told me so.", "The mayor is there with her name.")
    assert camp_of(*written) == ("The mayor is there with her name.", "Zoë told me so.")
    assert camp_of(*written, names=["Zoe Ruiz"]) == written[1:]
    held = held_back(with_reasons(lesson, *written), lesson, Discretion(names=["Zoe Ruiz"]))
    assert held[["claim", "reader", "why", "found"]].to_numpy().tolist() == [["c03", "quiet-otter-00", "name", "Zoë"]]
    assert camp_of(*written, names=["Zoe Ruiz"], show=list(held["id"])) == camp_of(*written)


def test_sentences_of_the_key_are_held_back(camp_of, lesson: Lesson) -> None:
    """Seven words of any text of the key in a row, or a short one as a whole; fewer, and quotes, are the reader's."""
    copied = "I marked SOURCED – because she is named!"
    assert camp_of(copied, "Two people vouch for it, and she?", "the mayor is named.") == (
        "Two people vouch for it, and she?",
    )
    quoted = "“The bridge has been closed since Sunday. People were surprised.”"
    assert camp_of(quoted) == (quoted,)
    why = kit.open_lesson("inner-circle").key["c01"].why
    article = kit.open_lesson("inner-circle")
    assert camps(article, " ".join(why.split()[: RUN + 1])) == ()
    assert camps(article, " ".join(why.split()[: RUN - 1])) != ()


def camps(article: Lesson, reason: str) -> tuple[str, ...]:
    """What a class sees of one reason."""
    annotations = class_of(article, {"c01": "sssss"}).assign(reason=reason)
    return contrasting_reasons(annotations, article, "c01")[0].reasons


def test_the_teacher_takes_reasons_out(camp_of, lesson: Lesson) -> None:
    """By id, by claim, or by words that stand in it, whatever the case; a slip of the pen is told."""
    written = ("My Neighbour saw it.", "It says so.")
    assert camp_of(*written, hide=["my neighbour"]) == ("It says so.",)
    assert camp_of(*written, hide=["c03"]) == ()
    every = contrasting_reasons(with_reasons(lesson, *written), lesson, "c03")[0].all_reasons
    for reason in every:
        assert camp_of(*written, hide=[reason.id]) == tuple(other.text for other in every if other != reason)
    for slip in ({"hide": "c03-000000"}, {"show": ["c03-000000"]}, {"hide": [""]}):
        with pytest.raises(ValueError, match="There is no reason to hide or show for"):
            kit.report(with_reasons(lesson, *written), lesson, **slip)


def test_an_id_stays_when_more_is_handed_in(lesson: Lesson) -> None:
    """What was taken out stays out when another student hands in: an id comes from the words."""
    ids = [
        {reason.id: reason.text for reason in contrasting_reasons(annotations, lesson, "c03")[0].all_reasons}
        for annotations in (with_reasons(lesson, "b", "c", "d"), with_reasons(lesson, "a", "b", "c", "d", "e", "f"))
    ]
    assert ids[0].items() <= ids[1].items()


def test_objections_are_looked_at_too(lesson: Lesson) -> None:
    """Why readers disagree with the key is held back for the same causes."""
    extra = list(itertools.chain.from_iterable(afterwards(lesson, n, "c03", "anonymous", "disagree") for n in range(5)))
    annotations = class_of(lesson, {"c03": "aaaaa"}, extra=extra)
    assert reasons_against(annotations, lesson, "c03").reasons == ("Because.",)
    assert reasons_against(annotations, lesson, "c03", 3, Discretion(hide=["because"])).reasons == ()


def test_a_report_without_the_key_gives_nothing_of_it_away(lesson: Lesson) -> None:
    """The key is looked for above all where the report leaves it out; the page says how many were held back."""
    answers = class_of(lesson, {"c03": "sssssaaaaa"})
    reasons = ["I marked sourced, because she is named.", *["Mine."] * 4, "Ask Zoë.", *["Mine too."] * 4]
    page = kit.report(answers.assign(reason=reasons), lesson, show_key=False, names=["Zoe Ruiz"])
    assert [reason.text for reason in page.reasons] == ["Mine too.", "Mine."] or len(page.reasons) == 2
    assert not re.search("she is named|Zoë", page.html)
    assert "2 reasons are held back" in page.html


def test_five_codes_in_one_file_are_one_person(lesson: Lesson, tmp_path: Path) -> None:
    """Journals that somebody made up in one file lift no rule; the same journals in a file each do."""
    codes = [f"quiet-otter-{number}" for number in range(41, 46)]
    journals = [
        journal([line(lesson, "c03", number, reader=code, journal=code, labels=("sourced",), reason="Mine.")])
        for number, code in enumerate(codes)
    ]
    put(tmp_path / "one", "a.jsonl", b"".join(journals))
    for code, data in zip(codes, journals, strict=True):
        put(tmp_path / "each", f"{code}.jsonl", data)
        put(tmp_path / "moodle" / "Kaya_41010_assignsubmission_file", f"{code}.jsonl", data)
    hidden = {name: contrasting_reasons(collected(tmp_path / name, lesson), lesson, "c03")[0] for name in FOLDERS}
    assert {name: camp.hidden for name, camp in hidden.items()} == {"one": True, "each": False, "moodle": True}
    assert all(camp.readers == 5 for camp in hidden.values())
    said = kit.report(collected(tmp_path / "one", lesson).copy(), lesson).html
    assert "Mine." not in said


FOLDERS = ("one", "each", "moodle")


def collected(folder: Path, lesson: Lesson) -> pd.DataFrame:
    """The annotations of a folder."""
    return kit.collect(folder, lesson).annotations


def test_the_command_holds_back_and_says_so(
    lesson: Lesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`kit report --roster --hide` leaves reasons out, lists those that stand on the page, and names no student."""
    monkeypatch.chdir(tmp_path)
    reasons = ["Zoë told me.", "My neighbour.", "She has a name.", "There it stands.", "I can ask her."]
    others = ["Who is it?", "No.", "Nobody.", "They hide.", "Secret."]
    for number, reason in enumerate(reasons + others):
        labels = ("sourced",) if number < 5 else ("anonymous",)
        code = f"quiet-otter-{number + 10}"
        given = line(lesson, "c03", number, reader=code, journal=code, labels=labels, reason=reason)
        put(tmp_path / "in", f"{code}.jsonl", journal([given]))
    put(tmp_path, "roster.csv", b"reader code,name\nquiet-otter-10,Zoe Ruiz\n")
    arguments = ["report", "in", "--lesson", str(tmp_path / "bridge"), "--roster", "roster.csv", "--hide", "neighbour"]
    assert main(arguments) == 0
    said = capsys.readouterr().out
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    shown = re.findall(r"- (c03-[0-9a-f]{6}) “(.*)”", said)
    assert len(shown) == 4
    assert all(text in page for _, text in shown)
    assert "Held back, because of a name of your roster: c03-" in said
    for text in (page, said):
        assert not re.search("Zo[eë]|neighbour", text)
    assert main([*arguments, "--replace", "--hide", shown[0][0]]) == 0
    assert shown[0][1] not in (tmp_path / "report.html").read_text(encoding="utf-8")
