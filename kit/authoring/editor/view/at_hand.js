// What the person is at: a claim, words that are caught, a page of the panel, a path. Whoever shows it is told (`claim`,
// `words`, `page`, `path`).
import { createChanges } from "../../../ui/changes.js";

/**
 * @param {object} given
 * @param {ReturnType<typeof import("./store.js").createStore>} given.store
 * @param {(name: string, value: any) => void} given.remember keeps where the person is, for a view that is drawn again
 */
export function createAtHand({ store, remember }) {
  const { tell, subscribe } = createChanges();
  let [claim, words, page, path] = [null, null, "claim", null];

  const claimOf = (id) => store.page().claims.find((one) => one.id === id) ?? null;

  function choose(id) {
    if (claim !== (id || null)) catchWords(null);
    claim = id || null;
    remember("current", claim);
    tell({ kind: "claim" });
  }

  function catchWords(span) {
    if (!span && !words) return;
    words = span;
    tell({ kind: "words" });
  }

  function open(name) {
    page = name;
    remember("tab", page);
    tell({ kind: "page" });
    tell({ kind: "path" });
  }

  const shownPath = () => {
    const { paths } = store.page().guide;
    return page === "paths" ? paths.find((one) => one.name === path) ?? paths[0] ?? null : null;
  };

  return {
    choose, catchWords, open, subscribe, claimOf,
    claim: () => claimOf(claim),
    words: () => words,
    page: () => page,
    path: shownPath,
    choosePath: (name) => {
      path = name;
      tell({ kind: "path" });
    },
    isOnPath: (id) => shownPath()?.claims.includes(id) ?? false,
  };
}
