/** Spaces what is done evenly. */
export class Pace {
  private due = 0;

  /** @param perSecond undefined for as fast as it goes */
  constructor(
    private readonly perSecond: number | undefined,
    private readonly now: () => number = () => performance.now(),
    private readonly wait: (ms: number) => Promise<unknown> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  ) {}

  /** Waits for the moment of the next. */
  async next() {
    if (this.perSecond === undefined) { return; }
    const now = this.now();
    const early = this.due - now;
    this.due = Math.max(now, this.due) + 1_000 / this.perSecond;
    if (early > 0) { await this.wait(early); }
  }
}
