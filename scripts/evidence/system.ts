import { join } from 'node:path';
import { measureLatency } from './latency';
import { newmanReport } from './newman';
import { keep, keepJson, ROOT, shown } from './place';
import { screenshots } from './screenshots';
import { bringUp, type RunningSystem } from '../../examples/reference-system/local/bring-up';
import { runChecks } from '../../examples/reference-system/local/checks';
import { commerceJourney } from '../../examples/reference-system/local/commerce-journey';
import { freePort } from '../../examples/reference-system/local/free-port';
import { httpClient, expectStatus } from '../../examples/reference-system/local/http-client';
import { siteJourney } from '../../examples/reference-system/local/site-journey';
import { ticketsJourney } from '../../examples/reference-system/local/tickets-journey';
import { fillWithSamples } from '../../test/support/web/samples';
import type { WebSystem } from '../../test/support/web/web-system';

/** Headers of this answer alone, or of the server that stands for CloudFront. */
const OF_THE_MOMENT = /^(date|connection|keep-alive|content-length|transfer-encoding|etag|last-modified|x-amz.*)$/;

/** What only the running system shows, on the local engine: screenshots, Postman's collection, the journeys, latency, an invoice. */
export async function system() {
  const running = await bringUp({ home: join(ROOT, '.demo', 'evidence'), port: await freePort(), fresh: true, log: (text) => process.stdout.write(text) });
  try {
    await fillWithSamples(asWebSystem(running));
    await screenshots(running);
    await siteHeaders(running);
    await measureLatency(running);
    await newmanReport(running);
    await journeys(running);
  } finally {
    await running.stop();
  }
}

/** The deployed APIs, as the samples of the page's tests know them. */
function asWebSystem({ outputs }: RunningSystem): WebSystem {
  const send = httpClient(`${outputs.siteUrl}/v1`);
  const tokens = new Map<string, string>();
  const tokenOf = async (username: string) => {
    const known = tokens.get(username);
    if (known) { return known; }
    const { password } = outputs.users.find((user) => user.username === username)!;
    const answer = await send('POST', '/auth/login', { body: { username, password } });
    expectStatus(answer, 200);
    tokens.set(username, answer.body.idToken);
    return answer.body.idToken as string;
  };
  const asked: Pick<WebSystem, 'send'> & { people: { add(): void } } = {
    people: { add: () => undefined },
    send: async (method, path, { as, body, headers }) => {
      const answer = await send(method, path, { token: await tokenOf(as), body, headers });
      if (answer.status >= 300) { throw new Error(`${method} ${path} was answered with ${answer.status} ${JSON.stringify(answer.body)}`); }
      return answer.body;
    },
  };
  return asked as unknown as WebSystem;
}

async function siteHeaders({ outputs }: RunningSystem) {
  const { status, headers } = await fetch(`${outputs.siteUrl}/`, { headers: { 'Accept': 'text/html', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' } });
  const lines = [...headers].filter(([name]) => !OF_THE_MOMENT.test(name)).map(([name, value]) => `${name}: ${value}`);
  keep('lesson2/site-headers.txt', shown(`$ curl -sI ${new URL('/', outputs.siteUrl).href.replace(/:\d+/, ':8080')}\nHTTP/1.1 ${status}\n${lines.join('\n')}\n`).replace(/localhost:\d+/g, 'localhost').replace(/127\.0\.0\.1:\d+/g, '127.0.0.1'));
}

/** lesson5/journey.txt: the checks of npm run demo -- --check. */
async function journeys(running: RunningSystem) {
  let said = '';
  const failed = await runChecks([...ticketsJourney(running), ...commerceJourney(running), ...siteJourney(running)], (text) => { said += text; });
  keep('lesson5/journey.txt', shown(`$ npm run demo -- --check\n${said}`));
  keepJson('lesson5/journey.json', { passed: (said.match(/^ok /gm) ?? []).length, failed });
  if (failed > 0) { throw new Error(`the journeys failed:\n${said}`); }
}
