"""The parts of a district's report that are about schools and classes, and what became of what was handed in."""

from collections.abc import Iterator, Sequence
from typing import Any

from kit.analysis.district.spread import Spread
from kit.analysis.report import parts
from kit.analysis.report.figures import rows_of
from kit.analysis.report.forest import Axis, axis_for, bins, histogram, interval, ticks
from kit.analysis.report.many_classes import FEWEST_IN_CLASS, ManyClasses
from kit.ui.markup import Markup, element, joined, table

#: With more classes than these, schools are folded, and what stands out is told by itself.
MOST_OPEN = 60
#: From so many classes on, it is shown how they spread.
FEWEST_SPREAD = 20
#: Of the classes that stand out on one side, so many are shown.
MOST_OUT = 12
#: A probability below this is not written out.
_RARE = 0.001
_LIKELY = 0.05


def numbers(many: ManyClasses) -> Iterator[tuple[str, str]]:
    """The district in a few numbers: each figure, and what it says."""
    classes, own = many.classes, int(many.answers["answers"].sum())
    readers, schools = int(classes["readers"].sum()), classes.loc[classes["school"] != "", "school"].nunique()
    yield f"{readers:,}", many.say("district.number_readers", n=readers)
    yield f"{len(classes):,}", many.say("district.number_classes", n=len(classes))
    if schools:
        yield f"{schools:,}", many.say("district.number_schools", n=schools)
    yield f"{own:,}", many.say("report.answers_given", n=own)
    if core := sum(claim.core for claim in many.lesson.claims):
        yield f"{int(classes['done'].sum()):,}", many.say("report.core_done", n=core)
    yield from parts.against_key(many)


def verdict(many: ManyClasses) -> str:
    """Whether classes differ by more than chance."""
    found = many.drawn
    if many.lesson.key is None:
        return many.say("district.differ_no_key")
    if found is None:
        return many.say("district.differ_few", fewest=FEWEST_IN_CLASS)
    if found.chance is None:
        return many.say("district.differ_unknown")
    rare = many.say("district.chance_rare")
    chance = rare if found.chance < _RARE else many.say("district.chance", share=f"{found.chance:.1%}")
    classes = many.say("district.classes", n=len(found.each))
    return many.say(
        "district.differ_yes" if found.chance < _LIKELY else "district.differ_no", classes=classes, chance=chance
    )


def differences(many: ManyClasses) -> Markup | None:
    """For each score, where its differences lie; nothing where no classes are compared."""
    if not many.spreads:
        return None
    with_schools = any(found.schools > 0 for found in many.spreads.values())
    head = [
        "score",
        "average",
        *(["between_schools", "between_classes"] if with_schools else ["between_classes_alone"]),
    ]
    rows = [_difference(many, name, found, with_schools) for name, found in many.spreads.items()]
    names = [many.say(f"district.{name}") for name in (*head, "within", "more_than_chance")]
    return table(many.say("district.caption"), names, rows, numbers=range(1, len(names) - 1))


def _difference(many: ManyClasses, name: str, found: Spread, with_schools: bool) -> list[str]:
    shares = found.shares
    told = {part: f"{shares[part]:.0%}" if shares else "–" for part in ("schools", "classes", "readers")}
    chance = "unknown" if found.chance is None else "is_more" if found.chance < _LIKELY else "is_not"
    between = [told["schools"], told["classes"]] if with_schools else [told["classes"]]
    score, more = many.say(f"district.score_{name}"), many.say(f"district.{chance}")
    return [score, f"{found.mean:.0%}", *between, told["readers"], more]


def spread_picture(many: ManyClasses) -> tuple[Markup | None, str]:
    """How many classes lie where, and how many the highest bar is; nothing where there are few."""
    if many.drawn is None or len(many.drawn.each) < FEWEST_SPREAD:
        return None, ""
    found = bins(many.drawn.each, many.drawn.readers, many.drawn.mean)
    told = "; ".join(
        many.say("district.spread_bar", low=f"{row['low']:.0%}", high=f"{row['high']:.0%}", n=f"{row['classes']:g}")
        for row in rows_of(found)
        if row["classes"]
    )
    label = many.say("district.spread_label", n=len(many.drawn.each), bars=told)
    ends = [float(found["low"].iloc[0]), float(found["high"].iloc[-1])]
    axis = element("p", many.say("district.spread_axis"), class_="axis note")
    most = many.say("district.classes", n=int(found["classes"].max()))
    return element("div", histogram(found, label), ticks(ends), axis, class_="spread"), most


def forest(many: ManyClasses, caption: str, groups: Sequence[tuple[Any, list[dict[str, Any]]]]) -> Markup:
    """A forest plot of some classes, each group below its school; a group without one is its classes alone."""
    if many.drawn is None:
        return Markup("")
    axis = axis_for(many.drawn.each, many.drawn.mean)
    head = [many.say(f"district.{name}") for name in ("name", "picture", "mean", "n", "far")]
    names = element(
        "tr", *(element("th", name, scope="col", class_=kind) for name, kind in zip(head, _KINDS, strict=True))
    )
    bodies = [element("tbody", *_rows(many, axis, school, rows)) for school, rows in groups]
    scale = element(
        "tr",
        element("td"),
        element("td", ticks(axis.ticks)),
        element("td", colspan=3),
        class_="scale",
        aria_hidden="true",
    )
    return element(
        "table", element("caption", caption), element("thead", names), *bodies, element("tfoot", scale), class_="forest"
    )


_KINDS = (None, "picture", "n", "n", None)


def _rows(many: ManyClasses, axis: Axis, school: dict[str, Any] | None, rows: list[dict[str, Any]]) -> Iterator[Markup]:
    if school:
        name = element("span", school["school"], class_="words", dir="auto")
        whole = f" ({many.say('district.whole_school')})" if len(rows) > 1 else ""
        if len(rows) > 1:
            yield _row(many, axis, joined(name, whole), school, of_school=True)
        else:
            yield element("tr", element("th", name, scope="rowgroup", colspan=5), class_="whole")
    for row in rows:
        yield _row(many, axis, element("span", many.class_name(row), class_="words", dir="auto"), row)


def _row(many: ManyClasses, axis: Axis, name: Markup, row: dict[str, Any], *, of_school: bool = False) -> Markup:
    told = {key: f"{min(max(row[key], 0.0), 1.0):.0%}" for key in ("mean", "low", "high")}
    label = many.say("district.picture_label", **told)
    out = {1: "above", -1: "below"}.get(int(row.get("stands_out", 0)))
    return element(
        "tr",
        element("th", name, scope="row"),
        element("td", interval(row, axis, label, of_school=of_school), class_="picture"),
        element("td", told["mean"], class_="n"),
        element("td", f"{int(row['n']):,}", class_="n"),
        element("td", many.say(f"district.{out}") if out else ""),
        class_="whole" if of_school else None,
    )


def all_open(many: ManyClasses) -> bool:
    """Whether every class is seen at once."""
    return many.drawn is not None and len(many.drawn.each) <= MOST_OPEN


def outstanding(many: ManyClasses) -> tuple[str, Markup | None]:
    """What is said of the classes that stand out, and a forest plot of those that do most."""
    each = many.drawn.each if many.drawn else None
    number = 0 if each is None else int((each["stands_out"] != 0).sum())
    if each is None or not number:
        return many.say("district.stand_out_none"), None
    told = many.say("district.stand_out_about", n=number, of=f"{len(each):,}", most=MOST_OUT)
    rows = [_with_school(row) for side in (1, -1) for row in many.outstanding(side, MOST_OUT)[::side]]
    return told, forest(many, many.say("district.stand_out_caption"), [(None, rows)])


def _with_school(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"class_name": " / ".join(filter(None, (row["school"], row["class_name"])))}


def folded(many: ManyClasses) -> Iterator[tuple[str, Markup]]:
    """Each school in a line, and the forest plot of its classes; where there are no schools, all classes."""
    groups = list(many.by_school())
    for school, rows in groups:
        classes = many.say("district.classes", n=len(rows))
        readers = many.say("district.readers", n=int(sum(row["n"] for row in rows)))
        if school is None:
            line = many.say("district.of_all", classes=classes) if len(groups) == 1 else many.say("district.no_school")
        else:
            told = {key: f"{min(max(school[key], 0.0), 1.0):.0%}" for key in ("mean", "low", "high")}
            line = many.say("district.of_school", school=school["school"], classes=classes, readers=readers, **told)
        yield line, forest(many, line, [(None, rows)])


def notes(many: ManyClasses, *, key_left_out: bool) -> list[str]:
    """The footnotes: what is hidden, how it was made, agreement, and what became of the files."""
    told = list(parts.about_key(many, key_left_out=key_left_out))
    if many.lesson.key is not None and (hidden := len(many.classes) - len(many.shown)):
        told.append(many.say("district.hidden", n=hidden, fewest=FEWEST_IN_CLASS))
    if many.drawn:
        told.append(many.say("district.method"))
    return [*told, parts.agreement(many), " ".join(_files(many))]


def _files(many: ManyClasses) -> Iterator[str]:
    tally = many.collected.tally
    yield many.say("district.files", n=tally.files["used"], files=tally.files["files"])
    if tally.unused:
        each = [
            many.say("district.unused_reason", count=f"{number:,}", why=why)
            for why, number in tally.unused.most_common()
        ]
        yield many.say("district.unused", reasons="; ".join(each))
    for name in ("refused", "carried", "elsewhere", "contested"):
        if number := tally.files[f"lines_{name}"]:
            yield many.say(f"district.{name}", n=number)
