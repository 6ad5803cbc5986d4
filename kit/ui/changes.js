// Telling what changed: whoever shows it subscribes, and whoever changes it knows nobody of them.

/**
 * @returns {{ tell: (change: import("./types").Change) => void,
 *   subscribe: (listener: (change: import("./types").Change) => void) => () => void }} `subscribe` returns what ends it
 */
export function createChanges() {
  const listeners = new Set();
  return {
    tell: (change) => listeners.forEach((listener) => listener(change)),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * Makes a listener that has one function for each kind of change that it hears.
 * @param {Record<string, (change: any) => void>} acts
 * @returns {(change: import("./types").Change) => void}
 */
export function hearing(acts) {
  return (change) => acts[change.kind]?.(change);
}
