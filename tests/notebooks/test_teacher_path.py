"""The teacher's path: from a downloads folder full of other things to a filled gradebook, by the notebooks' cells."""

import os
import re
import zipfile
from pathlib import Path

import nbformat
import pytest
import yaml
from nbclient import NotebookClient

import kit
from kit.__main__ import main

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
TEACHER = NOTEBOOKS / "teacher"
LESSON = kit.open_lesson("inner-circle")
CORE = [claim.id for claim in LESSON.claims if claim.core]
REASON = "Nobody is named, so Zacharias and I doubt it."

# As Excel saves “CSV” in half of Europe: semicolons, Windows-1252, a code that got a capital.
ROSTER = """\
Reader code;Name;E-mail;Remarks
Quiet-otter-41;José Müller;jose@school.example;front row
bold-fox-10;Bea Öz;bea@school.example;
calm-wren-22;Chloé Dupont;chloe@school.example;
kind-seal-33;Dana Vogel;dana@school.example;was ill
"""
GRADEBOOK = """\
Student,ID,SIS User ID,SIS Login ID,Section,Essay (900),Claim by Claim (901),Current Score
    Points Possible,,,,,20.00,10.00,(read only)
"Müller, José",17,,jose@school.example,"7b, ""blue"" room",15.50,,77.50
"Öz, Bea",18,,bea@school.example,7b,,,
"Dupont, Chloé",19,,chloe@school.example,7b,"3,5",,
"Vogel, Dana",20,,dana@school.example,7b,,,
"Student, Test",99,,x1,7b,,,
"""
FILLED = GRADEBOOK.replace("15.50,,", "15.50,10,").replace("bea@school.example,7b,,,", "bea@school.example,7b,,2.5,")
FILLED = FILLED.replace('"3,5",,', '"3,5",0.53,')


def journal(folder: Path, reader: str, claims: list[str], reason: str = "") -> bytes:
    """What a student downloads who has marked these claims."""
    reading = kit.start_reading(LESSON, reader=reader, folder=folder)
    for claim in claims:
        reading.mark(claim, ["anonymous"], reason=reason)
    return (folder / f"{reader}.jsonl").read_bytes()


@pytest.fixture(scope="module")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A downloads folder as teachers have it: copies, odd endings, a zip, a torn file, and much that is no journal."""
    folder, desk = tmp_path_factory.mktemp("Téléchargements (école)"), tmp_path_factory.mktemp("students")
    jose = journal(desk, "quiet-otter-41", CORE, REASON)
    files = {
        "Müller, José (späte Abgabe)/quiet-otter-41.jsonl": b"".join(jose.splitlines(keepends=True)[:5]),
        "Müller, José (späte Abgabe)/quiet-otter-41 (1).jsonl": jose,
        "Öz Bea_12345_bold-fox-10.jsonl.txt": journal(desk, "bold-fox-10", CORE) + b'{"v":1,"kind":"ma',
        "holiday photo.png": b"\x89PNG\r\n\x1a\n",
        "essay José.docx": b"PK\x03\x04 not really",
        "notes.txt": "Änderungen für Freitag".encode("latin-1"),
        ".DS_Store": b"\x00\x00\x00\x01Bud1",
        "empty.jsonl": b"",
        "roster.csv": ROSTER.encode("cp1252"),
        "Grades 7b.csv": GRADEBOOK.replace("\n", "\r\n").encode("utf-8-sig"),
    }
    for name, data in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    with zipfile.ZipFile(folder / "Dupont Chloé.zip", "w") as packed:
        packed.writestr("Abgabe é/calm-wren-22.json", journal(desk, "calm-wren-22", CORE[:1], REASON))
    return folder


def run(name: str, tmp_path: Path, **cells: str) -> nbformat.NotebookNode:
    """Run a teacher's notebook after some of its cells, named by their ids, were edited."""
    notebook = nbformat.read(TEACHER / name, as_version=4)
    by_id = {cell.id: cell for cell in notebook.cells}
    for cell_id, source in cells.items():
        by_id[cell_id].source = source
    environment = os.environ | {"IPYTHONDIR": str(tmp_path / "ipython")}
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(TEACHER)}}).execute(env=environment)
    return notebook


def shown(notebook: nbformat.NotebookNode, *cell_ids: str) -> str:
    """All that these cells put out; of all cells, if none is named."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and (not cell_ids or cell.id in cell_ids)]
    outputs = [output for cell in cells for output in cell.outputs]
    return "\n".join(str(output.get("text", "")) + str(output.get("data", "")) for output in outputs)


def own_files(folder: Path) -> str:
    """What the teacher types into the first cell of the grading notebook."""
    roster, gradebook = folder / "roster.csv", folder / "Grades 7b.csv"
    return f"MY_FOLDER = r'{folder}'\nMY_ROSTER = r'{roster}'\nMY_GRADEBOOK = r'{gradebook}'\nCOLUMN = 'claim by claim'"


def test_a_downloads_folder_becomes_grades(downloads: Path, tmp_path: Path) -> None:
    """Full grades, a quarter for labels alone, and small ones reach their cells; every other byte and file stays."""
    before = {path: path.read_bytes() for path in downloads.rglob("*") if path.is_file()}
    notebook = run("02_grade.ipynb", tmp_path, files=own_files(downloads))
    written = downloads / "Grades 7b-filled.csv"
    assert written.read_bytes() == FILLED.replace("\n", "\r\n").encode("utf-8-sig")
    after = {path: path.read_bytes() for path in downloads.rglob("*") if path.is_file() and path != written}
    written.unlink()
    assert after == before
    assert "SAMPLE" not in shown(notebook)
    assert str(written) in shown(notebook, "write")


def test_the_command_line_does_the_same(downloads: Path, tmp_path: Path) -> None:
    """`kit grade`, as the README has it, writes the same bytes as the notebook."""
    files = ["--roster", str(downloads / "roster.csv"), "--gradebook", str(downloads / "Grades 7b.csv")]
    assert main(["grade", str(downloads), *files, "--column", "Claim by Claim", "--out", str(tmp_path)]) == 0
    assert (tmp_path / "Grades 7b-filled.csv").read_bytes() == FILLED.replace("\n", "\r\n").encode("utf-8-sig")


def test_every_doubt_is_a_sentence(downloads: Path, tmp_path: Path) -> None:
    """Copies, torn lines and strange files are told; so is everybody who gets no grade, by name."""
    notebook = run("02_grade.ipynb", tmp_path, files=own_files(downloads), write="")
    files, check = shown(notebook, "odd-files"), shown(notebook, "check")
    for says in ("a copy: all of it also stands in", "1 line refused", "not a journal"):
        assert says in files
    for says in (
        "these columns are not used: “Remarks”",
        "was read as Windows-1252",
        "No marks came from Dana Vogel",
    ):
        assert says in check
    assert "stop" not in check
    assert "Student, Test" not in check  # Canvas's own, who is nobody


def test_a_stop_is_said_and_nothing_is_written(downloads: Path, tmp_path: Path) -> None:
    """With other points than in Canvas the page runs to its end, says what to mend, and writes no file."""
    rules = "MAXIMUM = 20\nCOUNTS = {'completion': 1, 'reasons': 1}\nCLAIMS = None"
    notebook = run("02_grade.ipynb", tmp_path, files=own_files(downloads), rules=rules)
    assert "has 10.00 points in Canvas, but the grades are out of 20" in shown(notebook, "check")
    assert "Nothing was written" in shown(notebook, "write")
    assert not list(downloads.glob("*filled*"))


def test_two_files_of_three_are_not_mixed_with_the_sample(downloads: Path, tmp_path: Path) -> None:
    """Where the teacher has named only one file, the page says that it still shows the invented class."""
    files = f"MY_FOLDER = r'{downloads}'\nMY_ROSTER = None\nMY_GRADEBOOK = None\nCOLUMN = 'Claim by Claim'"
    notebook = run("02_grade.ipynb", tmp_path, files=files)
    assert "SAMPLE CLASS" in shown(notebook, "sample")
    assert "quiet-otter-41" not in shown(notebook)


def test_comparing_names_no_file_and_nobody(downloads: Path, tmp_path: Path) -> None:
    """The page for the projector shows no name of a file, no reason of three readers, and codes in one cell only."""
    notebook = run("01_compare_the_class.ipynb", tmp_path, folder=f"MY_FOLDER = r'{downloads}'")
    everything = shown(notebook) + str(notebook.metadata.get("widgets", ""))
    assert "SAMPLE" not in everything
    for hidden in ("Müller", "José", "Dupont", "Abgabe", "holiday", "Zacharias", ".jsonl"):
        assert hidden not in everything, hidden
    assert "quiet-otter-41" in shown(notebook, "readers")
    assert everything.count("quiet-otter-41") == shown(notebook, "readers").count("quiet-otter-41")


def deciding(decisions: str, path: Path) -> str:
    """The cell of decisions as a teacher fills it in."""
    cell = next(cell for cell in nbformat.read(TEACHER / "01_compare_the_class.ipynb", 4).cells if cell.id == "propose")
    return f"MY_DECISIONS = {decisions}\nMY_KEY = r'{path}'\n" + "\n".join(cell.source.splitlines()[2:])


def test_a_class_and_its_teacher_make_a_key(downloads: Path, tmp_path: Path) -> None:
    """A decision in the notebook stands in the written key; the rest is the key's own; opening it says what is open."""
    path = tmp_path / "key 7b.yaml"
    propose = deciding("{'c05': ['sourced'], 'c33': 'no source'}", path)
    notebook = run("01_compare_the_class.ipynb", tmp_path, folder=f"MY_FOLDER = r'{downloads}'", propose=propose)
    assert f"Written: {path}" in shown(notebook, "write-key")
    key = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert (key["c05"]["labels"], key["c05"]["why"], key["c33"]["labels"]) == (["sourced"], "", [])
    assert (key["c12"]["labels"], key["c12"]["why"]) == (list(LESSON.key["c12"].labels), LESSON.key["c12"].why)
    with pytest.raises(kit.LessonFaults, match=r"key 7b.yaml, line .* c05") as refused:
        kit.open_lesson("inner-circle", key=path)
    assert len(refused.value.faults) < 15


def test_a_key_that_is_filled_in_is_never_written_over(tmp_path: Path) -> None:
    """Run All a second time says that the key was left as it is, and makes the report below."""
    path = tmp_path / "key 7b.yaml"
    path.write_text("filled in by hand", encoding="utf-8")
    notebook = run("01_compare_the_class.ipynb", tmp_path, propose=deciding("{'c05': 'sourced'}", path))
    assert "was there already and is left as it is" in shown(notebook, "write-key")
    assert "Written" not in shown(notebook, "write-key")
    assert path.read_text(encoding="utf-8") == "filled in by hand"
    assert "report.html" in shown(notebook, "report")


def test_the_claims_that_want_a_decision(tmp_path: Path) -> None:
    """At most ten claims are shown, with what the class and what the key say."""
    table = shown(run("01_compare_the_class.ipynb", tmp_path), "propose")
    for heading in ("proposed", "key", "tie", "disagree"):
        assert f"<th>{heading}</th>" in table
    assert 1 <= table.count("<tr>") <= 10


def test_comparing_names_the_sample(tmp_path: Path) -> None:
    """Without a folder of their own, teachers are told that a program made the class."""
    assert "SAMPLE CLASS: generated by a program" in shown(run("01_compare_the_class.ipynb", tmp_path), "collect")


def test_comparing_works_with_nothing_handed_in(tmp_path: Path) -> None:
    """An empty folder gives empty tables, and the page runs to its end."""
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "0 annotations" in shown(run("01_compare_the_class.ipynb", tmp_path, folder=f"MY_FOLDER = r'{empty}'"))


def text_of(name: str) -> str:
    """All markdown of a teacher's notebook."""
    cells = nbformat.read(TEACHER / name, as_version=4).cells
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def test_the_plan_takes_45_minutes() -> None:
    """The steps follow each other without a gap, and their minutes add up to 45."""
    found = re.findall(r"^\| (\d+)–(\d+) \| (\d+) \|", text_of("00_teach_this_lesson.ipynb"), re.MULTILINE)
    steps = [(int(begin), int(end), int(minutes)) for begin, end, minutes in found]
    assert [end - begin for begin, end, _ in steps] == [minutes for _, _, minutes in steps]
    assert [begin for begin, _, _ in steps] == [0, *(end for _, end, _ in steps[:-1])]
    assert sum(minutes for _, _, minutes in steps) == 45


def test_the_plan_has_the_claims_of_the_short_path() -> None:
    """The claims that the plan for 45 minutes names are those of the lesson's short path, and no other."""
    plan = re.sub(r"## Ask.*", "", text_of("00_teach_this_lesson.ipynb"), flags=re.DOTALL)
    assert set(re.findall(r"\bc\d\d\b", plan)) == set(LESSON.path("short").claims)


@pytest.mark.parametrize("path", sorted(TEACHER.glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_teacher_has_time_to_read_it(path: Path) -> None:
    """A teacher's notebook has at most 1,200 words, and its code cells at most seven lines."""
    cells = nbformat.read(path, as_version=4).cells
    assert len(re.findall(r"[\w’'-]+", text_of(path.name))) <= 1200
    assert max(cell.source.count("\n") + 1 for cell in cells if cell.cell_type == "code") <= 7


@pytest.mark.parametrize("path", sorted(TEACHER.glob("*.ipynb")), ids=lambda path: path.stem)
def test_links_lead_somewhere(path: Path) -> None:
    """Every notebook that a teacher's notebook links to is there."""
    links = re.findall(r"\]\(([^)]+\.ipynb)\)", text_of(path.name))
    assert links
    assert [link for link in links if not (TEACHER / link).is_file()] == []
