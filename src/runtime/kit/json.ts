import { pointerOf } from './json-pointer';
import type { FieldProblem } from '../../contract/wire';

/** Any JSON value. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
/** A JSON object. */
export interface JsonObject { readonly [name: string]: JsonValue }

/** A text read: its value, or why it is refused, one fault a place. */
export type JsonReading = { readonly value: JsonValue } | { readonly faults: readonly FieldProblem[] };

/** Levels of arrays and objects in one another: what DynamoDB stores (Constraints, Attributes), the item itself being one. */
const LEVELS_MAX = 32;
/** Length of a member's name. DynamoDB's own limit is 64 KB; this one keeps the refusals of names short. */
const NAME_LENGTH_MAX = 1024;
/** Length of a number as it is written: ten times what the longest double takes. */
const NUMBER_LENGTH_MAX = 200;
/** Faults told at once, so that an answer never grows with the body. */
const FAULTS_MAX = 100;

const LONE_SURROGATE = /\p{Surrogate}/u;
const NUMBER = /[-+.\deE]+/y;

/** True for an object that is neither null nor an array. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads JSON (RFC 8259) that can be kept and given back unchanged (I-JSON, RFC 7493, and what DynamoDB holds).
 * Refused besides what is no JSON: two members of one name, half a surrogate pair, numbers that a double or DynamoDB
 * would round, more than 32 levels, members named `__proto__`, nothing, or more than 1,024 characters.
 * JSON.parse alone would take them and change them silently; the parsers on npm that tell repetitions leave numbers
 * to JSON.parse. So JSON.parse makes the value, and one pass over the text, valid by then, finds the rest.
 */
export function parseJson(text: string): JsonReading {
  let value: JsonValue;
  try {
    value = JSON.parse(text);
  } catch {
    return { faults: [{ pointer: '', detail: 'This is not JSON (RFC 8259).' }] };
  }
  const faults = faultsOf(text);
  return faults.length > 0 ? { faults } : { value };
}

/** An object or array that is open at some place of the text, and where in it that place is. */
interface Container {
  /** Names seen so far; none in an array. */
  readonly names?: Set<string>;
  /** The member's name or the element's index. */
  at: string | number;
  /** True where the next string is a name. */
  awaitsName: boolean;
}

/** @param text valid JSON */
function faultsOf(text: string): FieldProblem[] {
  const faults: FieldProblem[] = [];
  const open: Container[] = [];
  let inner: Container | undefined;
  const blame = (path: readonly Container[], detail: string) => { faults.push({ pointer: pointerOf(path.map(({ at }) => at)), detail }); };

  for (let i = 0; i < text.length && faults.length < FAULTS_MAX; i++) {
    switch (text[i]) {
      case '{':
      case '[':
        if (open.length === LEVELS_MAX) {
          blame(open.slice(0, 1), `This is nested deeper than ${LEVELS_MAX} levels.`);
          return faults;
        }
        inner = text[i] === '{' ? { names: new Set(), at: '', awaitsName: true } : { at: 0, awaitsName: false };
        open.push(inner);
        break;
      case '}':
      case ']':
        open.pop();
        inner = open[open.length - 1];
        break;
      case ',':
        if (inner!.names) { inner!.awaitsName = true; } else { inner!.at = Number(inner!.at) + 1; }
        break;
      case '"': {
        const written = text.slice(i + 1, endOfString(text, i + 1));
        const content = written.includes('\\') ? JSON.parse(`"${written}"`) as string : written;
        if (inner?.names && inner.awaitsName) {
          const fault = nameFault(content);
          if (fault) { blame(open.slice(0, -1), fault); }
          inner.at = content.slice(0, NAME_LENGTH_MAX);
          inner.awaitsName = false;
          if (inner.names.has(content)) { blame(open, 'This member comes twice.'); }
          inner.names.add(content);
        } else if (LONE_SURROGATE.test(content)) {
          blame(open, 'This text holds half of a surrogate pair, which is no character.');
        }
        i += written.length + 1;
        break;
      }
      case '-': case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9': {
        NUMBER.lastIndex = i;
        const [literal] = NUMBER.exec(text)!;
        if (!isKeptExactly(literal)) {
          blame(open, 'This number would not be kept exactly: a number has up to 15 significant digits and a magnitude from 1e-130 to below 1e126.');
        }
        i += literal.length - 1;
        break;
      }
      default: // white space, a colon, or a letter of true, false, null
    }
  }
  return faults;
}

function nameFault(name: string): string | undefined {
  if (name === '' || name.length > NAME_LENGTH_MAX) { return `A member’s name has 1 to ${NAME_LENGTH_MAX} characters.`; }
  if (name === '__proto__') { return 'No member may be named __proto__.'; }
  return LONE_SURROGATE.test(name) ? 'A member’s name holds half of a surrogate pair, which is no character.' : undefined;
}

/** True when the double nearest to `literal` is written as the same decimal, and DynamoDB holds it (Data types, Number). */
function isKeptExactly(literal: string): boolean {
  if (literal.length > NUMBER_LENGTH_MAX) { return false; }
  const value = Number(literal);
  if (value === 0) { return /^-?[0.]+(?:[eE]|$)/.test(literal); }
  const magnitude = Math.abs(value);
  if (magnitude < 1e-130 || magnitude >= 1e126) { return false; }
  return literal.length <= 15 || decimalOf(literal) === decimalOf(String(value)); // 15 digits always survive a double
}

/** A decimal's significant digits and exponent, one text for all ways to write it. */
function decimalOf(literal: string): string {
  const [, whole, fraction = '', exponent = '0'] = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(literal)!;
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  return `${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}

/** Index of the quote that ends the string whose first character is at `start`. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start);
  while (isEscaped(text, end)) { end = text.indexOf('"', end + 1); }
  return end;
}

function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text[first - 1] === '\\') { first--; }
  return (at - first) % 2 === 1;
}
