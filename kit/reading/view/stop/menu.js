// One quiet menu for what can be looked up: the codebook, who is who, the account.
import { make, makeButton, setOn } from "../../../ui/elements.js";

const PAGES = [["codebook", "h"], ["who", "w"], ["account", null]];

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {string} given.prefix begins every id of this view
 */
export function createMenu({ say, prefix }) {
  const button = makeButton("menu", say("menu"), { look: "is-quiet cbc-menu-button", "aria-expanded": "false", "aria-controls": `${prefix}-menu` });
  const items = PAGES.map(([name, key]) => make("li", {}, makeButton("open", say(`reference_${name}`), { key, value: name, look: "is-quiet" })));
  const list = make("ul", { class: "cbc-menu-list", id: `${prefix}-menu`, hidden: true }, items);
  const element = make("div", { class: "cbc-menu" }, button, list);

  function show(isOpen) {
    list.hidden = !isOpen;
    setOn(button, "aria-expanded", String(isOpen));
  }

  // Closes it, and says whether it was open; the focus goes back to its button.
  function close() {
    if (list.hidden) return false;
    if (list.contains(document.activeElement)) button.focus();
    show(false);
    return true;
  }

  element.addEventListener("focusout", (event) => event.relatedTarget && !element.contains(event.relatedTarget) && show(false));

  return { element, close, actions: { menu: () => show(list.hidden) } };
}
