// Two lists: what is still to be done, each line leading to its place; and what has changed since the beginning.
import { hearing } from "../../../ui/changes.js";
import { make, makeButton, setText } from "../../../ui/elements.js";

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {ReturnType<typeof import("./store.js").createStore>} given.store
 */
export function createOpenPage({ say, store }) {
  const element = make("div", { class: "cbc-more-fields" });

  function refresh() {
    const points = store.page().open.map((point, i) => ({ ...point, i }));
    const lists = [true, false].map((needed) => drawList(say(needed ? "open_needed" : "open_better"), points.filter((point) => point.is_needed === needed)));
    const isReady = !points.some((point) => point.is_needed);
    const first = points.length ? make("p", { class: "cbc-hint" }, say("open_hint")) : make("p", {}, say("open_none"));
    element.replaceChildren(...(isReady ? [make("p", { class: "cbc-note" }, say("open_ready"))] : []), first, ...lists.flat());
  }

  function drawList(title, points) {
    const items = points.map((point) => make("li", {}, makeButton("go-to-open", point.text, { value: point.i, look: "is-quiet" })));
    return points.length ? [make("h3", { class: "cbc-field-title" }, title), make("ul", { class: "cbc-open-list" }, items)] : [];
  }

  store.subscribe(hearing({ page: ({ parts }) => parts.open && refresh() }));
  refresh();
  return { element, focus: () => element.querySelector("button")?.focus() };
}

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {ReturnType<typeof import("./store.js").createStore>} given.store
 * @param {ReturnType<typeof import("./at_hand.js").createAtHand>} given.atHand
 */
export function createChangesPage({ say, store, atHand }) {
  const lines = make("pre", { class: "cbc-changes", tabindex: "0", "aria-label": say("page_changes") });
  const none = make("p", {}, say("changes_none"));
  const element = make("div", { class: "cbc-more-fields" }, make("p", { class: "cbc-hint" }, say("changes_hint")), lines, none);

  function show(text) {
    lines.hidden = !text;
    none.hidden = Boolean(text);
    const looks = { "+": "is-added", "-": "is-gone", "@": "is-place" };
    lines.replaceChildren(...text.split("\n").map((line) => make("span", { class: `cbc-change ${looks[line[0]] ?? ""}` }, `${line}\n`)));
  }

  const ask = () => atHand.page() === "changes" && store.askForChanges();
  setText(none, say("changes_none"));
  show("");
  store.subscribe(hearing({ changes: ({ text }) => show(text), page: ({ entry }) => entry?.message.kind !== "changes" && ask() }));
  atHand.subscribe(hearing({ page: ask }));
  return { element, focus: () => lines.focus() };
}
