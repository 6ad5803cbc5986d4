"""The teacher's path: from a downloads folder full of other things to a filled gradebook, by the notebooks' cells."""

import json
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


def run(name: str, tmp_path: Path, then: str = "", **cells: str) -> nbformat.NotebookNode:
    """Run a teacher's notebook after some of its cells, named by their ids, were edited; `then` is a last cell."""
    notebook = nbformat.read(TEACHER / name, as_version=4)
    by_id = {cell.id: cell for cell in notebook.cells}
    for cell_id, source in cells.items():
        by_id[cell_id].source = source
    notebook.cells.append(nbformat.v4.new_code_cell(then, id="then"))
    environment = os.environ | {"IPYTHONDIR": str(tmp_path / "ipython")}
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(TEACHER)}}).execute(env=environment)
    return notebook


def shown(notebook: nbformat.NotebookNode, *cell_ids: str) -> str:
    """All that these cells put out."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.id in cell_ids]
    outputs = [output for cell in cells for output in cell.outputs]
    return "\n".join(str(output.get("text", "")) + str(output.get("data", "")) for output in outputs)


def look(*parts: str) -> str:
    """The code of a last cell that prints what these parts of the page show."""
    return "print(*(part().html for part in (" + "".join(f"desk.{part}, " for part in parts) + ")), sep='\\n')"


def opening(folder: Path) -> str:
    """What the teacher types into the grading notebook: the first path as Windows copies it, with its quotes."""
    return f"desk.open('\"{folder}\"', r'{folder / 'roster.csv'}', r'{folder / 'Grades 7b.csv'}')"


RULES = "desk.count(maximum=10, column='claim by claim')"


def test_a_downloads_folder_becomes_grades(downloads: Path, tmp_path: Path) -> None:
    """Full, half and small grades reach their cells; every other byte and every file of the teacher's stays."""
    before = {path: path.read_bytes() for path in downloads.rglob("*") if path.is_file()}
    then = "print(desk.written()[1].decode('utf-8-sig'))"
    notebook = run("02_grade.ipynb", tmp_path, then, open=opening(downloads), rules=RULES)
    assert shown(notebook, "then").split() == FILLED.split()
    assert {path: path.read_bytes() for path in downloads.rglob("*") if path.is_file()} == before


def test_the_command_line_does_the_same(downloads: Path, tmp_path: Path) -> None:
    """`kit grade`, as the README has it, writes the same bytes as the notebook."""
    files = ["--roster", str(downloads / "roster.csv"), "--gradebook", str(downloads / "Grades 7b.csv")]
    assert main(["grade", str(downloads), *files, "--column", "Claim by Claim", "--out", str(tmp_path)]) == 0
    assert (tmp_path / "Grades 7b-filled.csv").read_bytes() == FILLED.replace("\n", "\r\n").encode("utf-8-sig")


def test_every_doubt_is_a_sentence(downloads: Path, tmp_path: Path) -> None:
    """Copies, torn lines and strange files are told; so is everybody who gets no grade, by name."""
    told = shown(run("02_grade.ipynb", tmp_path, look("files", "check"), open=opening(downloads)), "then")
    for says in (
        "a copy: all of it also stands in",
        "1 line refused",
        "not a journal",
        "these columns are not used: “Remarks”",
        "was read as Windows-1252",
        "No marks came from Dana Vogel",
    ):
        assert says in told
    assert "<strong>stop</strong>" not in told
    assert "Student, Test" not in told  # Canvas's own, who is nobody


def test_a_stop_is_said_and_there_is_no_file(downloads: Path, tmp_path: Path) -> None:
    """With other points than in Canvas the page runs to its end, says what to mend, and gives no file."""
    then = look("check", "write")
    notebook = run("02_grade.ipynb", tmp_path, then, open=opening(downloads), rules="desk.count(maximum=20)")
    assert "has 10.00 points in Canvas, but the grades are out of 20" in shown(notebook, "then")
    assert "There is no file yet" in shown(notebook, "then")


@pytest.mark.parametrize("name", ["01_compare_the_class.ipynb", "02_grade.ipynb"])
def test_a_notebook_that_was_run_holds_nothing_of_a_class(name: str, downloads: Path, tmp_path: Path) -> None:
    """No code, name, reason, name of a file or grade of a class is in a notebook that was run, nor in its widgets."""
    typed = opening(downloads) if name == "02_grade.ipynb" else f"desk.open(r'{downloads}')"
    notebook = run(name, tmp_path, open=typed)
    kept = [*(cell.get("outputs", []) for cell in notebook.cells), notebook.metadata]
    everything = json.dumps(kept, ensure_ascii=False)
    private = ["Müller", "José", "Dupont", "Vogel", "Abgabe", "holiday", "Zacharias", ".jsonl", "Téléchargements"]
    private += ["quiet-otter-41", "bold-fox-10"]
    assert [word for word in private if word in everything] == []
    assert "so that nobody finds it here" in everything


def test_a_wrong_path_is_said_at_every_result(downloads: Path, tmp_path: Path) -> None:
    """Run All with a path that leads nowhere reaches the bottom, and every part says that no class is chosen."""
    then = look("far", "readers", "answers", "split", "reasons", "missed", "disagree", "decide", "revised", "report")
    notebook = run("01_compare_the_class.ipynb", tmp_path, then, open="desk.open(r'C:\\nothing\\marks.zip')")
    assert shown(notebook, "then").count("No class is chosen: “C:\\nothing\\marks.zip” could not be read.") == 10


def test_comparing_names_no_file_and_nobody(downloads: Path, tmp_path: Path) -> None:
    """What is for the projector shows no name of a file, no reason of three readers, and no code."""
    then = look("far", "answers", "split", "reasons", "missed", "disagree", "revised", "report")
    told = shown(run("01_compare_the_class.ipynb", tmp_path, then, open=f"desk.open(r'{downloads}')"), "then")
    assert "Téléchargements (école)0: 3 readers" in told
    for hidden in ("Müller", "José", "Dupont", "Abgabe", "holiday", "Zacharias", ".jsonl", "quiet-otter-41", "SAMPLE"):
        assert hidden not in told, hidden


def test_a_class_and_its_teacher_make_a_key(downloads: Path, tmp_path: Path) -> None:
    """A decision stands in the downloaded key; the rest is the key's own; opening it says what is open."""
    path = tmp_path / "key 7b.yaml"
    decide = "decided = desk.decide({'c05': ['sourced'], 'c33': 'no source'})\ndecided"
    then = f"""
decided.give = lambda name, data, kind: open({str(path)!r}, "wb").write(data)
decided._hear(decided, {{"kind": "press", "name": "key", "value": ""}}, [])"""
    run("01_compare_the_class.ipynb", tmp_path, then, open=f"desk.open(r'{downloads}')", decide=decide)
    key = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert (key["c05"]["labels"], key["c05"]["why"], key["c33"]["labels"]) == (["sourced"], "", [])
    assert (key["c12"]["labels"], key["c12"]["why"]) == (list(LESSON.key["c12"].labels), LESSON.key["c12"].why)
    with pytest.raises(kit.LessonFaults, match=r"key 7b.yaml, line .* c05") as refused:
        kit.open_lesson("inner-circle", key=path)
    assert len(refused.value.faults) < 15


def test_the_claims_that_want_a_decision(tmp_path: Path) -> None:
    """At most ten claims are shown, with what the class and what the key say."""
    table = shown(run("01_compare_the_class.ipynb", tmp_path, "print(desk.decide().drawn.pieces['table'])"), "then")
    for heading in ("proposed", "key", "tie"):
        assert f">{heading}</th>" in table
    assert 1 <= table.count("<tr>") - 1 <= 10


def test_a_folder_with_nothing_in_it_is_a_sentence(tmp_path: Path) -> None:
    """An empty folder is no class of nobody: every part says what should be in it."""
    empty = tmp_path / "empty"
    empty.mkdir()
    notebook = run("01_compare_the_class.ipynb", tmp_path, look("far", "report"), open=f"desk.open(r'{empty}')")
    assert shown(notebook, "then").count("holds no answers to this article") == 2


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
