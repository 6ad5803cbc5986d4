"""How JupyterLab's page is arranged when `kit read` opens it."""

import json
from pathlib import Path

import pytest

from kit.commands.lab import workspaces


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTERLAB_WORKSPACES_DIR", str(tmp_path))


def test_the_first_page_begins_with_closed_sidebars() -> None:
    """The layout that JupyterLab reads first has both sidebars closed, apart from the layouts of other work."""
    [path] = workspaces().iterdir()
    layout = json.loads(path.read_text(encoding="utf-8"))["data"]["layout-restorer:data"]
    assert [layout[side]["collapsed"] for side in ("left", "right")] == [True, True]
    assert path.parent.name == "claim-by-claim"


def test_what_a_reader_has_arranged_stays() -> None:
    """A layout that is there already is left as it is."""
    [path] = workspaces().iterdir()
    arranged = path.read_text(encoding="utf-8").replace("true", "false")
    path.write_text(arranged, encoding="utf-8")
    assert workspaces() == path.parent
    assert path.read_text(encoding="utf-8") == arranged
