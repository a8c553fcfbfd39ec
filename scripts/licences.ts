import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Metafile } from 'esbuild';
import { ROOT } from './bundle-options';

/** Paths of every module that put at least a byte into what was built. */
export function inputsOf(metafile: Metafile): string[] {
  const used = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  return used.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path).sort();
}

/** The licence texts of the packages among `inputs`, each text once with the packages under it. */
export function licencesOf(inputs: readonly string[]): string {
  const folders = new Set(inputs.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []));
  const packagesByText = new Map<string, string[]>();
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
    const text = licenceText(join(ROOT, folder)) ?? (license && `Licence by SPDX identifier: ${license}`);
    if (!text) { throw new Error(`${name}@${version} declares no licence, so it can't be bundled: replace it`); }
    packagesByText.set(text, [...packagesByText.get(text) ?? [], `${name}@${version} (${license ?? 'as follows'})`]);
  }
  for (const folder of new Set(inputs.filter((input) => input.endsWith('.ttf')).map((input) => join(ROOT, dirname(input))))) {
    packagesByText.set(readFileSync(join(folder, 'OFL.txt'), 'utf8').trim(), ['Noto Sans 2.015, cut to Latin, Greek and Cyrillic (OFL-1.1)']);
  }
  const rule = '-'.repeat(72);
  return [...packagesByText].map(([text, packages]) => `${packages.join('\n')}\n${rule}\n${text}\n`).join('\n');
}

function licenceText(folder: string): string | undefined {
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
  // jSquash keeps those of the codecs it compiles beside them.
  if (existsSync(join(folder, 'codec', 'LICENSE.codec.md'))) { files.push(join('codec', 'LICENSE.codec.md')); }
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').replace(/\r\n/g, '\n').trim());
  return texts.length > 0 ? texts.join('\n\n') : undefined;
}
