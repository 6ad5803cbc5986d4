// Whether this browser keeps answers, of whichever lesson. The journals say so (journal/storage.js), but only after a
// while; this is known at once. What a view keeps itself, drafts and answers under way, counts, too.
import { attemptOr } from "../../../ui/attempt.js";

const NOTE = "cbc answers";

export const hasBeenHere = () => attemptOr(false, () => Object.keys(localStorage).some((name) => name.startsWith("cbc ")));

/** @param {boolean} hasAnswers whether whoever reads now has any */
export function noteBeenHere(hasAnswers) {
  attemptOr(undefined, () => (hasAnswers ? localStorage.setItem(NOTE, "1") : localStorage.removeItem(NOTE)));
}
