// The parts of the page: one is open at a time, named by the address; what lives in it is set in when it is opened first.
import { setOn } from "../../../ui/elements.js";

const pause = () => new Promise((resolve) => setTimeout(resolve)); // between two widgets, the reader's hands come first

/**
 * @param {object} given
 * @param {any[]} given.parts
 * @param {{ paragraph: number, claim: string }[]} given.outside what can be looked into outside the article
 * @param {ReturnType<typeof import("./widgets.js").createWidgets>} given.widgets
 * @param {Record<string, (element: HTMLElement) => void>} given.opened hears, by a part's address, that it is opened
 * @param {Promise<any>} given.isRead resolves when the browser has read the page to its end; the first part is there before
 * @param {() => void} given.hasBegun hears that the first stop is there
 */
export function createParts({ parts, outside, widgets, opened, isRead, hasBegun }) {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll(".parts a");
  const begun = new Set();

  const elementOf = (address) => document.getElementById(address);
  const wanted = () => parts.find(({ address }) => `#${address}` === window.location.hash) ?? (window.location.hash ? null : parts[0]);

  async function open(part) {
    for (const { address } of parts) elementOf(address)?.classList.toggle("is-open", address === part.address);
    for (const link of links) setOn(link, "aria-current", link.hash === `#${part.address}` ? "page" : null);
    opened[part.address]?.(elementOf(part.address));
    if (begun.has(part.address)) return;
    begun.add(part.address);
    await fill(part);
  }

  async function fill(part) {
    const element = elementOf(part.address);
    for (const place of /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll("[data-stop]"))) {
      await widgets.showStop(place, part, part.stops[Number(place.dataset.stop)]);
      hasBegun();
      await pause();
    }
    for (const place of /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll("[data-outside]"))) {
      const { paragraph, claim } = outside[Number(place.dataset.outside)];
      await widgets.showStop(place, part, [paragraph], [claim]);
      await pause();
    }
    for (const place of element.querySelectorAll("[data-reveal]")) await widgets.showReveal(place, part);
  }

  window.addEventListener("hashchange", async () => {
    await isRead;
    const part = wanted();
    if (!part) return;
    open(part);
    window.scrollTo(0, 0);
    elementOf(part.address).focus({ preventScroll: true });
  });

  async function begin() {
    const part = wanted() ?? parts[0];
    if (part !== parts[0]) await isRead;
    await open(part);
  }

  return { begin };
}
