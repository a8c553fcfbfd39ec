import { decimal } from './spanish';

/** A figure of the report, and where it is in evidence/. */
export interface Citation {
  readonly file: string;
  /** JSON Pointer (RFC 6901). */
  readonly pointer: string;
  readonly value: number | string | boolean;
  /** The value is how many there are at the pointer. */
  readonly counted?: true;
}

/** Where the report takes its figures from: files that the run made, and nothing else. */
export class Sources {
  private readonly documents = new Map<string, unknown>();
  private readonly noted = new Map<string, Citation>();

  /** @param read a file below evidence/ */
  constructor(private readonly read: (path: string) => string) {}

  get cited(): Citation[] {
    return [...this.noted.values()];
  }

  /** What is there, without a note: for tables, which name their file. */
  all<T = any>(file: string, pointer = ''): T {
    if (!this.documents.has(file)) { this.documents.set(file, JSON.parse(this.read(file))); }
    const found = pointer.split('/').slice(1).map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'))
      .reduce((value: any, part) => value?.[part], this.documents.get(file));
    if (found === undefined || found === null) { throw new Error(`evidence/${file} has nothing at ${pointer}`); }
    return found;
  }

  value(file: string, pointer: string): number | string | boolean {
    return this.note({ file, pointer, value: this.all(file, pointer) });
  }

  number(file: string, pointer: string): number {
    const value = this.value(file, pointer);
    if (typeof value !== 'number') { throw new Error(`evidence/${file} has no number at ${pointer}, but ${JSON.stringify(value)}`); }
    return value;
  }

  /** How many there are. */
  count(file: string, pointer = ''): number {
    return this.note({ file, pointer, value: this.all<readonly unknown[]>(file, pointer).length, counted: true }) as number;
  }

  shown(file: string, pointer: string, { digits = 0, unit = '' }: { readonly digits?: number; readonly unit?: string } = {}): string {
    return `${decimal(this.number(file, pointer), digits)}${unit && `\u00a0${unit}`}`;
  }

  private note(citation: Citation): Citation['value'] {
    this.noted.set(`${citation.file}#${citation.pointer}`, citation);
    return citation.value;
  }
}
