"""The marks service with a real JupyterHub: who may do what, from a student's kernel to a teacher's browser."""

import io
import os
import re
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import requests

import kit
from tests.hub.running import Running, wait_for
from tests.service.lines import line

ROOT = Path(kit.__file__).parents[1]
CLASSES = {"7b": {"teachers": ["kim"], "students": ["ann", "ben"]}, "8 a!": {"teachers": ["lee"], "students": ["cas"]}}
OTHER = "8%20a!"
#: Who asks: a user, and what their token may do; `None` is all that they may.
TOKENS: dict[str, tuple[str, list[str] | None]] = {
    "ann, a student of 7b": ("ann", None),
    "cas, a student of 8 a": ("cas", None),
    "kim, who teaches 7b": ("kim", None),
    "lee, who teaches 8 a": ("lee", None),
    "zoe, in no class": ("zoe", None),
    "dora, who may delete": ("dora", None),
    "olga, who may collect all": ("olga", None),
    "ann, without access to the service": ("ann", ["read:users!user"]),
    "ann, with access alone": ("ann", ["access:services!service=marks"]),
    "kim, without access to the service": ("kim", ["custom:marks:collect!group=7b"]),
    "kim, without the right to collect": ("kim", ["access:services!service=marks"]),
}
WHAT = {
    "post": ("POST", "lines"),
    "read": ("GET", "lines"),
    "zip": ("GET", "classes/7b.zip"),
    "lines": ("GET", "classes/7b/lines"),
    "other zip": ("GET", f"classes/{OTHER}.zip"),
    "other lines": ("GET", f"classes/{OTHER}/lines"),
    "no class": ("GET", "classes/9z.zip"),
    "delete": ("DELETE", "students/nobody"),
}
OWN, CLASS_7B, CLASS_8A = {"post", "read"}, {"zip", "lines"}, {"other zip", "other lines"}
#: What each may do; all else is forbidden.
MAY = {
    "ann, a student of 7b": OWN,
    "cas, a student of 8 a": OWN,
    "kim, who teaches 7b": OWN | CLASS_7B,
    "lee, who teaches 8 a": OWN | CLASS_8A,
    "dora, who may delete": OWN | {"delete"},
    "olga, who may collect all": OWN | CLASS_7B | CLASS_8A | {"no class"},
    "ann, with access alone": OWN,
    "kim, without the right to collect": OWN,
}


class District(NamedTuple):
    """A hub with the service: `tokens` by who asks."""

    hub: Running
    url: str
    tokens: dict[str, str]

    def ask(self, method: str, path: str, token: str = "", body: bytes | None = None) -> requests.Response:
        """Ask the service through the hub's proxy."""
        headers = {"Authorization": f"token {token}"} if token else {}
        return requests.request(
            method, f"{self.url}{path}", headers=headers, data=body, timeout=60, allow_redirects=False
        )


@pytest.fixture(scope="module")
def district() -> Iterator[District]:
    """A hub with two classes and the service, started once."""
    place = Path(tempfile.mkdtemp(prefix="marks-hub-"))
    access, marks = "access:services!service=marks", place / "marks.sqlite"
    more = [
        {"name": "marks-office", "users": ["dora"], "scopes": [access, "custom:marks:delete"]},
        {"name": "marks-head", "users": ["olga"], "scopes": [access, "custom:marks:collect"]},
    ]
    config = f"""
from tests.hub.running import free_ports
from kit.sharing.service.configuration import add_marks_service
c.JupyterHub.spawner_class = "simple"
c.Spawner.cmd = [{sys.executable!r}, "-m", "jupyterhub.singleuser"]
c.Spawner.args = ["--allow-root"]
c.Spawner.environment = {{"PYTHONPATH": {str(ROOT)!r}}}
c.SimpleLocalProcessSpawner.home_dir_template = "{place}/home/{{username}}"
c.JupyterHub.load_roles += {more!r}
port, = free_ports(1)
add_marks_service(c, {CLASSES!r}, "sqlite:///{marks}", port=port)
"""
    hub = Running(place, config, os.environ | {"PYTHONPATH": str(ROOT)})
    try:
        hub.ready()
        found = District(hub, f"{hub.url}/services/marks/", {name: token(hub, *who) for name, who in TOKENS.items()})
        wait_for(lambda: found.ask("GET", "nowhere").status_code == 404, "the service", hub.process, hub.log)
        yield found
    finally:
        hub.stop()
        shutil.rmtree(place, ignore_errors=True)


def token(hub: Running, user: str, scopes: list[str] | None) -> str:
    """A token of a user's."""
    hub.ask("POST", f"/hub/api/users/{user}")
    answer = hub.ask("POST", f"/hub/api/users/{user}/tokens", json={} if scopes is None else {"scopes": scopes})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["token"])


@pytest.mark.parametrize("who", [*TOKENS, "nobody", "somebody with an old token"])
def test_each_may_do_what_is_theirs_and_nothing_else(who: str, district: District) -> None:
    """A student sends and reads their own, a teacher collects their class; every other pair is forbidden.

    So is everything with a token that was not made for the service, whatever else it may do.
    """
    asked = district.tokens.get(who, "" if who == "nobody" else "4f" * 16)
    statuses = {
        what: district.ask(method, path, asked, line(1) if method == "POST" else None).status_code
        for what, (method, path) in WHAT.items()
    }
    may = MAY.get(who, set())
    expected = {what: (404 if what == "no class" else 200) if what in may else 403 for what in WHAT}
    assert statuses == expected


def test_the_hubs_own_services_are_no_students(district: District) -> None:
    """A service's token can neither send lines nor read any."""
    for method, path in WHAT.values():
        assert district.ask(method, path, district.hub.token, line(1) if method == "POST" else None).status_code == 403


def test_whoever_may_collect_all_sees_every_class(district: District) -> None:
    """The page of a head of school names each class, and no group of teachers."""
    page = district.ask("GET", "", district.tokens["olga, who may collect all"]).text
    assert "classes/7b.zip" in page and f"classes/{OTHER.replace('!', '%21')}.zip" in page
    assert "-teachers" not in page


MARKING = """
import os, time
import kit
from urllib.request import Request, urlopen
from urllib.error import HTTPError
reading = kit.start_reading(kit.open_lesson("warm-up"), folder="marks")
reading.mark("c01", ["anonymous"], reason="Nobody – is named.")
reading.mark("c02", [])
for _ in range(600):
    if not reading.outbox.waiting:
        break
    time.sleep(0.1)
print(reading.reader, reading.outbox.waiting)
for path in ("services/marks/classes/7b.zip", "services/marks/lines", "hub/api/users", "hub/api/groups"):
    try:
        told = {"Authorization": "token " + os.environ["JUPYTERHUB_API_TOKEN"]}
        print(path, urlopen(Request("ADDRESS/" + path, headers=told)).status)
    except HTTPError as error:
        print(path, error.code)
"""


def test_a_students_notebook_sends_by_itself_and_the_class_is_collected(district: District, tmp_path: Path) -> None:
    """What is marked in a kernel of a student's server is there for the teacher a moment later, as `kit collect` reads
    it; the server's own token can read the student's lines and nothing else."""
    district.hub.start_servers("ben")
    said = district.hub.run("ben", MARKING.replace("ADDRESS", district.hub.url))
    reader, waiting = said.split("\n")[0].split()
    assert waiting == "0", said
    assert re.findall(r" (\d{3})$", said, re.MULTILINE) == ["403", "200", "403", "403"], said
    zipped = district.ask("GET", "classes/7b.zip", district.tokens["kim, who teaches 7b"]).content
    (tmp_path / "7b.zip").write_bytes(zipped)
    collected = kit.collect(tmp_path / "7b.zip", kit.open_lesson("warm-up"))
    of_ben = collected.files.set_index("file").loc[f"ben/{reader}.jsonl"]
    assert (of_ben["used"], of_ben["reader"], of_ben["annotations"]) == (True, reader, 2)
    assert district.ask("GET", "lines", district.tokens["ann, a student of 7b"]).content.count(b"Nobody") == 0
    district.hub.stop_server("ben")


@pytest.mark.parametrize(("user", "sees"), [("kim", True), ("ann", False)])
def test_a_teacher_logs_in_and_downloads_the_class(user: str, sees: bool, district: District) -> None:
    """In a browser, the hub's log-in leads to the page; a teacher's has their class and no other, a student's none."""
    browser = requests.Session()
    page = browser.get(district.url, timeout=60)
    assert "/hub/login" in page.url
    form = {"username": user, "password": "any", "_xsrf": browser.cookies.get("_xsrf", path="/hub/") or ""}
    page = browser.post(page.url, data=form, timeout=60)
    assert page.url == district.url and page.status_code == 200
    assert ("classes/7b.zip" in page.text, "8 a" in page.text) == (sees, False)
    answer = browser.get(f"{district.url}classes/7b.zip", timeout=60)
    assert answer.status_code == (200 if sees else 403)
    assert not sees or zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None
    assert (
        browser.post(f"{district.url}lines", data=line(1), timeout=60).status_code == 403
    )  # no cookie sends in a name
