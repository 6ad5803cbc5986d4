"""The static copy of a reveal: the reader's answers, and how to see the key beside them. The key is not in it."""

from kit.lesson.guide import ReadingPath
from kit.reading.reveal import Where, own_claims
from kit.reading.session import Session
from kit.reading.static_copy import about, box, item
from kit.ui.markup import Markup, element


def reveal_copy(session: Session, section: Where) -> Markup:
    """Return the HTML of the marked answers of a section or path, and how to see the key beside them."""
    texts, lesson, answers = session.words["static_copy"], session.lesson, session.answers()
    claims = [claim for claim in own_claims(lesson, section) if claim.id in answers]
    kind = "about_reveal" if lesson.key and not lesson.key_is_draft else "about_no_key"
    if isinstance(section, ReadingPath):
        told = texts[f"{kind}_of_path"].format(reader=session.reader, title=section.title)
    else:
        told = texts[kind].format(reader=session.reader, section=section)
    parts = [about(told)]
    if claims:
        parts.append(element("ul", *(item(claim, answers[claim.id], texts) for claim in claims)))
    return box(session, parts)
