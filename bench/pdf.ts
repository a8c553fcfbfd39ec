/** An invoice's PDF from a cold start: ours, and the same page with pdf-lib. */
import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { inFreshProcess, PEERS } from './processes';
import { interleaved, median } from './statistics';
import { BUNDLE, PLUGINS, ROOT, STAND_INS } from '../scripts/bundle-options';
import { INVOICE_SETTINGS, invoicedOrder } from '../test/support/invoices';

/** Medians, without the process's own start. */
export interface PdfResult {
  readonly importCpuMs: number;
  readonly firstCpuMs: number;
  readonly warmCpuMs: number;
  readonly scriptBytes: number;
  readonly pdfBytes: number;
}

type Run = Omit<PdfResult, 'scriptBytes'>;

const HOUSE = './src/runtime/order-events-pipeline';
const FONTS = `
  import { inflateRawSync } from 'node:zlib';
  import regular from '${HOUSE}/fonts/NotoSans-Regular.ttf';
  import bold from '${HOUSE}/fonts/NotoSans-Bold.ttf';`;
const OURS = `${FONTS}
  import { drawInvoice } from '${HOUSE}/invoice-document';
  import { readInvoicedOrder } from '${HOUSE}/invoice-order';
  import { openTrueType } from './src/runtime/kit/truetype';
  const fonts = { regular: openTrueType(inflateRawSync(regular), 'NotoSans-Regular'), bold: openTrueType(inflateRawSync(bold), 'NotoSans-Bold') };
  const settings = ${JSON.stringify(INVOICE_SETTINGS)};
  export const draw = () => drawInvoice(
    { number: 'F2026-000042', issuedAt: '2026-11-24T10:00:00.000Z', order: readInvoicedOrder('o-1', ${JSON.stringify(invoicedOrder())}, settings) }, settings, fonts);`;
const PDF_LIB = `${FONTS}
  import { drawWithNoto } from './bench/peers/invoice-pdf-lib-noto.mjs';
  export const draw = () => drawWithNoto(inflateRawSync(regular), inflateRawSync(bold));`;
const PDF_LIB_STANDARD = 'export { drawWithHelvetica as draw } from \'./bench/peers/invoice-pdf-lib.mjs\';';

/** @param rounds fresh processes of each variant, in turn */
export async function measurePdfs(rounds: number): Promise<{ [variant: string]: PdfResult }> {
  const folder = mkdtempSync(join(tmpdir(), 'pdfs-'));
  try {
    const files: { [name: string]: string } = {};
    for (const [name, contents] of Object.entries({ 'ours': OURS, 'pdf-lib': PDF_LIB, 'pdf-lib, Helvetica': PDF_LIB_STANDARD })) {
      files[name] = join(folder, `${name.replace(/\W+/g, '-')}.cjs`);
      await build({
        ...BUNDLE,
        stdin: { contents, resolveDir: ROOT, loader: 'ts' },
        outfile: files[name],
        nodePaths: [join(PEERS, 'node_modules')],
        alias: name === 'ours' ? STAND_INS : {},
        plugins: PLUGINS,
        define: { 'import.meta.url': '"file:///var/task/index.js"' },
      });
    }
    const runs = await interleaved(rounds, Object.fromEntries(Object.entries(files).map(([name, file]) =>
      [name, () => inFreshProcess<Run>('pdf.mjs', [file])])));
    return Object.fromEntries(Object.entries(runs).map(([name, all]) => {
      const of = (figure: keyof Run) => median(all.map((run) => run[figure]));
      return [name, {
        importCpuMs: of('importCpuMs'), firstCpuMs: of('firstCpuMs'), warmCpuMs: of('warmCpuMs'), pdfBytes: of('pdfBytes'), scriptBytes: readFileSync(files[name]).length,
      }];
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The figures, and whether the target is met. */
export function pdfsText(results: { [variant: string]: PdfResult }): string {
  const lines = Object.entries(results).map(([name, { importCpuMs, firstCpuMs, warmCpuMs, scriptBytes, pdfBytes }]) =>
    `${name.padEnd(20)} import ${importCpuMs.toFixed(0)} + first ${firstCpuMs.toFixed(0)} CPU ms, warm ${warmCpuMs.toFixed(1)}; script ${scriptBytes}, PDF ${pdfBytes} bytes`);
  const cold = ({ importCpuMs, firstCpuMs }: PdfResult) => importCpuMs + firstCpuMs;
  const [same, standard] = [results['pdf-lib'], results['pdf-lib, Helvetica']].map((peer) => cold(results.ours) / cold(peer));
  return `${lines.join('\n')}\nratio of import + first ${same.toFixed(2)} with the same fonts (${same <= 0.5 ? 'within' : 'NOT within'} 0.5), ${standard.toFixed(2)} to pdf-lib with Helvetica`;
}
