"""The reader's notebooks are made from a lesson and its guide: the bundled ones, and those of any other lesson."""

import json
import os
import re
from pathlib import Path

import nbformat
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from nbclient import NotebookClient

import kit
from kit.lesson.write_file import AlreadyThere, NotWritten
from kit.sharing.notebooks.make import MOST_CELLS, make_notebooks
from kit.sharing.notebooks.template import plain
from kit.ui.pages import slug
from tests.lessons import ARTICLE, KEY, write_lesson
from tests.unit.test_guide import GUIDE

READER = Path(__file__).parents[2] / "notebooks" / "reader"
#: Where the notebooks of each bundled lesson lie: those of the second one in a folder of its own, with its name.
PLACES = {"inner-circle": READER, "skate-hall": READER / "skate-hall"}
MADE = {name: make_notebooks(kit.open_lesson(name), name) for name in PLACES}


def with_guide(folder: Path, guide: str | None = GUIDE, key: str | None = KEY, article: str = ARTICLE) -> Path:
    """The small lesson in a folder, with this guide and key."""
    write_lesson(folder, article, key)
    if guide is not None:
        (folder / "guide.yaml").write_text(guide, encoding="utf-8")
    return folder


def cells_of(made: dict[str, bytes]) -> dict[str, dict[str, str]]:
    """By notebook and cell id, what stands in the cells."""
    read = {name: nbformat.reads(data.decode("utf-8"), as_version=4) for name, data in made.items()}
    return {name: {cell.id: cell.source for cell in notebook.cells} for name, notebook in read.items()}


def run(path: Path, marks: Path) -> nbformat.NotebookNode:
    """Run a notebook as Run All does, in its own folder."""
    notebook = nbformat.read(path, as_version=4)
    environment = os.environ | {"CLAIM_BY_CLAIM_MARKS": str(marks), "IPYTHONDIR": str(marks / "ipython")}
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(path.parent)}}).execute(env=environment)
    return notebook


@pytest.mark.parametrize("lesson", PLACES)
def test_a_readers_folder_holds_what_is_made_and_nothing_else(lesson: str) -> None:
    """The notebooks of a bundled lesson are those that its article and guide give; nobody edits them by hand."""
    assert sorted(MADE[lesson]) == sorted(path.name for path in PLACES[lesson].glob("*.ipynb"))


@pytest.mark.parametrize(("lesson", "name"), [(lesson, name) for lesson, made in MADE.items() for name in made])
def test_a_bundled_notebook_is_as_it_is_made(lesson: str, name: str) -> None:
    """Byte for byte. After a change of the guide: kit notebooks inner-circle --out notebooks/reader --replace.

    Those of skate-hall go into notebooks/reader/skate-hall.
    """
    assert (PLACES[lesson] / name).read_bytes() == MADE[lesson][name]


@pytest.mark.parametrize("lesson", PLACES)
def test_where_answers_go_is_said_as_it_is_on_a_hub_too(lesson: str) -> None:
    """A hub may collect answers: the first notebook does not promise that they go nowhere, and says where to look."""
    said = MADE[lesson]["00_start_here.ipynb"].decode("utf-8")
    assert "nowhere" not in said
    assert "unless your school's hub collects" in said
    assert "*This computer*" in said


@pytest.mark.parametrize(("guide", "key"), [(None, None), (GUIDE, KEY)], ids=["bare", "guided and keyed"])
def test_the_notebooks_of_any_lesson_run(guide: str | None, key: str | None, tmp_path: Path) -> None:
    """Made for a lesson in a folder, each notebook runs from top to bottom where it lies."""
    lesson = with_guide(tmp_path / "my “lesson” $1", guide, key)
    paths = kit.write_notebooks(lesson, tmp_path / "out")
    names = ["00_start_here", "01_the_crack", "02_the_answer", "03_look_back", *(["10_minutes"] if guide else [])]
    assert [path.stem for path in paths] == names
    for path in paths:
        notebook = run(path, tmp_path / "marks")
        assert len(notebook.cells) <= MOST_CELLS
        assert all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code")


def test_a_path_is_named_in_the_cells_and_its_claims_are_not_typed(tmp_path: Path) -> None:
    """The cells of a path's notebook say which path it is."""
    cells = cells_of(make_notebooks(kit.open_lesson(with_guide(tmp_path)), "x"))["10_minutes.ipynb"]
    assert cells["stop-02"] == 'reading.show(2, path="short")'
    assert 'lesson.path("short")' in cells["start"]
    assert not re.search(r"c0\d", "".join(cells.values()))


def test_two_paths_of_the_same_length_have_a_notebook_each(tmp_path: Path) -> None:
    """Where the minutes do not tell two paths apart, the file has the path's name as well."""
    both = "paths:\n  a: {title: one, minutes: 9, claims: [c01]}\n  b: {title: two, minutes: 9, claims: [c02]}\n"
    made = cells_of(make_notebooks(kit.open_lesson(with_guide(tmp_path, both)), "x"))
    assert made["9_minutes.ipynb"]["stop-01"] == 'reading.show(1, path="a")'
    assert made["9_minutes_b.ipynb"]["stop-02"] == 'reading.show(2, path="b")'
    assert (
        "take [9 minutes](9_minutes.ipynb) or [9 minutes b](9_minutes_b.ipynb)." in made["00_start_here.ipynb"]["links"]
    )


def test_the_guides_words_stand_in_the_cells(tmp_path: Path) -> None:
    """What is said before and after a stop, and around a section, stands there, with links that lead to notebooks."""
    made = cells_of(make_notebooks(kit.open_lesson(with_guide(tmp_path)), "x"))
    first = made["01_the_crack.ipynb"]
    assert first["why-01"] == "Begin here."
    assert first["question-01"] == "## Go on\n\nRead on. Then go to [02](02_the_answer.ipynb)."
    assert "why-02" not in first
    assert first["title"].startswith(
        "# Ask “who knows?”: the crack\n\nAsk who says so.\n\n- **What you’ll do:** read, and mark."
    )
    assert first["own"].endswith(
        "**Next:** the answer. Go on with [02](02_the_answer.ipynb), now or another day; your marks are saved."
    )
    assert "takes ten minutes" in made["00_start_here.ipynb"]["title"]
    assert "| 8–10 | talk |" in made["10_minutes.ipynb"]["title"]
    back = made["03_look_back.ipynb"]
    assert back["outside-claims"] == 'reading.show(1, claims=["c01"])\nreading.show(5, claims=["c05"])'
    assert "**Paragraph 1:** It is closed." in back["outside-said"]


def test_a_first_lesson_is_made_where_the_guide_asks_for_one(tmp_path: Path) -> None:
    """Its plan is the guide's; it goes the first path through the easier text, with its words and its key."""
    plan = "first_lesson:\n  title: Begin here\n  minutes: 9\n  steps:\n    - {minutes: 9, do: read}\n"
    assert "first_lesson.ipynb" not in make_notebooks(kit.open_lesson(with_guide(tmp_path)), "x")
    made = cells_of(make_notebooks(kit.open_lesson(with_guide(tmp_path, plan + GUIDE)), "x"))
    first = made["first_lesson.ipynb"]
    assert first["title"].startswith("# Begin here\n") and "| 0–9 | read |" in first["title"]
    assert 'kit.open_lesson("skate-hall")' in first["start"]
    stops = kit.open_lesson("skate-hall").path("first").stops
    assert [cell for cell in first if cell.startswith("stop-")] == [f"stop-{stop.paragraphs[0]:02}" for stop in stops]
    for stop in stops:
        shown = ", ".join(map(str, stop.paragraphs))
        assert first[f"stop-{stop.paragraphs[0]:02}"] == f'reading.show({shown}, path="first")'
        assert first.get(f"question-{stop.paragraphs[0]:02}", "") == stop.after.strip()
    assert first["beside-the-key"] == 'reading.reveal(path="first")'
    assert "[first lesson](first_lesson.ipynb)" in made["00_start_here.ipynb"]["links"]


def test_the_first_lesson_runs(tmp_path: Path) -> None:
    """Run All reaches its end, and its plan is half an hour."""
    assert "first_lesson.ipynb" in MADE["inner-circle"]
    plan = kit.open_lesson("inner-circle").guide.first_lesson
    assert plan is not None and plan.minutes == sum(step.minutes for step in plan.steps) == 30
    notebook = run(READER / "first_lesson.ipynb", tmp_path)
    assert all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code")


@pytest.mark.parametrize("name", kit.bundled_lessons())
def test_every_link_leads_to_a_notebook(name: str) -> None:
    """Each notebook that another one links to is made too."""
    made = make_notebooks(kit.open_lesson(name), name)
    links = re.findall(r"\]\(([^)]+)\)", json.dumps([nbformat.reads(data.decode(), 4) for data in made.values()]))
    assert links
    assert set(links) <= set(made)


def test_the_same_lesson_gives_the_same_bytes(tmp_path: Path) -> None:
    """Made twice, the notebooks are the same, so that a diff shows what the author changed."""
    lesson = with_guide(tmp_path / "lesson")
    first = kit.write_notebooks(lesson, tmp_path / "one")
    second = kit.write_notebooks(lesson, tmp_path / "two")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_nothing_is_replaced_unless_asked_for(tmp_path: Path) -> None:
    """Where one of the notebooks is there already, none is written; other files are never touched."""
    lesson, out = with_guide(tmp_path / "lesson"), tmp_path / "out"
    out.mkdir()
    (out / "02_the_answer.ipynb").write_text("mine")
    (out / "notes.txt").write_text("mine too")
    with pytest.raises(AlreadyThere, match=r"02_the_answer.ipynb” is there already.*--replace"):
        kit.write_notebooks(lesson, out)
    assert sorted(path.name for path in out.iterdir()) == ["02_the_answer.ipynb", "notes.txt"]
    kit.write_notebooks(lesson, out, replace=True)
    assert (out / "02_the_answer.ipynb").read_text(encoding="utf-8") != "mine"
    assert (out / "notes.txt").read_text() == "mine too"


def test_a_folder_that_cannot_be_is_said(tmp_path: Path) -> None:
    """A file in the folder's place, or no folder above it, is a sentence."""
    (tmp_path / "file").write_text("")
    with pytest.raises(NotWritten, match="is a file, and notebooks need a folder"):
        kit.write_notebooks("warm-up", tmp_path / "file")
    with pytest.raises(NotWritten, match="There is no folder"):
        kit.write_notebooks("warm-up", tmp_path / "no" / "folder")


def test_a_lesson_that_lies_in_the_folder_is_found(tmp_path: Path) -> None:
    """A lesson's folder within the notebooks' folder is opened as a folder, also where a bundled one has its name."""
    lesson = with_guide(tmp_path / "warm-up")
    cells = cells_of({path.name: path.read_bytes() for path in kit.write_notebooks(lesson, tmp_path)})
    assert 'kit.open_lesson("./warm-up")' in cells["01_the_crack.ipynb"]["start"]


def test_a_notebook_that_nobody_would_finish_is_refused(tmp_path: Path) -> None:
    """More than 40 cells are too many; the sentence says what to do."""
    more = "".join(f"And more, {number}.\n\n" for number in range(15))
    stops = "".join(f"      - {{paragraphs: [{number}], before: a, after: b}}\n" for number in range(6, 21))
    guide = "sections:\n  1: {}\n  2:\n    stops:\n      - {paragraphs: [5]}\n" + stops
    lesson = kit.open_lesson(with_guide(tmp_path, guide, article=f"{ARTICLE}\n{more}"))
    with pytest.raises(ValueError, match=r"“02_the_answer.ipynb” would have 5\d cells, and 40 are the most. Let more"):
        make_notebooks(lesson, "x")


def test_a_long_article_without_a_guide_is_made(tmp_path: Path) -> None:
    """A hundred paragraphs in one section, and twelve sections, no core claims and no key, are short notebooks."""
    more = "".join(f"And more, {number}.\n\n" for number in range(100))
    points = "".join(f"  - Point {number}.\n" for number in range(3, 13))
    sections = "".join(f"\n## Part {number}\n\nSome text.\n" for number in range(3, 13))
    article = (
        ARTICLE.replace("## The answer", f"{more}## The answer")
        .replace(" .core", "")
        .replace("---\n\n##", f"{points}---\n\n##")
    )
    made = make_notebooks(kit.open_lesson(with_guide(tmp_path, None, None, article + sections)), "x")
    assert list(made)[-2:] == ["12_part_12.ipynb", "13_look_back.ipynb"]
    assert all(len(cells) <= MOST_CELLS for cells in cells_of(made).values())
    assert "core" not in cells_of(made)["00_start_here.ipynb"]["next-notebook"]


@pytest.mark.parametrize(
    ("title", "file"),
    [
        ("Größe & Élan!", "grosse_elan"),
        ("  ../../etc/passwd", "etc_passwd"),
        ("“Quoted” <b>", "quoted_b"),
        ("Привет", ""),
        ("x" * 200, "x" * 40),
        ("a" * 39 + " b", "a" * 39),
    ],
)
def test_a_title_becomes_a_safe_name(title: str, file: str) -> None:
    """A file's name is small letters, digits and underscores, whatever the title is."""
    assert slug(title) == file


def test_a_title_in_another_script_still_has_a_notebook(tmp_path: Path) -> None:
    """Where nothing of a title can stand in a file's name, the name says that it is a section."""
    article = ARTICLE.replace("## The crack", "## Трещина")
    made = make_notebooks(kit.open_lesson(with_guide(tmp_path, None, article=article)), "x")
    assert "01_section.ipynb" in made
    assert cells_of(made)["01_section.ipynb"]["title"].startswith("# Трещина\n")


@settings(max_examples=200, deadline=None)
@given(
    text=st.text(st.sampled_from("1.)-+=# ") | st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)
)
@example(text="1. Ask who says so.")
@example(text="12) Ask again.")
@example(text="- Ask")
def test_text_of_the_article_stays_text(text: str) -> None:
    """Whatever a title or a point holds, Markdown shows it as it is: no list, emphasis, link, code or HTML."""
    text = " ".join(text.split()) or "x"
    [opening, inline, _close] = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(plain(text))
    assert opening.type == "paragraph_open"
    assert {child.type for child in inline.children or []} <= {"text", "text_special"}
    assert "".join(child.content for child in inline.children or []) == text
