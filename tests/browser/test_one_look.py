"""One look everywhere: JupyterLab, the plain page and the single file are the same widget on the same journal.

The same hands write the same lines in each of them; the same journal looks the same, and is the same table, byte for
byte; and each key does the same.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

import kit
from tests.browser.lesson_page import At, open_file
from tests.browser.sitting import PlainSitting, Sitting
from tests.browser.test_keys import press_each_command
from tests.browser.view import View

pytestmark = pytest.mark.browser

CORE = "the meat had thawed"  # c03, paragraph 3
OPTIONAL = "The office declined to comment"  # c04, paragraph 3
#: What no two journals share: who, where, when, and which line.
ITS_OWN = re.compile(r'"(id|journal|reader|base|at)":"[^"]*"')
#: What no two views share: the beginning of their elements' ids.
OF_ITS_VIEW = re.compile(r"cbc-[0-9a-f]{8}")
TABLE = "print(reading.annotations(history=True).to_csv())"


@pytest.fixture
def file(new_context: Callable[..., BrowserContext], tmp_path: Path, faults: list[str]) -> At:
    """A reader in front of the warm-up as one file."""
    return open_file(new_context(), kit.page(kit.open_lesson("warm-up")).html, tmp_path, faults)


def mark(view: View) -> None:
    """What the same hands do in each place: two labels, a reason, how sure; another claim, taken back, and again."""
    view.mark(CORE, "anonymous", "denied")
    view.field("reason").fill("Two people say so, “and the firm” does not: 100 % 🥩.")
    view.expect_saved()
    view.button("sure_2").click()
    view.mark(OPTIONAL, "sourced")
    view.button("take_back").click()
    view.mark(OPTIONAL, "none")
    view.choose(CORE)


def looks(view: View) -> tuple[str, ...]:
    """How the text is painted, and what the panel says of a claim."""
    view.choose(CORE)
    view.expect_pressed("anonymous", "denied")
    article = OF_ITS_VIEW.sub("", view.root.locator(".cbc-article").evaluate("(one) => one.outerHTML"))
    labels = view.root.locator(".cbc-labels, .cbc-about").evaluate_all("(all) => all.map((one) => one.outerHTML)")
    return article, *(OF_ITS_VIEW.sub("", one) for one in labels), view.field("reason").input_value()


def test_one_journal_is_the_same_everywhere(sit: Sitting, plain: PlainSitting, file: At, tmp_path: Path) -> None:
    """The same hands leave the same lines in JupyterLab and in the single file. JupyterLab's journal, opened in a plain
    page and loaded into the file, is painted there as it is in JupyterLab, and the table is the same to the byte."""
    mark(sit.run((3, 4)).view())
    mark(file.stop(3))
    lines = len(sit.wait_for_lines(6))
    file.wait_for_lines(lines)
    journal = sit.journal.read_text(encoding="utf-8")
    assert ITS_OWN.sub("", file.download()[1]) == ITS_OWN.sub("", journal)

    plain.folder.mkdir()
    plain.journal.write_text(journal, encoding="utf-8")
    plain.run((3, 4))
    file.page.locator("input[type=file]").set_input_files(plain.journal)
    expect(file.page.locator(".told")).to_contain_text([sit.reader], use_inner_text=False)
    name, text = file.download()
    assert (name, text) == (sit.journal.name, journal)
    (tmp_path / "from the file").mkdir()
    (tmp_path / "from the file" / name).write_text(text, encoding="utf-8")
    file.go("section-1")
    assert looks(sit.view()) == looks(plain.view()) == looks(file.stop(3))

    table = str(sit.notebook.ask(TABLE)).strip()
    of_file = kit.start_reading(kit.open_lesson("warm-up"), sit.reader, tmp_path / "from the file")
    assert table.count("warm-up") == lines
    assert table == plain.reading.annotations(history=True).to_csv().strip()
    assert table == of_file.annotations(history=True).to_csv().strip()


def test_each_command_has_its_key_in_the_file_too(file: At) -> None:
    """The keys that a notebook's widget knows do the same in the single file."""
    press_each_command(file.stop(3))
    assert [line["kind"] for line in file.wait_for_lines(3)] == ["mark", "retract", "mark"]
