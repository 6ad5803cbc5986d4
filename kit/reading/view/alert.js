// The alarm: answers that are not saved, why, and what to do about it. It stays until they are saved or the reader throws
// them away. It lies over the end of the page and moves nothing; folded, it leaves a button that says how many they are.
import { hearing } from "../../ui/changes.js";
import { make, makeButton, setOn, setText } from "../../ui/elements.js";

/**
 * @param {object} given
 * @param {import("../../ui/types").Say} given.say
 * @param {ReturnType<typeof import("./store/store.js").createStore>} given.store
 * @param {() => void} given.focusHome takes the focus where the alarm had it, and is gone
 */
export function createAlert({ say, store, focusHome }) {
  const sheet = make("div", { class: "cbc-alert", role: "alert", hidden: true });
  const unfold = makeButton("alarm-unfold", "", { look: "is-danger is-small cbc-alarm-button", hidden: true });
  const element = make("div", { class: "cbc-alarm" }, sheet);
  let isAsking = false;
  let isFolded = false;
  let shown = "";

  function refresh() {
    const entries = store.unsaved();
    if (!entries.length) [isAsking, isFolded] = [false, false];
    if (isFolded) setText(unfold, say("alarm_unfold", { n: entries.length }));
    setOn(unfold, "hidden", !isFolded);
    const content = entries.length && !isFolded ? contentFor(entries) : null;
    if (content?.text === shown) return; // an alert that is written anew is read aloud anew
    shown = content?.text ?? "";
    const hadFocus = [sheet, unfold].some((one) => one.contains(document.activeElement));
    setOn(sheet, "hidden", !content);
    sheet.replaceChildren(...(content ? [icon(), make("p", { class: "cbc-alert-text" }, content.text), ...content.buttons] : []));
    if (hadFocus) (firstButton() ?? { focus: focusHome }).focus(); // the button that had it is gone
  }

  const firstButton = () => (isFolded ? unfold : sheet.querySelector("button"));

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
    return [
      makeButton("retry", say(isOld ? "save_now" : "try_again"), { look: "is-main" }), makeButton("discard", say("throw_away")),
      makeButton("alarm-fold", say("alarm_fold"), { look: "is-quiet" }),
    ];
  }

  function questionFor(n) {
    const buttons = [makeButton("discard-yes", say("throw_away_yes")), makeButton("discard-no", say("throw_away_no"), { look: "is-main" })];
    return { text: say("throw_away_sure", { n }), buttons };
  }

  function ask(asks) {
    isAsking = asks;
    refresh();
    sheet.querySelector("button")?.focus();
  }

  function fold(folds) {
    isFolded = folds;
    refresh();
    firstButton()?.focus();
  }

  const icon = () => make("span", { class: "cbc-alert-icon", "aria-hidden": "true" }, "!");

  store.subscribe(hearing({ saving: refresh, everything: refresh }));

  return {
    element, unfold, refresh,
    actions: {
      retry: store.retry, discard: () => ask(true), "discard-no": () => ask(false), "discard-yes": store.discard,
      "alarm-fold": () => fold(true), "alarm-unfold": () => fold(false),
    },
  };
}
