"""The joiner: ES modules that import each other become one ES module that imports nothing.

anywidget and a single HTML page need that. Each file keeps a scope of its own, a function, so that two files may use
the same name; as among ES modules, each runs once, and what it imports runs before it. It needs no Node.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from os.path import normpath
from pathlib import Path

from kit.ui.javascript import code_of, line_of

#: What the modules are called in the joined text: `joined$1` is the first that runs.
_VARIABLE = "joined$"
#: Asks the browser to compile every function while the module loads, which costs less than each by itself at the first
#: press that needs it (V8: explicit compile hints; other browsers read a comment). It must be the first line.
_COMPILED_AT_ONCE = "//# allFunctionsCalledOnLoad"
_NAME = r"[A-Za-z_$][\w$]*"
_PATH = r"""(?P<quote>["'])(?P<path>\s*)(?P=quote)(?!\s*with\b)[^\S\n]*;?"""
_LIST = r"\{(?P<list>[^{}]*)\}"
#: The two words wherever they are no property (`a.import`) and no name of a value (`{import: 1}`).
#: They are looked for by the end that both have: a pattern that begins with certain letters is found ten times faster.
_WORD = re.compile(r"port\b(?<=(?:im|ex)port)(?<![\w$.#].{6})(?!\s*:)", re.DOTALL)
_IMPORT = re.compile(rf"import\b(?:(?P<clause>[\w$\s,{{}}*]*)\bfrom\b)?\s*{_PATH}")
_CLAUSE = re.compile(rf"\s*(?:(?P<default>{_NAME})\s*(?:,\s*(?=\S)|$))?(?:{_LIST}|\*\s*as\s+(?P<whole>{_NAME}))?\s*")
_HANDED_ON = re.compile(rf"export\s*(?:{_LIST}|\*(?:\s*as\s+(?P<whole>{_NAME}))?)\s*from\s*{_PATH}")
_LISTED = re.compile(rf"export\s*{_LIST}(?!\s*from\b)[^\S\n]*;?")
_CALLABLE = rf"(?=(?:(?:async\s+)?function\b\s*\*?|class\b)\s*(?P<name>(?!extends\b){_NAME}))"
_DECLARED = re.compile(rf"export\s+(?P<default>default\s+)?{_CALLABLE}")
_ASSIGNED = re.compile(rf"export\s+(?=(?:const|let|var)\s+(?P<name>{_NAME}))")
_DEFAULT = re.compile(r"export\s+default\b")
_ONE_NAME = re.compile(rf"\s*(?P<name>{_NAME})(?:\s+as\s+(?P<as>{_NAME}))?\s*")
_TURN = re.compile(r"(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<comma>,)|;|\n(?=\S)")


class JoinFault(ValueError):
    """Modules cannot be joined; the text says in which file and line, and why."""


@cache
def join(entry: Path) -> str:
    """Return a module with all that it imports, as the text of one ES module that imports nothing.

    It exports what `entry` exports; where that is nothing, the text can also be a classic script. Imported and exported
    names may be renamed, listed over several lines, taken all at once (`* as`), or handed on (`export ... from`). A
    variable that is exported is handed on as it is when its module has run: what is assigned to it later, its importers
    do not see. A module cannot `await` outside of a function.

    Raises:
        JoinFault: a file is missing, modules import each other in a circle, a name is imported that is not exported, or
            an import or export is written in a way that is not understood.
    """
    if not entry.is_file():
        raise JoinFault(f"There is no file {entry}.")
    house = _House()
    last = house.module(Path(normpath(entry.absolute())), ())
    local = {name: f"{last.variable}_{name}" for name in last.exports}
    taken = ", ".join(f"{name}: {variable}" for name, variable in local.items())
    given = ", ".join(f"{variable} as {name}" for name, variable in local.items())
    handed_on = [f"const {{ {taken} }} = {last.variable};", f"export {{ {given} }};"] if local else []
    return "\n".join([_COMPILED_AT_ONCE, *house.scopes, *handed_on, ""])


@dataclass
class _Module:
    """A file that stands in the joined text: its variable there, and what it exports, as JavaScript inside of it."""

    path: Path
    variable: str = ""
    exports: dict[str, str] = field(default_factory=dict)


class _House:
    """All modules of one joined text, in the order in which they run; `scopes` are their texts."""

    def __init__(self) -> None:
        self.modules: dict[Path, _Module] = {}
        self.scopes: list[str] = []

    def module(self, path: Path, importers: tuple[Path, ...]) -> _Module:
        """Return a file's module; if it is not there yet, it is put in, behind those that it imports."""
        if path not in self.modules:
            module, scope = _Reader(path, importers, self).read()
            module.variable = f"{_VARIABLE}{len(self.modules) + 1}"
            self.modules[path] = module
            exports = ", ".join(f"{name}: {value}" for name, value in module.exports.items())
            start = f"// {path.name}\nconst {module.variable} = (() => {{"
            self.scopes.append(f"{start}\n{scope}\nreturn {{ {exports} }};\n}})();")
        return self.modules[path]


class _Reader:
    """Reads one file: takes its imports and exports out, and has what it imports put into the house."""

    def __init__(self, path: Path, importers: tuple[Path, ...], house: _House) -> None:
        self.path, self.importers, self.house = path, importers, house
        self.source = path.read_text(encoding="utf-8-sig")
        self.code = code_of(self.source)
        self.module = _Module(path)
        self.bindings: list[str] = []
        self.at = 0

    def read(self) -> tuple[_Module, str]:
        """Return the module, and its text as the inside of a function."""
        if _VARIABLE in self.code:
            raise self._fault(self.code.index(_VARIABLE), f"names with “{_VARIABLE}” are the joiner's own")
        kept, at = [], 0
        for word in _WORD.finditer(self.code):
            self.at = word.end() - len("import")
            if self.at < at:
                continue  # `export { x as import }`
            end, instead = self._statement()
            kept += [self.source[at : self.at], instead]
            at = end
        text = "".join([*kept, self.source[at:]]).strip("\n")
        return self.module, "\n".join([*self.bindings, text])

    def _statement(self) -> tuple[int, str]:
        """Understand the import or export that begins here: return where it ends, and what stands in its place."""
        code, at, exports = self.code, self.at, self.module.exports
        if found := _IMPORT.match(code, at):
            self._take(found)
        elif found := _HANDED_ON.match(code, at):
            self._hand_on(found)
        elif found := _LISTED.match(code, at):
            exports |= {given: own for own, given in self._names(found["list"])}
        elif found := _DECLARED.match(code, at):
            exports["default" if found["default"] else found["name"]] = found["name"]
        elif (found := _ASSIGNED.match(code, at)) and not _names_more(code, found.end()):
            exports[found["name"]] = found["name"]
        elif found := _DEFAULT.match(code, at):
            exports["default"] = f"{_VARIABLE}default"
            return found.end(), f"const {exports['default']} ="
        else:
            raise self._fault(at, f"this is not understood: {self.source[at:].splitlines()[0]}")
        return found.end(), ""

    def _take(self, found: re.Match[str]) -> None:
        module = self._imported(found)
        clause = _CLAUSE.fullmatch(found["clause"] or "")
        if clause is None or (found["clause"] is not None and not found["clause"].strip()):
            raise self._fault(self.at, f"this is not understood: {self.source[self.at : found.end()]}")
        names = [("default", clause["default"])] if clause["default"] else []
        names += self._names(clause["list"] or "")
        taken = [f"{name}: {own}" for name, own in names if self._value(module, name)]
        if taken:
            self.bindings.append(f"const {{ {', '.join(taken)} }} = {module.variable};")
        if clause["whole"]:
            self.bindings.append(f"const {clause['whole']} = {module.variable};")

    def _hand_on(self, found: re.Match[str]) -> None:
        module, exports = self._imported(found), self.module.exports
        if found["list"] is not None:
            exports |= {given: self._value(module, name) for name, given in self._names(found["list"])}
        elif found["whole"]:
            exports[found["whole"]] = module.variable
        else:
            others = {name: self._value(module, name) for name in module.exports if name != "default"}
            self.module.exports = others | exports

    def _value(self, module: _Module, name: str) -> str:
        if name not in module.exports:
            raise self._fault(self.at, f"{module.path.name} does not export “{name}”")
        return f"{module.variable}.{name}"

    def _names(self, listed: str) -> list[tuple[str, str]]:
        """Return the pairs of a list such as `a, b as c`: the name there and the name here."""
        pieces = [piece for piece in listed.split(",") if piece.strip()]
        found = [_ONE_NAME.fullmatch(piece) for piece in pieces]
        if None in found:
            raise self._fault(self.at, f"this list of names is not understood: {' '.join(listed.split())}")
        return [(one["name"], one["as"] or one["name"]) for one in found if one]

    def _imported(self, found: re.Match[str]) -> _Module:
        written = self.source[found.start("path") : found.end("path")]
        if not written.startswith(("./", "../")):
            raise self._fault(self.at, f"“{written}” is not a file: write “./” or “../” and its name")
        path = Path(normpath(self.path.parent / written))
        way = (*self.importers, self.path)
        if path in way:
            circle = " imports ".join(one.name for one in (*way[way.index(path) :], path))
            raise self._fault(self.at, f"modules must not import each other in a circle: {circle}")
        if path not in self.house.modules and not path.is_file():
            raise self._fault(self.at, f"there is no file “{written}”")
        return self.house.module(path, way)

    def _fault(self, offset: int, why: str) -> JoinFault:
        return JoinFault(f"{self.path.name}, line {line_of(self.source, offset)}: {why}.")


def _names_more(code: str, at: int) -> bool:
    """Whether a declaration goes on with a second name: `const a = 1, b = 2`. It ends at `;` or with a new line."""
    depth = 0
    for turn in _TURN.finditer(code, at):
        if turn["open"]:
            depth += 1
        elif turn["close"]:
            depth -= 1
        elif depth == 0:
            return turn["comma"] is not None
    return False
