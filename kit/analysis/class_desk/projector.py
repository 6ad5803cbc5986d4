"""What the class sees on the projector: one claim, large, with nothing of the notebook around it.

It is a dialog over the whole window. The claim and what the class answered stand there at once; the key, and the
reasons of two sides, only once somebody asks for them.
"""

from collections.abc import Sequence

from kit.analysis.class_desk.asked import ComparingDesk
from kit.analysis.class_figures import answers_per_claim
from kit.analysis.reasons import FEWEST, Camp
from kit.analysis.report.bars import plain_bar
from kit.lesson.claims import Claim
from kit.lesson.codebook import ANSWER_NAMES, name_of
from kit.lesson.key import Answer
from kit.ui.markup import Markup, element


class Projector:
    """One claim as a dialog; `desk` knows the class and the texts.

    Args:
        desk: the desk.
        claims: the ids of all claims, in the order of going through them.
    """

    def __init__(self, desk: ComparingDesk, claims: Sequence[str]) -> None:
        self.desk, self.say, self.claims = desk, desk.say, claims

    def stage(self, claim_id: str, *, shows_key: bool, camps: Sequence[Camp] | None, is_read: bool) -> Markup:
        """Return the dialog.

        Args:
            claim_id: the claim.
            shows_key: whether the key's answer is on it.
            camps: the two sides with their reasons, without what the class shall not see; None where nobody asked.
            is_read: whether the teacher has looked through all of these reasons.
        """
        claim = self.desk.lesson.claim(claim_id)
        asked_for = []
        if shows_key and self.desk.lesson.key is not None:
            answer = self.desk.lesson.key.get(claim_id)
            asked_for.append(self._key(answer) if answer else self._note("key_waits"))
        if camps is not None:
            asked_for.append(self._reasons(camps) if is_read else self._note("unread"))
        content = [element("div", self._text(claim), self._answers(claim))]
        content += [element("div", *asked_for)] if asked_for else []
        buttons = self._buttons(claim_id, shows_key=shows_key, shows_reasons=camps is not None)
        whose = element("p", self.desk.about, class_="stage-about")
        inside = [self._where(claim), element("div", *content, class_="stage-content"), buttons, whose]
        return element("dialog", *inside, class_="stage", tabindex=-1, aria_label=self.say("class.stage.title"))

    def _where(self, claim: Claim) -> Markup:
        kind = "report.where_core" if claim.core else "report.where"
        position = self.say("class.stage.position", n=self.claims.index(claim.id) + 1, of=len(self.claims))
        where = f"{claim.id}, {self.say(kind, n=claim.paragraph)}"
        return element("p", element("span", where), element("span", position), class_="stage-where")

    def _text(self, claim: Claim) -> Markup:
        """The claim's paragraph, with the claim in it."""
        text = self.desk.lesson.article.paragraph(claim.paragraph).text
        marked = element("mark", claim.text)
        language = self.desk.lesson.article.language
        return element("p", text[: claim.start], marked, text[claim.end :], class_="stage-text", lang=language)

    def _answers(self, claim: Claim) -> Markup:
        figures = answers_per_claim(self.desk.annotations, self.desk.lesson)
        given = figures.loc[figures["claim"] == claim.id, list(ANSWER_NAMES)].iloc[0].to_dict()
        counts = {name: int(given[name]) for name in ANSWER_NAMES if given[name]}
        if not counts:
            return self._note("no_answers")
        most = max(counts.values())
        rows = (
            element(
                "li",
                element("span", self.say(f"report.answers.{name}")),
                plain_bar(count / most, name),
                element("strong", count),
            )
            for name, count in counts.items()
        )
        return element("ul", *rows, class_="stage-answers")

    def _key(self, answer: Answer) -> Markup:
        labels = self.say(f"report.answers.{name_of(answer.labels)}")
        told = [element("p", element("strong", self.say("class.stage.key", answer=labels)))]
        if answer.also_defensible:
            others = (self.say(f"report.answers.{name_of(labels)}") for labels in answer.also_defensible)
            told.append(element("p", self.say("class.stage.also", answers="; ".join(others))))
        told += [element("p", answer.why)] if answer.why else []
        return element("div", *told, class_="stage-key")

    def _reasons(self, camps: Sequence[Camp]) -> Markup:
        return element("div", *map(self._camp, camps), class_="stage-camps") if camps else self._note("no_answers")

    def _camp(self, camp: Camp) -> Markup:
        answer = self.say(f"report.answers.{camp.answer}")
        title = element("h3", self.say("report.camp", n=camp.readers, answer=answer))
        if camp.reasons:
            told = element("ul", *(element("li", reason, dir="auto") for reason in camp.reasons))
        else:
            told = element("p", self.say(f"report.{camp.silence}", fewest=FEWEST))
        return element("section", title, told)

    def _buttons(self, claim_id: str, *, shows_key: bool, shows_reasons: bool) -> Markup:
        at = self.claims.index(claim_id)
        buttons = [
            self._button("previous", keys="ArrowLeft PageUp", disabled=at == 0),
            self._button("next", keys="ArrowRight PageDown", disabled=at == len(self.claims) - 1),
            self._button("reasons", "hide_reasons" if shows_reasons else "show_reasons", keys="R"),
        ]
        if self.desk.lesson.key is not None:
            buttons.append(self._button("key", "hide_key" if shows_key else "show_key", keys="K"))
        return element("p", *buttons, self._button("look"), class_="stage-buttons")

    def _button(self, name: str, text: str = "", *, keys: str | None = None, disabled: bool = False) -> Markup:
        words = self.say(f"class.stage.{text or name}")
        return element("button", words, type="button", name_=name, aria_keyshortcuts=keys, disabled=disabled)

    def _note(self, key: str) -> Markup:
        return element("p", self.say(f"class.stage.{key}"), class_="stage-note")
