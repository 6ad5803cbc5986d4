"""The parts of JupyterLite with the notebooks: wheels, the list of packages, Pyodide's folder, and what is said."""

import json
import sys
import tomllib
from hashlib import sha256
from html import unescape
from importlib.machinery import PathFinder
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from jupyterlite_pyodide_kernel.constants import PYODIDE_VERSION

import kit
from kit.__main__ import main
from kit.lesson.plain_errors import Mistake
from kit.sharing.jupyterlite import make
from kit.sharing.jupyterlite.door import door
from kit.sharing.jupyterlite.lock import lock
from kit.sharing.jupyterlite.pyodide import Pyodide, published_pyodide, pyodide_in
from kit.sharing.jupyterlite.shelf import known_on, shelve
from kit.sharing.jupyterlite.wheels import KIT, NotInstalled, empty_wheel, kit_wheel, stand_in, wheels_for
from tests.lessons import write_lesson
from tests.sites import VERSION, listed, names_in, unpack, write_pyodide

ROOT = Path(__file__).parents[2]
EVERYTHING = ("micropip", "numpy", "pandas", "matplotlib", "py-six")


def test_the_kit_knows_the_pyodide_that_its_extra_installs() -> None:
    """The version in the list, in pyproject.toml's pin, and of the installed kernel are one."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert f"jupyterlite-pyodide-kernel=={version('jupyterlite-pyodide-kernel')}" in extras["lite"]
    published = published_pyodide(PYODIDE_VERSION)
    assert {"micropip", "numpy", "pandas", "matplotlib"} <= set(published.packages)
    addresses = [about["file_name"] for about in published.packages.values()]
    assert all(
        address.startswith(f"https://cdn.jsdelivr.net/pyodide/v{PYODIDE_VERSION}/full/") for address in addresses
    )
    with pytest.raises(Mistake, match=f"runs Pyodide 1.2.3, and this kit knows the packages of {PYODIDE_VERSION}"):
        published_pyodide("1.2.3")


def test_a_wheel_holds_what_runs_in_a_browser_and_comes_with_what_it_needs() -> None:
    """No compiled file, no record of this installation; needs are followed, but for those that come from elsewhere."""
    wheels = {wheel.name: wheel for wheel in wheels_for(["anywidget", "PyYAML"], ["ipywidgets"])}
    assert set(wheels) == {"anywidget", "psygnal", "pyyaml", "typing-extensions"}
    names = [name for wheel in wheels.values() for name in names_in(wheel.data)]
    assert not [name for name in names if name.endswith((".so", ".pyd", ".pyc")) or name.startswith(("/", ".."))]
    assert not [name for name in names if name.endswith(("INSTALLER", "direct_url.json"))]
    assert wheels["pyyaml"].file == f"pyyaml-{version('PyYAML')}-py3-none-any.whl"
    assert [wheels["anywidget"].imports, wheels["pyyaml"].imports] == [("anywidget",), ("_yaml", "yaml")]
    assert f"pyyaml-{version('PyYAML')}.dist-info/RECORD" in names
    again = {wheel.name: wheel.sha256 for wheel in wheels_for(["anywidget", "PyYAML"], ["ipywidgets"])}
    assert again == {name: wheel.sha256 for name, wheel in wheels.items()}
    with pytest.raises(NotInstalled, match="no-such-package"):
        wheels_for(["no-such-package"])


def test_the_kits_wheel_is_the_kit_without_the_keys_that_are_left_out() -> None:
    """Every file of the kit is in it but for those; a site without the key has none but the warm-up's."""
    whole = set(names_in(kit_wheel([]).data))
    room = Path(kit.__file__).parent
    here = {f"kit/{path.relative_to(room).as_posix()}" for path in room.rglob("*") if path.is_file()}
    assert {name for name in whole if ".dist-info" not in name} == {name for name in here if "__pycache__" not in name}
    left_out = make.keys_left_out(with_key=False)
    without = set(names_in(kit_wheel([], left_out).data))
    assert {name for name in without if name.startswith("kit/library/") and name.endswith("key.yaml")} == {
        "kit/library/warm-up/key.yaml"
    }
    assert whole - without == {f"kit/{path}" for path in left_out}
    assert make.keys_left_out(with_key=True) == []


def test_the_list_of_packages_is_whole() -> None:
    """Each has its hash and what it needs of what is there; tables bring charts; the site's own go before Pyodide's."""
    theirs = {
        name: listed(name, *needs) for name, needs in {"pandas": ("numpy",), "numpy": ("gone",), "six": ()}.items()
    }
    own = [empty_wheel("six"), kit_wheel(["numpy", "left-out"])]
    made = json.loads(
        lock(Pyodide("./x", {"python": "3.14.2"}, theirs | {"matplotlib": listed("matplotlib")}), own, "w/")
    )
    packages = made["packages"]
    assert made["info"] == {"python": "3.14.2"}
    needs = {name: about["depends"] for name, about in packages.items()}
    assert needs == {"pandas": ["numpy", "matplotlib"], "numpy": [], "matplotlib": [], "six": [], KIT: ["numpy"]}
    assert packages["six"]["file_name"] == "w/six-0-py3-none-any.whl"
    assert packages[KIT]["sha256"] == sha256(own[1].data).hexdigest()
    assert packages[KIT]["imports"] == ["kit"]


def test_an_empty_wheel_has_nothing_to_import() -> None:
    """A package that is asked for by its name alone has none of its code."""
    assert empty_wheel("jedi").imports == ()
    assert all(name.startswith("jedi-0.dist-info/") for name in names_in(empty_wheel("jedi").data))


def test_what_stands_in_for_a_package_gives_way_to_it(tmp_path: Path) -> None:
    """It is found where the package is not there, and is nothing that a cell's import fetches; the real one wins."""
    wheel = stand_in("pandas", "no_tables")
    assert (wheel.name, wheel.imports, wheel.needs) == ("pandas-stand-in", (), (KIT,))
    unpack(wheel.data, tmp_path)
    found = PathFinder.find_spec("pandas", [str(tmp_path)])
    assert found is not None and found.origin == str(tmp_path / "pandas.py")
    (tmp_path / "pandas").mkdir()
    (tmp_path / "pandas" / "__init__.py").touch()
    PathFinder.invalidate_caches()
    found = PathFinder.find_spec("pandas", [str(tmp_path)])
    assert found is not None and found.origin == str(tmp_path / "pandas" / "__init__.py")


@pytest.mark.parametrize("below", [".", "pyodide"])
def test_a_folder_with_pyodide_is_taken_as_it_is(tmp_path: Path, below: str) -> None:
    """Also where the archive was unpacked into a folder of its own; the list gets the hashes of the files."""
    folder = write_pyodide(tmp_path / "p" / below, *EVERYTHING)
    found = pyodide_in(tmp_path / "p", VERSION)
    assert found.address == "./static/pyodide/pyodide.mjs"
    assert {path.name for path in found.core} == {
        "pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"
    }  # fmt: skip
    assert set(found.packages) == set(EVERYTHING) == {path.name.split("-1.0")[0] for path in found.wheels}
    hashes = {sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.whl")}
    assert {about["sha256"] for about in found.packages.values()} == hashes
    assert found.lacks == ()


def test_a_folder_without_tables_is_enough_to_read(tmp_path: Path) -> None:
    """Of tables and charts all is there or nothing; what is not is named."""
    found = pyodide_in(write_pyodide(tmp_path / "p", "micropip", "numpy", "pandas"), VERSION)
    assert (set(found.packages), found.lacks) == ({"micropip"}, ("matplotlib", "py-six"))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (
            lambda folder: (folder / "pyodide.asm.wasm").unlink(),
            r"does not hold Pyodide 9\.8\.7: pyodide\.asm\.wasm must",
        ),
        (lambda folder: (folder / "pyodide.mjs").unlink(), r"pyodide\.mjs must be there.*releases/download/9\.8\.7/"),
        (lambda folder: (folder / "pyodide.mjs").write_text('"9.8.70"'), "another version of Pyodide than 9.8.7"),
        (
            lambda folder: (folder / "micropip-1.0-cp314.whl").unlink(),
            r"not micropip-1\.0-cp314\.whl.*pip download .*micropip==1\.0",
        ),
        (lambda folder: (folder / "micropip-1.0-cp314.whl").write_text("cut"), "micropip.*is damaged or cut off"),
    ],
    ids=["no wasm", "no core", "other version", "no installer", "damaged"],
)
def test_what_a_folder_lacks_is_said_and_how_to_get_it(tmp_path: Path, spoil: Any, said: str) -> None:
    """The sentence names the file, and where it comes from."""
    folder = write_pyodide(tmp_path / "p", *EVERYTHING)
    spoil(folder)
    with pytest.raises(Mistake, match=said):
        pyodide_in(folder, VERSION)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    """A wrong name of the folder is the same as an empty one: all that has to be there is named."""
    with pytest.raises(Mistake, match=r"pyodide\.mjs, pyodide\.asm\.mjs, .* must be there"):
        pyodide_in(tmp_path / "nowhere", VERSION)


def test_notebooks_and_the_lesson_of_ones_own_lie_together(tmp_path: Path) -> None:
    """Its notebooks open the lesson beside them, and run by themselves; its key is there only where it may be."""
    own = write_lesson(tmp_path / "bridge")
    shelves = shelve([str(own), "skate-hall"], tmp_path / "without", with_key=False)
    place = tmp_path / "without" / "bridge"
    assert sorted(path.name for path in (place / "lesson").iterdir()) == ["article.md"]
    assert '"./lesson' in (place / shelves[0].pages[-2].file).read_text(encoding="utf-8").replace("\\", "")
    shelve([str(own)], tmp_path / "with", with_key=True)
    assert sorted(path.name for path in (tmp_path / "with" / "bridge" / "lesson").iterdir()) == [
        "article.md",
        "key.yaml",
    ]
    known = (ROOT / "kit/commands/jupyter/labextensions/claim-by-claim/known.json").read_bytes()
    pages = json.loads(known_on(shelves, known))
    files = {f"bridge/{file}" for file in shelves[0].notebooks}
    assert files - set(pages["runs"].values()) == {f"bridge/{shelves[0].look_back}"} <= set(pages["key"].values())
    assert set(json.loads(known)["runs"]) <= set(pages["runs"])


def test_the_door_leads_to_every_notebook(tmp_path: Path) -> None:
    """Each of them has a link, the first to begin with first; what JupyterLite looks for in the page is there."""
    shelves = shelve([str(write_lesson(tmp_path / "bridge")), "skate-hall"], tmp_path / "notebooks", with_key=False)
    html = unescape(door(shelves, "1.2.3").decode())
    for shelf in shelves:
        for file in shelf.notebooks:
            assert f'href="notebooks/index.html?path=notebooks/{shelf.lesson.id}/{file}"' in html
    assert html.index("bridge/00_start_here.ipynb") < html.index("bridge/01_")
    assert 'id="jupyter-config-data"' in html and 'data-version="1.2.3"' in html
    assert "worker-src 'self'" in html


def test_without_the_extra_the_command_says_how_to_get_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No traceback, no half of a site."""
    monkeypatch.setitem(sys.modules, "jupyterlite_core", None)
    assert main(["site", "skate-hall", "-o", str(tmp_path / "site"), "--jupyterlite"]) != 0
    assert 'pip install "claim-by-claim[lite]"' in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_a_folder_of_wheels_needs_notebooks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--self-hosted alone would do nothing, so it is said."""
    assert main(["site", "skate-hall", "-o", str(tmp_path / "site"), "--self-hosted", str(tmp_path)]) != 0
    assert "Add --jupyterlite" in capsys.readouterr().err


def test_what_jupyterlite_says_when_it_fails_is_handed_on(tmp_path: Path) -> None:
    """Where its own program fails, the end of what it said is in the error."""
    (tmp_path / "jupyter_lite_config.json").write_text("{no json", encoding="utf-8")
    with pytest.raises(make.NotBuilt, match=r"(?s)could not be built\. It said at its end:\n.*JSONDecodeError"):
        make.build(tmp_path)
