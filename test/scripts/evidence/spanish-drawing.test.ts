import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inSpanish } from '../../../scripts/evidence/spanish-drawing';
import { plotOf } from '../../../src/cli/latency/plot';
import { LOCAL_CAUTION } from '../../../src/cli/latency/report';

const wordsOf = (svg: string) => [...svg.matchAll(/<(?:text|title)\b[^>]*>([^<]*)/g)].map(([, words]) => words);

test('a plot of latency speaks Spanish, its caution too', () => {
  const sample = { request: 1, status: 200, firstByteMs: 1, totalMs: 1.5, cache: '' };
  const samples = (['before', 'after'] as const).flatMap((name) => (['new', 'kept'] as const).map((connection) => ({ ...sample, name, connection })));
  const words = wordsOf(inSpanish(plotOf({ targets: [], samples, measuredAt: '', caution: LOCAL_CAUTION })));

  expect(words).toEqual(expect.arrayContaining(['antes, conexión nueva', 'antes, mantenida', 'después, conexión nueva', 'después, mantenida', 'ms hasta el final de la respuesta']));
  expect(words[0]).toContain('antes, conexión nueva: la mitad en 1,5 ms');
  expect(words.join('\n')).not.toMatch(/\b(before|after|connection|within|Measured|answer)\b/);
});

test('the diagram speaks Spanish, and what is named keeps its name', () => {
  const words = wordsOf(inSpanish(readFileSync(join(__dirname, '../../../evidence/lesson6/architecture.svg'), 'utf8')));

  expect(words.join('\n')).not.toMatch(/^(entry|users|events|\w+ (table|bucket|queue|topic))$|\b(a month|Beside|Solid|without|dashboards|composite)\b/m);
  expect(words).toEqual(expect.arrayContaining(['Tabla de DynamoDB', 'ticket-dydb', 'API REST', 'usuarios']));
  expect(words[0]).toMatch(/: [\d.]+,\d\d USD al mes$/);
});

test.each([
  ['0.00', '0,00'],
  ['Tickets: 1,259.47 USD a month', 'Tickets: 1.259,47 USD al mes'],
  ['Beside it: 96 alarms 20.70 · 1 key 1.30 · 3 dead-letter queues 0.00', 'Aparte: 96 alarmas 20,70 · 1 clave 1,30 · 3 colas de mensajes muertos 0,00'],
  ['list prices of us-east-1, 2026-11-24, without the free tier; a box holds its logs, stages and traces', 'precios de lista de us-east-1, 2026-11-24, sin capa gratuita; cada caja incluye sus logs, etapas y trazas'],
  ['users / Table', 'users / Table'],
  ['v1.2.3', 'v1.2.3'],
])('%s', (english, spanish) => {
  expect(inSpanish(`<text x="1.5">${english}</text>`)).toBe(`<text x="1.5">${spanish}</text>`);
});
