// What Python has packed (kit/sharing/page/sealed.py): a text, compressed by zlib, in base64.

/** @param {string} text in base64 */
export function bytesOf(text) {
  const signs = atob(text);
  const bytes = new Uint8Array(signs.length);
  for (let index = 0; index < signs.length; index += 1) bytes[index] = signs.charCodeAt(index);
  return bytes;
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Promise<string>}
 */
export function unpackedText(bytes) {
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes of a text that is JSON
 * @returns {Promise<any>}
 */
export async function unpacked(bytes) {
  return JSON.parse(await unpackedText(bytes));
}
