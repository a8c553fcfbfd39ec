/**
 * A statistic of the samples of a period, as CloudWatch defines it; undefined where there is none.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
 */
export function statisticOf(name: string, samples: readonly number[]): number | undefined {
  if (samples.length === 0) { return undefined; }
  const sum = samples.reduce((total, value) => total + value, 0);
  switch (name) {
    case 'Sum': return sum;
    case 'Average': return sum / samples.length;
    case 'Minimum': return Math.min(...samples);
    case 'Maximum': return Math.max(...samples);
    case 'SampleCount': return samples.length;
  }
  const percentile = /^p(\d{1,2}(?:\.\d+)?|100)$/.exec(name);
  if (percentile) {
    const sorted = [...samples].sort((a, b) => a - b);
    return sorted[Math.max(0, Math.ceil(Number(percentile[1]) / 100 * sorted.length) - 1)];
  }
  const rank = /^PR\((-?[\d.]*):(-?[\d.]*)\)$/.exec(name);
  if (rank) {
    const [low, high] = [rank[1] === '' ? -Infinity : Number(rank[1]), rank[2] === '' ? Infinity : Number(rank[2])];
    return 100 * samples.filter((value) => value >= low && value <= high).length / samples.length;
  }
  throw new Error(`${name} is not simulated`);
}

export function isStatistic(name: string): boolean {
  try {
    return statisticOf(name, [1]) !== undefined;
  } catch {
    return false;
  }
}
