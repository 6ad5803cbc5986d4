// The button that goes on, in one place and of one size: to the next open claim, or, as a link, to the next notebook.
import { afterPaint } from "../../../ui/after_paint.js";
import { hearing } from "../../../ui/changes.js";
import { make, makeButton, setOff, setOn, setText } from "../../../ui/elements.js";
import { notebookBeside } from "./going_on.js";

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {ReturnType<typeof import("../store/store.js").createStore>} given.store
 * @param {ReturnType<typeof import("./situation.js").createSituation>} given.situation
 * @param {ReturnType<typeof import("./going_on.js").createGoingOn>} given.goingOn
 */
export function createNextButton({ say, store, situation, goingOn }) {
  const button = makeButton("next-open", "", { key: "n", look: "cbc-next" });
  const link = make("a", { class: "cbc-button cbc-next is-main" }); // on the page only when it leads somewhere
  const element = make("div", { class: "cbc-next-box" }, button);
  const shown = button.firstChild;

  function refresh() {
    const found = goingOn.next();
    const place = found?.notebook && notebookBeside(found.notebook);
    const wanted = place ? link : button;
    if (element.firstChild !== wanted) element.replaceChildren(wanted);
    if (place) return showLink(found.notebook, found.paragraph, place);
    const [text, name] = textsFor(found);
    setText(shown, text);
    setOn(button, "aria-label", name);
    setOn(button, "title", name);
    setOff(button, !found?.claim && !found?.elsewhere && !found?.reveal);
    const claim = situation.claim();
    button.classList.toggle("is-main", !claim || store.isMarked(claim.id)); // first things first
  }

  function textsFor(found) {
    if (found?.claim) return [say("next_short"), say("next_open")];
    if (!found) return [say("next_done"), say("next_none")];
    if (found.reveal) return [say("next_key"), say("next_reveal")];
    return [say("next_paragraph", { n: found.paragraph }), say(found.elsewhere ? "next_elsewhere" : "next_further", { n: found.paragraph })];
  }

  // The address follows the page's own, which names the notebook that is open now.
  function showLink(notebook, paragraph, { href, path }) {
    setText(link, say("next_part"));
    const name = say("next_notebook", { n: paragraph, file: notebook });
    const opening = path === null ? [null, null] : ["docmanager:open", JSON.stringify({ path })];
    const [command, args] = opening;
    const attributes = { href, title: name, "aria-label": name, "aria-keyshortcuts": "n", "data-commandlinker-command": command, "data-commandlinker-args": args };
    for (const [attribute, value] of Object.entries(attributes)) setOn(link, attribute, value);
  }

  link.addEventListener("click", refresh);
  const refreshSoon = afterPaint(refresh); // other stops have to be asked, and the mark is to be seen first
  store.subscribe(hearing({ answer: refreshSoon, everything: refreshSoon }));
  situation.subscribe(hearing({ claim: refresh }));

  // Says what the link is, for those who listen.
  function focusLink() {
    link.focus();
    return link.title;
  }

  return { element, refresh, refreshSoon, focusLink, isLink: () => link.isConnected };
}
