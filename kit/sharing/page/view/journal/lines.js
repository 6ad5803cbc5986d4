// The lines of a journal, format 1, as kit/marks/lines.py writes and reads them: byte for byte the same line for the same
// entry. What such a line may hold is said there; a test holds the two together.
import { countPoints } from "../../../../ui/text.js";
import { LABELS } from "../../../../ui/labels.js";

const FORMAT = 1;
const LONGEST_TEXT = 4000; // code points
const LONGEST_NAME = 200;
const LONGEST_LINE = 2 * 2 ** 20;
const MOST_EVIDENCE = 20;
const WHOLE_NUMBERS_END = 2 ** 31;
const READER = /^[a-z]{2,12}-[a-z]{2,12}-[0-9]{2,4}$/;
const CLAIM = /^c[0-9]{2,}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$/;
const KINDS = ["mark", "retract", "reveal"];
const CHOICES = { sure: [1, 2, 3], pass_on: ["as_fact", "with_according_to", "not_yet"], stance: ["changed", "keep", "disagree"] };
const ABOUT = ["id", "journal", "reader", "lesson", "edition", "codebook", "claim"];
const OPTIONAL = ["who", "evidence", "reason", "sure", "pass_on", "stance"];

/** A line, or an answer, is not as the format wants it; the message names the part. */
export class LineFault extends Error {}

/** @param {any} text */
export const isReaderCode = (text) => typeof text === "string" && READER.test(text);

/**
 * Returns an entry's line, without its newline.
 * @param {any} entry
 * @returns {string}
 */
export function toLine(entry) {
  const fields = { v: FORMAT, kind: entry.kind };
  for (const name of ABOUT) fields[name] = entry[name];
  if (entry.kind === "mark") fields.labels = entry.labels;
  if (entry.kind === "mark") for (const name of OPTIONAL) if (isThere(entry[name])) fields[name] = entry[name];
  if (entry.kind === "reveal") fields.full = entry.full;
  for (const name of ["base", "late", "passage"]) if (entry[name]) fields[name] = entry[name];
  fields.at = entry.at;
  return JSON.stringify(fields);
}

const isThere = (value) => (Array.isArray(value) ? value.length > 0 : Boolean(value));

/**
 * Reads one line that anybody may have written.
 * @param {string} line
 * @returns {any} the entry
 */
export function fromLine(line) {
  check(line.length <= LONGEST_LINE, "line");
  const fields = parsed(line.replace(/^\ufeff/, ""));
  check(fields && typeof fields === "object" && fields.v === FORMAT && KINDS.includes(fields.kind), "line");
  for (const name of ["id", "journal", "lesson", "edition"]) check(isName(fields[name]) && isWhole(fields[name]), name);
  check(isReaderCode(fields.reader), "reader");
  check(isName(fields.claim) && CLAIM.test(fields.claim), "claim");
  check(isName(fields.at) && TIME.test(fields.at) && isInOurTime(fields.at), "at");
  check(isWholeNumber(fields.codebook), "codebook");
  for (const name of ["base", "passage"]) check(fields[name] === undefined || fields[name] === null || isName(fields[name]), name);
  const entry = Object.fromEntries(["kind", ...ABOUT, "base", "passage", "at"].map((name) => [name, fields[name] ?? null]));
  const common = { ...entry, late: fields.late === true };
  if (fields.kind === "reveal") return { ...common, full: fields.full === true };
  return fields.kind === "mark" ? { ...common, ...answerParts(fields) } : common;
}

/**
 * Checks what a reader answered, and returns its parts as an entry holds them.
 * @param {any} fields
 * @returns {import("../../../../ui/types").Answer}
 */
export function answerParts(fields) {
  check(Array.isArray(fields.labels) && fields.labels.every((label) => LABELS.includes(label)), "labels");
  const evidence = fields.evidence || [];
  check(Array.isArray(evidence) && evidence.length <= MOST_EVIDENCE, "evidence");
  return {
    labels: LABELS.filter((label) => fields.labels.includes(label)),
    who: freeText(fields.who, "who"),
    evidence: evidence.map(quoteFrom),
    reason: freeText(fields.reason, "reason"),
    ...Object.fromEntries(Object.keys(CHOICES).map((name) => [name, choice(fields[name], name)])),
  };
}

function quoteFrom(piece) {
  check(piece && typeof piece.quote === "string", "evidence");
  const places = ["paragraph", "start", "end"].map((name) => [name, piece[name]]);
  for (const [, place] of places) check(isWholeNumber(place), "evidence");
  return /** @type {import("../../../../ui/types").Quote} */ ({ ...Object.fromEntries(places), quote: piece.quote });
}

function freeText(value, name) {
  const text = value || "";
  check(typeof text === "string" && countPoints(text) <= LONGEST_TEXT, name);
  return text.replace(/\p{Surrogate}/gu, "\ufffd"); // half an emoji, which no file could hold
}

function choice(value, name) {
  check(value === undefined || value === null || CHOICES[name].includes(value), name);
  return value ?? null;
}

function parsed(line) {
  try {
    return JSON.parse(line);
  } catch {
    throw new LineFault("line");
  }
}

function check(isSo, part) {
  if (!isSo) throw new LineFault(part);
}

const isName = (value) => typeof value === "string" && value !== "" && countPoints(value) <= LONGEST_NAME;
const isWhole = (text) => !/\p{Surrogate}/u.test(text);
const isWholeNumber = (value) => Number.isInteger(value) && value >= 0 && value < WHOLE_NUMBERS_END;

// A moment that there is: no 30 February, and no year that a table could not hold.
function isInOurTime(text) {
  const [year, month, day, hour, minute, second] = text.match(/\d+/g).map(Number);
  const moment = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const [, away = 0, minutesAway = 0] = (/[+-](\d\d):(\d\d)$/.exec(text) ?? []).map(Number);
  const isThere = moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day && moment.getUTCMinutes() === minute && moment.getUTCSeconds() === second;
  return isThere && hour < 24 && away < 24 && minutesAway < 60 && year >= 1900 && year <= 2200;
}
