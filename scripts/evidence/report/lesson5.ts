import { figure, heading, list, table, text, type Section } from './model';
import type { Sources } from './sources';

export function lesson5(given: Sources): Section {
  const tables: any[] = given.all('lesson5/tables.json');
  const permissions: any[] = given.all('lesson5/permissions.json');
  const orders = permissions.find((one) => one.function === 'orders_crud');
  const yes = (value: boolean) => (value ? 'sí' : 'no');
  return {
    id: 'leccion-5',
    kicker: 'Lección 5',
    title: 'Persistencia serverless',
    blocks: [
      text('DynamoDB bajo demanda, cifrado con KMS, recuperable a cualquier segundo de los últimos 35 días y protegido contra el borrado. Cada operación de la API hace una sola petición a la tabla, que incluye sus condiciones.'),
      table(['Tabla', 'Claves', 'Índices', 'PITR', 'Insights', 'Stream'],
        tables.map(({ name, keys, indexes, pointInTimeRecovery, contributorInsights, stream }) => [
          `\`${name.split('/').slice(-2).join('/')}\``, keys.map(plainKey).join(', '), indexes.map((index: any) => `\`${index.name}\``).join(', ') || '—', yes(pointInTimeRecovery), yes(contributorInsights), stream ? 'sí' : 'no',
        ]), { widths: [3.4, 2.3, 2.2, 0.8, 1.15, 1], caption: 'Todas bajo demanda y cifradas. PITR: recuperación a un momento dado; Insights: Contributor Insights. De la plantilla: evidence/lesson5/tables.md' }),
      heading('Mínimo privilegio'),
      text('Cada función tiene un rol propio con las acciones que usa, y una prueba las compara una a una. Esto es lo que puede hacer `orders_crud`:'),
      table(['Acciones', 'Sobre'], (orders?.statements ?? []).map(({ actions, resources }: any) => [actions.map((action: string) => `\`${action}\``).join(', '), resources.map(shortResource).join(', ')]),
        { widths: [4, 4], caption: 'Los permisos de todas las funciones: evidence/lesson5/permissions.md' }),
      heading('Pedidos, eventos y facturas'),
      text('Un pedido nuevo queda en la tabla `Orders`. El stream de la tabla lo lleva a `order_events_publisher`, que publica `ORDER_CREATED` en SNS (`order-events`); la cola `order-processing-queue` lo entrega a `invoice_worker`, que escribe la factura en PDF bajo `invoices/`. '
        + '`invoices_generator` da una URL prefirmada de una hora.'),
      figure('lesson5/screenshots/order.png', 'Un pedido enviado y su factura, en el sistema desplegado en el motor local', { width: 0.74 }),
      figure('lesson5/screenshots/orders.png', 'Los pedidos de una clienta', { width: 0.74 }),
      text(`La factura descargada por la página está en evidence/lesson5/invoice.pdf. El recorrido completo (\`npm run demo -- --check\`) pasó **${given.shown('lesson5/journey.json', '/passed')} comprobaciones, ${given.shown('lesson5/journey.json', '/failed')} fallos** `
        + '(evidence/lesson5/journey.txt).'),
      list('Un pedido enviado dos veces con la misma clave se guarda una vez.', 'Una prueba hace 500 pedidos mientras se matan los procesos, y cuenta las facturas: `npm run lossless`.', 'Lo que no se puede procesar va a una cola de mensajes muertos, con órdenes para listarlo, verlo y repetirlo.'),
      figure('lesson5/screenshots/users-dark.png', 'Usuarios, para administradores, en el tema oscuro', { width: 0.74 }),
    ],
  };
}

/** `id (partición, S)` as a cell has room for it. */
function plainKey(key: string): string {
  return `\`${key.replace(/ \(.*/, '')}\`${key.includes('orden') ? ' (orden)' : ''}`;
}

/** A resource without what surrounds its name: of `<Data:ExportsOutputFnGetAttOrders51C0FAF4Arn0A1B2C3D>/index/x` Orders/index/x. */
export function shortResource(resource: string): string {
  return `\`${resource.replace(/<(?:\w+:ExportsOutput(?:FnGetAtt|Ref))?(\w+?)(?:[0-9A-F]{8})?(?:\.?Arn(?:[0-9A-F]{8})?)?>/g, '$1')}\``;
}
