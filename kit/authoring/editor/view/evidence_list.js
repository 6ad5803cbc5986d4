// The words that show an answer's labels: listed in the panel, and painted in the text.
import { hearing } from "../../../ui/changes.js";
import { make, makeButton, makeQuoted } from "../../../ui/elements.js";

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {ReturnType<typeof import("./store.js").createStore>} given.store
 * @param {ReturnType<typeof import("./at_hand.js").createAtHand>} given.atHand
 */
export function createEvidenceList({ say, store, atHand }) {
  const list = make("ul", { class: "cbc-shown-list" });
  const walk = makeButton("walk", say("walk"), { key: "m", look: "is-small", title: say("walk_key") });
  const hint = make("p", { class: "cbc-hint" }, say("evidence_hint"));
  const element = make("div", { class: "cbc-field" }, make("div", { class: "cbc-row cbc-title-row" }, make("p", { class: "cbc-field-title" }, say("evidence")), walk), list, hint);
  let drawn = "";

  function refresh() {
    const claim = atHand.claim();
    const pieces = claim ? store.answerOf(claim.id).evidence : [];
    const now = JSON.stringify(pieces);
    if (now === drawn) return;
    drawn = now;
    hint.hidden = pieces.length > 0;
    list.replaceChildren(...pieces.map((piece, i) => {
      const where = say("evidence_where", { label: say(`label_${piece.label}`), n: piece.paragraph });
      const quote = makeQuoted("q", store.page().lesson.language, {}, piece.quote);
      const drop = makeButton("drop-evidence", "×", { value: i, look: "is-quiet", "aria-label": say("evidence_drop", { quote: piece.quote }) });
      return make("li", {}, make("span", { class: "cbc-shown-where" }, where), quote, drop);
    }));
  }

  store.subscribe(hearing({ page: refresh }));
  atHand.subscribe(hearing({ claim: refresh }));
  return { element };
}
