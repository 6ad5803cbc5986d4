// The answers as a file for a spreadsheet: one row a claim and phase, and no cell that becomes a formula.
const COLUMNS = ["lesson", "edition", "codebook", "reader", "claim", "paragraph", "section", "core", "text", "sourced", "anonymous", "denied", "labels", "who", "evidence", "reason", "sure", "pass_on", "phase", "marked_at", "stance"];

/**
 * @param {any[]} rows by the names of columns
 * @param {string} formulas the pattern of where in a text a formula could begin (kit/sharing/spreadsheet.py)
 * @returns {string}
 */
export function tableFile(rows, formulas) {
  const begins = new RegExp(formulas, "g");
  const lines = [COLUMNS, ...rows.map((row) => COLUMNS.map((name) => row[name] ?? ""))];
  return `\ufeff${lines.map((cells) => cells.map((cell) => cellOf(cell, begins)).join(",")).join("\r\n")}\r\n`;
}

function cellOf(value, begins) {
  if (typeof value !== "string") return String(value);
  const safe = value.replace(begins, "$1'");
  const whole = /^[\t\r\n]/.test(safe) ? `'${safe}` : safe;
  return /[",\r\n]/.test(whole) ? `"${whole.replaceAll('"', '""')}"` : whole;
}

/**
 * The rows of a lesson's answers, as `kit.collect` names their columns.
 * @param {any} session
 * @param {(labels: string[]) => string} nameOf
 */
export function rowsOf(session, nameOf) {
  const { lesson } = session;
  const standing = session.answers();
  const own = session.ownAnswers();
  return lesson.claims.flatMap((claim) => {
    const before = own.get(claim.id);
    const now = standing.get(claim.id);
    const marks = [[before, "own"], [now && now.id !== before?.id ? now : null, "revised"]];
    return marks.filter(([mark]) => mark).map(([mark, phase]) => rowOf({ lesson, claim, mark, phase, nameOf }));
  });
}

function rowOf({ lesson, claim, mark, phase, nameOf }) {
  const paragraph = lesson.paragraphs[claim.paragraph - 1];
  const has = (label) => (mark.labels.includes(label) ? "True" : "False");
  return {
    lesson: lesson.id, edition: lesson.edition, codebook: mark.codebook, reader: mark.reader, claim: claim.id,
    paragraph: claim.paragraph, section: paragraph.section, core: claim.core ? "True" : "False", text: lesson.textOf(claim),
    sourced: has("sourced"), anonymous: has("anonymous"), denied: has("denied"), labels: nameOf(mark.labels), who: mark.who,
    evidence: mark.evidence.map(({ quote }) => quote).join(" | "), reason: mark.reason, sure: mark.sure, pass_on: mark.pass_on,
    phase, marked_at: mark.at, stance: mark.stance,
  };
}
