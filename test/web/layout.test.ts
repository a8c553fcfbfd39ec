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

/** What stands out of the box that it is in, a line each. Where a box cuts off or scrolls what is too long, nothing does. */
const OUTSIDE = `[...document.querySelectorAll('main :is(.card, .product, .panel, .basket-line, tbody tr, .chips)')].flatMap((box) => {
  const right = box.getBoundingClientRect().right;
  const cuts = (node) => node !== box && (getComputedStyle(node).overflowX !== 'visible' || cuts(node.parentElement));
  const inner = [...box.querySelectorAll('*')].filter((node) => node.getBoundingClientRect().right > right + 1 && getComputedStyle(box).overflowX === 'visible' && !cuts(node.parentElement));
  const out = right > box.parentElement.getBoundingClientRect().right + 1 ? [box] : [];
  return [...out, ...inner].map(({ outerHTML }) => outerHTML.slice(0, 80));
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

describeInBrowser('names as long as the APIs take', () => {
  const run = useWebSystem();

  test.each([390, 1440])('stay in their boxes at %i px: a word without a space on a board, in the catalogue, the basket, an order and a list', async (width) => {
    const { system } = run;
    const long = (length: number) => `${width}sobresdrújulísimamente`.repeat(10).slice(0, length);
    await system.send('POST', '/tickets', { as: 'ana', body: { title: long(200), description: long(200), status: 'OPEN', reporterId: long(128) } });
    await system.send('POST', '/products', { as: 'admin', body: { name: `A${long(119)}`, category: long(60), description: long(200), priceInCents: 99_999_999, currency: 'EUR', taxInBasisPoints: 2_100, onSale: true } });
    const visitor = await run.visit({ width });
    const { page } = visitor;
    const outside: unknown[] = [];
    const look = async (sign: string) => {
      await page.locator(sign).first().waitFor();
      outside.push(...await page.evaluate(OUTSIDE) as string[]);
    };
    await signIn(visitor, system, 'ana', '/tickets');
    await look('.card');
    await page.locator('nav a[href="/catalogue"]').click();
    await look('.product');
    await page.locator('.product', { hasText: `A${width}` }).locator('.product-order button').click();
    await page.locator('.basket-link').click();
    await look('.totals');
    await page.locator('summary').click();
    await page.locator('input[name="customer"]').fill(long(200));
    await page.locator('.basket-summary button[type="submit"]').click();
    await look('.progress');
    await page.locator('nav a[href="/orders"]').click();
    await look('.row-link');
    expect(outside).toEqual([]);
    await visitor.close();
  });
});
