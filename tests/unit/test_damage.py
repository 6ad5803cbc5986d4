"""Damage: what is broken is found with its repair, and what only looks broken is left alone."""

import pytest

from kit.authoring.damage import find_damage
from kit.authoring.damage_figures import measured, read_places
from kit.authoring.draft import Block, Damage, Draft


def _found(*texts: str, language: str = "en") -> list[Damage]:
    return list(find_damage([Block("paragraph", text) for text in texts], language))


def _repaired(*texts: str) -> str:
    draft = Draft(tuple(Block("paragraph", text) for text in texts))
    damage = find_damage(draft.blocks)
    mended = Draft(draft.blocks, damage).repaired(damage)
    return "\n".join(paragraph.text for paragraph in mended.paragraphs)


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        (
            "A flood closed the road to Norwichaccording to the county.",
            "the road to Norwich, according to",
        ),
        ("Rain hit Dublinforcing schools to close.", "Rain hit Dublin, forcing schools"),
        ("It divided the leadershipwhere few agree.", "the leadership where few"),
        ("In its third monthand with no end in sight, it goes on.", "its third month and with"),
        ("The mayor saw a bridgea clerk said.", "a bridge a clerk"),
        ("The owner, Ruth Marlow, left Kenyain a hurry. She likes Kenya.", "left Kenya in a hurry"),
        ("The head of Marlowebank, Otto Kesslerdeputy mayor until May, left.", "Otto Kessler, deputy mayor"),
        ("The mayor, Ruth Marlowagreed to it.", "The mayor, Ruth Marlow, agreed"),
        ("The mayor knew a manwho left.", "a man who left"),
        ("The talks broke outsaid one of them.", "broke out said one"),
        ("It was part ofthe plan.", "part of the plan"),
        ("They crossed thebridge at night.", "crossed the bridge at"),
        ("It was the county’splan, a clerk wrote.", "county’s plan"),
        ("Marlow left Oxley. Oxley likes Marlowin summer.", "Marlow in summer"),
        ("The Kesslerfamily left. Otto Kessler stayed.", "Kessler family"),
        ("The gates were shutThey left.", "were shut. They left."),
        ("The crews, armed with pumpsThey have cleared ten streets.", "armed with pumps, have cleared"),
        ("The road is shut.The bridge is not.", "is shut. The bridge"),
        ("The company called it “nonsense”.A clerk did not.", "“nonsense”. A clerk"),
        ("A spokeswoman,Delyth Vaughan, said no.", "A spokeswoman, Delyth"),
        ("It came fromNorway in May.", "from Norway in"),
        ("They wrote it on Facebookon Wednesday.", "Facebook on Wednesday"),
        ("It came to Norway , and then it left .", "to Norway, and then it left."),
        ("It began in May,but ended soon.", "in May, but ended"),
        ("Samples were taken in ten housesThe results come in May.", "in ten houses. The results"),
        ("The councillor of Healthas well as her aide left.", "of Health as well"),
        ("In Spainsuch fires are rare.", "In Spain such fires"),
        ("The fire of June2019 burned for days.", "of June 2019 burned"),
    ],
)
def test_words_that_run_together_are_parted(broken: str, whole: str) -> None:
    """The words of a lost link and a lost blank come apart, and only there."""
    assert whole in _repaired(broken)
    assert len(_found(broken)) == 1 + broken.count(" .")


@pytest.mark.parametrize(
    "text",
    [
        "Killingsworth met McCain, O’Brien and van Dyke at YouTube, and FitzGerald called from an iPhone.",
        "Sutherland, Poland and Ireland signed; Franklin, Martin and Berlin did not.",
        "Kadyrova said so. Petrova agreed. Alina Kabaeva was in Greenwich.",
        "The nonprofit’s overclassification was a megadeal, and its newsroom a workforce of whistleblowers.",
        "Therein lies the whereabouts of whoever is upon the forecourt; nevertheless, it is moreover notwithstanding.",
        "Write to desk@example.org or see www.example.org/news.Today and example.com.",
        "Ormeland and Wexand are villages; the Ormeland fair is held in Wexand.",
        "She has a Ph.D. from Oxley, and waited . . . for years ... to use it.",
        "At 3.5 percent, the U.S.A. and the E.U. agreed at 4p.m. on the A40.",
        "Thein and Orin Pijin met in Buriat, a town; the Oncenter is a hall, and knuckleheaded a word.",
        "MacAllister’s co-operative re-signed a two- and three-year lease with al-Rashid.",
    ],
)
def test_names_compounds_and_addresses_stay_whole(text: str) -> None:
    """No name, compound, abbreviation or address is taken apart, or reported at all."""
    assert _found(text) == []


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("A spokesman for the council He declined to comment.", "for the council declined to"),
        ("It fell after the war In the 1990s.", "the war in the 1990s"),
        ("The plant, built In 1987, is shut.", "built in 1987"),
        ("She added that the company They will pay for it.", "that the company will pay"),
        ("Officials in Leeds They said that nobody knew.", "in Leeds said that"),
        ("The mayor of San bernardino resigned.", "of San Bernardino resigned"),
        ("The road is shut today. all of it is wet.", "today. All of it"),
        ("senior officials left.", "Senior officials left."),
        ("The offices were closed They left.", "were closed. They left"),
    ],
)
def test_capitals_that_strayed_or_are_missing_are_found(broken: str, whole: str) -> None:
    """A capital in a sentence, and a small letter where a name or a sentence begins."""
    assert whole in _repaired(broken)
    assert len(_found(broken)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "She wrote for The Guardian and The New York Times about The Hague.",
        "The band sang “All You Need Is Love” and “Tales From the Crypt” in In Touch.",
        "Voters said No, and Will Marlow met May Ode in May.",
        "“Is it?” she asked. “It is,” he said: The end.",
        "al-Rashid met de Vries. The iPhone was his.",
    ],
)
def test_capitals_that_are_meant_are_left_alone(text: str) -> None:
    """Titles, names and direct speech keep their letters."""
    assert _found(text) == []


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("“We saw the fear of the ownersa county clerk said.", "of the owners,” a county"),
        ("“We saw it, a county clerk said.", "“We saw it,” a county"),
        ("We never saw it,” she said.", "“We never saw it,” she said."),
        ("“We never saw it at all.", "saw it at all.”"),
        ("She said: “We had long talks about the road, and this is no sign of a quarrel”", "of a quarrel.”"),
        ("“We saw nothing.”.", "nothing.”"),
        ("She called it “a mess“ and left.", "“a mess” and"),
        ("She called it “ a mess” and left.", "it “a mess”"),
        ('She called it “a mess" and left.', "“a mess” and"),
        ("They left at noon..", "at noon."),
    ],
)
def test_broken_quotation_marks_are_found(broken: str, whole: str) -> None:
    """Marks without their other one, of another kind, and punctuation beside them that is double or missing."""
    assert whole in _repaired(broken)
    assert len(_found(broken)) == 1


def test_a_quotation_over_two_paragraphs_is_whole() -> None:
    """It is opened in each paragraph and closed in the last; German marks and ellipses are whole too."""
    assert _found("“We saw it.", "“We told them,” she said.") == []
    assert _found("Sie sagte: „Wir gehen.“ Dann ging sie ...", language="de") == []


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("The governâ€™s cafÃ© is shut.", "govern’s café"),
        ("Fish &amp; chips &#8220;here&#8221;.", "Fish & chips “here”"),
        ("The bridge\N{SOFT HYPHEN}head is shut.", "bridgehead"),
        ("The govern- ment left.", "The government left."),
        ("A well- known clerk left.", "A well-known clerk left."),
        ("He shut the the road.", "He shut the road."),
    ],
)
def test_broken_characters_hyphens_and_doubled_words_are_found(broken: str, whole: str) -> None:
    """Letters of a wrong encoding, codes of HTML, hyphens from line ends, words that stand twice."""
    assert whole in _repaired(broken)


def test_a_lost_letter_is_told_and_not_guessed() -> None:
    """Where a letter is gone, no repair is proposed."""
    assert [(one.found, one.repair) for one in _found("The caf\N{REPLACEMENT CHARACTER} is shut.")] == [
        ("caf\ufffd", None)
    ]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("The name was in the reports of States Joined.", "of the United States."),
        ("After the fall of the union soviet, he left.", "the Soviet Union, he"),
        ("It caused discomfort internal.", "caused internal discomfort."),
        ("Reports say that Putin he has left.", "that Putin has left"),
        ("An officer of the KBG left.", "the KGB left"),
        ("It stood in the President’s daily letter Marlow and in others.", "in President Marlow’s daily letter and"),
        ("The spokesman for Kremlin, who left, agreed.", "for the Kremlin, who"),
        ("The trust it has enjoyed Putin may fall.", "trust Putin has enjoyed may"),
        ("They met in Europa in May.", "in Europe in"),
        ("Las Danish crews left.", "The Danish crews"),
        ("The fires at the port they are spread by wind.", "at the port are spread"),
        ("The rain will cause visitors of Denmark think twice.", "Denmark to think"),
    ],
)
def test_traces_of_a_translation_are_found(broken: str, whole: str) -> None:
    """Turned names and adjectives, words of another language, subjects that are said twice."""
    assert whole in _repaired(broken)
    assert len(_found(broken)) == 1


def test_two_kinds_of_damage_in_one_place_are_both_repaired() -> None:
    """What runs together and what a translation left beside it do not hide each other."""
    assert "over Lund, forcing Marlow to" in _repaired("The storm came over Lundforcing to Marlow to leave.")
    assert "internal discomfort has" in _repaired("It caused discomfort internalhas made them leave.")
    assert "in Europe said that" in _repaired("Officials in Europa They said that nobody knew.")


@pytest.mark.parametrize(
    "text",
    [
        "He told Putin he had left. On Friday he met Marlow. In Washington she will speak.",
        "The decisions they are making were hard. The mayor confirmed he was there. Together they left.",
        "White House reports and Pentagon officials agree. The attorney general saw something political.",
        "Europa League games were played in Las Vegas, Los Angeles and El Paso.",
        "The group’s forces were political, economic, military; it became international.",
        "The minister of Housing came. A The Hague court met.",
    ],
)
def test_what_english_can_be_is_no_trace(text: str) -> None:
    """Speech without “that”, names with articles of other languages, and adjectives behind their noun."""
    assert _found(text) == []


def test_damage_in_a_doubled_paragraph_is_found_in_both() -> None:
    """What stands twice because its paragraph does is no name."""
    text = "The company says that the pipes were inspected in Octoberand found whole."
    assert [one.found for one in _found(text, text) if one.kind == "run together"] == ["Octoberand", "Octoberand"]


def test_a_doubled_paragraph_names_the_other_one() -> None:
    """The later of two alike, and the shorter of two where one is within the other; short ones may be meant."""
    long = "The mayor said that the bridge would open in May, and nobody believed her."
    found = _found(long, "No.", "No.", long, "the bridge would open in May, and nobody")
    doubled = [one for one in found if one.kind == "doubled"]
    assert [(one.block, one.repair) for one in doubled] == [(3, ""), (4, "")]
    assert all("paragraph 1 too" in one.why for one in doubled)


def test_other_languages_are_not_read_as_english() -> None:
    """In German, nothing is taken apart and no capital has strayed."""
    assert _found("Der Bürgermeister sagte Er komme, und die Schifffahrtsgesellschaft schwieg.", language="de") == []


def test_what_was_left_out_is_not_looked_at() -> None:
    """Damage is searched in the article alone, headings and captions with it."""
    blocks = [Block("left out", "Norwichaccording", "It is a menu."), Block("caption", "Norwichaccording to her")]
    assert [one.block for one in find_damage(blocks)] == [1]


def test_figures_count_places_and_not_words() -> None:
    """Recall counts the places of the list that were met, precision the reports that meet one."""
    blocks = tuple(
        Block("paragraph", text) for text in ("Rain hit Dublinforcing them out.", "It was part ofthe plan, or so.")
    )
    draft = Draft(blocks, find_damage(blocks))
    places = read_places("# a comment\n1\tDublinforcing\trun\n2\tor so\tword\n", draft)
    figures = measured(draft, places)
    assert "recall 1/2 = 50%\nprecision 1/2 = 50%" in figures
    assert "not found: paragraph 2: or so" in figures
    assert "not in the list: paragraph 2: ofthe" in figures
    with pytest.raises(ValueError, match="Line 1: “Leeds” is not in paragraph 2"):
        read_places("2\tLeeds\n", draft)
