import type { JsonObject, JsonValue } from '../kit/json';

/** An attribute as a stream's record holds it: binary is base64. */
export interface StreamAttribute {
  readonly S?: string;
  readonly N?: string;
  readonly BOOL?: boolean;
  readonly NULL?: boolean;
  readonly B?: string;
  readonly SS?: readonly string[];
  readonly NS?: readonly string[];
  readonly BS?: readonly string[];
  readonly L?: readonly StreamAttribute[];
  readonly M?: StreamAttributes;
}
export interface StreamAttributes { readonly [name: string]: StreamAttribute }

/** A record that no event can be made of, whatever is tried: its message is the reason, for people. */
export class Unreadable extends Error {}

/**
 * The attributes as JSON: sets are arrays, binary is base64 text.
 * @throws Unreadable for what JSON would not give back: a number that a double rounds, a type that is none
 */
export function jsonOf(attributes: StreamAttributes): JsonObject {
  return Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => [name, valueOf(attribute)]));
}

function valueOf(attribute: StreamAttribute): JsonValue {
  if (attribute.S !== undefined) { return attribute.S; }
  if (attribute.N !== undefined) { return numberOf(attribute.N); }
  if (attribute.BOOL !== undefined) { return attribute.BOOL; }
  if (attribute.NULL !== undefined) { return null; }
  if (attribute.M !== undefined) { return jsonOf(attribute.M); }
  if (attribute.L !== undefined) { return attribute.L.map(valueOf); }
  if (attribute.NS !== undefined) { return attribute.NS.map(numberOf); }
  const text = attribute.SS ?? attribute.B ?? attribute.BS;
  if (text === undefined) { throw new Unreadable(`an attribute has the type ${Object.keys(attribute).join(', ') || 'of none'}, which is not known`); }
  return text;
}

function numberOf(text: string): number {
  const value = Number(text);
  if (significant(text) !== significant(String(value))) { throw new Unreadable(`the number ${text} would be rounded to ${value}`); }
  return value;
}

/** The number's digits and exponent, however it is written: `1.50` and `15e-1` are both `15e-1`. */
function significant(text: string): string {
  const [mantissa, exponent = '0'] = text.toLowerCase().split('e');
  const [, sign, whole, fraction = ''] = /^(-?)\+?(\d*)\.?(\d*)$/.exec(mantissa) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const trimmed = digits.replace(/0+$/, '');
  return trimmed === '' ? '0' : `${sign}${trimmed}e${Number(exponent) - fraction.length + digits.length - trimmed.length}`;
}
