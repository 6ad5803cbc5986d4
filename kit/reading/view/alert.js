// The alarm: answers that are not saved, why, and what to do about it. It stays until they are saved or the
// reader throws them away.
import { hearing } from "../../ui/changes.js";
import { make, makeButton, setOn } from "../../ui/elements.js";

/**
 * @param {object} given
 * @param {import("../../ui/types").Say} given.say
 * @param {ReturnType<typeof import("./store/store.js").createStore>} given.store
 * @param {() => void} given.focusHome takes the focus where the alarm had it, and is gone
 * @param {() => void} [given.appeared] hears when the alarm takes room from the text
 */
export function createAlert({ say, store, focusHome, appeared = () => {} }) {
  const element = make("div", { class: "cbc-alert", role: "alert", hidden: true });
  let isAsking = false;
  let shown = "";

  function refresh() {
    const entries = store.unsaved();
    if (!entries.length) isAsking = false;
    const content = entries.length ? contentFor(entries) : null;
    if (content?.text === shown) return; // an alert that is written anew is read aloud anew
    shown = content?.text ?? "";
    const hadFocus = element.contains(document.activeElement);
    const isNew = element.hidden && content;
    setOn(element, "hidden", !content);
    element.replaceChildren(...(content ? [icon(), make("p", { class: "cbc-alert-text" }, content.text), ...content.buttons] : []));
    if (hadFocus) (element.querySelector("button") ?? { focus: focusHome }).focus(); // the button that had it is gone
    if (isNew) appeared();
  }

  function contentFor(entries) {
    return isAsking ? questionFor(entries.length) : { text: textFor(entries), buttons: buttonsFor(entries) };
  }

  function textFor(entries) {
    const isOld = entries.every((entry) => entry.why === "earlier");
    if (isOld) return say("earlier_unsaved", { n: entries.length });
    const { why, said } = entries[entries.length - 1];
    const reason = why === "refused" ? say("why_refused", { why: said }) : say(`why_${why}`);
    return `${say("not_saved", { n: entries.length })} ${reason}`;
  }

  function buttonsFor(entries) {
    const isOld = entries.every((entry) => entry.why === "earlier");
    return [makeButton("retry", say(isOld ? "save_now" : "try_again"), { look: "is-main" }), makeButton("discard", say("throw_away"))];
  }

  function questionFor(n) {
    const buttons = [makeButton("discard-yes", say("throw_away_yes")), makeButton("discard-no", say("throw_away_no"), { look: "is-main" })];
    return { text: say("throw_away_sure", { n }), buttons };
  }

  function ask(asks) {
    isAsking = asks;
    refresh();
    element.querySelector("button")?.focus();
  }

  const icon = () => make("span", { class: "cbc-alert-icon", "aria-hidden": "true" }, "!");

  store.subscribe(hearing({ saving: refresh, everything: refresh }));

  return {
    element, refresh,
    actions: {
      retry: store.retry, discard: () => ask(true), "discard-no": () => ask(false), "discard-yes": store.discard,
    },
  };
}
