import type { Page } from 'playwright-core';
import { describeInBrowser, until } from '../support/browser';
import { signIn, type Visitor } from '../support/web/visitor';
import { useWebSystem } from '../support/web/web-run';
import type { WebSystem } from '../support/web/web-system';

describeInBrowser('the page', () => {
  const run = useWebSystem();
  let system: WebSystem;
  let visitor: Visitor;
  let page: Page;

  beforeAll(() => { system = run.system; });
  beforeEach(async () => {
    visitor = await run.visit();
    page = visitor.page;
    system.requests.length = 0;
  });
  afterEach(async () => {
    system.fault = undefined;
    system.extras.rejection = undefined;
    await visitor.close();
  });

  const asks = (what: string | RegExp) => system.requests.filter((request) => (typeof what === 'string' ? request === what : what.test(request))).length;
  const toast = (text: string | RegExp) => page.locator('.toast', { hasText: text });
  const card = (title: string) => page.locator('.card', { hasText: title });
  const columnOf = (title: string) => page.locator('[data-column]').filter({ has: card(title) }).getAttribute('data-column');
  const newTicket = (title: string): Promise<{ id: string; version: number }> => (
    system.send('POST', '/tickets', { as: 'ana', body: { title, description: 'x', status: 'OPEN', reporterId: 'ana' } })
  );

  describe('signing in', () => {
    test('a first visit asks no API; the token is nowhere that a script could find it later; a reload signs in by the cookie', async () => {
      await page.goto(system.origin);
      await page.locator('form').waitFor();
      expect(system.requests).toEqual([]);
      await signIn(visitor, system, 'ana', '/tickets');
      const kept = await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie');
      expect(kept).not.toMatch(/e30\.|token/i);
      await page.reload();
      await page.locator('.card').first().waitFor();
      expect(asks('POST /v1/auth/refresh')).toBe(1);
    });

    test('a sign-out lasts: neither a reload nor the refresh token brings the user back; another tab follows', async () => {
      await signIn(visitor, system, 'ana', '/tickets');
      const other = await visitor.context.newPage();
      await other.goto(`${system.origin}/orders`);
      await other.locator('.row-link').first().waitFor();
      await page.locator('[popovertarget]').click();
      await page.getByRole('button', { name: 'Salir' }).click();
      await page.locator('input[name="password"]').waitFor();
      await other.locator('input[name="password"]').waitFor();
      // Before the answer is there, a reload sends the sign-out once more, as it must.
      await until(page, 'localStorage.getItem("refresh-cookie") === null');
      await page.reload();
      await page.locator('input[name="password"]').waitFor();
      expect(await visitor.context.cookies()).toEqual([]);
      expect(asks('POST /v1/auth/logout')).toBe(1);
    });

    test('a temporary password is replaced; the wrong one is refused without saying which of the two was wrong', async () => {
      system.people.add('eva', { temporary: true });
      await page.goto(`${system.origin}/orders`);
      const fill = async (password: string) => {
        await page.locator('input[name="username"]').fill('eva');
        await page.locator('input[name="password"]').fill(password);
        await page.locator('button[type="submit"]').click();
      };
      await fill('wrong');
      expect(await page.getByRole('alert').innerText()).toBe('El usuario o la contraseña no son correctos.');
      await fill('eva-Password-1');
      await page.locator('input[name="new-password"]').fill('Una-clave-nueva-1');
      await page.locator('input[name="repeated"]').fill('Una-clave-nueva-1');
      await page.locator('button[type="submit"]').click();
      await page.locator('.shell h1', { hasText: 'Pedidos' }).waitFor();
    });

    test('a token that is about to end is replaced without a word', async () => {
      system.people.tokenSeconds = 30; // less than the margin within which it is renewed
      await signIn(visitor, system, 'luis', '/orders');
      system.people.tokenSeconds = 3_600;
      await page.locator('.row-link').first().waitFor();
      await page.getByRole('link', { name: 'Catálogo' }).click();
      await page.locator('.product').first().waitFor();
      expect(asks('POST /v1/auth/refresh')).toBeGreaterThan(0);
      expect(await page.locator('input[name="password"]').count()).toBe(0);
      expect(visitor.said).toEqual([]);
    });

    test('a session that ends asks to sign in again, and goes on where it was', async () => {
      await signIn(visitor, system, 'luis', '/catalogue');
      await page.locator('.product').first().waitFor();
      system.people.signOutAll();
      system.fault = ({ url }) => (url.startsWith('/v1/orders') ? 401 : undefined);
      await page.getByRole('link', { name: 'Pedidos' }).click();
      await page.getByText('La sesión ha terminado').waitFor();
      system.fault = undefined;
      await page.locator('input[name="username"]').fill('luis');
      await page.locator('input[name="password"]').fill('luis-Password-1');
      await page.keyboard.press('Enter');
      await page.locator('.row-link').first().waitFor();
    });
  });

  describe('tickets', () => {
    test('are created, found, edited and deleted by keyboard alone, the focus always somewhere', async () => {
      await signIn(visitor, system, 'ana', '/tickets');
      await page.getByRole('link', { name: 'Nuevo ticket' }).focus();
      await page.keyboard.press('Enter');
      await page.locator('input[name="title"]').waitFor();
      await page.locator('input[name="title"]').focus();
      await page.keyboard.type('Impresora sin tinta');
      await page.keyboard.press('Tab');
      await page.keyboard.type('No imprime desde ayer');
      await page.keyboard.press('Enter'); // a new line: a description may have some
      await page.getByRole('button', { name: 'Crear ticket' }).focus();
      await page.keyboard.press('Enter');
      await card('Impresora sin tinta').waitFor();
      expect(await page.locator('dialog').count()).toBe(0);

      await page.getByRole('searchbox').fill('impresora');
      expect(await page.locator('.card').count()).toBe(1);
      await card('Impresora').getByRole('link').focus();
      await page.keyboard.press('Enter');
      await page.locator('input[name="title"]').fill('Impresora con tinta');
      await page.keyboard.press('Enter');
      await card('Impresora con tinta').waitFor();
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Impresora con tinta');
    });

    test('what was typed into a dialog is not lost by a press beside it; where nothing was, the press closes it', async () => {
      await signIn(visitor, system, 'ana', '/tickets/new');
      const title = page.locator('input[name="title"]');
      await title.fill('A medio escribir');
      await page.mouse.click(20, 600);
      expect(await title.inputValue()).toBe('A medio escribir');
      await page.keyboard.press('Escape');
      await title.waitFor({ state: 'detached' });
      await page.getByRole('link', { name: 'Nuevo ticket' }).click();
      await title.waitFor();
      await page.mouse.click(20, 600);
      await title.waitFor({ state: 'detached' });
    });

    test('the board asks for each column by its status, the newest first, and for more of one alone; whose they are is asked of the API', async () => {
      const made: string[] = [];
      for (let n = 0; n < 52; n++) { made.push((await newTicket(`Lote ${n}`)).id); }
      await signIn(visitor, system, 'luis', '/tickets');
      await card('Lote 51').waitFor();
      const lists = () => system.requests.filter((request) => request.startsWith('GET /v1/tickets?'));
      expect(lists().map((request) => new URL(request.slice(4), system.origin).searchParams.get('status')).sort()).toEqual(['CLOSED', 'IN_PROGRESS', 'OPEN']);
      expect(await card('Lote 51').count()).toBe(1);
      expect(await card('Lote 0').count()).toBe(0);
      expect(await page.locator('[data-column="OPEN"] .column-count').innerText()).toBe('50+');
      await page.locator('[data-column="OPEN"]').getByRole('button', { name: 'Cargar más' }).click();
      await card('Lote 0').waitFor();
      expect(lists()).toHaveLength(4);
      await page.getByRole('radio', { name: 'Míos' }).check({ force: true });
      await until(page, "document.querySelector('[data-column=OPEN] .column-count')?.textContent === '1'");
      expect(lists().slice(4).every((request) => request.includes('reporterId=luis'))).toBe(true);
      expect(await page.evaluate('document.activeElement.type')).toBe('radio');
      for (const id of made) { await system.send('DELETE', `/tickets/${id}`, { as: 'ana' }); }
    });

    test('move by the arrows, by dragging and by the list of states', async () => {
      await newTicket('Mueve esto');
      await signIn(visitor, system, 'ana', '/tickets');
      const grip = () => card('Mueve esto').locator('[data-control="grip"]');
      await grip().focus();
      await page.keyboard.press('ArrowRight');
      await page.locator('[data-column="IN_PROGRESS"]').filter({ has: card('Mueve esto') }).waitFor();
      await until(page, "document.activeElement.dataset.control === 'grip'");
      await until(page, "document.querySelectorAll('[role=status]').length > 0 && [...document.querySelectorAll('[role=status]')].some((one) => one.textContent.includes('Mueve esto'))");

      const from = (await grip().boundingBox())!;
      const to = (await page.locator('[data-column="CLOSED"]').boundingBox())!;
      await page.mouse.move(from.x + 8, from.y + 8);
      await page.mouse.down();
      await page.mouse.move(to.x + 80, to.y + 120, { steps: 6 });
      await page.mouse.up();
      await page.locator('[data-column="CLOSED"]').filter({ has: card('Mueve esto') }).waitFor();

      await card('Mueve esto').locator('select').selectOption('OPEN');
      await page.locator('[data-column="OPEN"]').filter({ has: card('Mueve esto') }).waitFor();
      expect(asks(/^PATCH/)).toBe(3);
      expect(visitor.said).toEqual([]);
    });

    test('a stale edit is shown beside the other’s: what does not clash is merged, what does is chosen', async () => {
      const { id } = await newTicket('Conflicto');
      await signIn(visitor, system, 'ana', `/tickets/${id}`);
      await page.locator('input[name="title"]').fill('El mío');
      await system.send('PATCH', `/tickets/${id}`, { as: 'luis', body: { title: 'El suyo', status: 'IN_PROGRESS' } });
      await page.getByRole('button', { name: 'Guardar' }).click();
      const panel = page.getByRole('group', { name: 'Alguien lo ha cambiado mientras tanto' });
      await panel.waitFor();
      expect(await page.locator('select[name="status"]').inputValue()).toBe('IN_PROGRESS');
      await panel.getByRole('radio', { name: /Lo suyo/ }).check();
      await page.locator('textarea').fill('Unida');
      await page.getByRole('button', { name: 'Guardar' }).click();
      await card('El suyo').waitFor();
      expect(await system.send('GET', `/tickets/${id}`, { as: 'ana' })).toMatchObject({ title: 'El suyo', description: 'Unida', status: 'IN_PROGRESS', version: 3 });
    });

    test('a deletion can be undone for a while, and then is done', async () => {
      const kept = await newTicket('Se queda');
      const gone = await newTicket('Se va');
      await signIn(visitor, system, 'ana', '/tickets');
      await card('Se queda').getByRole('button', { name: /Eliminar/ }).click();
      await toast('Se queda').getByRole('button', { name: 'Deshacer' }).click();
      await card('Se queda').waitFor();
      await card('Se va').getByRole('button', { name: /Eliminar/ }).click();
      await toast('Se va').getByRole('button', { name: 'Cerrar' }).click();
      await page.waitForTimeout(500);
      expect([asks(`DELETE /v1/tickets/${kept.id}`), asks(`DELETE /v1/tickets/${gone.id}`)]).toEqual([0, 1]);
    });

    test('what can’t be loaded says so and is asked for again; a move that fails goes back', async () => {
      system.fault = ({ url }) => (url.startsWith('/v1/tickets') ? 'no answer' : undefined);
      await signIn(visitor, system, 'ana', '/tickets');
      await page.getByRole('heading', { name: 'Sin conexión' }).waitFor();
      system.fault = ({ method }) => (method === 'PATCH' ? 503 : undefined);
      await page.getByRole('button', { name: 'Reintentar' }).click();
      await card('Factura 2026-118').locator('select').selectOption('CLOSED');
      await toast('no se ha podido mover').waitFor();
      expect(await columnOf('Factura 2026-118')).toBe('OPEN');
    });
  });
});
