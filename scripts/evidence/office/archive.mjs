import { unzipSync, zipSync } from 'fflate';

/** Of every entry of an archive: the same content makes the same bytes. */
const MTIME = new Date(Date.UTC(2026, 0, 1, 12));

/**
 * An Office file whose bytes follow from its content.
 * @param {Uint8Array} archive as a library writes it
 * @param {string} date ISO 8601: when the document says it was made
 * @param {(xml: string) => string} mend what a slide or document says, put right
 */
export function reproducible(archive, date, mend = (xml) => xml) {
  const moment = `${date.slice(0, 10)}T00:00:00Z`;
  const files = Object.entries(unzipSync(archive)).filter(([name]) => !name.endsWith('/')).sort(([a], [b]) => first(a) - first(b) || (a < b ? -1 : 1));
  const content = ([name, bytes]) => {
    if (name === 'docProps/core.xml') { return encoded(decoded(bytes).replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${moment}`)); }
    return name.endsWith('.xml') ? encoded(mend(decoded(bytes))) : bytes;
  };
  return zipSync(Object.fromEntries(files.map((file) => [file[0], content(file)]).map(([name, bytes]) => [name, [bytes, { mtime: MTIME, level: /\.(png|jpe?g)$/.test(name) ? 0 : 9 }]])));
}

/** Readers expect this one at the beginning. */
const first = (name) => (name === '[Content_Types].xml' ? 0 : 1);
const decoded = (bytes) => new TextDecoder().decode(bytes);
const encoded = (text) => new TextEncoder().encode(text);
