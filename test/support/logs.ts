import { deployed } from './deployed';

/** Every line written to the one log group whose name holds `part`, since the system came up. */
export async function logLines(part: string): Promise<string[]> {
  const { logGroups } = await logs<{ logGroups: { logGroupName: string }[] }>('DescribeLogGroups', {});
  const groups = logGroups.map(({ logGroupName }) => logGroupName).filter((name) => name.includes(part));
  if (groups.length !== 1) { throw new Error(`${groups.length} log groups have ${part} in their name, of ${logGroups.map(({ logGroupName }) => logGroupName).join(', ')}`); }

  const lines: string[] = [];
  let nextToken: string | undefined;
  do {
    const page: EventPage = await logs<EventPage>('FilterLogEvents', { logGroupName: groups[0], nextToken });
    lines.push(...page.events.map(({ message }) => message));
    nextToken = page.nextToken;
  } while (nextToken);
  return lines;
}

interface EventPage { readonly events: { readonly message: string }[]; readonly nextToken?: string }

async function logs<T>(operation: string, input: object): Promise<T> {
  const response = await fetch(deployed.endpoint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-amz-json-1.1', 'X-Amz-Target': `Logs_20140328.${operation}` },
    body: JSON.stringify(input),
  });
  if (!response.ok) { throw new Error(`${operation} was answered with ${response.status}: ${await response.text()}`); }
  return await response.json() as T;
}
