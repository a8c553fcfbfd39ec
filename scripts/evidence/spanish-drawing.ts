/** What the library's commands write into their pictures, in English as they are, and how the report has it. */
const WORDS: readonly (readonly [english: RegExp, spanish: string])[] = [
  // site latency
  [/^Requests that ended within so many ms/, 'Parte de las peticiones que terminan en tantos ms'],
  [/half within /g, 'la mitad en '],
  [/^Measured against a local engine on this machine.*/, 'Medido en un motor local en esta máquina: muestra que la orden funciona, y no dice nada de la latencia de AWS.'],
  [/^ms to the end of the answer$/, 'ms hasta el final de la respuesta'],
  [/\bbefore, new connection\b/g, 'antes, conexión nueva'],
  [/\bbefore, kept connection\b/g, 'antes, mantenida'],
  [/\bafter, new connection\b/g, 'después, conexión nueva'],
  [/\bafter, kept connection\b/g, 'después, mantenida'],
  // cost
  [/ USD a month$/, ' USD al mes'],
  [/^list prices of ([\w-]+), ([\d-]+), without the free tier; a box holds its logs, stages and traces$/, 'precios de lista de $1, $2, sin capa gratuita; cada caja incluye sus logs, etapas y trazas'],
  [/^entry$/, 'entrada'],
  [/^functions$/, 'funciones'],
  [/^data$/, 'datos'],
  [/^events$/, 'eventos'],
  [/^users$/, 'usuarios'],
  [/^REST API(?=$| )/, 'API REST'],
  [/^HTTP API(?=$| )/, 'API HTTP'],
  [/^Cognito users(?=$| )/, 'Usuarios de Cognito'],
  [/^DynamoDB table(?=$| )/, 'Tabla de DynamoDB'],
  [/^Event bus(?=$| )/, 'Bus de eventos'],
  [/^Schedule or rule(?=$| )/, 'Regla o programación'],
  [/^Schedule(?=$| )/, 'Programación'],
  [/^S3 bucket(?=$| )/, 'Bucket de S3'],
  [/^SNS topic(?=$| )/, 'Tema de SNS'],
  [/^SQS queue(?=$| )/, 'Cola de SQS'],
  [/^Beside it: /, 'Aparte: '],
  [/(\d+) composite alarm(s?)\b/g, '$1 alarma$2 compuesta$2'],
  [/(\d+) alarm(s?)\b/g, '$1 alarma$2'],
  [/\b1 dashboard\b/g, '1 panel'],
  [/(\d+) dashboards\b/g, '$1 paneles'],
  [/(\d+) key(s?)\b/g, '$1 clave$2'],
  [/(\d+) metric filter(s?)\b/g, '$1 filtro$2 de métricas'],
  [/(\d+) other log group(s?)\b/g, '$1 grupo$2 de logs más'],
  [/(\d+) other topic(s?)\b/g, '$1 tema$2 más'],
  [/(\d+) dead-letter queue(s?)\b/g, '$1 cola$2 de mensajes muertos'],
  [/(\d+) secret(s?)\b/g, '$1 secreto$2'],
  [/^Solid: what starts something\..*/, 'Línea continua: lo que pone algo en marcha. Discontinua: lecturas, escrituras, comprobaciones y fallos. La barra compara el coste con el de la parte más cara.'],
  // 1,234.50 as Spanish writes it
  [/(?<![\d.-])\d{1,3}(?:,\d{3})*\.\d+(?![\d.])/g, ''],
];

/** A drawing of one of the library's commands with its words and numbers in Spanish; names stay. */
export function inSpanish(svg: string): string {
  return svg.replace('font-family="system-ui, ', 'font-family="\'Noto Sans\', system-ui, ').replace(/(<(?:text|title)\b[^>]*>)([^<]*)/g, (_, tag: string, words: string) => tag + WORDS.reduce(
    (said, [english, spanish]) => (spanish === '' ? said.replace(english, decimalComma) : said.replace(english, spanish)), words,
  ));
}

function decimalComma(number: string): string {
  return number.replace(/[,.]/g, (mark) => (mark === ',' ? '.' : ','));
}
