import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser';
import { axeViolations, signIn, type Visitor } from '../support/web/visitor';
import { useWebSystem } from '../support/web/web-run';
import type { WebSystem } from '../support/web/web-system';

describeInBrowser('the page, for who orders and who administers', () => {
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
    system.extras.invoiceRefusal = undefined;
    system.extras.storeDelay = 0;
    await visitor.close();
  });

  const ordersOf = async (user: string) => (await system.send('GET', '/orders?sort=-createdAt', { as: user })).items;
  const toBasket = async (name: string) => { await page.getByRole('button', { name: `Añadir a la cesta: ${name}` }).click(); };

  test('a basket becomes an order, at the price it told; it outlives a reload', async () => {
    await signIn(visitor, system, 'nuevo', '/catalogue');
    await toBasket('Teclado mecánico');
    await page.getByRole('button', { name: 'Uno más de Teclado mecánico' }).click();
    await toBasket('Trípode de viaje');
    await page.reload();
    await page.getByRole('link', { name: 'Cesta, 3 artículos' }).click();
    await page.locator('.totals').waitFor();
    const told = await page.locator('.totals .total dd').innerText();
    await page.locator('summary').click();
    await page.locator('input[name="customer"]').fill('Talleres Nuevo, S. L.');
    await page.getByRole('button', { name: 'Hacer el pedido' }).click();
    await page.locator('.progress').waitFor();
    expect(await page.locator('.order-lines .total dd').innerText()).toBe(told);
    expect(await page.locator('.basket-link').getAttribute('aria-label')).toBe('Cesta, vacía');
    expect(await ordersOf('nuevo')).toEqual([expect.objectContaining({ status: 'PENDING', customer: { name: 'Talleres Nuevo, S. L.' }, totalInCents: 36_542 })]);
  });

  test('an order whose answer was lost can be sent again, and is made once', async () => {
    const before = (await ordersOf('luis')).length;
    await signIn(visitor, system, 'luis', '/catalogue');
    await toBasket('Silla ergonómica');
    await page.locator('.basket-link').click();
    system.lose = ({ method, url }) => method === 'POST' && url === '/v1/orders';
    await page.getByRole('button', { name: 'Hacer el pedido' }).click();
    await page.getByText('No sabemos si el pedido ha llegado').waitFor();
    system.lose = undefined;
    await page.getByRole('button', { name: 'Hacer el pedido' }).click();
    await page.locator('.progress').waitFor();
    expect((await ordersOf('luis')).length).toBe(before + 1);
  });

  test('a product that was withdrawn meanwhile is told in the basket', async () => {
    await signIn(visitor, system, 'luis', '/catalogue');
    await toBasket('Monitor de 27 pulgadas');
    const { items } = await system.send('GET', '/products?limit=100', { as: 'admin' });
    const monitor = items.find(({ name }: { name: string }) => name.startsWith('Monitor'));
    await system.send('PATCH', `/products/${monitor.id}`, { as: 'admin', body: { onSale: false } });
    await page.locator('.basket-link').click();
    await page.getByText('Ahora no se puede pedir').waitFor();
    await page.getByRole('button', { name: /Quitar Monitor/ }).click();
    await page.getByRole('heading', { name: 'La cesta está vacía' }).waitFor();
    await system.send('PATCH', `/products/${monitor.id}`, { as: 'admin', body: { onSale: true } });
  });

  test('the status of an order follows what happens to it, and the invoice is downloaded when it is made', async () => {
    const [order] = await ordersOf('ana');
    await signIn(visitor, system, 'ana', `/orders/${order.orderId}`);
    await page.locator('.pill', { hasText: 'Pendiente' }).waitFor();
    await system.send('PATCH', `/orders/${order.orderId}`, { as: 'admin', body: { status: 'CONFIRMED' }, headers: { 'If-Match': `"${order.version}"` } });
    await page.locator('.pill', { hasText: 'Confirmado' }).waitFor();
    expect(await page.locator('main > [role="status"]').first().innerText()).toBe('El pedido está ahora: Confirmado.');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Descargar factura' }).click()]);
    expect(download.suggestedFilename()).toBe('2026-000001.pdf');
    expect(visitor.said).toEqual([]);
  });

  test('an order that can’t be invoiced says so and why, until it can be', async () => {
    const [order] = await ordersOf('ana');
    system.extras.invoiceRefusal = 'customer.name is missing';
    await signIn(visitor, system, 'ana', `/orders/${order.orderId}`);
    await page.getByRole('button', { name: 'Descargar factura' }).click();
    const notice = page.locator('.order-invoice [role="alert"]');
    await notice.waitFor();
    expect(await notice.locator('p').allInnerTexts()).toEqual([
      'Este pedido no se puede facturar tal como está. Ya lo sabemos: cuando esté corregido, podrás descargar aquí su factura.',
      'This order can’t be invoiced: customer.name is missing.',
    ]);
    expect(await notice.locator('[lang="en"]').count()).toBe(1);
    expect(await axeViolations(page)).toEqual([]);
    system.extras.invoiceRefusal = undefined;
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Descargar factura' }).click()]);
    expect(download.suggestedFilename()).toBe('2026-000001.pdf');
    expect(await notice.count()).toBe(0);
    expect(visitor.said).toEqual([expect.stringContaining('status of 409')]);
  });

  test('a customer may cancel, after a question; an administrator moves an order on, deletes it and takes that back', async () => {
    const placed = async () => {
      const { items } = await system.send('GET', '/products?limit=100', { as: 'ana' });
      return system.send('POST', '/orders', { as: 'ana', body: { items: [{ productId: items.find(({ onSale }: { onSale: boolean }) => onSale).id, quantity: 1 }] } });
    };
    const cancelled = await placed();
    await signIn(visitor, system, 'ana', `/orders/${cancelled.orderId}`);
    expect(await page.getByRole('button', { name: 'Confirmar' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Cancelar pedido' }).click();
    await page.locator('dialog').getByRole('button', { name: 'Cancelar pedido' }).click();
    await page.locator('.pill', { hasText: 'Cancelado' }).waitFor();

    const other = await placed();
    const admin = await run.visit();
    await signIn(admin, system, 'admin', `/orders/${other.orderId}`);
    await admin.page.getByRole('button', { name: 'Confirmar' }).click();
    await admin.page.locator('.pill', { hasText: 'Confirmado' }).waitFor();
    await admin.page.getByRole('button', { name: 'Eliminar pedido' }).click();
    await admin.page.locator('.toast').getByRole('button', { name: 'Deshacer' }).click();
    await admin.page.locator('.progress').waitFor();
    expect((await ordersOf('ana')).map(({ orderId }: { orderId: string }) => orderId)).toContain(other.orderId);
    await admin.close();
  });

  test('an image is sent with its progress, and its thumbnails appear; one that is refused says why', async () => {
    await signIn(visitor, system, 'ana', '/images');
    system.extras.storeDelay = 400;
    const send = (name: string, mimeType = 'image/png') => page.locator('input[type="file"]').setInputFiles([{ name, mimeType, buffer: Buffer.alloc(200_000) }]);
    await send('foto.png');
    await page.getByRole('progressbar', { name: 'Progreso de foto.png' }).waitFor();
    await page.getByRole('img', { name: /Miniatura de foto.png/ }).waitFor();
    await page.reload(); // what this browser has seen is there again
    await page.getByRole('img', { name: /Miniatura de foto.png/ }).waitFor();
    await send('notas.txt', 'text/plain');
    expect(await page.getByRole('alert').innerText()).toBe('notas.txt no es JPEG, PNG ni WebP.');
    system.extras.rejection = { reason: 'DAMAGED', detail: 'The file can’t be read.' };
    await send('rota.png');
    await page.getByText('El archivo está dañado.').waitFor();
    await page.getByRole('button', { name: 'Quitar rota.png de la lista' }).click();
    await page.reload();
    await page.getByRole('heading', { name: 'foto.png' }).waitFor();
    expect(await page.locator('.upload').count()).toBe(1);
    expect(visitor.said).toEqual([]);
  });

  test('users are for administrators: made, changed, and deleted unless that is undone', async () => {
    await signIn(visitor, system, 'ana', '/users');
    await page.getByRole('heading', { name: 'Esta página no existe' }).waitFor();
    await visitor.close();
    visitor = await run.visit();
    page = visitor.page;
    await signIn(visitor, system, 'admin', '/users');
    await page.getByRole('link', { name: 'Nuevo usuario' }).click();
    await page.locator('input[name="email"]').fill('eva.rios@example.com');
    await page.getByRole('button', { name: 'Crear usuario' }).click();
    await page.getByText('Otro usuario tiene ya este correo.').waitFor();
    await page.locator('input[name="email"]').fill('ines@example.com');
    await page.getByRole('button', { name: 'Crear usuario' }).click();
    await page.getByRole('link', { name: 'ines@example.com' }).click();
    await page.locator('input[name="name"]').fill('Inés');
    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.locator('tr', { hasText: 'ines@example.com' }).getByText('Inés').waitFor();
    await page.getByRole('button', { name: 'Eliminar ines@example.com' }).click();
    await page.locator('.toast', { hasText: 'ines@example.com' }).getByRole('button', { name: 'Deshacer' }).click();
    await page.getByRole('link', { name: 'ines@example.com' }).waitFor();
    expect(system.requests.filter((request) => request.startsWith('DELETE'))).toEqual([]);
  });
});
