"""The report's parts that show claims one by one: those that split the class, and all of them."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from kit.analysis.reasons import FEWEST, Camp
from kit.analysis.report.bars import colour_of
from kit.analysis.report.material import Material, note, number, rows_of, section
from kit.lesson.codebook import ANSWER_NAMES, name_of
from kit.ui.markup import Markup, element

_CARD_BAR = 14


def splits(material: Material) -> Markup:
    """The three claims that split the class most, each with its answers and the reasons of its two largest camps."""
    cards = [_card(material, row, camps) for row, camps in material.split]
    if not cards:
        return section(material.say("splits"), note(material.say("splits_none")))
    about = note(material.say("splits_about"))
    return section(material.say("splits"), about, _legend(material), element("div", *cards, class_="cards"))


def _card(material: Material, row: Mapping[str, Any], camps: Sequence[Camp]) -> Markup:
    title, bar = element("h3", material.claim(row)), material.bar(row, _CARD_BAR)
    split = note(material.say("split", share=f"{row['split']:.0%}"))
    return element("article", title, bar, split, *(_camp(material, camp) for camp in camps), class_="card")


def _camp(material: Material, camp: Camp) -> Markup:
    title = material.say("camp", n=camp.readers, answer=material.answer(camp.answer))
    told = material.reasons(camp.reasons) if camp.reasons else note(material.say(camp.silence, fewest=FEWEST))
    return element("div", element("p", title), told, class_="camp")


def every(material: Material) -> Markup:
    """The answers to every claim, section by section, as one table with a bar a claim."""
    answers = material.answers
    head = {"claim": "c-claim", "answers_column": "c-answers", "number": "c-n n", "differ": "c-n n"}
    head |= {} if material.lesson.key is None else {"key": "c-key"}
    top = element("tr", *(element("th", material.say(name), scope="col", class_=kind) for name, kind in head.items()))
    bodies = [
        _body(material, f"{place.number}", place.title, rows_of(answers[answers["section"] == place.number]), len(head))
        for place in material.lesson.article.sections
    ]
    caption = element("caption", material.say("every_caption"))
    table = element("table", caption, element("thead", top), *bodies)
    return section(material.say("every"), _legend(material), element("div", table, class_="every"), class_="all")


def _body(material: Material, place: str, title: str, rows: list[dict[str, Any]], columns: int) -> Markup:
    name = material.say("every_section", number=place, title=title)
    group = element("tr", element("th", name, scope="rowgroup", colspan=columns, class_="group", lang=material.foreign))
    return element("tbody", group, *(_line(material, row) for row in rows))


def _line(material: Material, row: Mapping[str, Any]) -> Markup:
    core = element("span", f" ({material.say('core_claim')})", class_="hidden") if row["core"] else None
    claim = element("span", row["claim"], core, class_="id")
    name = element("th", claim, " ", material.quoted(row["text"]), scope="row")
    differ = "" if pd.isna(row["split"]) else f"{row['split']:.0%}"
    cells = [element("td", material.bar(row)), number(row["answers"]), number(differ)]
    if material.lesson.key is not None:
        cells.append(element("td", material.short(name_of(material.lesson.key[row["claim"]].labels))))
    return element("tr", name, *cells, class_="core" if row["core"] else None)


def _legend(material: Material) -> Markup:
    answers, key = material.answers, material.lesson.key
    of_key = {name_of(answer.labels) for answer in key.values()} if key else set()
    shown = [name for name in ANSWER_NAMES if answers[name].any() or name in of_key]
    return element("ul", *(_legend_of(material, name) for name in shown), class_="legend")


def _legend_of(material: Material, name: str) -> Markup:
    words = element("span", material.answer(name), aria_hidden="true")
    return element("li", colour_of(name), material.short(name), " ", words)
