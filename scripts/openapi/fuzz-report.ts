/** The parts of schemathesis's JSON report that decide. */
export interface FuzzReport {
  readonly complete: boolean;
  readonly operations: { readonly total: number; readonly tested: number };
  readonly test_cases: { readonly generated: number; readonly with_failures: number; readonly errored: number };
  readonly failures: readonly object[];
  readonly errors: readonly object[];
  /** By operation and phase, of requests that are valid by the schema. */
  readonly valid_rates: { readonly [operation: string]: { readonly [phase: string]: { readonly accepted: number } } };
}

/** They take a session or a refresh token, which only the server makes. */
const NEVER_ACCEPTED = new Set(['POST /auth/challenge', 'POST /auth/refresh']);

/** Why the runs against an API don't pass, a sentence each; none when they do. @param wanted cases in all */
export function fuzzProblems(reports: readonly FuzzReport[], wanted: number): string[] {
  const sum = (count: (report: FuzzReport) => number) => reports.reduce((total, report) => total + count(report), 0);
  const untested = sum(({ operations }) => operations.total - operations.tested);
  const told: [number, string][] = [
    [sum(({ failures }) => failures.length), 'failures'],
    [sum(({ errors }) => errors.length), 'errors'],
    [untested, 'operations were not tested'],
  ];
  const cases = casesOf(reports);
  return [
    ...told.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`),
    ...(reports.every(({ complete }) => complete) ? [] : ['a run was cut short']),
    ...neverAccepted(reports).map((operation) => `${operation} was never accepted: what is behind the first refusal is untested`),
    ...(cases >= wanted ? [] : [`${cases} cases of ${wanted}`]),
  ];
}

/** Requests made in all. */
export function casesOf(reports: readonly FuzzReport[]): number {
  return reports.reduce((total, { test_cases: { generated } }) => total + generated, 0);
}

function neverAccepted(reports: readonly FuzzReport[]): string[] {
  const accepted = new Map<string, number>();
  for (const { valid_rates: rates } of reports) {
    for (const [operation, phases] of Object.entries(rates)) {
      accepted.set(operation, Object.values(phases).reduce((total, phase) => total + phase.accepted, accepted.get(operation) ?? 0));
    }
  }
  return [...accepted].filter(([operation, count]) => count === 0 && !NEVER_ACCEPTED.has(operation)).map(([operation]) => operation);
}
