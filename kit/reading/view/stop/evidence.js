// Evidence: the words that show who stands behind a claim. Caught words become evidence of the claim that the view is at.
import { hearing } from "../../../ui/changes.js";
import { createPainter } from "../../../ui/painter.js";
import { evidenceFault } from "../store/answers.js";

/**
 * @param {object} given
 * @param {ReturnType<typeof import("./article.js").createArticle>} given.article
 * @param {ReturnType<typeof import("../store/store.js").createStore>} given.store
 * @param {ReturnType<typeof import("./situation.js").createSituation>} given.situation
 * @param {ReturnType<typeof import("../../../ui/caught_words.js").createCaughtWords>} given.caughtWords
 * @param {import("../../../ui/types").Say} given.say
 * @param {(text: string) => void} given.announce
 */
export function createEvidence({ article, store, situation, caughtWords, say, announce }) {
  const painter = createPainter(article, "evidence");
  const piecesOf = (claim) => store.shownParts(claim.id).evidence;

  let painted = ""; // what is painted now, as JSON

  function paint() {
    const claim = situation.claim();
    const pieces = claim ? piecesOf(claim) : [];
    painted = JSON.stringify(pieces);
    painter.paint(pieces);
  }

  function follow({ claims }) {
    const claim = situation.claim();
    if (claim && claims.includes(claim.id) && JSON.stringify(piecesOf(claim)) !== painted) paint();
  }

  store.subscribe(hearing({ answer: follow, draft: follow, everything: paint }));
  situation.subscribe(hearing({ claim: paint }));

  function use() {
    const claim = situation.claim();
    const words = situation.words();
    if (!claim || !words) return;
    const fault = evidenceFault(piecesOf(claim), words);
    if (fault) return announce(say(`evidence_${fault}`));
    store.changeParts(claim.id, { evidence: [...piecesOf(claim), words] });
    store.dropLeftOut(claim.id);
    caughtWords.letGo();
    announce(say("evidence_added", { quote: words.quote }));
  }

  function remove(index) {
    const claim = situation.claim();
    store.changeParts(claim.id, { evidence: piecesOf(claim).filter((_, i) => i !== index) });
    announce(say("evidence_removed"));
  }

  return { use, remove, paint, clearPaint: painter.clear };
}
