import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forgetStreamPositions } from '../../../examples/reference-system/local/engine-state';

const folder = mkdtempSync(join(tmpdir(), 'state-'));
const file = join(folder, 'lambda.json');
afterAll(() => rmSync(folder, { recursive: true }));

/** As ministack 1.5.33 writes it, shortened. */
function stored(format: number) {
  const scoped = (data: object) => ({ __account_region_scoped__: true, data });
  return {
    __ministack_format__: format,
    payload: { functions: scoped({ f: { config: {} } }), dynamodb_stream_positions: scoped({ "000000000000\u0000us-east-1\u0000'an-id'": 5 }) },
  };
}

test('where streams were read up to is forgotten, and nothing else', () => {
  writeFileSync(file, JSON.stringify(stored(2)));
  forgetStreamPositions(folder);
  const { payload } = JSON.parse(readFileSync(file, 'utf8'));
  expect(payload).toEqual({ ...stored(2).payload, dynamodb_stream_positions: { __account_region_scoped__: true, data: {} } });
});

test('a state of another format is left alone, and none is no error', () => {
  writeFileSync(file, JSON.stringify(stored(3)));
  forgetStreamPositions(folder);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(stored(3));
  expect(() => forgetStreamPositions(join(folder, 'nothing'))).not.toThrow();
});
