/**
 * The expressions of the DynamoDB stub: as much of
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 * as the handlers use. Anything else throws.
 */
import { isDeepStrictEqual } from 'node:util';

export type AttributeValue = { readonly [type: string]: unknown };
export type Attributes = { [name: string]: AttributeValue };

export interface Placeholders {
  readonly names: { readonly [placeholder: string]: string };
  readonly values: { readonly [placeholder: string]: AttributeValue };
}

const TOKEN = /\s*([#:]?[A-Za-z0-9_]+|<>|<=|>=|[<>=(),+])/y;

/** True when `item` (undefined when there is none) meets `expression`: attribute_exists, attribute_not_exists, =, <>, <, <=, >, >=, IN, AND, OR, parentheses. */
export function holds(expression: string, item: Attributes | undefined, placeholders: Placeholders): boolean {
  const reader = new Reader(expression, placeholders);
  const result = either(reader, item);
  reader.end();
  return result;
}

/** `item` after an update expression of SET (`#a = :b`, `#a = #a + :b`) and REMOVE clauses. */
export function updated(expression: string, item: Attributes, placeholders: Placeholders): Attributes {
  const reader = new Reader(expression, placeholders);
  const next = { ...item };
  while (!reader.atEnd()) {
    const clause = reader.take();
    if (clause !== 'SET' && clause !== 'REMOVE') { throw new Error(`the stub knows no ${clause} in "${expression}"`); }
    do {
      const name = reader.name();
      if (clause === 'REMOVE') { delete next[name]; } else { next[name] = assigned(reader, item); }
    } while (reader.skip(','));
  }
  return next;
}

function either(reader: Reader, item: Attributes | undefined): boolean {
  let result = both(reader, item);
  while (reader.skip('OR')) { result = both(reader, item) || result; }
  return result;
}

function both(reader: Reader, item: Attributes | undefined): boolean {
  let result = term(reader, item);
  while (reader.skip('AND')) { result = term(reader, item) && result; }
  return result;
}

function term(reader: Reader, item: Attributes | undefined): boolean {
  if (reader.skip('(')) {
    const result = either(reader, item);
    reader.expect(')');
    return result;
  }
  for (const [call, wanted] of [['attribute_exists', true], ['attribute_not_exists', false]] as const) {
    if (reader.skip(call)) {
      reader.expect('(');
      const name = reader.name();
      reader.expect(')');
      return (item?.[name] !== undefined) === wanted;
    }
  }
  const name = reader.name();
  const left = item?.[name];
  if (reader.skip('=')) { return isDeepStrictEqual(left, reader.value()); }
  if (reader.skip('<>')) { return !isDeepStrictEqual(left, reader.value()); }
  for (const comparator of ['<=', '<', '>=', '>'] as const) {
    if (reader.skip(comparator)) { return isOrdered(left, comparator, reader.value()); }
  }
  reader.expect('IN');
  reader.expect('(');
  const choices: AttributeValue[] = [];
  do { choices.push(reader.value()); } while (reader.skip(','));
  reader.expect(')');
  if (choices.length > 100) { throw new Error('IN takes up to 100 operands'); }
  return choices.some((choice) => isDeepStrictEqual(left, choice));
}

/** Numbers by value, texts by their bytes; of two types or without the left one, never (Comparison operator and function reference). */
function isOrdered(left: AttributeValue | undefined, comparator: '<' | '<=' | '>' | '>=', right: AttributeValue): boolean {
  let order: number;
  if (left?.N !== undefined && right.N !== undefined) {
    order = Number(left.N) - Number(right.N);
  } else if (left?.S !== undefined && right.S !== undefined) {
    order = Buffer.compare(Buffer.from(String(left.S)), Buffer.from(String(right.S)));
  } else {
    return false;
  }
  return { '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 }[comparator];
}

function assigned(reader: Reader, item: Attributes): AttributeValue {
  reader.expect('=');
  if (reader.peek()?.startsWith(':')) { return reader.value(); }
  const left = item[reader.name()];
  reader.expect('+');
  const right = reader.value();
  if (left?.N === undefined || right.N === undefined) { throw new Error('+ takes two numbers'); }
  return { N: String(Number(left.N) + Number(right.N)) };
}

class Reader {
  private readonly tokens: string[] = [];

  constructor(private readonly expression: string, private readonly placeholders: Placeholders) {
    if (Buffer.byteLength(expression) > 4096) { throw new Error('an expression holds up to 4 KB'); }
    TOKEN.lastIndex = 0;
    for (let match = TOKEN.exec(expression); match; match = TOKEN.exec(expression)) { this.tokens.push(match[1]); }
    if (this.tokens.join('') !== expression.replace(/\s+/g, '')) { throw new Error(`the stub can't read "${expression}"`); }
  }

  atEnd() { return this.tokens.length === 0; }
  end() { if (!this.atEnd()) { throw new Error(`the stub can't read the end of "${this.expression}"`); } }
  peek(): string | undefined { return this.tokens[0]; }
  take(): string { return this.tokens.shift() ?? ''; }

  skip(token: string): boolean {
    if (this.tokens[0] !== token) { return false; }
    this.tokens.shift();
    return true;
  }

  expect(token: string) {
    if (!this.skip(token)) { throw new Error(`"${token}" expected before "${this.tokens.join(' ')}" of "${this.expression}"`); }
  }

  name(): string {
    const name = this.placeholders.names[this.take()];
    if (name === undefined) { throw new Error(`a name without a placeholder in "${this.expression}"`); }
    return name;
  }

  value(): AttributeValue {
    const value = this.placeholders.values[this.take()];
    if (value === undefined) { throw new Error(`a value without a placeholder in "${this.expression}"`); }
    return value;
  }
}
