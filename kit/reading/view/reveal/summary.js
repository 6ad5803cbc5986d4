// What a reveal says first: how the answers stand to the key, in a sentence and in dots; and what the section is about.
import { hearing } from "../../../ui/changes.js";
import { createDots } from "../../../ui/dots.js";
import { make, setOn, setText } from "../../../ui/elements.js";
import { dotStateOf } from "../store/answers.js";

const DIFFERENCES = new Set(["partly", "different"]);

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {ReturnType<typeof import("../store/store.js").createStore>} given.store
 * @param {import("../../../ui/dots.js").DotClaim[]} given.claims of the section
 * @param {string} given.language of the article
 * @param {(claim: string) => void} given.choose takes the reader to a claim's card
 * @param {() => void} given.changed hears when it is known anew which answers differ
 */
export function createSummary({ say, store, claims, language, choose, changed }) {
  let kinds = new Map(); // claim -> how its answer stands to the key
  const sentence = make("p", { class: "cbc-sentence" });
  const dots = createDots({ say, claims, stateOf, choose: ({ id }) => choose(id) });
  const point = make("span", { lang: language, dir: "auto" });
  const goal = make("p", { class: "cbc-goal" }, make("strong", {}, say("point")), " ", point);
  const bar = make("li", { class: "cbc-dots-legend" }, make("span", { class: "cbc-dot is-differs", "aria-hidden": "true" }, make("i")), say("dots_legend"));
  const element = make("div", { class: "cbc-first-words", hidden: true }, sentence, dots.element, goal, makeLegend(say, bar));

  function differs(id) {
    return DIFFERENCES.has(kinds.get(id)) && store.isMarked(id);
  }

  function stateOf({ id }) {
    return differs(id) ? "differs" : dotStateOf(store.answerOf(id));
  }

  function show(revealed) {
    element.hidden = !revealed;
    kinds = new Map(revealed?.cards.map(({ claim, comparison }) => [claim, comparison.kind]));
    setText(sentence, revealed?.sentence ?? "");
    setText(point, revealed?.point ?? "");
    setOn(bar, "hidden", !claims.some(({ id }) => differs(id)));
    dots.refresh();
    changed();
  }

  store.subscribe(hearing({ answer: () => dots.refresh(), everything: () => dots.refresh() }));
  return { element, show, differs };
}

function makeLegend(say, bar) {
  const samples = ["claim", "yours", "theirs"].map((kind) => make("li", {}, make("span", { class: `is-${kind}` }, say(`legend_${kind}`))));
  return make("ul", { class: "cbc-legend cbc-painted", "aria-label": say("legend_painted") }, samples, bar);
}
