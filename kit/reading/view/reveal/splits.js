// Where readers split: bars of how a class answered, for claims whose key the reader has seen.
import { make, makeQuoted, setOn } from "../../../ui/elements.js";
import { makeSamples } from "./sides.js";

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {string} given.language of the article
 * @param {string} given.prefix begins every id of this view
 * @returns {{ element: HTMLElement, show: (splits: any[] | undefined) => void, fold: () => void }} `show` takes them as
 *   Python sends them; `fold` unfolds and folds them
 */
export function createSplits({ say, language, prefix }) {
  const opener = make("button", { type: "button", class: "cbc-fold", "data-do": "splits", "aria-expanded": "false", "aria-controls": `${prefix}-splits-body` }, say("splits"));
  const title = make("h3", { class: "cbc-group", id: `${prefix}-splits` }, opener);
  const list = make("div", { class: "cbc-splits-list" });
  const body = make("div", { class: "cbc-splits-body", id: `${prefix}-splits-body`, hidden: true }, make("p", { class: "cbc-hint" }, say("splits_about")), list);
  const element = make("section", { class: "cbc-splits", "aria-labelledby": title.id, hidden: true }, title, body);

  function fold() {
    body.hidden = !body.hidden;
    setOn(opener, "aria-expanded", String(!body.hidden));
  }

  function show(splits = []) {
    element.hidden = !splits.length;
    list.replaceChildren(...splits.map((split) => make("div", { class: "cbc-split" }, headOf(split), make("ul", { class: "cbc-bars" }, split.answers.map((answer) => barOf(answer, split))))));
  }

  function headOf({ core, paragraph, text }) {
    const where = make("span", { class: "cbc-line-where" }, say(core ? "title_core" : "title_optional", { n: paragraph }));
    return make("h4", { class: "cbc-split-title" }, where, " ", makeQuoted("span", language, {}, text));
  }

  // The bar repeats the number for the eye; whoever listens gets the number.
  function barOf({ labels, readers, yours }, split) {
    const name = labels ? makeSamples(say, labels) : make("p", {}, say("splits_other"));
    const bar = make("meter", { class: "cbc-bar-of-readers", min: 0, max: split.readers, value: readers, "aria-hidden": "true" });
    const count = [say("splits_readers", { n: readers, all: split.readers }), yours ? say("splits_yours") : ""].filter(Boolean).join(" · ");
    return make("li", { class: yours ? "is-yours" : null }, name, " ", bar, " ", make("span", { class: "cbc-count" }, count));
  }

  return { element, show, fold };
}
