// Bars: a small table in which each number is drawn beside its name, in the colours and patterns of kit/ui/tokens.py. What
// is drawn is said in the numbers, too, so that nobody needs to see the bar.
import { make } from "../../../ui/elements.js";

const SVG = "http://www.w3.org/2000/svg";
const TILE = 6; // px: a pattern repeats
/** What each sign of a pattern draws in a tile; the signs are matplotlib's, as in the charts of a notebook. */
const STROKES = {
  "/": "M-1 1l2-2M0 6l6-6M5 7l2-2", "\\": "M-1 5l2 2M0 0l6 6M5-1l2 2", x: "M0 6l6-6M0 0l6 6",
  "|": "M3 0v6", "-": "M0 3h6", "+": "M3 0v6M0 3h6", ".": "M3 3h.01", o: "M1.5 3a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0",
};
let patterns = 0;

/** @typedef {{ fill: string, hatch: string }} Look */

/**
 * @param {object} given
 * @param {string} given.title
 * @param {{ name: string, parts: { look: Look, name: string, count: number }[] }[]} given.rows
 * @param {string} given.language of the rows' names
 * @param {boolean} [given.isTitled] whether the title stands above it already
 */
export function drawBars({ title, rows, language, isTitled = true }) {
  const totals = rows.map(({ parts }) => parts.reduce((sum, { count }) => sum + count, 0));
  const most = Math.max(...totals, 1);
  const isStacked = rows.some(({ parts }) => parts.length > 1);
  const lines = rows.map(({ name, parts }, index) => make("tr", {},
    make("th", { scope: "row", lang: language, dir: "auto" }, name),
    make("td", { class: "drawn" }, drawBar(parts, most), isStacked ? make("span", { class: "said" }, said(parts)) : null),
    make("td", { class: "numbers" }, String(totals[index]))));
  return make("table", { class: "bars" }, make("caption", { class: isTitled ? "cbc-hidden" : null }, title), make("tbody", {}, lines));
}

function said(parts) {
  return parts.filter(({ count }) => count).flatMap(({ look, name, count }, index) => [
    index ? " " : null, make("span", { class: "piece" }, swatch(look), `${name} ${count}`)]).filter(Boolean);
}

function drawBar(parts, most) {
  const picture = draw("svg", { class: "bar", "aria-hidden": "true" });
  let left = 0;
  for (const { look, count } of parts) {
    const width = (count / most) * 100;
    // Between two pieces a little of the page shows through.
    if (width) fillPiece(picture, look, { x: `${left}%`, width: `${Math.max(width - 0.4, 0.4)}%`, height: "100%" });
    left += width;
  }
  return picture;
}

function swatch(look) {
  const picture = draw("svg", { class: "swatch", "aria-hidden": "true" });
  fillPiece(picture, look, { width: "100%", height: "100%" });
  return picture;
}

function fillPiece(picture, { fill, hatch }, place) {
  picture.append(draw("rect", { ...place, fill }));
  if (!hatch) return;
  patterns += 1;
  const pattern = draw("pattern", { id: `pattern-${patterns}`, width: TILE, height: TILE, patternUnits: "userSpaceOnUse" });
  for (const sign of new Set(hatch)) pattern.append(draw("path", { class: "hatch", d: STROKES[sign], "data-sign": sign }));
  picture.append(pattern, draw("rect", { ...place, fill: `url(#${pattern.id})` }));
}

function draw(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
