import { readTraceparent, traceparentOf } from '../../../src/runtime/kit/traceparent';

const ROOT = 'Root=1-5759e988-bd862e3fe1be46a994272793';

test.each([
  ['sampled', `${ROOT};Parent=53995c3f42cd8ad8;Sampled=1`, '00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01'],
  ['not sampled', `${ROOT};Parent=53995c3f42cd8ad8;Sampled=0`, '00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-00'],
  ['with a lineage behind', `${ROOT};Parent=53995c3f42cd8ad8;Sampled=1;Lineage=a87bd80c:1|68fd508a:5`, '00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01'],
])('a trace of X-Ray that is %s has a traceparent of its own', (_, header, expected) => {
  expect(traceparentOf(header)).toBe(expected);
});

test('a trace without a parent keeps its id, and gets a parent', () => {
  expect(traceparentOf(ROOT)).toMatch(/^00-5759e988bd862e3fe1be46a994272793-(?!0{16})[0-9a-f]{16}-00$/);
});

test.each([[undefined], [''], ['Root=nonsense;Parent=x;Sampled=1']])('where there is no trace (%p) a new one is begun, each time another', (header) => {
  const [first, second] = [traceparentOf(header), traceparentOf(header)];
  for (const made of [first, second]) { expect(readTraceparent(made)).toBe(made); }
  expect(first).not.toBe(second);
});

test.each([
  ['nothing', undefined],
  ['another form', '00-x"y'],
  ['no trace', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`],
  ['no parent', `00-0af7651916cd43dd8448eb211c80319c-${'0'.repeat(16)}-01`],
  ['the version that is none', 'ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'],
])('fails to be read: %s', (_, text) => {
  expect(readTraceparent(text)).toBeUndefined();
});
