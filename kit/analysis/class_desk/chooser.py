"""Where a teacher chooses files: from the computer's own file window, or by a typed or pasted path."""

from collections.abc import Mapping
from typing import Any

from kit.analysis.class_desk.part import Part, menu
from kit.analysis.class_desk.unsaved import Drawn, Unsaved
from kit.ui.markup import Markup, element

#: The files that may be many, and so may be chosen as a folder.
MANY = "handed_in"
_FOLDER = "_folder"


def which_file(name: str) -> str:
    """Return which of the desk's files was chosen with the input of this name."""
    return name.removesuffix(_FOLDER)


class Chooser(Part):
    """The files of the class, each with its buttons, and the path whose claims count."""

    needs_class = False

    def draw(self) -> Drawn:
        """Return the files, the choice of a path, and what is to be known about both."""
        desk = self.desk
        pieces = {f"file {name}": self._file(name) for name in desk.FILES}
        paths = [(f"{path.title} ({len(path.claims)})", path.name) for path in desk.whole_lesson.paths.values()]
        if paths:
            pieces["path"] = menu("path", self.say("class.count"), [(self.say("class.all_claims"), ""), *paths])
        if (offered := desk.offered_path) is not None:
            pieces["offered"] = self._offer(offered.title, len(offered.claims))
        forget = element("button", self.say("class.forget"), type="button", name_="forget")
        pieces["forget"] = element("p", forget, element("progress", hidden=""))
        return Drawn(pieces, {"path": desk.path or ""})

    def hear(self, view: Unsaved, name: str, value: Any, typed: Mapping[str, str]) -> None:
        """Take a typed path, limit the figures to a path of the lesson, or forget the class."""
        if name == "open" and typed.get(str(value), "").strip():
            self.desk.type(str(value), typed[str(value)])
        elif name == "path":
            self.desk.follow(str(value) or None)
        elif name == "forget":
            self.desk.forget()

    def _file(self, name: str) -> Markup:
        is_many = name == MANY
        buttons = [_picks(name, self.say("class.pick_many" if is_many else "class.pick_one"))]
        inputs = [element("input", type="file", name_=name, hidden="", multiple="" if is_many else None)]
        if is_many:
            buttons.append(_picks(name + _FOLDER, self.say("class.pick_folder")))
            inputs.append(element("input", type="file", name_=name + _FOLDER, hidden="", webkitdirectory=""))
        legend = element("legend", self.say(f"class.files.{name}"))
        told = self.desk.told_of(name)
        status = element("p", told, role="status") if told else None
        return element("fieldset", legend, element("p", *buttons, *inputs), self._typed(name), status)

    def _typed(self, name: str) -> Markup:
        field = element("input", type="text", name_=name, autocomplete="off", spellcheck="false")
        label = element("label", self.say("class.typed_path"), " ", field)
        opens = element("button", self.say("class.open"), type="button", name_="open", value=name)
        return self.folded(f"typed {name}", self.say("class.type"), element("p", label, " ", opens))

    def _offer(self, title: str, claims: int) -> Markup:
        return element("p", self.say("class.offered", path=title, n=claims), class_="note", role="status")


def _picks(name: str, text: str) -> Markup:
    return element("button", text, type="button", name_="pick", value=name)
