"""The list that goes beside a lesson that was taken in: what was left out of the article, and what looks damaged."""

from kit.authoring.draft import Damage, Draft
from kit.ui.words import Words, words

FILE = "left-out.txt"


def found_line(draft: Draft) -> str:
    """Return what was found in a source, in a sentence: the title, how many paragraphs, captions and sections."""
    say = words(draft.language)
    captions = sum(paragraph.is_caption for paragraph in draft.paragraphs)
    counts = {"paragraphs": len(draft.paragraphs), "captions": captions, "sections": len(draft.headings)}
    told = {name: say(f"new_lesson.{name}", n=n) for name, n in counts.items()}
    return say("new_lesson.found" if captions else "new_lesson.found_no_captions", title=draft.title, **told)


def left_out_lines(draft: Draft) -> list[str]:
    """Return a line for each thing that was left out: its number, where it stood, its text and why."""
    say = words(draft.language)
    return [
        f"{number:3}  {_place(say, one.after, one.where)}: {one.text}  ({one.why})"
        for number, one in enumerate(draft.left_out, start=1)
    ]


def damage_line(draft: Draft, one: Damage) -> str:
    """Return a line for a damaged place: where it is, what stands there, what could, and why."""
    say = words(draft.language)
    number = draft.paragraph_of(one.block)
    kind = "in_paragraph" if number else "in_title" if draft.blocks[one.block].kind == "title" else "in_heading"
    shown = "only_you" if one.repair is None else "replaced" if one.repair.strip() else "taken_out"
    what = say(f"new_lesson.{shown}", found=_shortened(one.found), repair=one.repair)
    return f"{say(f'new_lesson.{kind}', n=number)}: {what}  ({one.why})"


def left_out_text(draft: Draft) -> str:
    """Return the text of the list; empty if nothing was left out and nothing is damaged."""
    say = words(draft.language)
    parts = []
    if draft.left_out:
        parts.append("\n".join([say("new_lesson.list_left_out"), "", *left_out_lines(draft)]))
    if draft.damage:
        parts.append("\n".join([say("new_lesson.list_damage"), "", *(damage_line(draft, one) for one in draft.damage)]))
    return "\n\n".join(parts) + "\n" if parts else ""


def _place(say: Words, after: int, where: str) -> str:
    place = say("new_lesson.behind", n=after) if after else say("new_lesson.at_the_top")
    return f"{place}, {where}" if where else place


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:40]} … {text[-15:]}"
