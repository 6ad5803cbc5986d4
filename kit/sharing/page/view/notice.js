// What the page says of where the answers are; and, where this browser keeps nothing, that they have to be downloaded.
import { make, setText } from "../../../ui/elements.js";

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {any} given.readers
 * @param {ReturnType<typeof import("./lessons.js").createLessons>} given.lessons
 */
export function createNotice({ say, readers, lessons }) {
  const places = [...document.querySelectorAll("[data-kept]")];
  let isPersistent = false;
  let hasAsked = false;
  let downloaded = "";

  function refresh() {
    const text = say(isPersistent ? "kept" : "kept_maybe", { reader: readers.reader() });
    for (const place of places) setText(place, readers.isLasting ? text : "");
  }

  // Asked with the first answer, and not before: some browsers ask the reader for it.
  async function askToPersist() {
    const { storage } = navigator;
    isPersistent = Boolean(await storage?.persisted?.());
    if (!isPersistent && !hasAsked && lessons.file()) {
      hasAsked = true;
      isPersistent = Boolean(await storage?.persist?.());
    }
    refresh();
  }

  const ask = () => askToPersist().catch(() => {}); // where nobody can be asked, the browser may empty its memory

  readers.subscribe((what) => {
    refresh();
    if (what === "lines" && !isPersistent && !hasAsked) ask();
  });
  refresh();
  ask();
  if (!readers.isLasting) {
    document.getElementById("notice").replaceChildren(make("p", {}, say("kept_not")));
    window.addEventListener("beforeunload", (event) => {
      if ((lessons.file()?.text ?? "") !== downloaded) event.preventDefault();
    });
  }

  return { downloaded: () => { downloaded = lessons.file()?.text ?? ""; } };
}
