// What a key is called, whatever keyboard it is on.

/**
 * Names a key: digits by their place, as some keyboards have them behind Shift; letters by what they write, and by their
 * place where that is not a Latin letter (Cyrillic, Greek, Arabic, Thai ...).
 * @param {{ key?: string, code?: string }} event
 * @returns {string} in small letters
 */
export function keyName({ key = "", code = "" }) {
  const [, digit, letter] = /^(?:Digit([0-3])|Key([A-Z]))$/.exec(code) ?? [];
  const isForeign = /^[\p{L}\p{M}]+$/u.test(key) && !/\p{Script=Latin}/u.test(key);
  return (digit ?? (isForeign ? letter : null) ?? key).toLowerCase();
}
