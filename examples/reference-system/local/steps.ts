/** Takes text as it is: a line's end is part of it. */
export type Log = (text: string) => void;
export type Step = <T>(title: string, work: () => Promise<T>) => Promise<T>;

/** Names each step as it begins and says how long it took. */
export function showSteps(log: Log, clock: () => number = () => performance.now()): Step {
  return async (title, work) => {
    const start = clock();
    const elapsed = () => `${((clock() - start) / 1000).toFixed(1)} s\n`;
    log(`  ${title} … `);
    try {
      const result = await work();
      log(elapsed());
      return result;
    } catch (error) {
      log(`failed after ${elapsed()}`);
      throw error;
    }
  };
}
