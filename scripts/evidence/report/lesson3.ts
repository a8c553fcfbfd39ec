import { figure, heading, list, note, table, text, type Section } from './model';
import type { Sources } from './sources';
import { day, decimal } from './spanish';

const WHAT: { readonly [name: string]: string } = {
  'users_crud': 'Usuarios: alta, perfil y baja',
  'orders_crud': 'Pedidos y su ciclo de vida',
  'products_crud': 'Catálogo, de lectura intensiva',
  'invoices_generator': 'Entrega la factura por URL prefirmada',
  'invoice_worker': 'Consume eventos y escribe la factura en PDF',
  'image_processor': 'Hace miniaturas de cada imagen subida',
  'order_events_publisher': 'Publica cada cambio de un pedido en SNS',
  'ticket-lambda': 'Tickets',
  'auth_handler': 'Inicio de sesión y renovación con Cognito',
};

export function lesson3(given: Sources): Section {
  const functions: any[] = given.all('lesson3/functions.json');
  const variants: any[] = given.all('lesson3/cold-start.json', '/variants');
  const at = (label: string) => `/variants/${variants.findIndex((variant) => variant.label === label)}`;
  const [ours, layer, sample] = ['Esta biblioteca', 'Esta biblioteca, con una capa', 'Estilo de los ejemplos de AWS (CJS)'].map(at);
  const ms = (pointer: string) => given.shown('lesson3/cold-start.json', `${pointer}/wallMs`, { digits: 1, unit: 'ms' });
  return {
    id: 'leccion-3',
    kicker: 'Lección 3',
    title: 'Funciones Lambda',
    blocks: [
      text(`El sistema despliega **${given.count('lesson3/functions.json')} funciones**, cada una con la memoria y el tiempo límite de su perfil, trazas de X-Ray, logs estructurados con retención y un rol propio. Los clientes de AWS se crean fuera del manejador, una vez por arranque.`),
      table(['Función', 'Para qué', 'MB', 'Límite (s)', 'Arquitectura', 'Código (KB)'],
        functions.map(({ name, memoryMB, timeoutSeconds, architecture, codeBytes }) => [`\`${shortName(name)}\``, WHAT[name] ?? roleOf(name), decimal(memoryMB), decimal(timeoutSeconds), architecture, decimal(codeBytes / 1024)]),
        { widths: [3.1, 3.3, 0.9, 1.1, 1.9, 1.2], align: 'llrrlr', caption: 'De la plantilla de CloudFormation: evidence/lesson3/functions.csv' }),
      heading('Arranque en frío'),
      text(`Se midió el ${day(String(given.value('lesson3/cold-start.json', '/date')))} con \`npm run bench\`: el código que se despliega, frente a los estilos habituales, en un proceso nuevo cada vez, con validación, logs y trazas. `
        + `De la carga del código a la primera respuesta: **${ms(ours)}**, frente a ${ms(sample)} del estilo de los ejemplos de AWS.`),
      figure('lesson3/cold-start.png', 'Arranque en frío por variante (evidence/lesson3/cold-start.md)'),
      note('Son procesos de una máquina Linux y no AWS Lambda. Sirven para comparar variantes entre sí; los milisegundos en AWS serán otros.'),
      heading('Capa o código propio de cada función'),
      text(`El enunciado admite compartir código en una capa o mostrar que otra cosa es mejor. Con una capa, el mismo arranque tarda ${ms(layer)} frente a ${ms(ours)}: se carga un fichero más, y con él lo que la función no usa. `
        + 'Cada función lleva por eso su propio código, empaquetado al construir la biblioteca a partir de los mismos módulos (`docs/decisions/0009-layer.md`).'),
      heading('Imágenes'),
      text('Una imagen subida al bucket (`ObjectCreated`) llega por una cola a `image_processor`, que la valida y hace tres miniaturas WebP. La página lo muestra mientras ocurre:'),
      figure('lesson3/screenshots/images.png', 'Subida de una imagen y sus miniaturas, en el sistema desplegado en el motor local', { width: 0.66 }),
      list('Los códecs son WebAssembly dentro del paquete: ni binarios nativos ni capas de terceros.', 'Un fichero que no es una imagen, o que pide demasiada memoria, se aparta, con el motivo, y no se reintenta.'),
    ],
  };
}

/** A construct path without its stack, which its first part often repeats. */
function shortName(name: string): string {
  return name.includes('/') ? name.split('/').slice(-2).join('/') : name;
}

function roleOf(path: string): string {
  const known: readonly (readonly [RegExp, string])[] = [
    [/AuthHandler/, 'Inicio de sesión y renovación con Cognito'], [/Sweep/, 'Termina las altas y bajas que quedaron a medias'], [/PriceOrder/, 'Pone precio a un pedido según el catálogo'],
    [/Uploads/, 'Entrega los formularios firmados para subir imágenes'], [/Publisher/, 'Publica cada versión del sitio'], [/Notif|Webhook/, 'Lleva los avisos a Slack o Teams'],
  ];
  return known.find(([pattern]) => pattern.test(path))?.[1] ?? 'Función de apoyo';
}
