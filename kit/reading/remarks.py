"""What a reading says of itself in a notebook: who reads what, and what else the reader has to know."""

from collections.abc import Iterator

from kit.marks.carrying import given_to, is_lost
from kit.marks.folder import keeper
from kit.marks.journal import LARGEST_JOURNAL, MOST_LINES
from kit.reading.session import Session
from kit.ui.markup import Markup, element, filled, joined

#: How many codes are named before "and more".
_NAMED = 6


def page_about(session: Session) -> Markup:
    """Return the HTML that stands below the cell which started the reading; all text is escaped."""
    about = session.words["reading"]
    marked = len(session.answers())
    so_far = about["so_far_one" if marked == 1 else "so_far"].format(marked=marked, claims=len(session.lesson.claims))
    parts = {"title": session.lesson.article.title, "reader": session.reader, "path": session.path}
    named = {name: element("strong", value) for name, value in parts.items()}
    kept_by = {"computer": "where", "browser": "where_browser", "nobody": "where_nobody"}[keeper(session.folder)]
    who, where = (filled(about[part], **named) for part in ("who", kept_by))
    wrapped = "overflow-wrap: anywhere"  # a file's path is wider than a phone
    return joined(element("p", who, " ", so_far, " ", where, style=wrapped), *map(_with_a_lead, remarks(session)))


def _with_a_lead(remark: str) -> Markup:
    """A remark whose first sentence cannot be overlooked."""
    lead, stop, rest = remark.partition(". ")
    return element("p", element("strong", lead, stop), rest)


def remarks(session: Session) -> list[str]:
    """Return what the reader has to know, each in full sentences; nothing where all is well."""
    found = (_not_kept, _who_reads, _earlier_answers, _too_large, _also_sent)
    return [remark for look in found for remark in look(session)]


def _not_kept(session: Session) -> Iterator[str]:
    if keeper(session.folder) == "nobody":
        yield session.words["reading"]["not_kept"]


def _who_reads(session: Session) -> Iterator[str]:
    if codes := session.might_be:
        named = ", ".join(codes[:_NAMED]) + (", …" if len(codes) > _NAMED else "")
        yield session.words["reading"]["might_be"].format(reader=session.reader, codes=named, first=codes[0])


def _earlier_answers(session: Session) -> Iterator[str]:
    """What became of the answers that were given to another version of the text."""
    lesson, carried, answered = session.lesson, session.carried, session.answers()
    still_open = [mark for mark in session.uncounted if mark.claim not in answered and mark.claim in lesson.passages]
    given = {mark.id: given_to(lesson, mark.edition, mark.claim, mark.passage) for mark in still_open}
    changed = [mark.claim for mark in still_open if given[mark.id] == "changed"]
    where = sorted({lesson.claim(claim).paragraph for claim in changed})
    lost = [quote for mark in carried for quote in mark.evidence if is_lost(quote)]
    yield from _said(session, "carried", len(carried))
    yield from _said(session, "lost_words", len(lost))
    yield from _said(session, "changed", len(changed), where=", ".join(map(str, where)))
    yield from _said(session, "unknown", len(still_open) - len(changed))


def _too_large(session: Session) -> Iterator[str]:
    """A file that the teacher's program would not take: better told now than after it was handed in."""
    if session.is_too_large:
        about = session.words["reading"]["too_large"]
        yield about.format(megabytes=LARGEST_JOURNAL // 2**20, lines=f"{MOST_LINES:,}")


def _also_sent(session: Session) -> Iterator[str]:
    """That answers leave this computer is never a secret; nor is it that some of them have not been sent yet."""
    if session.outbox:
        yield session.words["reading"]["also_sent"].format(address=session.outbox.service)
        yield from _said(session, "not_sent", session.outbox.waiting)


def _said(session: Session, what: str, number: int, **parts: str) -> Iterator[str]:
    if number:
        words = session.words["reading"]
        yield words[f"{what}_one" if number == 1 else what].format(n=number, **parts)
