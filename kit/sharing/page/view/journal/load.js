// Loading an earlier download into a journal: nothing that is there is overwritten, and nothing of the file is lost.
import { fromLine, toLine } from "./lines.js";

/**
 * Reads a file of answers.
 * @param {string} text
 * @returns {{ byReader: Map<string, { entry: any, line: string }[]>, broken: number }}
 */
export function readFile(text) {
  const byReader = new Map();
  let broken = 0;
  for (const line of text.replace(/^\ufeff/, "").split(/\r?\n/)) {
    if (!line.trim()) continue;
    try {
      const entry = fromLine(line);
      byReader.set(entry.reader, [...(byReader.get(entry.reader) ?? []), { entry, line }]);
    } catch {
      broken += 1;
    }
  }
  return { byReader, broken };
}

/**
 * Adds what a journal does not hold yet. Into an empty one, the lines go as they are. Else they go on in this journal's
 * name, and an answer that a newer one has overtaken here comes late: it is kept, and does not stand.
 * @param {ReturnType<typeof import("./journal.js").createJournal>} journal
 * @param {{ entry: any, line: string }[]} read
 * @returns {Promise<number>} how many were added
 */
export async function load(journal, read) {
  let added = 0;
  await journal.writeLines(() => {
    const news = [...new Map(read.filter(({ entry }) => !journal.holds(entry.id)).map((one) => [one.entry.id, one])).values()];
    added = news.length;
    if (!journal.entries().length) return news.map(({ line }) => line);
    const decide = createJudge(journal.entries());
    return news.map(({ entry }) => toLine({ ...entry, journal: journal.id(), late: decide(entry) }));
  });
  return added;
}

// Says of one entry after the other whether it comes late: its claim was answered here, and not before that answer.
function createJudge(entries) {
  const last = new Map();
  const goesOn = new Set(); // claims whose answers the file may go on with
  for (const entry of entries) if (isChange(entry)) last.set(unitOf(entry), entry.id);

  return (entry) => {
    if (entry.late || entry.kind === "reveal") return entry.late;
    const unit = unitOf(entry);
    if (!last.has(unit) || last.get(unit) === entry.base) goesOn.add(unit);
    if (!goesOn.has(unit)) return true;
    last.set(unit, entry.id);
    return false;
  };
}

const unitOf = ({ lesson, edition, claim }) => `${lesson} ${edition} ${claim}`;
const isChange = (entry) => entry.kind !== "reveal" && !entry.late;
