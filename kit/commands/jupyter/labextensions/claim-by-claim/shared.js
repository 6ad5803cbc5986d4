// The modules that Jupyter shares with its extensions.

/**
 * Returns a shared module: of several versions the one that Jupyter itself has loaded, or else the newest.
 * @param {Record<string, Record<string, { get: () => Promise<() => any>, loaded?: any }>>} scope
 * @param {string} name
 * @returns {Promise<any>}
 */
export async function sharedModule(scope, name) {
  const versions = Object.entries(scope[name] ?? {});
  if (!versions.length) throw new Error(`Jupyter shares no ${name}.`);
  const byAge = versions.sort(([one], [other]) => one.localeCompare(other, undefined, { numeric: true }));
  const [, chosen] = byAge.findLast(([, version]) => version.loaded) ?? byAge.at(-1);
  return (await chosen.get())();
}
