import { summaryOf } from '../../../src/cli/latency/statistics';

test('a summary has the least, the middle, the 95th of a hundred and the most', () => {
  const values = Array.from({ length: 100 }, (_, i) => 100 - i); // in no order
  expect(summaryOf(values)).toEqual({ count: 100, min: 1, p50: 50, p95: 95, max: 100, mean: 50.5 });
});

test('a summary of one request is that request', () => {
  expect(summaryOf([7])).toEqual({ count: 1, min: 7, p50: 7, p95: 7, max: 7, mean: 7 });
});
