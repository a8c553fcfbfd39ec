import { fail } from '../../private/fail';

/** What a metric tells, minute by minute. */
export class MetricSeries {
  /** @internal */
  public readonly _values = new Map<number, number[]>();

  /**
   * @param namespace such as AWS/Lambda
   * @param metricName such as Errors
   * @param dimensions their values as the template has them; of one that refers to a resource, its logical id
   */
  constructor(public readonly namespace: string, public readonly metricName: string, public readonly dimensions: { [name: string]: string } = {}) {}

  /**
   * Adds what was measured in a minute. A minute without any is missing.
   * @param minute since the start of the run, a whole number from 0
   * @param values samples, in the metric's unit
   */
  public put(minute: number, ...values: number[]): MetricSeries {
    if (!Number.isInteger(minute) || minute < 0) {
      fail({ where: `MetricSeries ${this.metricName}`, what: 'the minute is none', given: minute, allowed: 'whole numbers from 0', fix: 'count minutes from the start of the run' });
    }
    this._values.set(minute, [...this._values.get(minute) ?? [], ...values]);
    return this;
  }

  /**
   * Adds one value to each of some minutes.
   * @param from the first, since the start of the run
   * @param minutes how many
   * @param value in the metric's unit
   */
  public repeat(from: number, minutes: number, value: number): MetricSeries {
    for (let minute = from; minute < from + minutes; minute++) { this.put(minute, value); }
    return this;
  }

  /** @internal */
  public _between(from: number, to: number): number[] {
    const found: number[] = [];
    for (let minute = Math.max(0, from); minute < to; minute++) { found.push(...this._values.get(minute) ?? []); }
    return found;
  }
}
