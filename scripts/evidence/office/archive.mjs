import { unzipSync, zipSync } from 'fflate';

/** Of every entry of an archive: the same content makes the same bytes. */
const MTIME = new Date(Date.UTC(2026, 0, 1, 12));

/**
 * An Office file whose bytes follow from its content.
 * @param {Uint8Array} archive as a library writes it
 * @param {string} date ISO 8601: when the document says it was made
 */
export function reproducible(archive, date) {
  const moment = `${date.slice(0, 10)}T00:00:00Z`;
  const files = Object.entries(unzipSync(archive)).filter(([name]) => !name.endsWith('/')).sort(([a], [b]) => first(a) - first(b) || (a < b ? -1 : 1));
  const dated = files.map(([name, bytes]) => [name, name === 'docProps/core.xml' ? encoded(decoded(bytes).replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${moment}`)) : bytes]);
  return zipSync(Object.fromEntries(dated.map(([name, bytes]) => [name, [bytes, { mtime: MTIME, level: /\.(png|jpe?g)$/.test(name) ? 0 : 9 }]])));
}

/** Readers expect this one at the beginning. */
const first = (name) => (name === '[Content_Types].xml' ? 0 : 1);
const decoded = (bytes) => new TextDecoder().decode(bytes);
const encoded = (text) => new TextEncoder().encode(text);
