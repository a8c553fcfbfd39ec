import { inflateSync } from 'node:zlib';

/** A PDF as pdfkit writes it, read back: enough to tell what a reader of it sees. */
export interface ReadPdf {
  /** The texts of each page, in the order they were drawn, one a line. */
  readonly pages: readonly string[];
  readonly info: string;
}

export function readPdf(bytes: Uint8Array): ReadPdf {
  const file = Buffer.from(bytes).toString('latin1');
  const objects = new Map([...file.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id, body]) => [id, body]));
  const streamOf = (id: string): string => {
    const [dictionary, stream] = objects.get(id)!.split(/\nstream\n/);
    const data = Buffer.from(stream.replace(/\nendstream$/, ''), 'latin1');
    return (dictionary.includes('/FlateDecode') ? inflateSync(data) : data).toString('latin1');
  };
  const fonts = (page: string): Map<string, readonly string[]> => {
    const resources = objects.get(/\/Resources (\d+) 0 R/.exec(page)![1])!;
    return new Map([...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id]) => {
      const cmap = streamOf(/\/ToUnicode (\d+) 0 R/.exec(objects.get(id)!)![1]);
      return [name, [...cmap.matchAll(/\[(.*)\]/g)].flatMap(([, list]) => [...list.matchAll(/<([0-9a-f ]*)>/g)].map(([, hex]) => characters(hex)))];
    }));
  };
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\n/.test(body)).map((page) => {
    const known = fonts(page);
    let font: readonly string[] = [];
    const texts: string[] = [];
    for (const [, name, shown] of streamOf(/\/Contents (\d+) 0 R/.exec(page)![1]).matchAll(/\/(F\d+) [\d.]+ Tf|\[(.*)\] TJ/g)) {
      if (name) { font = known.get(name)!; continue; }
      texts.push([...shown.matchAll(/<([0-9a-f]*)>/g)].map(([, hex]) => (hex.match(/.{4}/g) ?? []).map((code) => font[parseInt(code, 16)]).join('')).join(''));
    }
    return texts.join('\n');
  });
  const info = [...objects.values()].find((body) => body.includes('/Producer'))!;
  return { pages, info: info.replace(/(\d+) 0 R/g, (_, id) => objects.get(id)!) };
}

function characters(hex: string): string {
  return String.fromCharCode(...hex.split(' ').filter((unit) => unit !== '').map((unit) => parseInt(unit, 16)));
}
