// The words of the interface: what stands under a key, with its values filled in.

/**
 * Puts values where a template names them in braces; a name without a value stays as it is.
 * @param {string} template
 * @param {Record<string, any>} [values]
 * @returns {string}
 */
export function fillIn(template, values = {}) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/**
 * Returns `say`: say("key", {n: 3}) gives the words for this key, or "key_one" where it exists and n is 1. A missing key
 * shows itself, so that a translator sees what is not translated yet.
 * @param {Record<string, string>} words
 * @returns {import("./types").Say}
 */
export function createSay(words) {
  return (key, values = {}) => fillIn((values.n === 1 && words[`${key}_one`]) || words[key] || key, values);
}
