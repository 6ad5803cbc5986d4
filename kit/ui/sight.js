// Bringing something into the part of the page that nothing covers: neither a bar that sticks to the top, nor a sheet
// at the bottom.

const CLEARANCE = 12; // px between what is shown and whatever might cover it

/**
 * @param {{ bars: () => HTMLElement[], sheet: HTMLElement, covers?: () => number }} around the bars above, what is a sheet on a
 *   narrow page, and how many px at the end of a wide one something else covers
 * @returns {{ bringIntoSight: (element: Element | null | undefined, range?: Element | Range) => void, lowestVisible: () => number }}
 *   `bringIntoSight` takes an element, and brings what is the sheet elsewhere along, or a range in it; `lowestVisible` is where the free part ends, in px of the window
 */
export function createSight({ bars, sheet, covers = () => 0 }) {
  const isSheet = () => getComputedStyle(sheet).bottom === "0px";

  // A sheet that has still to come up, since its stop has only begun, covers its whole height once the stop is scrolled to.
  function lowestVisible() {
    return isSheet() ? Math.min(window.innerHeight - sheet.offsetHeight, sheet.getBoundingClientRect().top) : window.innerHeight - covers();
  }

  // Where the bars end once they stick to the top; until then they scroll along with the text.
  function highestVisible(scroller) {
    return Math.max(0, scroller.getBoundingClientRect().top) + Math.max(...bars().map((bar) => bar.offsetHeight));
  }

  function bringIntoSight(element, range = element) {
    if (!element) return;
    element.scrollIntoView({ block: "nearest" });
    const { top, bottom } = range.getBoundingClientRect();
    const scroller = scrollerOf(element);
    const covered = Math.min(Math.max(...bars().map((bar) => bar.getBoundingClientRect().bottom)), highestVisible(scroller));
    const above = covered + CLEARANCE - top;
    const lowest = range === element && !isSheet() ? Math.max(bottom, sheet.getBoundingClientRect().bottom) : bottom;
    const below = lowest + CLEARANCE - lowestVisible();
    if (above > 0) scroller.scrollBy(0, -above);
    else if (below > 0) scroller.scrollBy(0, Math.max(0, Math.min(below, top - CLEARANCE - highestVisible(scroller))));
  }

  return { bringIntoSight, lowestVisible };
}

function scrollerOf(element) {
  for (let box = element.parentElement; box; box = box.parentElement) {
    if (box.scrollHeight > box.clientHeight && /auto|scroll/.test(getComputedStyle(box).overflowY)) return box;
  }
  return document.scrollingElement;
}
