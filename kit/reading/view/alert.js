// The alarm: answers that are not saved, why, and what to do about it. It stays until they are saved or the
// reader throws them away.
import { make, makeButton } from "./elements.js";

export function createAlert(view) {
  const { say, outbox } = view;
  const element = make("div", { class: "cbc-alert", role: "alert", hidden: true });
  let isAsking = false;
  let shown = "";

  function refresh() {
    const entries = outbox.unsaved();
    if (!entries.length) isAsking = false;
    const content = entries.length ? contentFor(entries) : null;
    if (content?.text === shown) return; // an alert that is written anew is read aloud anew
    shown = content?.text ?? "";
    const hadFocus = element.contains(document.activeElement);
    element.hidden = !content;
    element.replaceChildren(...(content ? [icon(), make("p", { class: "cbc-alert-text" }, content.text), ...content.buttons] : []));
    if (hadFocus) (element.querySelector("button") ?? { focus: view.focusHome }).focus(); // the button that had it is gone
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

  return { element, ask, refresh };
}
