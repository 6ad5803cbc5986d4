"""What reading an `article.md` finds, apart from the parsers that find it."""

import re
from dataclasses import dataclass, field

from kit.lesson.article import Article
from kit.lesson.claims import Claim
from kit.lesson.faults import Doubt, Fault

FILE = "article.md"
LESSON_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(slots=True)
class ArticleFile:
    """What `article.md` holds: the lesson's id, the article and its claims in reading order, and what is wrong.

    `lines` are the lines that the paragraphs stand on, from 1, and `front_lines` says how many lines the front matter
    takes. While something is wrong, `doubt` says what of all this is not certain.
    """

    lesson: str = ""
    article: Article | None = None
    claims: tuple[Claim, ...] = ()
    faults: list[Fault] = field(default_factory=list)
    doubt: Doubt = Doubt()
    lines: tuple[int, ...] = ()
    front_lines: int = 0
