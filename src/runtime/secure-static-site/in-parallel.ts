/** Requests under way at once: S3 takes 3,500 writes a second below one prefix, the SDK keeps 50 connections. */
const AT_ONCE = 32;

/** Runs `task` for each, a few at a time. The first failure stops what has not begun; what has is waited for. */
export async function inParallel<T, R>(items: readonly T[], task: (item: T) => Promise<R>, atOnce = AT_ONCE): Promise<R[]> {
  const results: R[] = new Array(items.length);
  let next = 0;
  let failed = false;
  const worker = async () => {
    while (next < items.length && !failed) {
      const i = next++;
      try {
        results[i] = await task(items[i]);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  const failure = ended.find((end) => end.status === 'rejected');
  if (failure) { throw failure.reason; }
  return results;
}
