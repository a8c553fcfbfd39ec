import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, until } from '../support/browser';
import { deployed } from '../support/deployed';
import { imageKit } from '../support/image-kit';
import { axeViolations, launchBrowser, newVisitor, signIn, type Visitor } from '../support/web/visitor';

const PRODUCT = `Teclado ${Date.now()}`;
const TICKET = `Pantalla rota ${Date.now()}`;
const site = () => ({ origin: deployed.siteUrl!.replace(/\/$/, '') });

/** The whole way of the page on the deployed system: a customer and an administrator, each in a browser of their own. */
describeInBrowser('the page, deployed, under its enforced policy', () => {
  let browser: Browser;
  let customer: Visitor;
  let admin: Visitor;

  beforeAll(async () => {
    browser = await launchBrowser();
    [customer, admin] = await Promise.all([newVisitor(browser), newVisitor(browser, { theme: 'dark' })]);
  });
  afterAll(() => browser?.close());

  const passwordOf = (name: string) => deployed.users.find(({ username }) => username === name)!.password;
  const go = async ({ page }: Visitor, name: string, sign: string) => {
    await page.locator('nav').getByRole('link', { name }).click();
    await page.locator(sign).first().waitFor();
  };
  const isWell = async ({ page, said }: Visitor) => {
    expect(await axeViolations(page)).toEqual([]);
    expect(said).toEqual([]);
  };

  test('an administrator signs in and adds a product', async () => {
    const { page } = admin;
    const answer = await page.goto(`${site().origin}/`);
    expect(answer!.headers()['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self' 'sha256-/);
    await signIn(admin, site(), 'admin', '/catalogue/new', passwordOf('admin'));
    await page.locator('input[name="name"]').fill(PRODUCT);
    await page.locator('input[name="category"]').fill('Oficina');
    await page.locator('input[name="price"]').fill('119,90');
    await page.getByRole('button', { name: 'Crear producto' }).click();
    await page.locator('.product', { hasText: PRODUCT }).waitFor();
    await isWell(admin);
  });

  test('an administrator adds a user', async () => {
    const { page } = admin;
    const email = `nueva.${Date.now()}@example.com`;
    await go(admin, 'Usuarios', '.page-head a');
    await page.getByRole('link', { name: 'Nuevo usuario' }).click();
    await page.locator('input[name="email"]').fill(email);
    await page.getByRole('button', { name: 'Crear usuario' }).click();
    await page.getByRole('link', { name: email }).waitFor();
    await isWell(admin);
  });

  test('a customer creates a ticket and moves it', async () => {
    const { page } = customer;
    await signIn(customer, site(), 'ana', '/tickets/new', passwordOf('ana'));
    await page.locator('input[name="title"]').fill(TICKET);
    await page.locator('textarea').fill('Se cayó de la mesa');
    await page.getByRole('button', { name: 'Crear ticket' }).click();
    const card = page.locator('.card', { hasText: TICKET });
    await card.locator('[data-control="grip"]').focus();
    await page.keyboard.press('ArrowRight');
    await page.locator('[data-column="IN_PROGRESS"]').filter({ has: card }).waitFor();
    await isWell(customer);
  });

  test('a customer orders, the administrator confirms, the customer sees it and gets the invoice', async () => {
    const { page } = customer;
    await go(customer, 'Catálogo', '.product');
    await isWell(customer);
    await page.getByRole('button', { name: `Añadir a la cesta: ${PRODUCT}` }).click();
    await page.locator('.basket-link').click();
    await page.locator('.basket-line').waitFor();
    await isWell(customer);
    await page.getByRole('button', { name: 'Hacer el pedido' }).click();
    await page.locator('.pill', { hasText: 'Pendiente' }).waitFor();
    await confirmAsAdmin(new URL(page.url()).pathname);
    await page.locator('.pill', { hasText: 'Confirmado' }).waitFor();
    const [download] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), page.getByRole('button', { name: 'Descargar factura' }).click()]);
    expect(download.suggestedFilename()).toMatch(/\.pdf$/);
    expect((await readFile(await download.path())).subarray(0, 5).toString()).toBe('%PDF-');
    await isWell(customer);
    await go(customer, 'Pedidos', '.row-link');
    await isWell(customer);
  });

  async function confirmAsAdmin(path: string) {
    const { page }: { page: Page } = admin;
    await page.goto(`${site().origin}${path}`); // a new page: signed in by the cookie alone
    await page.getByRole('button', { name: 'Confirmar' }).click();
    await page.locator('.pill', { hasText: 'Confirmado' }).waitFor();
    await isWell(admin);
  }

  test('an image becomes thumbnails', async () => {
    const kit = await imageKit();
    const buffer = await kit.jpeg({ width: 800, height: 600, data: new Uint32Array(800 * 600).fill(0xff4080c0) });
    const { page } = customer;
    await go(customer, 'Imágenes', '.drop');
    await page.locator('input[type="file"]').setInputFiles([{ name: 'foto.jpg', mimeType: 'image/jpeg', buffer }]);
    const thumbnail = page.getByRole('img', { name: /Miniatura de foto.jpg/ });
    await thumbnail.waitFor({ timeout: 60_000 });
    await until(page, "document.querySelector('.upload img').naturalWidth > 0");
    await isWell(customer);
  });

  test('a sign-out lasts', async () => {
    const { page, context, said } = customer;
    await page.locator('[popovertarget]').click();
    await Promise.all([page.waitForResponse(/\/auth\/logout$/), page.getByRole('button', { name: 'Salir' }).click()]);
    await page.locator('input[name="password"]').waitFor();
    expect(await context.cookies()).toEqual([]);
    await page.reload();
    await page.locator('input[name="password"]').waitFor();
    expect(said).toEqual([]);
  });
});
