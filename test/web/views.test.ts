import { describeInBrowser } from '../support/browser';
import { axeViolations, signIn, type Visitor } from '../support/web/visitor';
import { useWebSystem } from '../support/web/web-run';
import type { WebSystem } from '../support/web/web-system';

type Scene = (visitor: Visitor, system: WebSystem) => Promise<void>;

const at = (user: string, path: string, sign: string, then: Scene = async () => undefined): Scene => async (visitor, system) => {
  await signIn(visitor, system, user, path);
  await visitor.page.locator(sign).first().waitFor();
  await then(visitor, system);
};

const FILES = ['auriculares de estudio.jpg', 'monitor.jpg'].map((name) => ({ name, mimeType: 'image/jpeg', buffer: Buffer.alloc(40_000) }));

/** Every view, and the states of each that look different. */
const SCENES: { readonly [name: string]: Scene } = {
  'sign-in': async ({ page }, { origin }) => {
    await page.goto(origin);
    await page.locator('form').waitFor();
  },
  'the new password, refused': async ({ page }, { origin }) => {
    await page.goto(origin);
    await page.locator('input[name="username"]').fill('nueva');
    await page.locator('input[name="password"]').fill('nueva-Password-1');
    await page.locator('button[type="submit"]').click();
    await page.locator('input[name="repeated"]').fill('other');
    await page.locator('button[type="submit"]').click();
    await page.locator('[aria-invalid]').first().waitFor();
  },
  'tickets': at('ana', '/tickets', '.card'),
  'a new ticket, refused': at('ana', '/tickets/new', 'dialog form', async ({ page }) => {
    await page.locator('dialog button[type="submit"]').click();
    await page.locator('dialog [aria-invalid]').first().waitFor();
  }),
  'the account menu': at('admin', '/tickets', '.card', async ({ page }) => { await page.locator('[popovertarget]').click(); }),
  'tickets, nothing found': at('ana', '/tickets', '.card', async ({ page }) => {
    await page.locator('input[type="search"]').fill('nothing like it');
    await page.locator('.state').waitFor();
  }),
  'catalogue': at('ana', '/catalogue', '.product', async ({ page }) => { await page.locator('.product-order button').first().click(); }),
  'a product': at('admin', '/catalogue', '.product', async ({ page }) => {
    await page.locator('.product-head a').first().click();
    await page.locator('dialog form').waitFor();
  }),
  'basket': at('ana', '/catalogue', '.product', async ({ page }) => {
    for (const n of [0, 1]) { await page.locator('.product').nth(n).locator('.product-order button').first().click(); }
    await page.locator('.basket-link').click();
    await page.locator('.basket-line').first().waitFor();
  }),
  'basket, empty': at('luis', '/basket', '.state'),
  'orders': at('ana', '/orders', '.row-link'),
  'orders, none yet': at('nuevo', '/orders', '.state'),
  'an order': at('admin', '/orders', '.row-link', async ({ page }) => {
    await page.locator('.row-link').first().click();
    await page.locator('.progress').waitFor();
  }),
  'images, none yet': at('ana', '/images', '.drop'),
  'images': at('ana', '/images', '.drop', async ({ page }) => {
    await page.locator('input[type="file"]').setInputFiles(FILES);
    await page.locator('.upload img').nth(1).waitFor();
  }),
  'users': at('admin', '/users', '.list-table'),
  'a new user': at('admin', '/users/new', 'dialog form'),
  'no such page': at('ana', '/nowhere', 'h1'),
  'offline': at('ana', '/tickets', '.card', async ({ page, context }) => {
    await context.setOffline(true);
    await page.locator('.offline').waitFor();
  }),
  'what could not be loaded': at('ana', '/tickets', '.card', async ({ page }, system) => {
    system.fault = ({ url }) => (url.startsWith('/v1/products') ? 500 : undefined);
    await page.locator('nav a[href="/catalogue"]').click();
    await page.locator('.state[role="alert"]').waitFor();
    system.fault = undefined;
  }),
  'a conflict': at('ana', '/tickets', '.card', async ({ page }, system) => {
    const { id } = await system.send('POST', '/tickets', { as: 'ana', body: { title: 'Dos a la vez', description: 'x', status: 'OPEN', reporterId: 'ana' } });
    await page.goto(`${system.origin}/tickets/${id}`);
    await page.locator('input[name="title"]').fill('Lo mío');
    await system.send('PATCH', `/tickets/${id}`, { as: 'luis', body: { title: 'Lo suyo' } });
    await page.locator('dialog button[type="submit"]').click();
    await page.locator('.clash').waitFor();
  }),
};

/** The browser itself says so of each answer that these scenes are about. */
const ANSWERED_SO = /the server responded with a status of (412|500)/;

describeInBrowser('every view', () => {
  const run = useWebSystem();
  let system: WebSystem;

  beforeAll(() => { system = run.system; });

  test.each(Object.entries(SCENES))('%s: in both themes, on a phone and on a desk, nothing that axe finds, nothing in the console, nothing too wide', async (_, scene) => {
    const visitor = await run.visit();
    const { page } = visitor;
    await scene(visitor, system);
    for (const [colorScheme, width] of [['light', 1440], ['dark', 1440], ['dark', 390], ['light', 390]] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      expect([colorScheme, width, await axeViolations(page)]).toEqual([colorScheme, width, []]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    }
    expect(visitor.said.filter((line) => !ANSWERED_SO.test(line))).toEqual([]);
    await visitor.close();
  });

  test('in English, too: no text of the other language is left', async () => {
    const visitor = await run.visit({ locale: 'en-GB' });
    await signIn(visitor, system, 'admin', '/orders');
    await visitor.page.locator('.row-link').first().waitFor();
    expect(await visitor.page.locator('html').getAttribute('lang')).toBe('en');
    expect(await visitor.page.locator('nav').innerText()).toBe('Tickets\nCatalogue\nOrders\nImages\nUsers');
    expect(await visitor.page.locator('thead').innerText()).toMatch(/Order\s+Date\s+Status\s+Items\s+Total/i);
    await visitor.close();
  });
});
