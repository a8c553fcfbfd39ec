// Loads the script of argv[2] and has it draw an invoice: writes what loading, the first and a warm one took, in CPU ms, to fd 3.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const booted = process.cpuUsage();
const { draw } = require(process.argv[2]);
const importCpuMs = since(booted);
const loaded = process.cpuUsage();
const pdf = await draw();
const firstCpuMs = since(loaded);
if (Buffer.from(pdf).toString('latin1', 0, 5) !== '%PDF-') { throw new Error('this is no PDF'); }
for (let i = 0; i < 20; i++) { await draw(); }
const hot = process.cpuUsage();
for (let i = 0; i < 20; i++) { await draw(); }
writeFileSync(3, JSON.stringify({ importCpuMs, firstCpuMs, warmCpuMs: since(hot) / 20, pdfBytes: pdf.length }));
process.exit();

function since(moment) {
  const { user, system } = process.cpuUsage(moment);
  return (user + system) / 1000;
}
