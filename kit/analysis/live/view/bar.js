// A bar of the answers to a claim: how many gave each, in the answers' own colours, told in words to whoever listens.
import { make, setOn, setText } from "../../../ui/elements.js";

const NARROW = 0.08; // a piece with a smaller share has no room for letters

/**
 * @param {import("../../../ui/types").Say} say
 * @param {(answer: string) => string} nameOf
 * @returns {{ element: HTMLElement, fill: (pieces: any[]) => void }}
 */
export function createBar(say, nameOf) {
  const bar = make("div", { class: "cbc-live-bar", role: "img" });
  const legend = make("p", { class: "cbc-live-counts", "aria-hidden": "true" });
  const element = make("div", {}, bar, legend);
  let drawn = "";

  function fill(pieces) {
    if (drawn === JSON.stringify(pieces)) return;
    drawn = JSON.stringify(pieces);
    const total = pieces.reduce((sum, piece) => sum + piece.count, 0);
    const told = pieces.map((piece) => say("count", { answer: nameOf(piece.answer), n: piece.count }));
    bar.replaceChildren(...pieces.map((piece) => makePiece(piece, piece.count / total)));
    setOn(bar, "aria-label", told.join(", "));
    setText(legend, told.join(" · "));
  }
  return { element, fill };
}

function makePiece({ count, letters, fill, ink }, share) {
  const piece = make("span", {}, share < NARROW ? "" : `${letters} ${count}`.trim());
  piece.style.flexGrow = String(count);
  piece.style.backgroundColor = fill;
  piece.style.color = ink;
  return piece;
}
