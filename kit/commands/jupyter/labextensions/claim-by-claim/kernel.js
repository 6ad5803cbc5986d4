// A notebook's Python: whether it is there, how to get it back, and what befalls it.

// What is imported comes from where programs are installed, not from the notebook's folder.
const NOT_FROM_HERE = "import os, sys; sys.path[:] = [p for p in sys.path if p and os.path.abspath(p) != os.getcwd()]";
const GONE = new Set(["dead", "terminating"]);
/** How long, in milliseconds, a Python that is asked for is waited for before another one is started. */
export const GRACE = 10_000;
const TROUBLE = { restarting: "restarted", autorestarting: "restarted", dead: "dead" };

/**
 * @param {any} session Jupyter's session context of a notebook
 * @param {(action: () => void, ms: number) => any} [setTimer]
 */
export function createKernel(session, setTimer = setTimeout) {
  let isReviving = false;
  let tell = (_why) => {};

  const kernel = () => session.session?.kernel ?? null;
  const isThere = () => ["idle", "busy"].includes(kernel()?.status);

  /** Waits until Python answers. */
  async function ready() {
    await session.ready;
    await kernelComes();
    await kernel().info;
  }

  function kernelComes() {
    if (kernel()) return Promise.resolve();
    return new Promise((resolve) => {
      const look = () => {
        if (!kernel()) return;
        session.kernelChanged.disconnect(look);
        resolve();
      };
      session.kernelChanged.connect(look);
    });
  }

  async function importNothingFromHere() {
    const reply = await kernel().requestExecute({ code: NOT_FROM_HERE, silent: true, store_history: false }).done;
    if (reply.content.status !== "ok") throw new Error("This is no Python.");
  }

  /** Starts Python anew where there is none, or where it does not answer. */
  async function revive() {
    if (kernel() && !GONE.has(kernel().status) && (await answers())) return;
    const name = kernel()?.name || session.kernelPreference?.name || "python3";
    isReviving = true;
    try {
      await session.sessionManager.refreshRunning(); // what a hub has ended after an hour of rest is known to be gone by this
      await session.changeKernel({ name });
    } finally {
      isReviving = false;
    }
  }

  function answers() {
    const soon = new Promise((resolve) => setTimer(() => resolve(false), GRACE));
    return Promise.race([ready().then(() => true), soon]);
  }

  /** @param {(why: string) => void} callback hears `restarted` or `dead` */
  function onTrouble(callback) {
    tell = callback;
  }

  session.statusChanged.connect((_, status) => {
    if (!isReviving && TROUBLE[status]) tell(TROUBLE[status]);
  });
  session.kernelChanged.connect((_, { oldValue, newValue }) => {
    if (!isReviving && oldValue && oldValue.id !== newValue?.id) tell(newValue ? "restarted" : "dead");
  });

  return { isThere, ready, importNothingFromHere, revive, onTrouble };
}
