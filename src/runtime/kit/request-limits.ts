/** How long a request to AWS may take: a second to connect, `ms` for its answer, and as long without a byte of it. */
export function requestLimits(ms: number) {
  return { connectionTimeout: 1_000, requestTimeout: ms, socketTimeout: ms, throwOnRequestTimeout: true };
}
