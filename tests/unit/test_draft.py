"""A draft: nothing is lost, and nothing changes unless somebody says so."""

from kit.authoring.draft import Block, Damage, Draft

BLOCKS = (
    Block("left out", "Home | News | Sport", "It is a menu.", "line 1"),
    Block("title", "The bridge"),
    Block("paragraph", "The bridge is shut.The mayor said so."),
    Block("heading", "What comes next"),
    Block("caption", "The bridge in May"),
    Block("paragraph", "It opens in May."),
    Block("paragraph", "It opens in May."),
)
STOP = Damage("run-together", 2, 15, 22, "shut.The", "shut. The", "A blank is missing.")
TWICE = Damage("doubled", 6, 0, 16, "It opens in May.", "", "This paragraph stands twice.")


def test_paragraphs_are_numbered_through_and_sections_begin_at_headings() -> None:
    """Captions are paragraphs; what was left out, titles and headings are none."""
    draft = Draft(BLOCKS)
    assert [(one.number, one.section, one.is_caption) for one in draft.paragraphs] == [
        (1, 1, False),
        (2, 2, True),
        (3, 2, False),
        (4, 2, False),
    ]
    assert (draft.title, draft.headings) == ("The bridge", ("", "What comes next"))
    assert [draft.paragraph_of(block) for block in range(7)] == [0, 0, 1, 0, 2, 3, 4]


def test_a_heading_without_paragraphs_begins_no_section() -> None:
    """Of two headings in a row, the second is the section's; one at the end is nobody's."""
    blocks = [("heading", "One"), ("heading", "Two"), ("paragraph", "It is shut."), ("heading", "Three")]
    draft = Draft(tuple(Block(kind, text) for kind, text in blocks))  # type: ignore[arg-type]
    assert (draft.headings, [one.section for one in draft.paragraphs]) == (("Two",), [1])


def test_what_was_left_out_is_listed_with_its_place_and_goes_back() -> None:
    """Putting back and leaving out again changes that block alone."""
    draft = Draft(BLOCKS).leave_out(4, "Not a picture of ours.")
    assert [(one.text, one.where, one.after) for one in draft.left_out] == [
        ("Home | News | Sport", "line 1", 0),
        ("The bridge in May", "", 1),
    ]
    assert Draft(BLOCKS).put_back(0).paragraphs[0].text == "Home | News | Sport"
    assert draft.put_back(4, "caption").blocks == BLOCKS


def test_another_title_takes_the_place_of_the_sources() -> None:
    """The source's title is left out, and damage is found where it was."""
    draft = Draft(BLOCKS, (STOP,)).with_title("A bridge  of ours")
    assert (draft.title, [one.text for one in draft.left_out]) == (
        "A bridge of ours",
        ["Home | News | Sport", "The bridge"],
    )
    assert [draft.paragraph_of(one.block) for one in draft.damage] == [1]


def test_only_accepted_repairs_are_made_and_the_others_move_along() -> None:
    """A repair changes its own words; what is found behind it in the same paragraph is found there afterwards."""
    text = BLOCKS[2].text
    stop = Damage("run-together", 2, 14, 22, text[14:22], "shut. The", "A blank is missing.")
    so = Damage("capital", 2, text.index("so."), text.index("so.") + 2, "so", "this", "An example.")
    draft = Draft(BLOCKS, (stop, so, TWICE))
    assert draft.repaired([]) == draft
    mended = draft.repaired([stop])
    assert mended.paragraphs[0].text == "The bridge is shut. The mayor said so."
    assert mended.repaired(mended.damage[:1]).paragraphs[0].text == "The bridge is shut. The mayor said this."
    assert draft.repaired([stop, so]).damage == (TWICE,)
    assert draft.repaired([so, stop]) == draft.repaired([stop]).repaired(draft.repaired([stop]).damage[:1])


def test_a_repair_that_does_not_stand_there_is_not_made() -> None:
    """Words that have changed since, places without a repair, and repairs of another draft change nothing."""
    unknown = Damage("word", 2, 0, 3, "The", None, "Only a person can tell.")
    for one in (STOP, unknown):
        draft = Draft(BLOCKS, (one,))
        assert draft.repaired([one]) == draft
    assert Draft(BLOCKS).repaired([TWICE]) == Draft(BLOCKS)


def test_a_doubled_paragraph_is_left_out_and_goes_back() -> None:
    """Its repair takes the whole block out of the article, with the reason, and it can be put back."""
    draft = Draft(BLOCKS, (TWICE,)).repaired([TWICE])
    assert len(draft.paragraphs) == 3
    assert (draft.left_out[-1].why, draft.damage) == ("This paragraph stands twice.", ())
    assert draft.put_back(6).blocks == BLOCKS
