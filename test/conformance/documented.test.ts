import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CRUD_TABLE } from './crud-table';

const DOCUMENTS = join(__dirname, '..', '..', 'examples', 'reference-system', 'openapi');
/** Whatever is asked: a row or two show them. 500 and 504 are faults that no request brings about. */
const ANYWHERE = ['403', '405', '429', '500', '503', '504'];

/** What a resource answers itself, no action of the system's own. */
const OWN = /^\/(tickets|products|orders)(\/\{\w+\}(\/restore)?)?$/;
const KIND: { readonly [depth: number]: string } = { 1: 'a collection', 2: 'an item', 3: 'an item’s action' };
const kindOf = (path: string) => KIND[path.split('/').filter(Boolean).length];

/** `GET an item 304`, of every status that a document promises of a resource. */
function promised(document: string): string[] {
  const { paths } = JSON.parse(readFileSync(join(DOCUMENTS, document), 'utf8')) as { paths: { [path: string]: { [method: string]: { responses: object } } } };
  return Object.entries(paths).filter(([path]) => OWN.test(path)).flatMap(([path, methods]) => (
    Object.entries(methods).filter(([, { responses }]) => responses).flatMap(([method, { responses }]) => (
      Object.keys(responses).filter((status) => !ANYWHERE.includes(status)).map((status) => `${method.toUpperCase()} ${kindOf(path)} ${status}`)
    ))
  ));
}

test('every status that the documents promise of a resource has a row', () => {
  const shown = new Set(CRUD_TABLE.flatMap(({ rows }) => rows).flatMap(({ steps }) => steps).flatMap(({ ask, gives }) => {
    const [method, path] = ask.split(' ');
    return (typeof gives === 'number' ? [gives] : Object.keys(gives)).map((status) => `${method} ${kindOf(path.split('?')[0])} ${status}`);
  }));
  const all = new Set(['tickets.json', 'commerce.json'].flatMap(promised));
  expect(all.size).toBeGreaterThan(40);
  expect([...all].filter((one) => !shown.has(one)).sort()).toEqual([]);
});

test('those that any request can meet have a row, too', () => {
  const statuses = CRUD_TABLE.flatMap(({ rows }) => rows).flatMap(({ steps }) => steps).flatMap(({ gives }) => (typeof gives === 'number' ? [String(gives)] : Object.keys(gives)));
  expect(statuses).toEqual(expect.arrayContaining(['403', '405', '429', '503']));
});
