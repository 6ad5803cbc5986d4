// Of several tabs with one notebook, one has its page: a second one that ran it would take the widgets from the first.

/**
 * @param {string} name what there is one of
 * @param {LockManager} [locks] the browser's; there are none on plain http
 */
export function createHold(name, locks = navigator.locks) {
  let isMine = false;
  let free = (_) => {};

  /**
   * Takes the page, if no other tab has it, or from whoever has it.
   * @param {{ fromOthers?: boolean, lost?: () => void }} [how] `lost` is called when another tab has taken it
   * @returns {Promise<boolean>} whether this tab has it now
   */
  async function take({ fromOthers = false, lost = () => {} } = {}) {
    if (!locks || isMine) return true;
    return new Promise((resolve) => {
      const held = (lock) => {
        isMine = lock !== null;
        resolve(isMine);
        return lock && new Promise((done) => { free = done; });
      };
      locks.request(name, fromOthers ? { steal: true } : { ifAvailable: true }, held).catch(() => {
        isMine = false;
        lost();
      });
    });
  }

  return { take, letGo: () => free(null) };
}
