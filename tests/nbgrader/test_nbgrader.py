"""nbgrader runs the example assignment for real: it is released, handed in with journals, autograded, and read back.

nbgrader is installed into a scratch environment that sees the packages of this one: beside JupyterLab it would add its
menus to the very program that the other tests drive and that `kit read` opens.
"""

import json
import os
import shutil
import site
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import nbformat
import pytest

import kit
from kit.lesson.lesson import Lesson

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "notebooks" / "teacher" / "nbgrader"
ASSIGNMENT = "claim-by-claim"
NOTEBOOK = "first_section.ipynb"
#: Who hands in what: half of the core claims with reasons, all without, a notebook that was tampered with, no marks.
STUDENTS = ("half", "labels_only", "tamperer", "nobody")
ASK = """
import json
from nbgrader.api import Gradebook
with Gradebook("sqlite:///gradebook.db") as book:
    submissions = book.assignment_submissions("claim-by-claim")
    found = {one.student.id: [one.score, one.max_score, one.needs_manual_grade] for one in submissions}
print(json.dumps(found))
"""


def run(python: Path, *arguments: str, folder: Path) -> str:
    """Run the scratch environment's Python, and return what it prints."""
    places = [str(python.parent), str(Path(sys.executable).parent), os.environ["PATH"]]  # nbgrader calls alembic
    environment = os.environ | {"PATH": os.pathsep.join(places), "IPYTHONDIR": str(folder / "ipython")}
    ran = subprocess.run([python, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a scratch environment with nbgrader, and with everything else from this one."""
    place = tmp_path_factory.mktemp("environment")
    venv.create(place, with_pip=False)
    found = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    where = ["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    ours = [*site.getsitepackages(), str(ROOT)]
    Path(run(found, *where, folder=place).strip(), "ours.pth").write_text("\n".join(ours))
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    install = ["-m", "pip", "--python", str(found), "install", "--quiet"]
    run(Path(sys.executable), *install, *extras["nbgrader"], folder=place)
    # nbgrader calls `alembic` as a program. That of this environment, which the hub's extra brings, knows no nbgrader.
    run(Path(sys.executable), *install, "--no-deps", "--force-reinstall", "alembic", folder=place)
    return found


def hand_in(course: Path, student: str, lesson: Lesson) -> None:
    """Hand in the released notebook, and with it what this student marked."""
    place = course / "submitted" / student / ASSIGNMENT
    shutil.copytree(course / "release" / ASSIGNMENT, place)
    core = [claim.id for claim in lesson.claims if claim.core and lesson.section_of(claim) == 1]
    if student == "nobody":
        return
    if student == "tamperer":
        path = place / NOTEBOOK
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            cell.source = "5" if cell.metadata.get("nbgrader", {}).get("grade") else cell.source
        nbformat.write(notebook, path)
    reading = kit.start_reading(lesson, folder=place / "marks")
    for claim in core[: len(core) // 2] if student == "half" else core[:1] if student == "tamperer" else core:
        reading.mark(claim, ["anonymous"], reason="The article does not name them." if student == "half" else "")


@pytest.fixture(scope="module")
def scores(python: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[float]]:
    """Each student's points, most points, and whether a person must look: read from nbgrader's database."""
    course = tmp_path_factory.mktemp("course")
    shutil.copytree(EXAMPLE / "source", course / "source")
    run(python, "-m", "nbgrader", "generate_assignment", ASSIGNMENT, folder=course)
    lesson = kit.open_lesson("inner-circle")
    for student in STUDENTS:
        hand_in(course, student, lesson)
    run(python, "-m", "nbgrader", "autograde", ASSIGNMENT, folder=course)
    return json.loads(run(python, "-c", ASK, folder=course))


def test_nbgrader_reads_the_journal(scores: dict[str, list[float]]) -> None:
    """The points in nbgrader's gradebook are those of the journal: half of 5 twice, or half of 5 for labels alone."""
    lesson = kit.open_lesson("inner-circle")
    core = [claim for claim in lesson.claims if claim.core and lesson.section_of(claim) == 1]
    half = round(5 * (len(core) // 2) / len(core), 2)
    assert scores["half"] == [2 * half, 10.0, False]
    assert scores["labels_only"] == [2.5, 10.0, False]


def test_who_hands_in_no_marks_gets_none(scores: dict[str, list[float]]) -> None:
    """A notebook without a journal gets 0 points and no error."""
    assert scores["nobody"] == [0.0, 10.0, False]


def test_the_graders_cells_are_the_teachers(scores: dict[str, list[float]]) -> None:
    """Who writes points into the autograder's cells gets what the journal says all the same."""
    lesson = kit.open_lesson("inner-circle")
    core = [claim for claim in lesson.claims if claim.core and lesson.section_of(claim) == 1]
    assert scores["tamperer"] == [round(5 / 2 / len(core), 2), 10.0, False]


def test_nbgrader_stays_out_of_this_environment(python: Path) -> None:
    """The scratch environment has nbgrader, and the one that the tests run in gets nothing of it."""
    run(python, "-c", "import nbgrader, kit", folder=python.parent)
    assert not (Path(sys.prefix) / "share/jupyter/labextensions/@jupyter/nbgrader").exists()
