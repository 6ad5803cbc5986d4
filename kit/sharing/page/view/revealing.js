// The reveal in this page: cards put together from what Python has worked out beforehand for every answer that there is
// (kit/sharing/page/key_data.py). What may be seen, and when, is decided there; here it is looked up by the answer.
import { shownParts } from "./journal/session.js";

/**
 * The cards of a reveal for the answers that stand, in groups.
 * @param {object} given
 * @param {any} given.reveal what Python has worked out for this section or path
 * @param {string[]} given.groups
 * @param {any} given.session
 * @param {Set<string>} [given.only] these claims alone
 */
export function cardsOf({ reveal, groups, session, only }) {
  const [answers, own] = [session.answers(), session.ownAnswers()];
  const found = Object.entries(reveal.claims)
    .filter(([claim]) => answers.has(claim) && (!only || only.has(claim)))
    .map(([claim, seen]) => cardOf({ seen, lesson: session.lesson, mark: answers.get(claim), own: own.get(claim) ?? null }));
  return groups.flatMap((name) => found.filter(({ group }) => group === name));
}

function cardOf({ seen, lesson, mark, own }) {
  const claim = lesson.claimById.get(mark.claim);
  const { group, line, comparison } = seen.answers[mark.labels.join(" ")];
  const isOther = own && own.labels.join() !== mark.labels.join();
  return {
    claim: claim.id, core: claim.core, group, paragraph: claim.paragraph, comparison,
    text: lesson.paragraphs[claim.paragraph - 1].text, start: claim.start, end: claim.end,
    own: { ...shownParts(mark), before: isOther ? own.labels : null },
    key: { ...seen.key, line },
  };
}

/**
 * How the answers stand to the key, in a sentence or two (kit/reading/reveal_sentence.py; a test holds the two together).
 * @param {import("../../../ui/types").Say} say
 * @param {{ group: string, comparison: { kind: string } }[]} cards
 * @param {string[]} groups
 */
export function sentenceOf(say, cards, groups) {
  const earlier = cards.filter(({ group }) => group === "earlier").length;
  const kinds = cards.filter(({ group }) => group !== "earlier").map(({ comparison: { kind } }) => (groups.includes(kind) ? kind : "differ"));
  const here = kinds.length === 1 ? [say(`one_${kinds[0]}`)] : ofMany(say, kinds);
  return [...here, ...(earlier ? [say("more_of_earlier", { n: earlier, many: many(say, earlier) })] : [])].join(" ");
}

function ofMany(say, kinds) {
  if (!kinds.length) return [];
  const count = (kind) => kinds.filter((one) => one === kind).length;
  const [same, n] = [count("same"), kinds.length];
  const how = same > 0 && same < n ? "some" : `${same ? "all" : "none"}${n === 2 ? "_of_two" : ""}`;
  const rest = [["also_defended", count("also")], ["to_talk_about", count("differ")]].filter(([, number]) => number);
  return [say(`same_${how}`, { same, n }), ...rest.map(([name, number]) => say(String(name), { many: many(say, Number(number)) }))];
}

function many(say, number) {
  return say("small_numbers").split(" ")[number - 1] ?? String(number);
}

// How a class answered the claims that split it most, of those that are shown whole; Python lays the most split first.
function splitsOf({ most, claims }, whole, answers) {
  const known = claims.filter(({ claim }) => whole.has(claim)).slice(0, most);
  const mine = (claim) => JSON.stringify(answers.get(claim).labels);
  return known.map((one) => ({ ...one, answers: one.answers.map((bar) => ({ ...bar, yours: JSON.stringify(bar.labels) === mine(one.claim) })) }));
}

/**
 * Makes what takes in the messages of a reveal's view: the journal holds that the key was shown before it is.
 * @param {object} given
 * @param {any} given.key the lesson's key, open or to be unpacked (keys.js)
 * @param {string} given.where
 * @param {string[]} given.groups
 * @param {import("../../../ui/types").Say} given.say
 */
export function createRevealing({ key, where, groups, say }) {
  let shown = new Set();
  let shownTo = "";
  const now = (session, only) => {
    const cards = cardsOf({ reveal: key.value().reveals[where], groups, session, only });
    return { cards, sentence: sentenceOf(say, cards, groups) };
  };

  async function reveal({ id, reader }, { hear, session }) {
    const lesson = session();
    await key.unpack();
    await lesson.refresh();
    const { open, point, claims } = key.value().reveals[where];
    const marked = Object.keys(claims).filter((claim) => lesson.answers().has(claim));
    const whole = new Set(marked.filter((claim) => claims[claim].full));
    await lesson.noteReveal(Object.fromEntries(marked.map((claim) => [claim, whole.has(claim)])));
    [shown, shownTo] = [new Set(marked), reader];
    hear({ kind: "revealed", id, reader, open, point, splits: splitsOf(key.value().splits, whole, lesson.answers()), ...now(lesson, null) });
  }

  // What somebody else was shown is not for the next reader.
  function changed(claim, hear, session, reader) {
    if (shownTo !== reader) shown = new Set();
    if (!claim || !shown.has(claim)) return;
    const { cards, sentence } = now(session(), shown);
    hear({ kind: "card", claim, card: cards.find((card) => card.claim === claim) ?? null, sentence });
  }

  return { reveal, changed };
}
