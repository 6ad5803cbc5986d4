// What a reveal says first: how the answers stand to the key, in a sentence and in dots; and what the section is about.
import { hearing } from "../../../ui/changes.js";
import { createDots } from "../../../ui/dots.js";
import { make, setText } from "../../../ui/elements.js";
import { dotStateOf } from "../store/answers.js";

const DIFFERENCES = new Set(["partly", "different"]);

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {ReturnType<typeof import("../store/store.js").createStore>} given.store
 * @param {import("../../../ui/dots.js").DotClaim[]} given.claims of the section
 * @param {string} given.language of the article
 * @param {(claim: string) => void} given.choose takes the reader to a claim's card
 */
export function createSummary({ say, store, claims, language, choose }) {
  let kinds = new Map(); // claim -> how its answer stands to the key
  const sentence = make("p", { class: "cbc-sentence" });
  const dots = createDots({ say, claims, stateOf, choose: ({ id }) => choose(id) });
  const point = make("span", { lang: language, dir: "auto" });
  const goal = make("p", { class: "cbc-goal" }, make("strong", {}, say("point")), " ", point);
  const element = make("div", { class: "cbc-first-words", hidden: true }, sentence, dots.element, goal, makeLegend(say));

  function stateOf({ id }) {
    const isKnown = DIFFERENCES.has(kinds.get(id)) && store.isMarked(id);
    return isKnown ? "differs" : dotStateOf(store.answerOf(id));
  }

  function show(revealed) {
    element.hidden = !revealed;
    kinds = new Map(revealed?.cards.map(({ claim, comparison }) => [claim, comparison.kind]));
    setText(sentence, revealed?.sentence ?? "");
    setText(point, revealed?.point ?? "");
    dots.refresh();
  }

  store.subscribe(hearing({ answer: () => dots.refresh(), everything: () => dots.refresh() }));
  return { element, show };
}

function makeLegend(say) {
  const samples = ["claim", "yours", "theirs"].map((kind) => make("li", {}, make("span", { class: `is-${kind}` }, say(`legend_${kind}`))));
  return make("ul", { class: "cbc-legend cbc-painted", "aria-label": say("legend_painted") }, samples);
}
