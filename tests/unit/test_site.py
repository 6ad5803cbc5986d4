"""A site of lessons: what is in it, what is refused, and that the same input gives the same bytes."""

import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import urlsplit

import pytest
import yaml

import kit
from kit.__main__ import main
from kit.lesson.lesson import Lesson
from kit.sharing.site import Site, SitePart, site
from tests.lessons import ARTICLE, KEY, small_lesson, write_lesson
from tests.unit.test_page import data_of, sayings

INNER, HALL = kit.open_lesson("inner-circle"), kit.open_lesson("skate-hall")
FORBIDDEN = ARTICLE.replace("whos_who:", "publication: not to be published\nwhos_who:", 1)

GUIDE = """\
start:
  about: "all < of it, or [the few](path:few)"
paths:
  few: {title: "ten & few", minutes: 20, claims: [c01, c02]}
"""


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Lesson:
    """A small lesson without a path."""
    return small_lesson(tmp_path_factory.mktemp("bridge"))


@pytest.fixture(scope="module")
def both() -> Site:
    """A site of the two large bundled lessons, without a key."""
    return site([INNER, HALL])


class _Links(HTMLParser):
    """Every address that a page asks for or leads to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.ids: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.found |= {str(given[name]) for name in ("href", "src", "data-worker", "action") if name in given}
        self.ids |= {str(given["id"])} if "id" in given else set()


def html_of(made: Site) -> dict[str, str]:
    """Return the pages of a site by their ways."""
    return {name: text.decode() for name, text in made.files.items() if name.endswith(".html")}


def test_every_lesson_has_a_page_and_a_worksheet_for_each_way(both: Site) -> None:
    """Each lesson as a whole and by each of its paths is read and printed, and a folder is ready to be pushed."""
    ways = {"inner-circle", "inner-circle_short", "skate-hall", "skate-hall_first", "skate-hall_short"}
    pages = {f"{kind}/{name}.html" for kind in ("lessons", "worksheets") for name in ways}
    hosts = {".nojekyll", ".gitattributes", ".github/workflows/publish.yml", "sw.js", "404.html"}
    assert set(both.files) == pages | hosts | {"index.html"}
    start = html_of(both)["index.html"]
    assert "The names are: inner-circle, skate-hall." in start
    for lesson in (INNER, HALL):
        assert lesson.article.title in start
        for path in lesson.paths.values():
            assert f"{path.minutes} minutes" in start


def test_links_are_relative_and_lead_somewhere(both: Site) -> None:
    """Below any folder of any host each link leads to a file of the site, and nothing is asked of anybody else."""
    pages = {name: _Links(html) for name, html in html_of(both).items()}
    for name, page in pages.items():
        for link in page.found - {"data:,"}:
            parts = urlsplit(link)
            assert not parts.scheme and not parts.netloc and not link.startswith("/"), link
            target = normpath(join(name, "..", parts.path)) if parts.path else name
            assert target in both.files, (name, link)
            if parts.fragment:
                assert parts.fragment in pages[target].ids, (name, link)


def test_a_path_leads_to_the_whole_where_the_site_has_it(both: Site) -> None:
    """What the guide says of other parts leads to them on the whole lesson's page; without one, no word names them."""
    alone = site(HALL, "first")
    for made, links in ((both, True), (alone, False)):
        html = html_of(made)["lessons/skate-hall_first.html"]
        assert ('<a href="skate-hall.html#section-3">“the future of the hall”</a>' in html) is links
        assert ("the future of the hall" in html.partition('id="data"')[0]) is links
        assert ("Your teacher can give it to you" in html) is not links


def test_pages_allow_a_worker_of_their_own_and_nothing_more(both: Site) -> None:
    """The policy of a lesson's page is that of the single file, with the site's own worker."""
    policy = re.compile(r'Content-Security-Policy" content="([^"]*)"')
    strict = "default-src 'none'; style-src HASH; img-src data:; base-uri 'none'; form-action 'none'"
    for name, html in html_of(both).items():
        (found,) = policy.findall(html)
        plain = re.sub(r"'sha256-[^']*'(?: 'sha256-[^']*')*", "HASH", unescape(found))
        more = "connect-src" if name == "404.html" else "worker-src"
        assert plain == (strict if name.startswith("worksheets") else f"{strict}; script-src HASH; {more} 'self'"), name


def test_without_the_key_there_is_no_trace_of_it(both: Site) -> None:
    """No sentence of a key is on a site that was asked for none; locked, none is either."""
    told = sayings(INNER) | sayings(HALL)
    for made in (both, site(HALL, "first", key_later="red boat")):
        everything = "\n".join(html_of(made).values())
        assert [one for one in told if one in everything] == []
        assert "red boat" not in everything
    assert 'id="data"' in everything


def test_the_worker_lists_every_page_as_it_is(both: Site) -> None:
    """What is kept for reading offline are the pages, each with its fingerprint, and nothing that hosts need alone."""
    listed = re.match(rb"self\.SITE=(\{.*\});\n", both.files["sw.js"])
    version, files = re.fullmatch(r'\{version:"(\w+)",files:(.*)\}', listed[1].decode()).groups()
    pages = {name: b64encode(sha256(text.encode()).digest()).decode() for name, text in html_of(both).items()}
    assert json.loads(files) == pages
    assert len(version) == 16
    other = site([INNER, HALL], title="Another name")
    assert version.encode() not in other.files["sw.js"]


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two runs, whatever order Python's sets have in them, write the same files, also where a key is locked."""
    folder = write_lesson(tmp_path / "bridge")
    command = ["site", str(folder), "--warm-up", "--key-later", "red boat", "-o"]
    program = [sys.executable, "-m", "kit", *command, str(tmp_path / "two")]
    subprocess.run(program, check=True, capture_output=True, env=os.environ | {"PYTHONHASHSEED": "2"})
    assert main([*command, str(tmp_path / "one")]) == 0
    one, two = (
        {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}
        for out in (tmp_path / "one", tmp_path / "two")
    )
    assert one == two
    assert len(one) == 9


def test_a_key_that_has_changed_is_locked_anew(tmp_path: Path) -> None:
    """A mended key never meets the nonce of the one before; the same key and word give the same page."""
    lessons = [small_lesson(tmp_path / "one"), small_lesson(tmp_path / "two")]
    lessons.append(small_lesson(tmp_path / "three", key=KEY.replace("The mayor is named.", "The mayor has a name.")))
    one, two, three = (
        data_of(html_of(site(lesson, key_later="Red  Boat"))["lessons/bridge.html"])["keys"]["bridge"]
        for lesson in lessons
    )
    assert one == two
    assert set(one.values()) & set(three.values()) == {one["rounds"]}


def test_what_is_not_to_be_published_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A lesson that is not to be published is on no site, whatever stands beside it: which, where, and what to do."""
    folder = write_lesson(tmp_path / "bridge", article=FORBIDDEN)
    for lessons in (kit.open_lesson(folder), [HALL, kit.open_lesson(folder)]):
        with pytest.raises(ValueError, match="“bridge”.*publication.*article.md.*may be published.*kit page"):
            site(lessons)
    out = tmp_path / "site"
    assert main(["site", "skate-hall", str(folder), "-o", str(out)]) == 1
    assert "Not to be published: “bridge”" in capsys.readouterr().err
    assert not out.exists()
    allowed = write_lesson(tmp_path / "allowed", article=FORBIDDEN.replace("not to be", "may be"))
    assert main(["site", str(allowed), "-o", str(out)]) == 0


@pytest.mark.parametrize(
    ("lessons", "given", "says"),
    [
        ([], {}, "needs a lesson"),
        ([HALL, HALL], {}, "Two of the lessons are called “skate-hall”"),
        ([HALL, INNER], {"paths": ["frist"]}, "None of the lessons has a path 'frist'"),
        ([HALL, INNER], {"paths": ["first"]}, "“inner-circle” has no path 'first'. Name one of its own, too (short)"),
        ([HALL], {"with_key": True, "key_later": "red boat"}, "with_key or key_later, not both"),
        ([HALL], {"key_later": "ab"}, "too short"),
    ],
)
def test_what_cannot_be_made_is_said(lessons: list[Lesson], given: dict[str, object], says: str) -> None:
    """No lesson, one twice, a path that is nobody's or not everybody's, and a wrong key are refused in a sentence."""
    with pytest.raises(ValueError, match=re.escape(says)):
        site(lessons, **given)


def test_what_a_lesson_says_is_shown_as_it_is(tmp_path: Path) -> None:
    """Signs of HTML in titles, names and what a guide says are text on the start page, in any language."""
    article = ARTICLE.replace("Why is the bridge closed?", "Why & how < now?").replace("language: en", "language: ar")
    folder = write_lesson(tmp_path / "bridge", article=article)
    (folder / "guide.yaml").write_text(GUIDE, encoding="utf-8")
    start = html_of(site(kit.open_lesson(folder), title="7b <i>& co"))["index.html"]
    for text in ("Why &amp; how &lt; now?", "ten &amp; few", "7b &lt;i&gt;&amp; co", "all &lt; of it"):
        assert text in start
    assert not re.search(r"<i>|&amp;(amp|lt);", start)
    assert '<a href="lessons/bridge_few.html">the few</a>' in start
    assert 'lang="ar" dir="auto"' in start


def test_paths_are_each_lessons_own() -> None:
    """Named paths are made for the lessons that have them; several may be named."""
    made = site([HALL, INNER], ["first", "short"])
    read = {name for name in made.files if name.startswith("lessons")}
    assert read == {f"lessons/{name}.html" for name in ("skate-hall_first", "skate-hall_short", "inner-circle_short")}
    assert set(site(HALL, "first").files) >= {"lessons/skate-hall_first.html"}


def test_a_name_is_not_a_lesson() -> None:
    """A name in place of a lesson is told how to open it."""
    with pytest.raises(TypeError, match=r"kit\.open_lesson\('warm-up'\)"):
        site(["warm-up"])


def test_key_sheets_are_there_when_they_are_asked_for(both: Site, bridge: Lesson) -> None:
    """The key sheet is on the site, and named on the start page, only for those who ask for it."""
    asked = site(bridge, key_sheets=True)
    assert "key-sheets/bridge.html" in asked.files
    assert 'href="key-sheets/bridge.html"' in html_of(asked)["index.html"]
    assert not any(name.startswith("key-sheets") for name in both.files)


def test_a_further_part_has_its_place(bridge: Lesson, tmp_path: Path) -> None:
    """Files of another part lie where it says, the start page leads to it, and the worker leaves them alone."""
    (tmp_path / "large.wasm").write_bytes(b"\0asm")
    files = {"lite/index.html": b"<!doctype html>", "lite/large.wasm": tmp_path / "large.wasm"}
    part = SitePart("Read it as notebooks", "With Python.", "Open the notebooks", "lite/index.html?x", files)
    made = site(bridge, parts=[part])
    start = html_of(made)["index.html"]
    assert '<a href="lite/index.html?x">Open the notebooks</a>' in start
    assert part.title in start
    assert b"lite" not in made.files["sw.js"]
    made.write(tmp_path / "site")
    assert (tmp_path / "site" / "lite" / "large.wasm").read_bytes() == b"\0asm"


def test_the_workflow_publishes_the_folder_as_it_is(both: Site) -> None:
    """The workflow is YAML that GitHub takes: when it runs, what it may do, and the four official steps in order."""
    flow = yaml.load(both.files[".github/workflows/publish.yml"], Loader=yaml.BaseLoader)
    assert set(flow) == {"name", "on", "permissions", "concurrency", "jobs"}
    assert flow["on"] == {"push": {"branches": ["main", "master"]}, "workflow_dispatch": ""}
    assert flow["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}
    (job,) = flow["jobs"].values()
    actions = [step["uses"].partition("@") for step in job["steps"]]
    wanted = ["checkout", "configure-pages", "upload-pages-artifact", "deploy-pages"]
    assert [name for name, _, _ in actions] == [f"actions/{name}" for name in wanted]
    assert all(re.fullmatch(r"v\d+", version) for _, _, version in actions)
    assert job["steps"][2]["with"] == {"path": "."}
    assert job["environment"]["url"] == f"${{{{ steps.{job['steps'][3]['id']}.outputs.page_url }}}}"


@pytest.mark.parametrize(
    ("options", "warns"),
    [(["--with-key"], True), (["--key-sheets"], True), (["--key-later", "red boat"], False), ([], False)],
)
def test_an_open_key_is_warned_of(
    options: list[str], warns: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever puts the key on a site that everybody can open is told so, and how to lock it."""
    folder = write_lesson(tmp_path / "bridge")
    assert main(["site", str(folder), "-o", str(tmp_path / "site"), *options]) == 0
    said = capsys.readouterr().out
    assert ("everybody who has its address can read it" in said) is warns
    assert "--key-later" in said or options == ["--key-later", "red boat"]
    assert "GitHub" in said
