// What can wait until a reader has seen what their press did.

const LONGEST = 250; // ms: a page in the background is not painted at all

/**
 * Returns a function that runs `action` once the page has been painted. Asked again before that, it still runs once.
 * @param {() => void} action
 * @returns {() => void}
 */
export function afterPaint(action) {
  let isDue = false;

  function run() {
    if (!isDue) return;
    isDue = false;
    action();
  }

  return () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => setTimeout(run));
    setTimeout(run, LONGEST);
  };
}
