// What this view is at: the claim that the panel is about, and the words that the reader has caught. Parts of the view
// that show it are told when it changes (`claim`, `words`).
import { createChanges } from "../../../ui/changes.js";

/**
 * @param {object} given
 * @param {import("../../../ui/types").Claim[]} given.claims those that can be marked here
 * @param {(id: string | null) => void} given.remember keeps which claim it is, for a view that is drawn again
 */
export function createSituation({ claims, remember }) {
  const claimById = new Map(claims.map((claim) => [claim.id, claim]));
  const { tell, subscribe } = createChanges();
  let claim = null;
  let last = null; // where the view was before the reader let go of every claim
  let words = null;

  function choose(id) {
    const before = claim;
    claim = claimById.get(id) ?? null;
    last = claim ?? last;
    remember(claim?.id ?? null);
    if (before !== claim) catchWords(null);
    tell({ kind: "claim", before });
  }

  function catchWords(span) {
    if (!span && !words) return;
    words = span;
    tell({ kind: "words" });
  }

  return {
    choose, catchWords, subscribe,
    claim: () => claim,
    last: () => last,
    claimOf: (id) => claimById.get(id) ?? null,
    words: () => words,
  };
}
