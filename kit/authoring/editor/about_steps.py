"""Steps that write what stands beside the text: title, credit, date line, the sections' points, and the rights."""

from kit.authoring.editor.in_hand import LessonInHand
from kit.authoring.editor.step import Refused, Step
from kit.lesson.article import MAY_BE_PUBLISHED, NOT_TO_BE_PUBLISHED, Person
from kit.lesson.article_altering import with_front_field, with_person, with_point
from kit.lesson.article_file import FILE as ARTICLE_FILE
from kit.lesson.yaml_altering import NoPlace, Write, one_line
from kit.lesson.yaml_text import quoted

REQUIRED = ("title", "credit", "licence", "date_line")
TEXTS = (*REQUIRED, "notice", "content_note")


def set_front_text(hand: LessonInHand, name: str, text: str) -> Step:
    """Write a text of the front matter."""
    if name not in TEXTS:
        raise Refused("unknown_field")
    plain = " ".join(text.split())
    if name in REQUIRED and not plain:
        raise Refused("empty_field")
    return _with_field(hand, name, one_line(name, quoted(plain)))


def set_publication(hand: LessonInHand, may: bool) -> Step:
    """Say whether the lesson may be published."""
    return _with_field(hand, "publication", one_line("publication", MAY_BE_PUBLISHED if may else NOT_TO_BE_PUBLISHED))


def set_point(hand: LessonInHand, section: int, text: str) -> Step:
    """Write the point of a section: what its reader is to find out."""
    plain = " ".join(text.split())
    if not plain:
        raise Refused("empty_field")
    try:
        return Step({ARTICLE_FILE: with_point(hand.texts[ARTICLE_FILE], hand.found, section, plain)})
    except NoPlace:
        points = [one.point for one in hand.article.sections]
        points[section - 1] = plain
        return _with_field(hand, "points", one_line("points", f"[{', '.join(map(quoted, points))}]"))


def set_person(hand: LessonInHand, index: int, name: str, who: str) -> Step:
    """Write an entry of the who's-who, by its place in the list from 0; one behind the last is a new one."""
    person = Person(" ".join(name.split()), " ".join(who.split()))
    others = [one.name for at, one in enumerate(hand.article.whos_who) if at != index]
    if not person.name or not person.who or not 0 <= index <= len(hand.article.whos_who):
        raise Refused("person_which")
    if person.name in others:
        raise Refused("person_twice", name=person.name)
    return Step({ARTICLE_FILE: with_person(hand.texts[ARTICLE_FILE], hand.found, index, person)})


def drop_person(hand: LessonInHand, index: int) -> Step:
    """Take an entry out of the who's-who."""
    if not 0 <= index < len(hand.article.whos_who):
        raise Refused("person_which")
    return Step({ARTICLE_FILE: with_person(hand.texts[ARTICLE_FILE], hand.found, index, None)})


def _with_field(hand: LessonInHand, name: str, write: Write) -> Step:
    return Step({ARTICLE_FILE: with_front_field(hand.texts[ARTICLE_FILE], hand.found, name, write)})
