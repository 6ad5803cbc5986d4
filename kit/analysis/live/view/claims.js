// The claims on which the class splits, the worst first: their words, and a bar of the answers.
import { make, makeQuoted, setText } from "../../../ui/elements.js";
import { createBar } from "./bar.js";
import { createKeptList } from "./kept_list.js";

/**
 * @param {{ say: import("../../../ui/types").Say, nameOf: (answer: string) => string, language: string, none: string, heading: string }} given
 * @returns {{ element: HTMLElement, fill: (claims: any[], readers?: number) => void }}
 */
export function createClaims({ say, nameOf, language, none, heading }) {
  const list = make("ol", { class: "cbc-live-claims" });
  const nothing = make("p", { class: "cbc-hint" }, none);
  const element = make("div", { class: "cbc-live-splits" }, list, nothing);
  let readers = 0;
  const show = createKeptList({ list, key: ({ claim }) => claim, make: makeClaim });

  function makeClaim(claim) {
    const answers = make("span", { class: "cbc-hint" });
    const bar = createBar(say, nameOf);
    const head = make(heading, { class: "cbc-live-claim-at" }, say("at", claim), " ", answers);
    const words = makeQuoted("p", language, { class: "cbc-live-claim", title: claim.text }, claim.text);
    const fillItem = (now) => {
      setText(answers, now.answers === undefined ? "" : say("answers_of", { answers: now.answers, n: readers }));
      bar.fill(now.bar);
    };
    return { element: make("li", {}, head, words, bar.element), fill: fillItem };
  }

  function fill(claims, number = 0) {
    readers = number;
    show(claims);
    nothing.hidden = claims.length > 0;
  }
  return { element, fill };
}
