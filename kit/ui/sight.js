// Bringing something into the part of the page that nothing covers: neither a bar that sticks to the top, nor a sheet
// at the bottom.

const CLEARANCE = 12; // px between what is shown and whatever might cover it

/**
 * @param {{ top: HTMLElement, sheet: HTMLElement }} covers the bar above, and what is a sheet on a narrow page
 * @returns {(element: Element | null | undefined, range?: Element | Range) => void} brings an element, or a range in it,
 *   into sight
 */
export function createSight({ top: bar, sheet }) {
  function lowestVisible() {
    const isSheet = getComputedStyle(sheet).bottom === "0px";
    return Math.min(window.innerHeight, isSheet ? sheet.getBoundingClientRect().top : Infinity);
  }

  return function bringIntoSight(element, range = element) {
    if (!element) return;
    element.scrollIntoView({ block: "nearest" });
    const { top, bottom } = range.getBoundingClientRect();
    const above = bar.getBoundingClientRect().bottom + CLEARANCE - top;
    const below = bottom + CLEARANCE - lowestVisible();
    if (above > 0) scrollerOf(element).scrollBy(0, -above);
    else if (below > 0) scrollerOf(element).scrollBy(0, Math.min(below, -above));
  };
}

function scrollerOf(element) {
  for (let box = element.parentElement; box; box = box.parentElement) {
    if (box.scrollHeight > box.clientHeight && /auto|scroll/.test(getComputedStyle(box).overflowY)) return box;
  }
  return document.scrollingElement;
}
