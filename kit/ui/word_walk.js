// Choosing evidence with the keyboard. Plain text has no caret, so the words are walked one by one; what is
// chosen is the document's own selection, and from there on it is the same as with a mouse.
import { toUnits, wordSpans } from "./text.js";
import { rangeIn } from "./spans_in_page.js";

/**
 * @param {object} given
 * @param {import("./types").PaintedText} given.article
 * @param {import("./types").WordsAtHand} given.situation
 * @param {ReturnType<typeof import("./caught_words.js").createCaughtWords>} given.caughtWords
 * @param {string} given.language of the article
 * @param {import("./types").Say} given.say
 * @param {(text: string) => void} given.announce
 * @param {ReturnType<typeof import("./sight.js").createSight>["bringIntoSight"]} given.bringIntoSight
 * @param {() => void} given.take makes the chosen words evidence
 * @param {(isOn: boolean) => void} given.changed hears when it begins and ends
 * @param {() => void} given.focusClaim
 */
export function createWordWalk({ article, situation, caughtWords, language, say, announce, bringIntoSight, take: useWords, changed, focusClaim }) {
  let at = null; // {number, words, anchor, focus}: the words of one paragraph, and the first and last one chosen

  function start(claim) {
    if (!claim) return;
    const text = article.texts.get(claim.paragraph);
    if (!text) return;
    moveTo(claim.paragraph, (words) => firstWordFor(claim, text.textContent, words));
    changed(true);
    bringIntoSight(text, rangeChosen());
    announce(`${say("choosing_start")} ${caught()}`);
  }

  // Who says it mostly stands right behind the claim; else right before it.
  function firstWordFor(claim, whole, words) {
    const behind = words.findIndex((word) => word.start >= toUnits(whole, claim.end));
    const before = words.findLastIndex((word) => word.end <= toUnits(whole, claim.start));
    return behind >= 0 ? behind : Math.max(before, 0);
  }

  function moveTo(number, indexIn) {
    const text = article.texts.get(number);
    const words = wordSpans(text.textContent, language);
    if (!words.length) return;
    const index = indexIn(words);
    leaveText();
    at = { number, words, anchor: index, focus: index };
    text.classList.add("is-choosing");
    text.focus({ preventScroll: true });
    select();
  }

  function rangeChosen() {
    const first = at.words[Math.min(at.anchor, at.focus)];
    const last = at.words[Math.max(at.anchor, at.focus)];
    return rangeIn(article.texts.get(at.number), first.start, last.end);
  }

  function select() {
    const range = rangeChosen();
    document.getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
    caughtWords.follow();
    bringIntoSight(article.texts.get(at.number), range);
  }

  const caught = () => (situation.words() ? say("choosing_now", { words: situation.words().quote }) : "");

  function step(by, isExtending) {
    const focus = Math.min(Math.max(at.focus + by, 0), at.words.length - 1);
    at = { ...at, focus, anchor: isExtending ? at.anchor : focus };
    select();
    announce(caught());
  }

  function otherParagraph(by) {
    const numbers = [...article.texts.keys()].sort((a, b) => a - b);
    const next = numbers[numbers.indexOf(at.number) + by];
    if (next === undefined) return announce(say("choosing_edge"));
    moveTo(next, () => 0);
    announce(`${say("paragraph_number", { n: next })}. ${caught()}`);
  }

  function leaveText() {
    if (at) article.texts.get(at.number).classList.remove("is-choosing");
  }

  function stop() {
    if (!at) return;
    leaveText();
    at = null;
    document.getSelection().removeAllRanges();
    changed(false);
  }

  function take() {
    useWords();
    stop();
    focusClaim();
  }

  function leave() {
    situation.catchWords(null);
    stop();
    focusClaim();
    announce(say("choosing_left"));
  }

  // Right means "on" in text that runs to the right, and "back" in Arabic or Hebrew.
  const onward = () => (getComputedStyle(article.texts.get(at.number)).direction === "rtl" ? -1 : 1);

  function handleKey(event) {
    const acts = {
      ArrowRight: () => step(onward(), event.shiftKey),
      ArrowLeft: () => step(-onward(), event.shiftKey),
      ArrowDown: () => otherParagraph(1),
      ArrowUp: () => otherParagraph(-1),
      Enter: take,
      Escape: leave,
    };
    acts[event.key]?.();
    return event.key in acts;
  }

  return { start, stop, handleKey, isOn: () => at !== null };
}
