// What the browser may refuse: storage that is full or forbidden, a channel that it does not know.

/**
 * Does something, and gives `otherwise` where it throws.
 * @template T
 * @param {T} otherwise
 * @param {() => T} action
 * @returns {T}
 */
export function attemptOr(otherwise, action) {
  try {
    return action();
  } catch {
    return otherwise;
  }
}
