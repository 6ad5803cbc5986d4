// Painting words of the text with the browser's highlights: words that are evidence, words that are caught.
import { rangeOf } from "./spans_in_page.js";

const HIGHLIGHTS = { evidence: "cbc-evidence", caught: "cbc-caught" };

/**
 * Paints spans in one kind of highlight. The browser keeps one highlight of a name for the whole document, so every view
 * adds and removes its own ranges only. A browser without them shows the list in the panel.
 * @param {import("./types").PaintedText} article
 * @param {"evidence" | "caught"} kind
 */
export function createPainter(article, kind) {
  let own = [];
  function clear() {
    const shared = sharedHighlight(HIGHLIGHTS[kind]);
    for (const range of own) shared?.delete(range);
    own = [];
  }
  function paint(spans) {
    clear();
    const shared = sharedHighlight(HIGHLIGHTS[kind]);
    own = shared ? spans.map((span) => rangeOf(article, span)).filter(Boolean) : [];
    for (const range of own) shared.add(range);
  }
  return { paint, clear };
}

function sharedHighlight(name) {
  if (!globalThis.CSS?.highlights || !globalThis.Highlight) return null;
  if (!CSS.highlights.has(name)) CSS.highlights.set(name, new Highlight());
  return CSS.highlights.get(name);
}
