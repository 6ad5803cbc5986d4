"""Where a teacher chooses an article, looks at what was found in it, and makes a lesson of it."""

import importlib
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.analysis.class_desk.unsaved import Unsaved
from kit.analysis.class_desk.uploads import TooMuch, Upload
from kit.authoring.attribution.parsing import can_parse, load_model
from kit.authoring.damage import can_look_closely
from kit.authoring.draft import Draft
from kit.authoring.left_out_file import damage_line, found_line, left_out_lines
from kit.authoring.new_lesson import lesson_id_of, make_lesson
from kit.lesson.files import ARTICLE_FILE
from kit.ui.markup import Markup, element

if TYPE_CHECKING:
    from kit.sharing.lesson_desk.desk import LessonDesk

#: What pip is given: the kit itself is there, and what these extras name comes with it.
EXTRAS = "claim-by-claim[author,suggest]"
_KINDS = ".txt,.md,.html,.htm,.mhtml,.mht,.docx,.pdf"


class ArticlePart:
    """The article: chosen, pasted or the sample; what was left out and looks damaged; and the button that makes it."""

    def __init__(self, desk: "LessonDesk") -> None:
        self.desk, self.say = desk, desk.say
        self.draft: Draft | None = None
        self.told, self.is_fault = "", False
        self._pasted, self._title = "", ""
        self._repairs: set[int] = set()
        self._back: set[int] = set()
        self._uploads: dict[str, Upload] = {}

    # What is shown

    def draw(self) -> dict[str, Markup]:
        """Return the choice of an article, and what was found in the chosen one."""
        pieces = {"choose": self._choice()}
        if self._lacks():
            get = _button("get", self.say("lesson_desk.get"))
            pieces["lacks"] = element("p", self.say("lesson_desk.lacks"), " ", get, class_="note")
        if self.told:
            pieces["told"] = element("p", self.told, class_="no-class" if self.is_fault else "about", role="status")
        if self.draft is not None:
            pieces |= self._found(self.draft)
        else:
            pieces["earlier"] = self._earlier()
        return pieces

    def values(self) -> Mapping[str, Any]:
        """Return what the controls are set to."""
        return {"repair": [*map(str, self._repairs)], "back": [*map(str, self._back)]}

    def _choice(self) -> Markup:
        say = self.say
        pick = element("button", say("lesson_desk.pick"), type="button", name_="pick", value="article")
        file = element("input", type="file", name_="article", accept=_KINDS, hidden="")
        sample = _button("sample", say("lesson_desk.sample")) if self.desk.sample is not None else None
        field = element("textarea", name_="pasted", rows="8", aria_label=say("lesson_desk.pasted"))
        take = _button("take", say("lesson_desk.take"))
        summary = element("summary", say("lesson_desk.paste"))
        paste = element("details", summary, element("p", field), take, data_key="paste")
        legend = element("legend", say("lesson_desk.your_article"))
        return element("fieldset", legend, element("p", pick, file, sample), paste)

    def _found(self, draft: Draft) -> dict[str, Markup]:
        say = self.say
        title = element("input", type="text", name_="title", autocomplete="off", value=self._title)
        pieces = {"found": element("p", found_line(draft), class_="about")}
        if draft.notes:
            pieces["notes"] = element("p", " ".join(draft.notes), class_="note")
        if draft.damage:
            pieces["damage"] = self._damage(draft)
        if draft.left_out:
            summary = say("lesson_desk.left_out", n=len(draft.left_out))
            boxes = [_box("back", at, line) for at, line in enumerate(left_out_lines(draft))]
            pieces["left out"] = element("details", element("summary", summary), *boxes, data_key="left out")
        pieces["title"] = element("p", element("label", say("lesson_desk.title"), " ", title))
        pieces["make"] = element("p", _button("make", say("lesson_desk.make")), element("progress", hidden=""))
        return pieces

    def _damage(self, draft: Draft) -> Markup:
        lines = [damage_line(draft, one) for one in draft.damage]
        boxes = [
            element("p", line) if one.repair is None else _box("repair", at, line)
            for at, (one, line) in enumerate(zip(draft.damage, lines, strict=True))
        ]
        repair_all = element("p", _button("repair_all", self.say("lesson_desk.repair_all")))
        legend = element("legend", self.say("lesson_desk.damage", n=len(draft.damage)))
        return element("fieldset", legend, repair_all, *boxes)

    def _earlier(self) -> Markup:
        """Buttons for the lessons that lie here, apart from the one that is open."""
        opened = self.desk.editing.folder if self.desk.editing else None
        names = [folder.name for folder in self.desk.lessons() if folder != opened]
        return element("p", *(_button("go_on", self.say("lesson_desk.go_on", folder=name), name) for name in names))

    def _lacks(self) -> bool:
        return not can_look_closely() or not can_parse()

    # What a teacher does

    def hear(self, view: Unsaved, message: Mapping[str, Any], buffers: Sequence[Any]) -> bool:
        """Do what the page asks for; return whether more of a file may come."""
        kind, name, value = message.get("kind"), str(message.get("name", "")), message.get("value")
        if kind in ("begin", "bytes", "end"):
            return self._upload(view, str(kind), message, buffers)
        if kind == "set":
            self._set(name, value)
        elif kind == "press":
            self._title = str(message.get("typed", {}).get("title") or self._title)
            self._press(view, name, str(value or ""))
        return True

    def _set(self, name: str, value: Any) -> None:
        if name == "pasted":
            self._pasted = str(value)
        elif name in ("repair", "back"):
            chosen = self._repairs if name == "repair" else self._back
            (chosen.add if value["on"] else chosen.discard)(int(value["of"]))

    def _press(self, view: Unsaved, name: str, value: str) -> None:
        if name == "take":
            self._work(view, "reading", lambda: self._take(self._pasted))
        elif name == "sample" and self.desk.sample is not None:
            sample = self.desk.sample
            self._work(view, "reading", lambda: self._take(sample))
        elif name == "repair_all" and self.draft is not None:
            self._repairs = {at for at, one in enumerate(self.draft.damage) if one.repair is not None}
            view.refresh()
        elif name == "make" and self.draft is not None:
            self._work(view, "making", self._make)
        elif name == "go_on":
            self._work(view, "reading", lambda: self._go_on(self.desk.place / Path(value).name))
        elif name == "get":
            self._work(view, "getting", self._get)

    def _work(self, view: Unsaved, what: str, work: Callable[[], str]) -> None:
        """Say what is done while it takes its time, and then what has come of it."""
        self.told, self.is_fault = self.say(f"lesson_desk.{what}"), False
        view.refresh()
        try:
            self.told = work()
        except (ValueError, OSError) as fault:
            self.told, self.is_fault = str(fault), True
        view.refresh()

    def _take(self, source: str | bytes | Path, name: str = "") -> str:
        from kit.authoring.intake import take_in  # noqa: PLC0415 (no other part waits for it)

        self.draft = None
        self._repairs, self._back = set(), set()
        self.draft = take_in(source, name)
        self._title = self.draft.title
        return ""

    def _make(self) -> str:
        assert self.draft is not None
        draft = self.draft.repaired(self.draft.damage[at] for at in self._repairs)
        for at in self._back:
            draft = draft.put_back(self.draft.left_out[at].block)
        if self._title.strip() and self._title != draft.title:
            draft = draft.with_title(self._title)
        folder = self._free(lesson_id_of(draft.title))
        made = make_lesson(draft, folder)
        self.draft = None
        self.desk.open(folder)
        core = sum(claim.core for claim in made.claims)
        told = [self.say("lesson_desk.made", n=len(made.claims), core=core, folder=folder.name), *made.notes]
        return " ".join([*told, self.say("lesson_desk.go_below")])

    def _go_on(self, folder: Path) -> str:
        self.desk.open(folder)
        return self.say("lesson_desk.go_below")

    def _get(self) -> str:
        """Let pip fetch what reads web pages and proposes claims, into the Python that this notebook runs."""
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", EXTRAS]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        importlib.invalidate_caches()
        load_model.cache_clear()
        if done.returncode or self._lacks():
            last = (done.stderr.strip().splitlines() or [""])[-1]
            raise ValueError(self.say("lesson_desk.not_got", why=last, command=" ".join(command)))
        return self.say("lesson_desk.got")

    def _free(self, name: str) -> Path:
        """Return a folder of this name that holds no lesson yet."""
        numbered = (name if at == 1 else f"{name}-{at}" for at in range(1, 1000))
        return next(self.desk.place / one for one in numbered if not (self.desk.place / one / ARTICLE_FILE).exists())

    def _upload(self, view: Unsaved, kind: str, message: Mapping[str, Any], buffers: Sequence[Any]) -> bool:
        number = str(message.get("upload", ""))
        if kind == "begin":
            try:
                self._uploads = {number: Upload("article", message.get("files", ()))}
            except TooMuch:
                self._work(view, "reading", self._too_much)
                return False
            return True
        upload = self._uploads.get(number)
        if upload is None:
            return False
        if kind == "bytes":
            upload.add(int(message["number"]), buffers[0])
            return True
        del self._uploads[number]
        try:
            place = upload.place
            self._work(view, "reading", lambda: self._take(place.read_bytes(), place.name))
        finally:
            upload.delete()
        return True

    def _too_much(self) -> str:
        raise ValueError(self.say("lesson_desk.too_much"))


def _button(name: str, text: str, value: str = "") -> Markup:
    return element("button", text, type="button", name_=name, value=value or None)


def _box(name: str, at: int, text: str) -> Markup:
    return element("p", element("label", element("input", type="checkbox", name_=name, value=str(at)), " ", text))
