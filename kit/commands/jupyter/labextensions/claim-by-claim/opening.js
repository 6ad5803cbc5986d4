// How a page opens: it runs by itself if it may, and else, and whenever something comes between, says why and offers to.

/** How long, in milliseconds, Python may take to start before the page says so. */
export const PATIENCE = 15_000;

/**
 * @param {object} given
 * @param {ReturnType<typeof import("./notebook.js").createNotebook>} given.notebook
 * @param {ReturnType<typeof import("./kernel.js").createKernel>} given.kernel
 * @param {ReturnType<typeof import("./hold.js").createHold>} given.hold
 * @param {ReturnType<typeof import("./line.js").createLine>} given.line
 * @param {(sources: string[]) => Promise<import("./known.js").Verdict>} given.verdictOf
 * @param {(action: () => void, ms: number) => any} [given.setTimer]
 */
export function createOpening({ notebook, kernel, hold, line, verdictOf, setTimer = setTimeout }) {
  let turn = 0; // each run is a turn; what makes a run pointless begins another one
  let stumbled = null; // a part that was run again, and failed

  async function open() {
    line.busy();
    await notebook.seen(); // one in a tab behind waits until somebody looks at it
    const sources = notebook.sources();
    const verdict = await verdictOf(sources);
    if (verdict !== "runs") return offer(verdict);
    if (!(await hold.take({ lost }))) return offer("elsewhere");
    await run({ checked: sources });
  }

  /** @param {string} why @param {any} [cell] where, if there is a place */
  function offer(why, cell = null) {
    turn += 1;
    line.offer(why, { cell });
  }

  function lost() {
    offer("elsewhere");
  }

  // Runs all code. A part that its reader runs again, once there are answers, stops nothing if it fails. What has been `checked` runs only as long as it is what was checked, and imports nothing that lies
  // beside the notebook: a foreign kit.py there would run in the kit's name.
  /** @param {{ checked?: string[] }} [how] */
  async function run({ checked } = {}) {
    const mine = ++turn;
    line.busy();
    setTimer(() => mine === turn && !kernel.isThere() && line.offer("slow"), PATIENCE);
    try {
      await kernel.ready();
      if (checked && mine === turn) await kernel.importNothingFromHere();
      for (const [number, cell] of notebook.codeCells().entries()) {
        if (mine !== turn) return;
        if (checked && notebook.sourceOf(cell) !== checked[number]) return offer("unknown");
        const isWell = await notebook.execute(cell);
        if (!isWell && mine === turn && !notebook.isRunAgain(cell)) return offer("failed", cell);
      }
    } catch (error) {
      console.warn("A page of the kit could not run:", error);
      if (mine === turn) offer("failed");
      return;
    }
    if (mine === turn) line.clear();
  }

  // Somebody has pressed the button: that is leave enough, and whatever stands in the way is cleared.
  async function press() {
    turn += 1;
    line.busy();
    notebook.focus();
    try {
      await hold.take({ fromOthers: true, lost });
      await kernel.revive();
    } catch (error) {
      console.warn("Python could not be started:", error);
      return offer("dead");
    }
    await run();
  }

  /** Runs one part again, as its reader asks for. @param {any} cell */
  async function runOne(cell) {
    if (!kernel.isThere()) return offer("dead");
    const isWell = await notebook.execute(cell);
    if (isWell && stumbled === cell) line.clear();
    if (!isWell) line.offer("failed", { cell });
    stumbled = isWell ? null : cell;
  }

  line.onPress(press);
  kernel.onTrouble(offer);
  notebook.onRunByHand(() => {
    turn += 1;
    line.clear();
    hold.take({ fromOthers: true, lost });
  });
  return { open, runOne };
}
