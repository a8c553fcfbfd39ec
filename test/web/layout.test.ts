import { describeInBrowser } from '../support/browser';
import { signIn } from '../support/web/visitor';
import { useWebSystem } from '../support/web/web-run';

/** Each view, and what it shows when it is there. */
const VIEWS: readonly (readonly [path: string, sign: string])[] = [
  ['/tickets', '.card'], ['/tickets/new', 'dialog form'], ['/catalogue', '.product'], ['/basket', '.state'], ['/orders', '.row-link'],
  ['/orders/{order}', '.progress'], ['/images', '.drop'], ['/users', '.list-table'], ['/nowhere', 'h1'],
];

/** What web.dev calls the layout shift, summed over the whole load: none of these views is touched while it loads. */
const SHIFTS = `new Promise((resolve) => {
  const found = [];
  new PerformanceObserver((list) => found.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => resolve(found.map(({ value, sources }) => [value, ...sources.map(({ node }) => node?.outerHTML?.slice(0, 120))])), 100);
})`;

describeInBrowser('nothing jumps while a view loads', () => {
  const run = useWebSystem();

  test.each([390, 1440])('at %i px, from the first paint to the last answer, answers taking 150 ms', async (width) => {
    const { system } = run;
    const [{ orderId }] = (await system.send('GET', '/orders?sort=-createdAt', { as: 'ana' })).items;
    const visitor = await run.visit({ width });
    const { page } = visitor;
    await page.goto(system.origin);
    await page.locator('form').waitFor();
    expect(await page.evaluate(SHIFTS)).toEqual([]);
    await page.evaluate("document.querySelector('main').style.marginTop = '40px'");
    expect(await page.evaluate(SHIFTS)).toHaveLength(1); // one that there is, is seen
    await signIn(visitor, system, 'admin', '/tickets');
    system.delay = 150;
    try {
      for (const [path, sign] of VIEWS) {
        await page.goto(`${system.origin}${path.replace('{order}', orderId)}`);
        await page.locator(sign).first().waitFor();
        expect([path, await page.evaluate(SHIFTS)]).toEqual([path, []]);
      }
    } finally {
      system.delay = undefined;
    }
    await visitor.close();
  });
});
