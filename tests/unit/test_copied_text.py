"""Answers handed in as a text: found in whatever they were pasted or exported into, whole or told to be cut."""

import csv
import gzip
import io
import zipfile
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from html import escape
from pathlib import Path
from textwrap import wrap

import pytest

import kit
from kit.__main__ import main
from kit.analysis.collect.handed_in import LARGEST_FILE
from kit.lesson.lesson import Lesson
from kit.reading.reading import start_reading
from tests.js.page_side import in_the_page
from tests.lessons import small_lesson

ODE, LI = "quiet-otter-41", "bold-heron-23"


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> Lesson:
    """A small lesson."""
    return small_lesson(tmp_path_factory.mktemp("lesson"))


@pytest.fixture(scope="module")
def journals(lesson: Lesson, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The journals of two readers, with texts of many languages."""
    folder = tmp_path_factory.mktemp("marks")
    for code in (ODE, LI):
        reading = start_reading(lesson, code, folder)
        for claim in lesson.claims:
            reading.mark(claim.id, ["sourced"] if code == ODE else [], reason=f"„Grüße“ 😀 שלום <b> {code} {claim.id}")
    return {code: (folder / f"{code}.jsonl").read_bytes() for code in (ODE, LI)}


@pytest.fixture(scope="module")
def texts(journals: dict[str, bytes]) -> dict[str, str]:
    """The same as the page copies them."""
    return {code: in_the_page("copied", reader=code, texts=[data.decode()])[0] for code, data in journals.items()}


def by_python(data: bytes, code: str) -> str:
    """Return a copied text that was not made by a page."""
    packed = urlsafe_b64encode(gzip.compress(data)).decode().rstrip("=")
    return f"ClaimByClaim1.{code}.{len(packed)}.{packed}.{code}.1ClaimByClaim"


def as_csv(one: str, two: str) -> bytes:
    """A form's export: a row a student, a cell with the text."""
    file = io.StringIO()
    rows = [["Timestamp", "Name", "Your answers"], ["1/2/2027", "Ode, Kaya", f" {one}\n"], ["1/2/2027", "Li", two]]
    csv.writer(file).writerows(rows)
    return file.getvalue().encode()


def as_sheet(one: str, two: str) -> bytes:
    """A spreadsheet's own file: a zip in which the cells' texts stand in XML."""
    strings = "".join(f"<si><t>{escape(text)}</t></si>" for text in ("Name", one, "Li", two))
    return zipped({"xl/sharedStrings.xml": f"<sst>{strings}</sst>".encode(), "xl/media/image1.png": b"\x89PNG"})


def as_document(one: str, two: str) -> bytes:
    """A word processor's file: a text stands in it in runs."""
    runs = "".join(f"<w:r><w:t>{part}</w:t></w:r>" for part in wrap(one, 97))
    return zipped({"word/document.xml": f"<w:p>{runs}</w:p><w:p><w:r><w:t>{two}</w:t></w:r></w:p>".encode()})


def zipped(files: dict[str, bytes]) -> bytes:
    """Return a zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


HOLDERS: dict[str, Callable[[str, str], bytes]] = {
    "plain.txt": lambda one, two: f"Kaya:\n{one}\n\nLi:\n{two}\nThank you.".encode(),
    "no_suffix": lambda one, two: f"{one}{two}".encode(),
    "form.csv": as_csv,
    "semicolons.csv": lambda one, two: f'name;answers\r\nOde;"{one}"\r\nLi;{two};\r\n'.encode("utf-8-sig"),
    "tabs.tsv": lambda one, two: f"Ode\t{one}\tgood\nLi\t{two}\tgood\n".encode("utf-16"),
    "wrapped.md": lambda one, two: "\n".join(wrap(one, 40) + [""] + wrap(two, 76)).encode(),
    "mail.eml": lambda one, two: "".join(f"> {part}=\r\n" for part in wrap(one, 70) + ["", *wrap(two, 70)]).encode(),
    "onlinetext.html": lambda one, two: f"<p>{'<wbr>'.join(wrap(one, 50))}</p><td>&nbsp;{two}</td>".encode(),
    "invisible.txt": lambda one, two: "\u200b\u00ad".join([*wrap(one, 30), *wrap(f"“{two}”", 30)]).encode(),
    "form.xlsx": as_sheet,
    "homework.docx": as_document,
    "form.csv.zip": lambda one, two: zipped({"Responses.csv": as_csv(one, two)}),
}  # fmt: skip


@pytest.mark.parametrize("name", HOLDERS)
def test_both_texts_are_found(
    name: str, texts: dict[str, str], journals: dict[str, bytes], lesson: Lesson, tmp_path: Path
) -> None:
    """Two readers' texts in one file give the annotations that their journals give, each under its own name."""
    (tmp_path / name).write_bytes(HOLDERS[name](texts[ODE], texts[LI]))
    (tmp_path / "files").mkdir()
    for code, data in journals.items():
        (tmp_path / "files" / f"{code}.jsonl").write_bytes(data)
    found, wanted = kit.collect(tmp_path / name, lesson), kit.collect(tmp_path / "files", lesson)
    assert found.annotations.to_csv().encode() == wanted.annotations.to_csv().encode()
    holder = "Responses.csv" if name.endswith("zip") else name
    assert list(found.files["file"]) == [f"{holder} ({code})" for code in (ODE, LI)]
    assert found.files["used"].all()
    assert list(found.files["reader"]) == [ODE, LI]


def test_copied_and_downloaded_count_once(
    texts: dict[str, str], journals: dict[str, bytes], lesson: Lesson, tmp_path: Path
) -> None:
    """Who hands in the text and the file, or the text twice, is one reader, and nothing counts twice."""
    (tmp_path / "form.csv").write_bytes(as_csv(texts[ODE], texts[ODE]))
    (tmp_path / f"{ODE}.jsonl").write_bytes(journals[ODE])
    collected = kit.collect(tmp_path, lesson)
    assert len(collected.annotations) == len(lesson.claims)
    assert set(collected.files["file"]) == {f"form.csv ({ODE})", f"form.csv ({ODE} 2)", f"{ODE}.jsonl"}


BREAKS: dict[str, tuple[Callable[[str], str], str]] = {
    "end": (lambda text: text[:-400], "is cut off: "),
    "a phone's greeting": (lambda text: text[:-400] + "\nSent from my phone. Best wishes", "is cut off: "),
    "tail": (lambda text: text[:-8], "is cut off: its end is missing"),
    "head": (lambda text: text[60:], "is cut off: its beginning is missing"),
    "all but the head": (lambda text: text[:30], "is cut off: "),
    "a sign": (lambda text: text[:200] + ("AB"["A" in text[200]]) + text[201:], "has been changed on its way"),
    "a sign less": (lambda text: text[:200] + text[201:], "is cut off: "),
    "a long dash": (lambda text: text.replace("-", "—", 3), ""),
}  # fmt: skip


@pytest.mark.parametrize("how", BREAKS)
def test_a_broken_text_says_whose_it_is(how: str, texts: dict[str, str], lesson: Lesson, tmp_path: Path) -> None:
    """Cut anywhere or changed, it is not used; its reader is named where a trace is left, and others are not harmed."""
    breaks, says = BREAKS[how]
    (tmp_path / "form.txt").write_text(f"{breaks(texts[ODE])}\n\n{texts[LI]}\n", encoding="utf-8")
    collected = kit.collect(tmp_path, lesson)
    assert set(collected.annotations["reader"]) == {LI}
    broken = collected.files[~collected.files["used"]]
    assert len(broken) == 1
    [(name, why)] = broken[["file", "why"]].to_numpy()
    assert says in why
    if says:
        assert name == f"form.txt ({ODE})"
        assert f"copied text of {ODE}" in why
        assert "Ask for it again" in why


def test_what_holds_no_text_is_no_journal(lesson: Lesson, tmp_path: Path) -> None:
    """A table, a page, a broken document and a note are what they were: not journals."""
    files = {"a.csv": b"name,mark\nOde,1\n", "b.html": b"<p>hello</p>", "c.docx": b"PK\x03\x04 torn", "d.xlsx": b""}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    told = kit.collect(tmp_path, lesson).files.set_index("file")["why"]
    assert dict(told) == dict.fromkeys(files, "not a journal")
    (tmp_path / "e.txt").write_text("We talked about ClaimByClaim today.", encoding="utf-8")
    assert kit.collect(tmp_path / "e.txt", lesson).files["why"][0].startswith("not a journal")


def test_a_text_inside_a_reason_is_a_reason(texts: dict[str, str], lesson: Lesson, tmp_path: Path) -> None:
    """What somebody pasted into an answer stays part of the answer."""
    start_reading(lesson, LI, tmp_path).mark("c01", [], reason=texts[ODE][:3000])
    collected = kit.collect(tmp_path / f"{LI}.jsonl", lesson)
    assert set(collected.annotations["reader"]) == {LI}


def test_a_text_that_unpacks_to_too_much_is_refused(lesson: Lesson, tmp_path: Path) -> None:
    """A small text that would fill the memory is not unpacked beyond what a journal can have."""
    (tmp_path / "bomb.txt").write_text(by_python(b" " * (LARGEST_FILE + 2), ODE), encoding="utf-8")
    assert "changed on its way" in kit.collect(tmp_path, lesson).files["why"][0]


def test_the_command_reads_texts_and_says_what_is_cut(
    texts: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`kit collect` counts the whole ones among the readers, and names whose text is cut."""
    (tmp_path / "form.csv").write_bytes(as_csv(texts[ODE], texts[LI][:-500]))
    assert main(["collect", str(tmp_path / "form.csv")]) == 0
    said = capsys.readouterr().out
    assert "1 reader" in said or "answers of 1" in said
    assert f"this copied text of {LI} is cut off" in said


def test_what_the_page_packs_is_the_file(journals: dict[str, bytes], texts: dict[str, str]) -> None:
    """Unpacked by another program, a copied text is the journal's file to the byte."""
    *_, data, _code, _end = texts[ODE].split(".")
    assert gzip.decompress(urlsafe_b64decode(data + "=" * (-len(data) % 4))) == journals[ODE]
