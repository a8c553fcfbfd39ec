import { pictureOfHtml } from './browser';
import { escaped } from '../../src/cli/drawing/text';

/** A picture of what a command printed. @param lines no more than these, from the first; what is left out is told */
export async function pictureOfOutput(output: string, path: string, { title, lines = 60 }: { readonly title: string; readonly lines?: number }) {
  const all = output.trimEnd().split('\n');
  const left = all.length - lines;
  const text = [...all.slice(0, lines), ...(left > 0 ? [`… ${left} líneas más en el fichero`] : [])].map(coloured).join('\n');
  await pictureOfHtml(`
    <style>
      body { margin: 0; background: #fff }
      figure { margin: 0; display: inline-block; min-width: 720px; max-width: 1300px; background: #0f172a; border-radius: 10px; overflow: hidden }
      figcaption { font: 13px system-ui, 'DejaVu Sans', sans-serif; color: #cbd5e1; background: #1e293b; padding: 9px 16px }
      pre { margin: 0; padding: 14px 18px 18px; font: 12.5px/1.5 'DejaVu Sans Mono', monospace; color: #e2e8f0; white-space: pre-wrap; overflow-wrap: anywhere }
      .bad { color: #fca5a5 } .good { color: #86efac } .said { color: #7dd3fc }
    </style>
    <figure><figcaption>${escaped(title)}</figcaption><pre>${text}</pre></figure>`, path, 'figure', 1.25);
}

function coloured(line: string): string {
  const kind = /^\s*(✕|●|FAIL|- )|\d failed|Received|Cannot find/.test(line) && !/ 0 failed/.test(line) ? 'bad' : /^\s*(✓|√|ok |PASS|\+ )|passed/.test(line) ? 'good' : /^\$|^→|^❏|^\s*(GET|POST|PUT|PATCH|DELETE) /.test(line) ? 'said' : '';
  return kind ? `<span class="${kind}">${escaped(line)}</span>` : escaped(line);
}
