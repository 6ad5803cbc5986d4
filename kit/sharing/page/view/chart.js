// Bars: a small table in which each number is drawn beside its name. What is drawn is said in the numbers, too, so that
// nobody needs to see the bar or its colours.
import { make } from "../../../ui/elements.js";

const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT] = [100, 10];

/**
 * @param {object} given
 * @param {string} given.title
 * @param {{ name: string, parts: { look: string, name: string, count: number }[] }[]} given.rows
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
  const picture = draw("svg", { class: "bar", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" });
  let left = 0;
  for (const { look, count } of parts) {
    const width = (count / most) * WIDTH;
    // Between two pieces a little of the page shows through.
    if (width) picture.append(draw("rect", { x: left, y: 0, width: Math.max(width - 0.4, 0.4), height: HEIGHT, fill: look }));
    left += width;
  }
  return picture;
}

function swatch(look) {
  const picture = draw("svg", { class: "swatch", viewBox: "0 0 10 10", "aria-hidden": "true" });
  picture.append(draw("rect", { width: 10, height: 10, fill: look }));
  return picture;
}

function draw(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
