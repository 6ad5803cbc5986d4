// On a narrow page the panel is a sheet at the bottom; folded, it leaves the page to the text.
import { makeButton, setOn, setText } from "../../../ui/elements.js";

/**
 * @param {object} given
 * @param {HTMLElement} given.frame everything of this view; its class says whether the sheet is folded
 * @param {import("../../../ui/types").Say} given.say
 */
export function createSheet({ frame, say }) {
  const button = makeButton("fold", "", { look: "is-small cbc-sheet-fold" });

  function unfold(isOpen) {
    frame.classList.toggle("is-folded", !isOpen);
    setOn(button, "aria-expanded", String(isOpen));
    setText(button, say(isOpen ? "fold" : "unfold"));
  }

  unfold(false);
  return { button, unfold, actions: { fold: () => unfold(frame.classList.contains("is-folded")) } };
}
