// The answers as a text, for the field of a form or a platform: the journal's file, compressed (gzip, RFC 1952, which
// brings a check of its own), in base64url (RFC 4648), with the reader and the length before it and the reader behind, so
// that a piece says whose it is and that it is cut. kit/analysis/collect/copied_text.py reads it.
const NAME = "ClaimByClaim";
const FORMAT = 1;

/**
 * @param {string} reader
 * @param {string} text the journal's lines
 * @returns {Promise<string>}
 */
export async function copiedText(reader, text) {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  const data = base64url(new Uint8Array(await new Response(packed).arrayBuffer()));
  return `${NAME}${FORMAT}.${reader}.${data.length}.${data}.${reader}.${FORMAT}${NAME}`;
}

function base64url(bytes) {
  let signs = "";
  for (const byte of bytes) signs += String.fromCharCode(byte);
  return btoa(signs).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
