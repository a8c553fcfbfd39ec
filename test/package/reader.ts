import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './tarball';
import { type Fence, fencesOf } from '../../scripts/docs/fences';
import { placeOf } from '../../scripts/docs/shell-blocks';
import { appOf, typeBlock } from '../../scripts/docs/shell-run';

const DOCUMENTS = execFileSync('git', ['ls-files', '*.md', ':!API.md'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');

/** Reads the documents at a terminal, and types the blocks that say `sh engine` as they stand. */
export class Reader {
  private readonly fences = DOCUMENTS.flatMap((file) => fencesOf(file, readFileSync(join(ROOT, file), 'utf8')));
  private readonly untyped = new Set(this.fences.filter((fence) => fence.language === 'sh' && placeOf(fence) === 'engine'));

  /** @param folder where the terminal stands; the next block begins where the one before ended */
  constructor(public folder: string, private readonly env: NodeJS.ProcessEnv) {}

  /** Places of the blocks that nobody typed. */
  get left(): string[] {
    return [...this.untyped].map(({ file, line }) => `${file}:${line}`);
  }

  /**
   * @param document its path
   * @param command that is in the one block that is typed
   * @param values of the block's placeholders, such as `<bucket>`
   * @returns what was printed
   */
  async types(document: string, command: string, values: { readonly [placeholder: string]: string } = {}): Promise<string> {
    const block = this.blockOf(document, command);
    this.untyped.delete(block);
    const code = block.code.replace(/<(\w+)>/g, (placeholder, name) => values[name] ?? placeholder);
    const lines = (await typeBlock({ ...block, code: `${code}\npwd` }, this.folder, this.env)).trimEnd().split('\n');
    this.folder = lines.pop()!;
    return lines.join('\n');
  }

  /** @returns the app of TypeScript that stands above the block */
  appAbove(document: string, command: string): string {
    return appOf(this.blockOf(document, command), this.fences).code;
  }

  private blockOf(document: string, command: string): Fence {
    const found = this.fences.filter((fence) => fence.file === document && placeOf(fence) === 'engine' && fence.code.includes(command));
    if (found.length !== 1) { throw new Error(`${document} has ${found.length} blocks of 'sh engine' with '${command}', where one is needed`); }
    return found[0];
  }
}
