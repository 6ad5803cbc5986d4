"""What a notebook holds to make a lesson: as the last line of a cell, it shows the editor."""

from pathlib import Path

from kit.authoring.editor.editing import Editing
from kit.lesson.files import lesson_folder


class LessonEditor(Editing):
    """What `edit_lesson` returns, for notebooks: editing that shows itself."""

    def _ipython_display_(self) -> None:
        from kit.authoring.editor.widget import show_editor  # noqa: PLC0415 (the widget library waits until it is shown)

        show_editor(self)


#: The lessons that are edited by this kernel: a cell that is run again goes on with the same steps to take back.
_open: dict[Path, LessonEditor] = {}


def edit_lesson(folder: str | Path) -> LessonEditor:
    """Open a lesson to make or change it: as the last line of a notebook's cell, this shows the editor.

    Everything that is done there is in the lesson's files at once: `article.md`, `key.yaml` and `guide.yaml`.

    Args:
        folder: the lesson's folder, such as `kit new ARTICLE --out FOLDER` makes.

    Raises:
        LessonFaults: something is wrong with the lesson's files; `.faults` lists everything that is.
        FileNotFoundError: there is no such folder.
        ValueError: it is a bundled lesson, which is never altered.
    """
    place = lesson_folder(folder).resolve()
    if place in _open:
        _open[place].look()
    else:
        _open[place] = LessonEditor(place)
    return _open[place]
