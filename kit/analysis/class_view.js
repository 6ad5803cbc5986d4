// Keeps hands in the box of menus that this stands in. It shows nothing itself.
import { guardHands } from "../ui/guard.js";

function render({ el }) {
  const life = new AbortController();
  const waiting = new AbortController(); // the box is put together after this is drawn: it is there by the first press
  const begin = () => {
    const box = el.closest(".widget-vbox");
    if (!box) return;
    waiting.abort();
    guardHands(box, life.signal);
  };
  for (const name of ["pointerdown", "focusin"]) window.addEventListener(name, begin, { capture: true, signal: waiting.signal });
  return () => [life, waiting].forEach((one) => one.abort());
}

export default { render };
