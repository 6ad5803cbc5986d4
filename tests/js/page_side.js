// The page's side of what is held to Python: each function makes of what it is given what the page makes of it.
import { createSay } from "../../kit/ui/say.js";
import { copiedText } from "../../kit/sharing/page/view/copied_text.js";
import { carried as carriedTo } from "../../kit/sharing/page/view/journal/carrying.js";
import { createJournal } from "../../kit/sharing/page/view/journal/journal.js";
import { fromLine, toLine } from "../../kit/sharing/page/view/journal/lines.js";
import { load, readFile } from "../../kit/sharing/page/view/journal/load.js";
import { openStorage } from "../../kit/sharing/page/view/journal/storage.js";
import { createKeys } from "../../kit/sharing/page/view/keys.js";
import { createLessons } from "../../kit/sharing/page/view/lessons.js";
import { cardsOf, sentenceOf } from "../../kit/sharing/page/view/revealing.js";
import { rowsOf, tableFile } from "../../kit/sharing/page/view/table_file.js";

const READER = "quiet-otter-41";

// A reader in a browser that keeps nothing, and a clock that goes on by a second with each look at it.
async function sitDown(lesson) {
  const storage = await openStorage(() => { throw new Error(); });
  let number = 0;
  let second = 0;
  const newId = () => `00000000-0000-4000-8000-${String(++number).padStart(12, "0")}`;
  const clock = () => new Date(Date.UTC(2026, 10, 22, 9, 15, second++));
  const journal = createJournal({ storage, reader: READER, newId });
  const readers = { journal: () => journal, reader: () => READER, subscribe: () => {} };
  const session = lesson ? createLessons({ data: [lesson], readers, newId, clock }).sessionOf(lesson.page.lesson.id) : null;
  return { journal, session };
}

const attempt = (act) => {
  try {
    return act();
  } catch {
    return null;
  }
};

const ids = (marks) => [...marks.values()].map(({ id }) => id);

async function give({ lesson, steps }) {
  const { journal, session } = await sitDown(lesson);
  for (const step of steps) {
    if (step.kind === "reveal") await session.noteReveal(step.claims);
    else await session.answer(step.claim, step.kind === "mark" ? step : null, step);
  }
  return { journal, session };
}

const sides = {
  lines: ({ lines }) => lines.map((line) => attempt(() => toLine(fromLine(line)))),
  steps: async (given) => {
    const { journal, session } = await give(given);
    return { text: journal.text(), own: ids(session.ownAnswers()), standing: ids(session.answers()) };
  },
  carried: async ({ lesson, lines }) => {
    const { session } = await sitDown(lesson);
    return lines.map((line) => toLine(carriedTo(fromLine(line), session.lesson)));
  },
  load: async ({ here, file }) => {
    const { journal } = await sitDown(null);
    await journal.writeLines(() => here);
    return [await load(journal, readFile(file).byReader.get(READER)), journal.text()];
  },
  table: ({ texts, formulas }) => tableFile(texts.map((reason) => ({ reason, sure: 2 })), formulas),
  rows: async (given) => {
    const { session } = await give(given);
    return tableFile(rowsOf(session, (labels) => given.names[labels.join(" ")]), given.formulas);
  },
  cards: async (given) => {
    const { session } = await give(given);
    const say = createSay(given.words);
    const reveals = Object.entries(given.key.reveals).map(([where, reveal]) => [where, cardsOf({ reveal, groups: given.groups, session })]);
    return Object.fromEntries(reveals.map(([where, cards]) => [where, { cards, sentence: sentenceOf(say, cards, given.groups) }]));
  },
  sentences: ({ words, groups, all }) => all.map((cards) => sentenceOf(createSay(words), cards, groups)),
  copied: ({ reader, texts }) => Promise.all(texts.map((text) => copiedText(reader, text))),
  unlock: async ({ sealed, words }) => {
    const told = [];
    for (const word of words) {
      const key = createKeys({ lesson: sealed }).of("lesson");
      try {
        await key.unlock(word);
        told.push(key.value());
      } catch (error) {
        told.push(error.message);
      }
    }
    return told;
  },
};

let text = "";
for await (const piece of process.stdin) text += piece;
const made = JSON.stringify(await sides[process.argv[2]](JSON.parse(text))) ?? "null";
// The patience with a database that does not open would keep the program for seconds after it has said everything.
process.stdout.write(made, () => process.exit());
