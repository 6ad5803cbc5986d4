// What the kit hands to these scripts: the words, and the fingerprints of its own pages.

/**
 * What is known of a page: it `runs` by itself, or waits because it shows the `key`, because nobody knows it
 * (`unknown`), or because the browser cannot tell (`unchecked`).
 * @typedef {"runs" | "key" | "unknown" | "unchecked"} Verdict
 */

/** Reads the list that lies beside this script. */
export async function readKit() {
  const answer = await fetch(new URL("known.json", import.meta.url), { cache: "no-cache" });
  if (!answer.ok) throw new Error(`The kit's list of its pages could not be read: ${answer.status}`);
  return createKit(await answer.json());
}

/**
 * @param {{ words: Record<string, Record<string, string>>, runs: Record<string, string>, key: Record<string, string> }} known
 *   words by language, and pages by the fingerprint of their code
 * @param {SubtleCrypto} [subtle] what counts fingerprints; there is none on plain http
 */
export function createKit(known, subtle = globalThis.crypto?.subtle) {
  /** @param {string} [language] */
  function say(language = "") {
    const words = known.words[language] ?? known.words[language.split("-")[0]] ?? known.words.en;
    return (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  /** @param {string[]} sources @returns {Promise<Verdict>} */
  async function verdictOf(sources) {
    if (!subtle) return "unchecked";
    const found = await fingerprint(sources, subtle);
    if (Object.hasOwn(known.runs, found)) return "runs";
    return Object.hasOwn(known.key, found) ? "key" : "unknown";
  }

  return { say, verdictOf };
}

/**
 * The SHA-256 of the sources of a notebook's code cells, in their order, as hexadecimal digits; `kit.sharing` counts the same.
 * @param {string[]} sources
 * @param {SubtleCrypto} subtle
 * @returns {Promise<string>}
 */
export async function fingerprint(sources, subtle) {
  const digest = await subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(sources)));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
