"""The first stop, drawn into the page: it is read and pressed before the script lives, which takes it over then.

This is what `kit/reading/view/stop` draws for a reader who has marked nothing; a test holds the two together.
"""

from collections.abc import Callable, Iterable, Sequence

from kit.lesson.article import Paragraph
from kit.lesson.claims import Claim
from kit.lesson.lesson import Lesson
from kit.ui.markup import Markup, element

#: Begins every id in it; the script's own begin with a number that is drawn by chance.
_PREFIX = "cbc-drawn"
_LABEL_KEYS = {"sourced": "1 s", "anonymous": "2 a", "denied": "3 d", "none": "0"}
_STEPS = ("words", "why", "sure", "pass_on")
_CHOICES = {"sure": ("1", "2", "3"), "pass_on": ("as_fact", "with_according_to", "not_yet")}
_LONGEST = {"who": 200, "reason": 2000}
_MANY_DOTS, _MANY_PARAGRAPHS = 20, 60
_HIDDEN = True

Say = Callable[..., str]


def saying(texts: dict[str, str]) -> Say:
    """Return what gives a text of a widget with its values filled in, as `kit/ui/say.js` does."""

    def say(key: str, **values: object) -> str:
        text = texts.get(f"{key}_one") if values.get("n") == 1 else None
        return str(text or texts[key]).format(**values)

    return say


def drawn_stop(
    lesson: Lesson,
    shown: Sequence[int],
    beside: Iterable[int],
    chosen: Iterable[str] | None,
    texts: dict[str, str],
    panel: str,
) -> Markup:
    """Return a stop as HTML; empty where it has nothing to mark, or nobody can say yet what comes next.

    Args:
        lesson: the lesson.
        shown: its paragraphs.
        beside: the paragraphs of the other stops of its part.
        chosen: the claims that are marked on this path; None for all.
        texts: the widget's.
        panel: what its panel is called.
    """
    marked = None if chosen is None else set(chosen)
    outline = [claim for claim in lesson.claims if marked is None or claim.id in marked]
    stop = _Stop(lesson, tuple(shown), outline, saying(texts))
    further = stop.further(set(beside))
    if not stop.here or (further is None and len(stop.here) == 1):
        return Markup()
    return stop.drawn(panel, further)


class _Stop:
    def __init__(self, lesson: Lesson, shown: tuple[int, ...], outline: Sequence[Claim], say: Say) -> None:
        self.lesson, self.shown, self.outline, self.say = lesson, shown, outline, say
        self.language = lesson.article.language
        self.here = sorted(
            (claim for claim in outline if claim.paragraph in shown),
            key=lambda one: (one.paragraph, one.start, -one.end),
        )

    @property
    def current(self) -> Claim:
        return self.here[0]

    def further(self, beside: set[int]) -> Claim | None:
        """The claim in another stop that comes next: in this section by paragraph, then the core ones."""
        section = self.lesson.article.paragraphs[self.shown[0] - 1].section
        last = max(self.shown)
        there = [claim for claim in self.outline if claim.paragraph in beside and claim.paragraph > last]

        def rank(claim: Claim) -> tuple[bool, int, bool]:
            is_near = self.lesson.section_of(claim) == section
            return (not is_near, claim.paragraph if is_near else 0, not claim.core)

        return min(there, key=rank, default=None)

    def drawn(self, panel: str, further: Claim | None) -> Markup:
        reading = element("div", self._article(), self._bubble(), class_="cbc-reading")
        side = element("aside", self._panel(further), self._reference(), class_="cbc-side", aria_label=panel)
        alarm = element("div", element("div", class_="cbc-alert", role="alert", hidden=_HIDDEN), class_="cbc-alarm")
        columns = element("div", reading, side, alarm, class_="cbc-columns")
        live = element("div", element("div", class_="cbc-said"), class_="cbc-hidden", aria_live="polite")
        frame = element("div", self._top(), columns, live, class_="cbc-frame is-folded")
        own = {"lang": self.say("lang"), "data_cbc_guarded": True, "tabindex": -1, "data_drawn": True}
        return element("div", frame, class_="cbc", **own)

    # The line of tools

    def _top(self) -> Markup:
        alarm = self._button("alarm-unfold", "", look="is-danger is-small cbc-alarm-button", hidden=_HIDDEN)
        status = element("span", class_="cbc-status", role="status")
        room = element("div", alarm, status, class_="cbc-status-room")
        tools = element("div", self._dots(), room, self._menu(), class_="cbc-tools")
        return element("div", tools, self._earlier_button(), class_="cbc-top")

    def _dots(self) -> Markup:
        section = self.lesson.article.paragraphs[self.shown[0] - 1].section
        claims = [claim for claim in self.outline if self.lesson.section_of(claim) == section]
        core = sum(claim.core for claim in claims)
        counts = [self.say("dots_all", done=0, n=len(claims))] + (
            [self.say("dots_core", done=0, n=core)] if core else []
        )
        dots = [self._dot(number, claim, len(claims)) for number, claim in enumerate(claims, start=1)]
        strip = element("div", *dots, class_="cbc-dots-strip", role="toolbar", aria_label=" ".join(counts))
        told = element("p", class_="cbc-dots-told", aria_hidden="true", hidden=_HIDDEN)
        return element("div", strip, told, class_="cbc-dots" + " is-many" * (len(claims) > _MANY_DOTS))

    def _dot(self, number: int, claim: Claim, count: int) -> Markup:
        is_current = claim == self.current
        name = self.say(
            "dot_core" if claim.core else "dot_optional",
            number=number,
            all=count,
            paragraph=claim.paragraph,
            state=self.say("dot_open"),
        )
        return element(
            "button",
            element("i"),
            type="button",
            data_dot=number - 1,
            class_="cbc-dot is-open" + " is-core" * claim.core + " is-current" * is_current,
            aria_label=name,
            tabindex=0 if is_current else -1,
            aria_current="true" if is_current else None,
        )

    def _menu(self) -> Markup:
        name = f"{_PREFIX}-menu"
        button = self._button(
            "menu", self.say("menu"), look="is-quiet cbc-menu-button", aria_expanded="false", aria_controls=name
        )
        pages = (("codebook", "h"), ("who", "w"), ("account", None))
        items = [
            element("li", self._button("open", self.say(f"reference_{page}"), key=key, value=page, look="is-quiet"))
            for page, key in pages
        ]
        return element(
            "div", button, element("ul", *items, class_="cbc-menu-list", id=name, hidden=_HIDDEN), class_="cbc-menu"
        )

    def _earlier_button(self) -> Markup:
        before = [number for number in range(1, max(self.shown)) if number not in self.shown]
        text = self.say("show_earlier", n=len(before), first=before[0], last=before[-1]) if before else ""
        return self._button(
            "earlier", text, look="is-quiet cbc-earlier-button", hidden=not before, aria_expanded="false"
        )

    # The text

    def _article(self) -> Markup:
        paragraphs = self.lesson.article.paragraphs
        drawn = [self._paragraph(paragraph) for paragraph in paragraphs if paragraph.number in self.shown]
        look = "cbc-article" + " is-long" * (max(self.shown) > _MANY_PARAGRAPHS)
        return element("div", element("div", class_="cbc-earlier", hidden=_HIDDEN), *drawn, class_=look)

    def _paragraph(self, paragraph: Paragraph) -> Markup:
        inside = [claim for claim in self.here if claim.paragraph == paragraph.number]
        states = [element("span", self._state(claim), id=f"{_PREFIX}-{claim.id}") for claim in inside]
        number = element(
            "span", paragraph.number, class_="cbc-number", title=self.say("paragraph_number", n=paragraph.number)
        )
        text = self._quoted(
            "p", *self._pieces(paragraph, inside), look="cbc-text", data_paragraph=paragraph.number, tabindex=-1
        )
        look = "cbc-paragraph" + " is-caption" * paragraph.is_caption
        box = element("div", number, text, element("div", *states, hidden=_HIDDEN), class_=look)
        titles = [one.title for one in self.lesson.article.sections if one.first == paragraph.number]
        return Markup("".join([*(self._quoted("p", title, look="cbc-section") for title in titles), box]))

    def _state(self, claim: Claim) -> str:
        return f"{self.say('state_core' if claim.core else 'state_optional')} {self.say('state_open')}"

    def _pieces(self, paragraph: Paragraph, claims: Sequence[Claim]) -> Iterable[str]:
        """The text, cut where a claim begins or ends (`cutAtClaims` in kit/ui/text.js)."""
        text, begun = paragraph.text, set[str]()
        cuts = sorted({0, len(text), *(place for claim in claims for place in (claim.start, claim.end))})
        for start, end in zip(cuts, cuts[1:], strict=False):
            covers = [claim for claim in claims if claim.start <= start and end <= claim.end]
            is_head = bool(covers and text[start:end].strip() and covers[-1].id not in begun)
            if is_head:
                begun.add(covers[-1].id)
            yield self._piece(text[start:end], covers, is_head=is_head) if covers else text[start:end]

    def _piece(self, text: str, covers: Sequence[Claim], *, is_head: bool) -> Markup:
        owner, is_current = covers[-1], self.current in covers
        looks = {"is-core": owner.core, "is-nested": len(covers) > 1, "is-head": is_head, "is-current": is_current}
        look = " ".join(["cbc-piece is-open", *(name for name, holds in looks.items() if holds)])
        head = {"role": "button", "tabindex": 0 if owner == self.current else -1} if is_head else {}
        head |= {"aria_describedby": f"{_PREFIX}-{owner.id}"} if is_head else {}
        head |= {"aria_current": "true"} if is_head and owner == self.current else {}
        return element("span", text, class_=look, data_claim=owner.id, **head)

    def _bubble(self) -> Markup:
        use = self._button("use-words", self.say("use_words_here"), key="e", look="is-main", aria_disabled="true")
        return element("div", use, element("p", class_="cbc-bubble-why"), class_="cbc-bubble", hidden=_HIDDEN)

    # The panel

    def _panel(self, further: Claim | None) -> Markup:
        claim = self.current
        title = element(
            "p",
            self.say("title_core" if claim.core else "title_optional", n=claim.paragraph),
            class_="cbc-panel-title",
            data_short=self.say("evidence_where", n=claim.paragraph),
        )
        about = element("div", title, self._quoted("blockquote", claim.text, look="cbc-quote"), class_="cbc-about")
        labels = [self._label(label) for label in _LABEL_KEYS]
        group = element("div", *labels, class_="cbc-labels", role="group", aria_labelledby=f"{_PREFIX}-question")
        steps = element("div", self._tabs(), self._next(further), class_="cbc-row cbc-steps")
        note = element("div", element("p", class_="cbc-claim-note", id=f"{_PREFIX}-note"))
        marking = element("div", self._head(), about, group, steps, self._bodies(), note, class_="cbc-marking")
        none = element("p", self.say("choose_a_claim"), class_="cbc-hint cbc-no-claim")
        return element("div", marking, none, class_="cbc-claim-panel" + " is-core" * claim.core)

    def _head(self) -> Markup:
        question = element("p", self.say("question"), class_="cbc-question", id=f"{_PREFIX}-question")
        off = {"look": "is-quiet", "aria_disabled": "true"}
        take_back = self._button("take-back", self.say("take_back"), key="t", title=self.say("take_back_key"), **off)
        undo = self._button("undo", self.say("undo"), key="u", title=self.say("undo_key"), **off)
        ways = [
            self._button(way, sign, look="is-quiet", aria_label=self.say(way), title=self.say(way))
            for way, sign in (("previous", "←"), ("next", "→"))
        ]
        fold = self._button("fold", self.say("unfold"), look="is-small cbc-sheet-fold", aria_expanded="false")
        return element("div", question, take_back, undo, *ways, fold, class_="cbc-panel-head")

    def _label(self, label: str) -> Markup:
        keys = _LABEL_KEYS[label]
        sample = element("span", self.say(f"label_{label}"), class_="cbc-piece is-sample is-marked " + f"is-{label}")
        hint = element("span", self.say(f"hint_{label}"), class_="cbc-label-hint")
        shown = element("span", *map(_key, keys.split()), class_="cbc-keys")
        about = {"data_do": "label", "data_value": label, "aria_pressed": "false", "aria_keyshortcuts": keys}
        return element("button", sample, hint, shown, type="button", class_="cbc-button cbc-label", **about)

    def _tabs(self) -> Markup:
        tabs = [
            self._button(
                "step",
                self.say(f"step_{name}"),
                value=name,
                look="cbc-step-tab",
                aria_controls=f"{_PREFIX}-steps",
                aria_expanded=str(name == _STEPS[0]).lower(),
            )
            for name in _STEPS
        ]
        return element("div", *tabs, class_="cbc-step-tabs", role="group", aria_label=self.say("steps"))

    def _next(self, further: Claim | None) -> Markup:
        if len(self.here) > 1 or further is None:
            text, name = self.say("next_short"), self.say("next_open")
        else:
            text = self.say("next_paragraph", n=further.paragraph)
            name = self.say("next_elsewhere", n=further.paragraph)
        button = self._button("next-open", text, key="n", look="cbc-next", aria_label=name, title=name)
        return element("div", button, class_="cbc-next-box")

    def _bodies(self) -> Markup:
        reason = element("textarea", **self._field("reason"), rows=2)
        label = element("label", self.say("reason_title"), class_="cbc-field-title", for_=f"{_PREFIX}-reason")
        why = element("div", label, reason, class_="cbc-step", hidden=_HIDDEN)
        choices = [self._choice(part, values) for part, values in _CHOICES.items()]
        return element("div", self._words_step(), why, *choices, class_="cbc-step-body", id=f"{_PREFIX}-steps")

    def _words_step(self) -> Markup:
        title = element("p", self.say("evidence_title"), class_="cbc-hidden", id=f"{_PREFIX}-evidence")
        how = element("p", self.say("evidence_hint"), class_="cbc-hint cbc-evidence-how")
        pieces = element("ol", class_="cbc-evidence-list", hidden=_HIDDEN)
        choose = self._button("choose-words", self.say("choose_words"), key="e", look="is-quiet")
        left_out = element("div", class_="cbc-note cbc-left-out", hidden=_HIDDEN)
        named = {"role": "group", "aria_labelledby": f"{_PREFIX}-evidence"}
        evidence = element("div", title, how, pieces, choose, left_out, class_="cbc-evidence", **named)
        label = element("label", self.say("who_title"), class_="cbc-field-title", for_=f"{_PREFIX}-who")
        name = self.say("who_offered", quote="")
        look = "is-quiet cbc-offer"
        offer = self._button(
            "offered-who", "", value="", look=look, hidden=_HIDDEN, aria_label=name, title=name, translate="no"
        )
        field = element("input", **self._field("who"), type="text", autocomplete="off")
        return element("div", evidence, element("div", label, field, offer, class_="cbc-who"), class_="cbc-step")

    def _choice(self, part: str, values: Sequence[str]) -> Markup:
        title = element("p", self.say(f"{part}_title"), class_="cbc-field-title", id=f"{_PREFIX}-{part}")
        buttons = [
            self._button(part, self.say(f"{part}_{value}"), value=value, look="is-choice", aria_pressed="false")
            for value in values
        ]
        named = {"role": "group", "aria_labelledby": f"{_PREFIX}-{part}", "hidden": _HIDDEN}
        return element("div", title, element("div", *buttons, class_="cbc-choices"), class_="cbc-step", **named)

    def _reference(self) -> Markup:
        title = element("h2", class_="cbc-reference-title", tabindex=-1)
        back = self._button("close", self.say("back_to_claim"), key="Esc")
        row = element("div", title, back, class_="cbc-row")
        body = element("div", class_="cbc-reference-body")
        return element("section", row, body, class_="cbc-reference", hidden=_HIDDEN, aria_label=self.say("reference"))

    # Small things, as in kit/ui/elements.js

    def _field(self, name: str) -> dict[str, object]:
        own = {"id": f"{_PREFIX}-{name}", "class_": "cbc-input", "data_field": name, "maxlength": _LONGEST[name]}
        return own | {"dir": "auto", "aria_describedby": f"{_PREFIX}-note"}

    def _quoted(self, name: str, *content: object, look: str, **attributes: object) -> Markup:
        own = {"lang": self.language, "dir": "auto", "translate": "no", "class_": f"notranslate {look}"}
        return element(name, *content, **(own | attributes))

    @staticmethod
    def _button(
        action: str,
        label: str,
        *,
        key: str | None = None,
        value: str | None = None,
        look: str = "",
        **attributes: object,
    ) -> Markup:
        own = {"type": "button", "class_": f"cbc-button {look}".strip(), "data_do": action, "data_value": value}
        return element("button", label, _key(key) if key else None, aria_keyshortcuts=key, **(own | attributes))


def _key(key: str) -> Markup:
    return element("kbd", key, class_="cbc-key", aria_hidden="true")
