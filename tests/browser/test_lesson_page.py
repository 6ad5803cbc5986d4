"""The lesson as one file: opened from a stick or a server, marked, kept, handed in; nothing is lost without a word."""

import re
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

import kit
from kit.lesson.lesson import Lesson
from kit.marks.lines import from_file
from kit.ui.words import words
from tests.browser.lesson_page import KEPT, At, open_file, serve
from tests.browser.test_accessible import axe
from tests.browser.test_text_is_never_html import ARTICLE as EVIL_ARTICLE
from tests.browser.test_text_is_never_html import EVIL, EXPECTED, UNCLOSED
from tests.browser.view import View, say
from tests.lessons import ARTICLE, small_lesson

pytestmark = pytest.mark.browser

CORE = "A crack runs through the main arch"  # c02, paragraph 2
FIRST = "The bridge has been closed since Sunday"  # c01, paragraph 1
#: Keeps a transaction open that another tab's has to wait for.
HELD = "(function on() { lines.get(['', 1]).onsuccess = on; })();"
DENIAL = "The crack is harmless"  # c05, paragraph 5, the second section


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> Lesson:
    """A small lesson of two sections, with a key."""
    return small_lesson(tmp_path_factory.mktemp("lesson"))


@pytest.fixture
def open_page(new_context: Callable[..., BrowserContext], tmp_path: Path, faults: list[str]) -> Callable[..., At]:
    """Opens a lesson's page as a file, in a new browser or beside another page."""

    def open_one(html: str, beside: At | None = None, without_storage: str | None = None, **options: object) -> At:
        context = beside.page.context if beside else new_context(**options)
        return open_file(context, html, tmp_path, faults, without_storage)

    return open_one


@pytest.fixture
def plain_file(open_page: Callable[..., At], lesson: Lesson) -> At:
    """The small lesson, without its key, opened from a file."""
    return open_page(kit.page(lesson).html)


def test_a_file_is_read_and_marked_and_asks_nobody(plain_file: At, lesson: Lesson) -> None:
    """From a stick: a mark is acknowledged when the browser keeps it, is there after a reload, and is handed in as a
    file that Python reads, and as a table; the only request is the file itself."""
    at = plain_file
    view = at.stop(2)
    view.mark(CORE, "anonymous", "denied")
    view.field("reason").fill("Two people, and the road office rejects it.")
    view.expect_saved()
    at.wait_for_lines(3)
    at.page.reload()
    at.stop(2).expect_state(CORE, "anonymous", "denied")
    expect(at.page.locator("[data-labels]")).not_to_have_attribute("open", "")
    name, text = at.download()
    entries = [from_file(line.encode()) for line in text.strip().split("\n")]
    assert (name, {entry.reader for entry in entries}) == (f"{at.reader()}.jsonl", {at.reader()})
    assert entries[-1].labels == ("anonymous", "denied")
    with at.page.expect_download() as table:
        at.part("hand-in").locator("[data-do=table]").click()
    assert table.value.suggested_filename == f"{at.reader()}.csv"
    assert {entry.edition for entry in entries} == {lesson.edition}
    assert {address for address in at.asked if not address.startswith("blob:")} == {at.page.url.partition("#")[0]}


def test_the_parts_lead_on(plain_file: At) -> None:
    """From the last claim of a part a link leads to the next part; the browser's own way back works."""
    at = plain_file
    for claim in (FIRST, CORE):
        at.stop_of(claim).mark(claim, "none")
    at.stop(4).mark("We knew of", "sourced")
    at.stop(4).mark("the crack in March", "sourced")
    at.page.keyboard.press("n")
    link = at.stop(4).root.locator("a.cbc-next")
    expect(link).to_be_focused()
    link.click()
    expect(at.part("section-2")).to_be_visible()
    expect(at.part("section-1")).to_be_hidden()
    at.stop_of(DENIAL).mark(DENIAL, "sourced")
    at.page.go_back()
    expect(at.part("section-1")).to_be_visible()


def test_two_tabs_agree(plain_file: At, open_page: Callable[..., At], lesson: Lesson) -> None:
    """An answer in one tab is seen in the other, and so is another reader; both write one journal."""
    one, two = plain_file, open_page(kit.page(lesson).html, beside=plain_file)
    assert one.reader() == two.reader()
    one.stop(2).mark(CORE, "anonymous")
    two.stop(2).expect_state(CORE, "anonymous")
    two.stop(2).mark(CORE, "denied")
    one.stop(2).expect_state(CORE, "anonymous", "denied")
    assert len(one.wait_for_lines(2)) == 2
    two.go("hand-in")
    two.page.locator("[data-do=new-reader]").click()
    expect(one.page.locator("[data-kept]")).to_contain_text(two.reader())
    one.stop(2).expect_state(CORE)


def test_a_full_browser_says_so_and_takes_the_answer_later(plain_file: At) -> None:
    """Without room nothing is called saved; the answer is kept for another try, and saved when there is room."""
    at = plain_file
    at.page.evaluate(
        "() => { window.real = IDBObjectStore.prototype.add; IDBObjectStore.prototype.add = function () {"
        " throw new DOMException('', 'QuotaExceededError'); } }"
    )
    at.stop(2).choose(CORE)
    at.stop(2).press("anonymous")
    expect(at.stop(2).alert).to_contain_text("There is no room left in this browser")
    assert at.lines() == []
    at.page.evaluate("() => { IDBObjectStore.prototype.add = window.real; }")
    at.stop(2).button("try_again").click()
    at.stop(2).expect_saved()
    assert [line["labels"] for line in at.wait_for_lines(1)] == [["anonymous"]]


@pytest.mark.parametrize("how", ["undefined", "throws", "fails", "hangs"])
def test_a_browser_that_keeps_nothing_says_so(how: str, open_page: Callable[..., At], lesson: Lesson) -> None:
    """Whatever way storage is missing, the lesson can be read and marked; the page says that it keeps nothing, never
    calls an answer saved, and asks before it is closed."""
    html = kit.page(lesson).html
    at = open_page(html, without_storage=how)
    expect(at.page.locator("#notice")).to_contain_text("This browser keeps nothing", timeout=20_000)
    at.stop(2).choose(CORE)
    at.stop(2).press("anonymous")
    expect(at.stop(2).status).to_have_text("In this page only")
    assert at.page.evaluate("() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))")
    _, text = at.download()
    assert from_file(text.strip().encode()).claim == "c02"
    assert at.page.evaluate("() => dispatchEvent(new Event('beforeunload', { cancelable: true }))")


def test_a_tab_that_is_closed_while_it_writes_loses_nothing(plain_file: At, open_page: Callable[..., At]) -> None:
    """An answer that was under way when the tab went is offered when the page is opened again, and then saved."""
    at = plain_file
    again = open_page(at.html, beside=at)
    again.page.evaluate(f"() => {{ {KEPT} const lines = store('readwrite'); {HELD} }} }}")
    at.stop(2).choose(CORE)
    at.stop(2).press("anonymous")
    expect(at.stop(2).status).to_have_text(say("saving"))
    at.page.close()
    again.page.clock.install()
    again.page.reload()
    again.ready()
    assert again.lines() == []
    again.page.clock.fast_forward(20_000)
    alert = again.stop(1).alert
    expect(alert).to_contain_text(say("earlier_unsaved", n=1))
    alert.get_by_role("button", name=say("save_now")).click()
    assert [line["claim"] for line in again.wait_for_lines(1)] == ["c02"]


def test_what_was_cleared_by_the_browser_is_told(plain_file: At) -> None:
    """Somebody empties the browser's memory while the page is open: the page says so, and goes on."""
    at = plain_file
    at.stop(2).mark(CORE, "anonymous")
    at.page.evaluate(
        f"() => new Promise((done) => {{ {KEPT} store('readwrite').clear().onsuccess = () => done(); }} }})"
    )
    at.page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    expect(at.stop(1).root.locator(".cbc-status")).to_contain_text("not in this browser any more")
    at.stop(2).mark(CORE, "denied")
    assert [line["labels"] for line in at.wait_for_lines(1)] == [["denied"]]


def test_deleting_on_a_shared_computer(plain_file: At) -> None:
    """After a question, all of a reader's answers are gone from the browser, drafts too, and a new reader goes on."""
    at = plain_file
    before = at.reader()
    at.stop(2).mark(CORE, "anonymous")
    at.stop(1).choose(FIRST)
    at.stop(1).field("who").fill("a draft of mine")
    at.go("hand-in")
    at.page.locator("[data-do=clear]").click()
    at.page.locator("[data-do=clear-yes]").click()
    expect(at.part("hand-in")).to_contain_text(f"All answers of {before} are deleted from this browser")
    assert at.lines() == []
    assert at.reader() != before
    kept = at.page.evaluate("() => JSON.stringify(Object.entries(localStorage))")
    assert "draft of mine" not in kept
    assert before not in kept


def test_an_earlier_download_is_loaded(plain_file: At, open_page: Callable[..., At], tmp_path: Path) -> None:
    """In another browser the file of the first one brings the answers back, and its reader; another file is refused."""
    plain_file.stop(2).mark(CORE, "anonymous")
    name, text = plain_file.download()
    (tmp_path / name).write_text(text + "a torn line\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("nothing of ours", encoding="utf-8")
    at = open_page(plain_file.html)
    assert at.reader() != plain_file.reader()
    at.go("hand-in")
    chosen = at.page.locator("input[type=file]")
    chosen.set_input_files(tmp_path / "notes.txt")
    expect(at.part("hand-in")).to_contain_text("“notes.txt” holds no answers")
    chosen.set_input_files(tmp_path / name)
    expect(at.part("hand-in")).to_contain_text("1 line of the file could not be read")
    assert at.reader() == plain_file.reader()
    at.go("section-1")
    at.stop(2).expect_state(CORE, "anonymous")
    assert at.download()[1] == text


def test_from_a_server_it_is_the_same(
    new_context: Callable[..., BrowserContext], lesson: Lesson, faults: list[str]
) -> None:
    """By http, too: marked, kept after a reload, and no request but for the page."""
    with serve(kit.page(lesson).html) as address:
        at = At(new_context().new_page(), address, "", faults)
        at.stop(2).mark(CORE, "anonymous")
        at.page.reload()
        at.stop(2).expect_state(CORE, "anonymous")
        assert set(at.asked) == {address}


def test_a_mark_is_kept_while_the_rest_of_the_page_is_on_its_way(
    new_context: Callable[..., BrowserContext], lesson: Lesson, faults: list[str]
) -> None:
    """Over a slow line the first part is read and marked before the second has come; what was marked stays, and the
    rest is there when it comes."""
    html, go_on = kit.page(lesson).html, threading.Event()
    with serve(html, "</script>\n<section", go_on) as address:
        at = At(new_context().new_page(), address, "", faults, wait_until="commit")
        at.stop(2).mark(CORE, "anonymous")
        assert [line["labels"] for line in at.wait_for_lines(1)] == [["anonymous"]]
        at.page.locator(".parts a[href='#section-2']").click()
        expect(at.part("section-2")).to_have_count(0)
        go_on.set()
        at.stop_of(DENIAL).mark(DENIAL, "sourced")
        at.go("section-1")
        at.stop(2).expect_state(CORE, "anonymous")


def test_no_text_is_html_and_no_foreign_script_runs(open_page: Callable[..., At], tmp_path: Path) -> None:
    """Scripts in a lesson, its guide and answers show and never run, not in the text, the table, the worksheet or by
    any way of putting one in later."""
    (tmp_path / "evil").mkdir()
    (tmp_path / "evil" / "article.md").write_text(EVIL_ARTICLE, encoding="utf-8")
    at = open_page(kit.page(kit.open_lesson(tmp_path / "evil")).html)
    view = at.stop(1)
    expect(view.paragraph(1)).to_have_text(EXPECTED, use_inner_text=False)
    view.choose("we read")
    view.press("anonymous")
    view.field("who").fill(EVIL[:200])
    view.field("reason").fill(EVIL)
    view.expect_saved()
    at.go("look-back")
    expect(at.part("look-back").locator("table").last).to_contain_text("we read")
    expect(at.page.locator(".worksheet")).to_contain_text(UNCLOSED, use_inner_text=False)
    injected = at.page.evaluate(
        """async () => {
          const script = document.createElement("script");
          script.textContent = "window.ran = 8";
          document.body.append(script);
          const button = document.createElement("button");
          button.setAttribute("onclick", "window.ran = 9");
          document.body.append(button);
          button.click();
          const reached = await fetch("data:,x").then(() => "reached", () => "stopped");
          return [window.ran ?? null, reached];
        }"""
    )
    assert injected == [None, "stopped"]
    at.faults.clear()  # the browser has complained of each of these


def test_files_copied_texts_and_journals_make_one_class(
    open_page: Callable[..., At], lesson: Lesson, tmp_path: Path
) -> None:
    """One student hands in the page's file, one copies the answers into a form, one has marked in Jupyter: the class is
    the three of them, with the same columns, and each answer counts once."""
    html, folder = kit.page(lesson).html, tmp_path / "class"
    folder.mkdir()
    first = open_page(html)
    first.stop(2).mark(CORE, "anonymous")
    name, text = first.download()
    (folder / name).write_text(text, encoding="utf-8")
    second = open_page(html)
    second.stop(2).mark(CORE, "denied")
    second.go("hand-in")
    second.part("hand-in").locator("[data-do=copy]").click()
    copied = second.page.locator(".copied").input_value()
    (folder / "form.csv").write_text(f'name,answers\nLi,"{copied}"\n', encoding="utf-8")
    kit.start_reading(lesson, "plain-otter-77", folder).mark("c02", ["sourced"])
    found = kit.collect(folder, lesson)
    given = found.annotations.set_index("reader")["labels"]
    assert dict(given) == {first.reader(): "anonymous", second.reader(): "denied", "plain-otter-77": "sourced"}
    assert found.files["used"].sum() == 3


# What it looks like, and to whom


def marked(at: At) -> None:
    """Mark in the first part, open its key, and let every part be drawn."""
    at.stop(2).mark(CORE, "anonymous")
    at.stop(1).mark(FIRST, "none")
    at.page.locator(".part.is-open [data-do=reveal]").click()
    expect(at.page.locator(".part.is-open .cbc-card").first).to_be_visible()


@pytest.mark.parametrize(
    ("width", "height", "scheme"),
    [(390, 844, "light"), (1366, 768, "dark"), (683, 384, "light"), (1920, 1080, "dark")],
)
def test_axe_finds_nothing_in_any_part(
    width: int, height: int, scheme: str, open_page: Callable[..., At], lesson: Lesson
) -> None:
    """On a phone, a Chromebook (also at 200%) and a wide screen, in light and dark, with marks and an open key: no
    fault in any part, and nothing wider than the window, nor a table wider than its place."""
    at = open_page(
        kit.page(lesson, with_key=True, warm_up=True).html,
        color_scheme=scheme,
        viewport={"width": width, "height": height},
    )
    at.go("section-1")
    marked(at)
    for address in ("warm-up", "section-1", "look-back", "hand-in"):
        at.go(address)
        if address == "look-back":
            at.part(address).locator("[data-do=rests]").click()
        if address == "hand-in":
            at.part(address).locator("[data-do=copy]").click()
            expect(at.part(address).locator(".copied")).to_be_visible()
        assert axe(at.page, address, "body") == []
        assert at.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
        tables = at.page.locator(".part.is-open .wide")
        assert tables.evaluate_all("(all) => all.every((one) => one.scrollWidth <= one.clientWidth)"), address


def test_text_from_right_to_left(open_page: Callable[..., At], tmp_path: Path) -> None:
    """An Arabic paragraph stands from right to left, is marked, and goes on being so in table and worksheet."""
    arabic = ARTICLE.replace("The bridge has been closed since Sunday", "الجسر مغلق منذ يوم الأحد").replace(
        "language: en", "language: ar"
    )
    at = open_page(kit.page(small_lesson(tmp_path / "ar", arabic, key=None)).html)
    paragraph = at.stop(1).paragraph(1)
    assert paragraph.evaluate("(one) => getComputedStyle(one).direction") == "rtl"
    at.stop(1).mark("الجسر مغلق", "sourced")
    at.go("look-back")
    cell = at.part("look-back").locator("[dir=auto]", has_text="الجسر")
    assert cell.first.evaluate("(one) => getComputedStyle(one).direction") == "rtl"
    assert at.lines()[0]["labels"] == ["sourced"]


def test_printed_and_without_scripts_it_is_a_worksheet(
    new_context: Callable[..., BrowserContext], open_page: Callable[..., At], lesson: Lesson, tmp_path: Path
) -> None:
    """Printed, the numbered article and the grid are on few sheets, and nothing of the page around; without scripts
    they are what is seen, with a sentence that says why."""
    at = open_page(kit.page(lesson, with_key=True).html)
    marked(at)
    printed = at.page.pdf(format="A4")
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= 4
    at.page.emulate_media(media="print")
    expect(at.page.locator(".live")).to_be_hidden()
    expect(at.page.locator(".worksheet .grid")).to_be_visible()
    plain = new_context(java_script_enabled=False).new_page()
    (tmp_path / "plain.html").write_text(at.html, encoding="utf-8")
    plain.goto((tmp_path / "plain.html").as_uri())
    expect(plain.locator(".no-script")).to_be_visible()
    plain.set_viewport_size({"width": 390, "height": 800})
    tops = "(cells) => cells.map((cell) => cell.getBoundingClientRect().top)"
    label = plain.locator("section.labels tr").first.locator("th, td")
    assert len(set(label.evaluate_all(tops))) == 1  # on a phone, too, the page's own rules do not reach the worksheet
    expect(plain.locator(".live")).to_be_hidden()
    for claim in lesson.claims:
        expect(plain.locator(".worksheet .id", has_text=claim.id).first).to_be_visible()


def test_a_browser_that_is_too_old_shows_the_worksheet(
    new_context: Callable[..., BrowserContext], lesson: Lesson, tmp_path: Path
) -> None:
    """Where the script cannot begin, nobody looks at an empty page: there is the lesson to mark on paper."""
    page = new_context().new_page()
    page.add_init_script("delete window.DecompressionStream;")
    (tmp_path / "old.html").write_text(kit.page(lesson).html, encoding="utf-8")
    page.goto((tmp_path / "old.html").as_uri())
    expect(page.locator(".no-script")).to_be_visible()
    expect(page.locator(".worksheet .grid")).to_be_visible()
    expect(page.locator(".live")).to_be_hidden()


def test_everything_can_be_done_with_the_keyboard(open_page: Callable[..., At], lesson: Lesson) -> None:
    """From the list of parts to a mark, the key, the next part and the file: Tab, Enter and the label keys alone."""
    at = open_page(kit.page(lesson, with_key=True).html)
    keys = at.page.keyboard

    def tab_to(what: str) -> None:
        for _ in range(60):
            keys.press("Tab")
            if at.page.evaluate("(what) => document.activeElement.matches(what)", what):
                return
        raise AssertionError(f"the focus does not come to {what}")

    tab_to("[data-claim=c01]")
    keys.press("0")
    keys.press("n")
    keys.press("2")
    at.stop(2).expect_saved()
    tab_to(".part.is-open [data-do=reveal]")
    keys.press("Enter")
    expect(at.page.locator(".part.is-open .cbc-card").first).to_be_visible()
    tab_to(".part.is-open .onward a")
    keys.press("Enter")
    expect(at.part("section-2")).to_be_focused()
    tab_to("[data-claim=c05]")
    keys.press("1")
    at.stop(5).expect_saved()
    assert [line["claim"] for line in at.lines() if line["kind"] == "mark"] == ["c01", "c02", "c05"]


# The key


def test_the_key_opens_after_marking_and_knows_the_horizon(open_page: Callable[..., At], lesson: Lesson) -> None:
    """Own answer, reason, key, another answer: at the first section the denial of the second is not told; there it is.
    What the look back lays beside the key is the answer from before."""
    at = open_page(kit.page(lesson, with_key=True).html)
    assert "nobody names them" not in at.page.content()
    at.stop(2).mark(CORE, "sourced")
    reveal = at.page.locator(".part.is-open .cbc-reveal")
    reveal.locator("[data-do=reveal]").click()
    expect(reveal.locator(".cbc-card")).to_have_count(1)
    expect(reveal).to_contain_text("nobody names them")
    expect(reveal).not_to_contain_text("The road office rejects it")
    expect(reveal).to_contain_text(words()["reveal"]["open"])
    at.go("section-2")
    later = at.page.locator(".part.is-open .cbc-reveal")
    at.stop(5).mark(DENIAL, "none")
    later.locator("[data-do=reveal]").first.click()
    expect(later).to_contain_text("The road office rejects it")
    later.locator("[data-card=c02] [data-do=stance][data-value=changed]").click()
    later.locator("[data-card=c02] [data-do=label][data-value=anonymous]").click()
    later.locator("[data-card=c02] [data-do=save-stance]").click()
    lines = at.wait_for_lines(6)
    assert [(line["kind"], line["claim"], line.get("full")) for line in lines if line["kind"] == "reveal"] == [
        ("reveal", "c02", False),
        ("reveal", "c02", True),
        ("reveal", "c05", True),
    ]
    at.go("look-back")
    row = at.part("look-back").locator("tr", has_text=CORE).last
    expect(row).to_contain_text("sourced")
    expect(row).to_contain_text("anonymous and denied")


def test_a_key_that_comes_later_opens_with_its_word(open_page: Callable[..., At], lesson: Lesson) -> None:
    """A wrong word is told in words, nothing is said, and the right word opens every part's key at once."""
    at = open_page(kit.page(lesson, key_later="Red Boat").html)
    at.stop(2).mark(CORE, "anonymous")
    field = at.page.locator(".part.is-open .word")
    for word, says in (("", "Type the word"), ("green boat", "This is not the word")):
        field.fill(word)
        at.page.locator(".part.is-open [data-do=unlock]").click()
        expect(at.page.locator(".part.is-open .told")).to_contain_text(says)
    field.fill(" red  BOAT")
    field.press("Enter")
    at.page.locator(".part.is-open [data-do=reveal]").click()
    expect(at.page.locator(".part.is-open .cbc-card")).to_contain_text("nobody names them")
    at.go("section-2")
    expect(at.page.locator(".part.is-open .cbc-reveal")).to_be_visible()


def test_a_word_is_typed_once_by_each_reader(open_page: Callable[..., At], lesson: Lesson) -> None:
    """Reloaded, or opened in another tab, the key is open for whoever has typed its word. For the next reader of this
    computer it is locked again, in every tab; and deleting somebody's answers forgets that they knew it."""
    at = open_page(kit.page(lesson, key_later="Red Boat").html)
    at.stop(2).mark(CORE, "anonymous")
    before = at.reader()
    word = at.page.locator(".part.is-open .word")
    word.fill("red boat")
    word.press("Enter")
    expect(at.page.locator(".part.is-open [data-do=reveal]")).to_be_visible()
    at.page.reload()
    at.page.locator(".part.is-open [data-do=reveal]").click()
    expect(at.page.locator(".part.is-open .cbc-card")).to_contain_text("nobody names them")
    beside = open_page(at.html, beside=at)
    beside.page.goto(at.page.url)
    expect(beside.page.locator(".part.is-open [data-do=reveal]")).to_be_visible()
    at.go("hand-in")
    at.page.locator("[data-do=new-reader]").click()
    expect(beside.page.locator(".part.is-open .word")).to_be_visible()
    assert "nobody names them" not in at.page.content() + beside.page.content()
    at.part("hand-in").locator(".cbc-input").fill(before)
    at.part("hand-in").locator("[data-do=switch]").click()
    expect(beside.page.locator(".part.is-open [data-do=reveal]")).to_be_visible()
    at.page.locator("[data-do=clear]").click()
    at.page.locator("[data-do=clear-yes]").click()
    expect(beside.page.locator(".part.is-open .word")).to_be_visible()
    assert at.kept_notes() == ["reader"]


def test_a_claim_is_marked_again_once_it_was_looked_up(open_page: Callable[..., At], tmp_path: Path) -> None:
    """Below each step outside the article its claim alone can be marked, and what is changed there stands above."""
    guide = "outside:\n  - {claim: c02, about: the crack, look_for: Who measured it, found: An engineer did.}\n"
    at = open_page(kit.page(small_lesson(tmp_path / "outside", guide=guide)).html)
    at.stop(2).mark(CORE, "anonymous")
    at.go("look-back")
    expect(at.part("look-back").get_by_role("heading", name="Paragraph 2: the crack")).to_be_visible()
    stop = View(at.part("look-back").locator("[data-outside] .cbc").first)
    expect(stop.root.locator("[data-claim][role=button]")).to_have_count(1)
    stop.mark(CORE, "denied")
    expect(at.part("look-back").locator("[data-look] tr", has_text=CORE)).to_contain_text("anonymous and denied")
