import type { WebSystem } from './web-system';

const TICKETS = [
  ['El pago con tarjeta falla en el último paso', 'Al confirmar el pedido sale un error 502 y el cargo queda retenido.', 'OPEN', 'ana'],
  ['Factura 2026-118 con el NIF equivocado', 'El cliente pide que se rehaga con su NIF nuevo antes de fin de mes.', 'OPEN', 'luis'],
  ['Las fotos del catálogo tardan en aparecer', 'En móvil con 4G pasan más de cinco segundos hasta la primera.', 'OPEN', 'ana'],
  ['Exportar los pedidos de la semana', 'Contabilidad necesita un CSV cada lunes a las 8.', 'IN_PROGRESS', 'admin'],
  ['Buscar sin acentos no encuentra nada', '“Camara” debería encontrar “Cámara”.', 'IN_PROGRESS', 'luis'],
  ['Alta de usuarios del almacén', 'Doce personas nuevas, con el grupo de almacén.', 'CLOSED', 'ana'],
] as const;

const PRODUCTS = [
  ['Auriculares de estudio', 'Audio', 12900, true], ['Micrófono de condensador', 'Audio', 8950, true], ['Altavoz portátil', 'Audio', 4990, false],
  ['Cámara sin espejo', 'Imagen', 89900, true], ['Trípode de viaje', 'Imagen', 6400, true], ['Teclado mecánico', 'Oficina', 11900, true],
  ['Monitor de 27 pulgadas', 'Oficina', 27900, true], ['Silla ergonómica', 'Oficina', 31900, true],
] as const;

/** People and their days: admin, ana and luis, and nueva, who has a temporary password. */
export async function fillWithSamples(system: WebSystem): Promise<{ readonly products: readonly { id: string; name: string }[] }> {
  system.people.add('admin', { groups: ['admins'] });
  system.people.add('ana');
  system.people.add('luis');
  system.people.add('nuevo');
  system.people.add('nueva', { temporary: true });
  for (const [title, description, status, reporterId] of TICKETS) {
    await system.send('POST', '/tickets', { as: 'ana', body: { title, description, status, reporterId } });
  }
  const products: { id: string; name: string }[] = [];
  for (const [name, category, priceInCents, onSale] of PRODUCTS) {
    const body = { name, category, priceInCents, currency: 'EUR', onSale, description: `${name}: con dos años de garantía y envío en 48 horas.` };
    products.push(await system.send('POST', '/products', { as: 'admin', body }));
  }
  const order = (as: string, ...items: readonly (readonly [product: number, quantity: number])[]) => system.send('POST', '/orders', {
    as, body: { items: items.map(([product, quantity]) => ({ productId: products[product].id, quantity })) },
  });
  const move = async (placed: { orderId: string; version: number }, ...statuses: readonly string[]) => {
    for (const [i, status] of statuses.entries()) {
      await system.send('PATCH', `/orders/${placed.orderId}`, { as: 'admin', body: { status }, headers: { 'If-Match': `"${placed.version + i}"` } });
    }
  };
  await move(await order('ana', [5, 1], [6, 2]), 'CONFIRMED', 'SHIPPED', 'DELIVERED');
  await move(await order('ana', [3, 1]), 'CANCELLED');
  await move(await order('ana', [7, 4], [4, 1]), 'CONFIRMED', 'SHIPPED');
  await order('ana', [0, 2], [1, 1]);
  await order('luis', [0, 1]);
  for (const [email, name, locale] of [['eva.rios@example.com', 'Eva Ríos', 'es'], ['tom.hart@example.com', 'Tom Hart', 'en'], ['almacen@example.com', '', 'es']]) {
    await system.send('POST', '/users', { as: 'admin', body: { email, locale, ...(name && { name }) } });
  }
  return { products };
}
