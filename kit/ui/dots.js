// The strip of dots: a dot for each claim, in the order of reading. It shows how far the reader is without a word, and
// says it in words to whoever asks: by pointing, by touching, by tabbing there, or by listening.
import { make, setOn, setText } from "./elements.js";

/**
 * What a dot shows. `differs` is for claims whose key the reader has seen.
 * @typedef {"open" | "marked" | "reasoned" | "differs"} DotState
 * @typedef {{ id: string, paragraph: number, core: boolean }} DotClaim
 */
const WAYS = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };

/**
 * Makes a strip that is told by `stateOf` how each claim stands. With `choose`, a press on a dot chooses its claim, and
 * arrow keys move among the dots; without it, the strip is one button that tells its numbers.
 * @param {{ say: import("./types").Say, claims: DotClaim[], stateOf: (claim: DotClaim) => DotState, choose?: ((claim: DotClaim) => void) | null }} given
 * @returns {{ element: HTMLElement, refresh: (current?: string | null) => void }} `refresh` draws every dot anew; `current`
 *   is the id of the claim that the reader is at.
 */
export function createDots({ say, claims, stateOf, choose = null }) {
  const dots = claims.map((claim, index) => makeDot(index, Boolean(choose)));
  const strip = choose ? make("div", { class: "cbc-dots-strip", role: "toolbar" }, dots) : make("button", { class: "cbc-dots-strip", type: "button" }, dots);
  const told = make("p", { class: "cbc-dots-told", "aria-hidden": "true", hidden: true });
  const element = make("div", { class: `cbc-dots${claims.length > 20 ? " is-many" : ""}`, hidden: !claims.length }, strip, told);
  let numbers = "";

  const nameOf = (index) => {
    const { core, paragraph } = claims[index];
    const state = say(`dot_${stateOf(claims[index])}`);
    return say(core ? "dot_core" : "dot_optional", { number: index + 1, all: claims.length, paragraph, state });
  };

  function refresh(current = null) {
    claims.forEach((claim, index) => {
      const [state, isCurrent] = [stateOf(claim), claim.id === current];
      setOn(dots[index], "class", `cbc-dot is-${state}${claim.core ? " is-core" : ""}${isCurrent ? " is-current" : ""}`);
      if (!choose) return;
      setOn(dots[index], "aria-label", nameOf(index));
      setOn(dots[index], "aria-current", isCurrent ? "true" : null);
    });
    if (choose && !strip.contains(document.activeElement)) stopAt(Math.max(claims.findIndex(({ id }) => id === current), 0));
    numbers = numbersIn(say, claims, stateOf);
    setOn(strip, "aria-label", numbers);
    if (!told.hidden) tell();
  }

  // One dot is reached by Tab, the others from there.
  function stopAt(index) {
    dots.forEach((dot, i) => setOn(dot, "tabindex", i === index ? "0" : "-1"));
  }

  function tell(index = null) {
    setText(told, index === null ? numbers : `${nameOf(index)}\n${numbers}`);
    told.hidden = false;
  }

  const hush = () => { told.hidden = true; };
  const indexOf = (event) => dots.indexOf(event.target.closest(".cbc-dot"));
  const tellOf = (event) => tell(indexOf(event) < 0 ? null : indexOf(event));

  function move(event) {
    if (event.key === "Escape" && !told.hidden) hush();
    else if (choose && event.key in WAYS && indexOf(event) >= 0) {
      const index = Math.min(Math.max(indexOf(event) + WAYS[event.key], 0), dots.length - 1);
      stopAt(index);
      dots[index].focus();
    } else return;
    event.preventDefault();
  }

  strip.addEventListener("pointermove", tellOf); // a strip that comes to lie under a pointer at rest tells nothing
  strip.addEventListener("focusin", tellOf);
  element.addEventListener("pointerleave", hush);
  element.addEventListener("focusout", hush);
  strip.addEventListener("keydown", move);
  strip.addEventListener("click", (event) => {
    const index = indexOf(event);
    tellOf(event);
    if (!choose || index < 0) return;
    stopAt(index);
    choose(claims[index]);
  });
  refresh();
  return { element, refresh };
}

function makeDot(index, isButton) {
  return make(isButton ? "button" : "span", { type: isButton ? "button" : null, "data-dot": index }, make("i", {}));
}

function numbersIn(say, claims, stateOf) {
  const states = claims.map((claim) => ({ isCore: claim.core, state: stateOf(claim) }));
  const count = (holds) => states.filter(holds).length;
  const core = count(({ isCore }) => isCore);
  const differing = count(({ state }) => state === "differs");
  return [
    say("dots_all", { done: count(({ state }) => state !== "open"), n: claims.length }),
    core ? say("dots_core", { done: count(({ isCore, state }) => isCore && state !== "open"), n: core }) : "",
    differing ? say("dots_differ", { n: differing }) : "",
  ].filter(Boolean).join(" ");
}
