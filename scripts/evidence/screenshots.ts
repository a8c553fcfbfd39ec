import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { withBrowser } from './browser';
import { smaller } from './office';
import { EVIDENCE } from './place';
import type { RunningSystem } from '../../examples/reference-system/local/bring-up';
import { until } from '../../test/support/browser';
import { newVisitor, signIn, type Visitor } from '../../test/support/web/visitor';

/** What is shown, and where: each the page of the deployed system in Chromium, in Spanish. */
export async function screenshots(running: RunningSystem) {
  await withBrowser(async (browser) => {
    await ofCustomer(browser, running);
    await ofAdministrator(browser, running);
    await onPhone(browser, running);
  });
}

async function ofCustomer(browser: Browser, running: RunningSystem) {
  const visitor = await newVisitor(browser);
  const { page } = visitor;
  await page.setViewportSize({ width: 720, height: 620 });
  await page.goto(`${running.outputs.siteUrl}/`);
  await page.locator('input[name="password"]').waitFor();
  await take(page, 'lesson2/screenshots/sign-in.png');
  await page.setViewportSize(SCREEN);
  await enter(visitor, running, 'ana', '/catalogue');
  await page.locator('.product').first().waitFor();
  await take(page, 'lesson2/screenshots/catalogue.png');
  await go(page, 'Tickets', '.card');
  await take(page, 'lesson4/screenshots/tickets.png');
  await go(page, 'Pedidos', '.row-link');
  await take(page, 'lesson5/screenshots/orders.png', 460);
  await page.locator('tr', { hasText: 'Enviado' }).locator('.row-link').click();
  await page.getByRole('button', { name: 'Descargar factura' }).waitFor();
  await take(page, 'lesson5/screenshots/order.png', 670);
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), page.getByRole('button', { name: 'Descargar factura' }).click()]);
  await download.saveAs(join(EVIDENCE, 'lesson5', 'invoice.pdf'));
  await go(page, 'Imágenes', '.drop');
  await page.locator('input[type="file"]').setInputFiles([{ name: 'catalogo.png', mimeType: 'image/png', buffer: readFileSync(join(EVIDENCE, 'lesson2/screenshots/catalogue.png')) }]);
  await page.getByRole('img', { name: /Miniatura de catalogo.png/ }).waitFor({ timeout: 60_000 });
  await until(page, "document.querySelector('.upload img').naturalWidth > 0");
  await take(page, 'lesson3/screenshots/images.png', 600);
  await visitor.close();
}

async function ofAdministrator(browser: Browser, running: RunningSystem) {
  const visitor = await newVisitor(browser, { theme: 'dark' });
  await visitor.page.setViewportSize(SCREEN);
  await enter(visitor, running, 'admin', '/users');
  await visitor.page.locator('table tbody tr').first().waitFor();
  await take(visitor.page, 'lesson5/screenshots/users-dark.png', 440);
  await visitor.close();
}

async function onPhone(browser: Browser, running: RunningSystem) {
  const visitor = await newVisitor(browser, { width: 390 });
  await enter(visitor, running, 'luis', '/catalogue');
  await visitor.page.locator('.product').first().waitFor();
  await take(visitor.page, 'lesson2/screenshots/catalogue-phone.png');
  await visitor.close();
}

function enter(visitor: Visitor, { outputs }: RunningSystem, username: string, path: string) {
  const { password } = outputs.users.find((user) => user.username === username)!;
  return signIn(visitor, { origin: outputs.siteUrl! }, username, path, password);
}

async function go(page: Page, name: string, sign: string) {
  await page.locator('nav').getByRole('link', { name }).click();
  await page.locator(sign).first().waitFor();
}

/** As much as a reader of the report can read. */
const SCREEN = { width: 1200, height: 700 };

async function take(page: Page, path: string, height?: number) {
  mkdirSync(dirname(join(EVIDENCE, path)), { recursive: true });
  await page.evaluate('document.fonts.ready');
  if (height !== undefined) { await page.setViewportSize({ ...SCREEN, height }); }
  await page.screenshot({ path: join(EVIDENCE, path), animations: 'disabled', caret: 'hide' });
  smaller(path);
}
