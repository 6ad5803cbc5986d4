// Answers, pure: what a press of a button makes of a mark, what it lacks, what to do next.
// An answer's labels are a list; an empty list is "no source given"; null is "not marked".

export const MOST_EVIDENCE = 5;
export const LONGEST_EVIDENCE = 300;
const MOST_STEPS = 500;

// The parts of an answer beside its labels; they outlive a retract, as a draft.
/**
 * @param {Partial<import("../../../ui/types").Parts> | null | undefined} answer
 * @returns {import("../../../ui/types").Parts}
 */
export function partsOf(answer) {
  return {
    who: answer?.who ?? "",
    evidence: answer?.evidence ?? [],
    reason: answer?.reason ?? "",
    sure: answer?.sure ?? null,
    pass_on: answer?.pass_on ?? null,
  };
}

/**
 * @param {Partial<import("../../../ui/types").Parts> | null} a
 * @param {Partial<import("../../../ui/types").Parts> | null} b
 */
export function sameParts(a, b) {
  return JSON.stringify(partsOf(a)) === JSON.stringify(partsOf(b));
}

/** @param {import("../../../ui/types").Answer | null} a @param {import("../../../ui/types").Answer | null} b */
export function sameAnswer(a, b) {
  if (!a || !b) return !a && !b;
  return JSON.stringify(a.labels) === JSON.stringify(b.labels) && sameParts(a, b);
}

// Whether "I changed my mind" with these labels would be untrue. `before` are the labels from before the key was
// seen, null where they still stand; whoever has changed already may say more about it.
/**
 * @param {string[] | null} labels
 * @param {import("../../../ui/types").Answer | null} answer
 * @param {string[] | null} before
 */
export function changesNothing(labels, answer, before) {
  return JSON.stringify(labels) === JSON.stringify(answer?.labels) && !before && answer.stance !== "changed";
}

/** @param {Partial<import("../../../ui/types").Parts> | null} parts */
export function hasParts(parts) {
  return !sameParts(parts, null);
}

// Whether an answer says what it rests on: a reason, or words from the text.
function hasGrounds(answer) {
  const { reason, evidence } = partsOf(answer);
  return Boolean(reason.trim() || evidence.length);
}

/**
 * How far an answer has come, as its dot shows it: a reason, or words from the text, are more than a label.
 * @param {import("../../../ui/types").Answer | null} answer
 * @returns {"open" | "marked" | "reasoned"}
 */
export function dotStateOf(answer) {
  if (!answer) return "open";
  return hasGrounds(answer) ? "reasoned" : "marked";
}

// A core claim asks for that, besides its labels.
/** @param {import("../../../ui/types").Claim} claim @param {import("../../../ui/types").Answer | null} answer */
export function asksForMore(claim, answer) {
  return Boolean(claim.core && answer && !hasGrounds(answer));
}

// Why this piece cannot be added ("altered", "many", "long", "twice"), or null.
/** @param {import("../../../ui/types").Quote[]} evidence @param {import("../../../ui/types").Quote} span */
export function evidenceFault(evidence, span) {
  if (span.isAltered) return "altered";
  if (evidence.some((piece) => sameSpan(piece, span))) return "twice";
  if (evidence.length >= MOST_EVIDENCE) return "many";
  return span.end - span.start > LONGEST_EVIDENCE ? "long" : null;
}

/** @param {import("../../../ui/types").Span} a @param {import("../../../ui/types").Span} b */
export function sameSpan(a, b) {
  return a.paragraph === b.paragraph && a.start === b.start && a.end === b.end;
}

// The open claim to do next: `here` in the paragraphs that are shown, core ones first; those `further` on in the article
// (all of them, out of the outline); or `earlier`, where the last one that is left may be the current one itself.
/**
 * @param {{ claims: import("../../../ui/types").Claim[], shown: number[], section: number | null, current: string | null,
 *   outline: import("../../../ui/types").OutlineClaim[], isMarked: (claim: string) => boolean }} given
 */
export function openClaims({ claims, shown, section, outline, current, isMarked }) {
  const open = claims.filter((claim) => claim.id !== current && !isMarked(claim.id));
  const here = open.filter((claim) => shown.includes(claim.paragraph));
  const earlier = open.filter((claim) => !shown.includes(claim.paragraph));
  return {
    here: coreFirst(after(here, claims, current))?.id ?? null,
    further: furtherOn({ outline, claims, section, isMarked }),
    earlier: coreFirst(earlier)?.id ?? (current && !isMarked(current) ? current : null),
  };
}

// Those behind the current claim first, then from the top again.
function after(open, claims, current) {
  const rank = new Map(claims.map((claim, i) => [claim.id, i]));
  const here = rank.get(current) ?? -1;
  const isBehind = (claim) => rank.get(claim.id) > here;
  return [...open.filter(isBehind), ...open.filter((claim) => !isBehind(claim))];
}

function coreFirst(claims) {
  return claims.find((claim) => claim.core) ?? claims[0];
}

// In the section at hand by paragraph, so that no text is leapt over, and beyond it the core ones first.
function furtherOn({ outline, claims, section, isMarked }) {
  const inView = new Set(claims.map((claim) => claim.id));
  const open = outline.filter((claim) => !inView.has(claim.id) && !isMarked(claim.id));
  const near = open.filter((claim) => claim.section === section);
  const far = open.filter((claim) => claim.section !== section);
  const byParagraph = near.sort((a, b) => a.paragraph - b.paragraph || Number(b.core) - Number(a.core));
  return [...byParagraph, ...far.filter((claim) => claim.core), ...far.filter((claim) => !claim.core)];
}

// Undo: a step knows a claim's answer before and after. A step that no longer describes the claim (it was
// changed in another view since) is passed over, so that undo never wipes out somebody else's newer answer.
/** @param {import("../../../ui/types").UndoStep[]} steps @param {import("../../../ui/types").UndoStep} step */
export function withStep(steps, step) {
  return [...steps, step].slice(-MOST_STEPS);
}

/**
 * @param {import("../../../ui/types").UndoStep[]} steps
 * @param {(claim: string) => import("../../../ui/types").Answer | null} answerOf
 */
export function lastStep(steps, answerOf) {
  const index = steps.findLastIndex((step) => sameAnswer(answerOf(step.claim), step.after));
  return index < 0 ? { step: null, rest: [] } : { step: steps[index], rest: steps.slice(0, index) };
}
