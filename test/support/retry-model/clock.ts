/** Time of a model, in seconds. It stands still while anybody works, and passes when all wait: then to the next who is due. */
export class ModelClock {
  now = 0;
  private working = 0;
  private waits: { readonly until: number; wake(): void }[] = [];

  /** Runs those who live in this time until all are done. */
  async run(...lives: (() => Promise<unknown>)[]): Promise<void> {
    this.working += lives.length;
    await Promise.all(lives.map(async (live) => {
      try { await live(); } finally { this.rest(); }
    }));
  }

  /** Lets time pass, at least so many seconds. */
  async pass(seconds: number): Promise<void> {
    await new Promise<void>((wake) => {
      this.waits.push({ until: this.now + seconds, wake });
      this.rest();
    });
  }

  private rest() {
    this.working--;
    if (this.working > 0 || this.waits.length === 0) { return; }
    this.now = Math.min(...this.waits.map(({ until }) => until));
    const due = this.waits.filter(({ until }) => until <= this.now);
    this.waits = this.waits.filter(({ until }) => until > this.now);
    this.working += due.length; // who is due at the same moment works at the same time
    for (const { wake } of due) { wake(); }
  }
}
