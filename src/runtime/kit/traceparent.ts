import { randomBytes } from 'node:crypto';

/** W3C Trace Context, traceparent: no version ff, no id of zeros. */
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
const ROOT = /(?:^|;)Root=1-([0-9a-f]{8})-([0-9a-f]{24})(?:;|$)/;
const PARENT = /(?:^|;)Parent=([0-9a-f]{16})(?:;|$)/;

/** @returns undefined for what is no traceparent */
export function readTraceparent(text: string | undefined): string | undefined {
  return text !== undefined && TRACEPARENT.test(text) ? text : undefined;
}

/**
 * The traceparent of a trace of X-Ray, whose ids are the same in W3C's form (AWS X-Ray, Sending trace data); of a new trace, which nobody
 * samples, where there is none.
 * @param header X-Amzn-Trace-Id
 */
export function traceparentOf(header = ''): string {
  const [, seconds, rest] = ROOT.exec(header) ?? [];
  const traceId = seconds === undefined ? randomBytes(16).toString('hex') : seconds + rest;
  const parentId = (seconds !== undefined && PARENT.exec(header)?.[1]) || randomBytes(8).toString('hex');
  return `00-${traceId}-${parentId}-${seconds !== undefined && /(?:^|;)Sampled=1(?:;|$)/.test(header) ? '01' : '00'}`;
}
