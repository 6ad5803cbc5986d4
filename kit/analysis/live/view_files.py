"""What both forms of the page are made of, in a notebook and served by `kit live`: module, style and words."""

from pathlib import Path
from typing import Any

import kit.ui
from kit.analysis.habits.remarks import FASTEST, FEWEST_FOR_PACE
from kit.analysis.live.live_class import LiveClass
from kit.analysis.live.whereabouts import AWAY, QUIET
from kit.lesson.class_figures import FEWEST_READERS

VIEW = Path(__file__).parent / "view"
_UI = Path(kit.ui.__file__).parent


def style() -> str:
    """Return the CSS of the view."""
    return "\n".join(path.read_text(encoding="utf-8") for path in (_UI / "widget.css", VIEW / "live.css"))


def values(live: LiveClass, *, is_for_class: bool = False, window: str = "") -> dict[str, Any]:
    """Return what a view is given from the beginning: words, and `about`, in which nothing is of the class.

    Args:
        live: the class.
        is_for_class: whether this is the page that the class sees.
        window: the address of that page, where it has one.
    """
    say, lesson = live.say, live.lesson
    texts = {name: text for name, text in say["live"].items() if isinstance(text, str)}
    about = {
        "is_for_class": is_for_class,
        "language": lesson.article.language,
        "fewest": FEWEST_READERS,
        "window": window,
        "lines": say["live"]["lines"],
        "paths": [{"name": path.name, "title": path.title} for path in lesson.paths.values()],
        "bounds": {
            "minutes": int(QUIET.total_seconds() // 60),
            "marks": FEWEST_FOR_PACE,
            "seconds": int(FASTEST.total_seconds()),
            "hours": int(AWAY.total_seconds() // 3600),
        },
    }
    return {"words": {"live": texts, "answers": say["report"]["answers"]}, "about": about}
