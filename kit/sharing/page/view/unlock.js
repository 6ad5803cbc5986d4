// The field for the word that opens the key.
import { make, makeButton, setOn, setText } from "../../../ui/elements.js";
import { NotOpened } from "./keys.js";

let number = 0;

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {any} given.key
 */
export function createUnlock({ say, key }) {
  number += 1;
  const word = make("input", { class: "word", id: `word-${number}`, type: "text", autocomplete: "off", autocapitalize: "none", spellcheck: "false" });
  const label = make("label", { for: word.id }, say("locked_label"));
  const button = makeButton("unlock", say("unlock"), { look: "is-main", type: "submit" });
  const told = make("p", { class: "told", role: "status", id: `told-${number}` });
  const form = make("form", { class: "unlock" }, label, word, button);
  const element = make("div", { class: "cbc" }, make("p", {}, say("locked")), form, told);

  function fail(text) {
    setText(told, text);
    setOn(told, "class", "told is-fault");
    setOn(word, "aria-invalid", "true");
    setOn(word, "aria-describedby", told.id);
    word.focus();
  }

  async function open(event) {
    event.preventDefault();
    if (!word.value.trim()) return fail(say("unlock_empty"));
    setText(told, say("unlocking"));
    try {
      await key.unlock(word.value);
    } catch (error) {
      fail(say(`unlock_${error instanceof NotOpened ? error.message : "wrong"}`));
    }
  }

  form.addEventListener("submit", open);
  return { element };
}
