// The widgets of the page: the very same modules as in a notebook, each with a model that this page answers.
import { show } from "../../../ui/host.js";
import { createSay } from "../../../ui/say.js";
import revealView from "../../../reading/view/reveal/reveal.js";
import stopView from "../../../reading/view/stop/stop.js";
import { createAnswering } from "./answering.js";
import { createRevealing } from "./revealing.js";
import { takeOver } from "./take_over.js";
import { createUnlock } from "./unlock.js";

/**
 * @param {object} given
 * @param {any} given.data
 * @param {Record<string, any>} given.words
 * @param {import("../../../ui/types").Say} given.say
 * @param {any} given.readers
 * @param {ReturnType<typeof import("./lessons.js").createLessons>} given.lessons
 * @param {ReturnType<typeof import("./keys.js").createKeys>} given.keys
 */
export function createWidgets({ data, words, say, readers, lessons, keys }) {
  const pages = new Map(data.lessons.map(({ page }) => [page.lesson.id, { ...page, outline: outlineOf(page) }]));

  // By section of a lesson, the part of this page that holds it: a reader goes on there.
  const partsOf = (lesson) => Object.fromEntries(data.parts
    .flatMap((part) => (part.lesson === lesson ? part.sections : []).map((section) => [section, `#${part.address}`])));

  // The text up to the last of these paragraphs, and never any later one (kit/reading/widget.py).
  function pageOf(lesson, shown) {
    const whole = pages.get(lesson);
    const last = Math.max(...shown);
    const upTo = (list, number) => list.filter((one) => number(one) <= last);
    return { ...whole, shown, paragraphs: upTo(whole.paragraphs, ({ number }) => number), claims: upTo(whole.claims, ({ paragraph }) => paragraph) };
  }

  async function showStop(place, { lesson }, shown, chosen = pages.get(lesson).chosen) {
    // Of several stops on one page, each has a name of its own for those who listen.
    const widget = { ...words.widget, panel: say("panel_of", { n: shown.join(", ") }) };
    const state = { page: { ...pageOf(lesson, shown), chosen }, words: { widget, codebook: words.codebook }, notebooks: partsOf(lesson) };
    const { model } = createAnswering({ lessons, lesson, readers, say, state });
    const drawn = place.firstElementChild;
    await show(stopView, model, place);
    if (drawn) takeOver(drawn, place.lastElementChild);
  }

  // Where the key is locked, a word opens it first, for all parts at once; and it may be locked for the next reader.
  async function showReveal(place, part) {
    const key = keys.of(part.lesson);
    if (!key) return;
    let end = await showLockOrCards(place, part, key);
    let turn = Promise.resolve();
    key.subscribe(() => {
      turn = turn.then(async () => {
        const hadFocus = place.contains(document.activeElement);
        await end();
        end = await showLockOrCards(place, part, key);
        if (hadFocus) place.querySelector("button")?.focus();
      });
    });
  }

  async function showLockOrCards(place, part, key) {
    if (!key.isLocked()) return showCards(place, part, key);
    const unlock = createUnlock({ say, key });
    place.append(unlock.element);
    return async () => unlock.element.remove();
  }

  async function showCards(place, { lesson, reveal, section, claims }, key) {
    const whole = pages.get(lesson);
    const page = { lesson: whole.lesson, section, claims: whole.claims.filter(({ id }) => claims.includes(id)), has_key: true };
    const state = { page, words: { widget: words.widget, reveal: words.reveal } };
    const revealing = createRevealing({ key, where: reveal, groups: data.groups, say: createSay(words.reveal) });
    const { model, close } = createAnswering({ lessons, lesson, readers, say, state, more: { reveal: revealing.reveal }, changed: revealing.changed });
    const end = await show(revealView, model, place);
    return async () => {
      close();
      await end();
    };
  }

  return { showStop, showReveal };
}

function outlineOf({ claims, paragraphs }) {
  return claims.map(({ id, paragraph, core }) => ({ id, paragraph, core, section: paragraphs[paragraph - 1].section }));
}
