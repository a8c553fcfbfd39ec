import type { Attributes, AttributeValue } from './dynamodb-expressions';

/** What DynamoDB refuses with; `item` is the one that did not meet the condition. */
export class DynamoDbError extends Error {
  constructor(readonly type: string, message: string, readonly item?: Attributes) { super(message); }
}

const ITEM_BYTES_MAX = 400 * 1024;

/** The item, or DynamoDB's refusal of it (Constraints in Amazon DynamoDB). */
export function storable(item: Attributes, tooLarge: string): Attributes {
  if (bytesOf(item) > ITEM_BYTES_MAX) { throw new DynamoDbError('ValidationException', tooLarge); }
  return item;
}

/** An item's size, names and values together. */
export function bytesOf(item: Attributes): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + sizeOf(value, 1), 0);
}

function sizeOf(attribute: AttributeValue, depth: number): number {
  if (depth > 32) { throw new DynamoDbError('ValidationException', 'Nesting Levels have exceeded supported limits'); }
  const entries = Object.entries(attribute);
  if (entries.length !== 1) { throw new DynamoDbError('ValidationException', 'Supplied AttributeValue must contain exactly one of the supported datatypes'); }
  const [type, value] = entries[0];
  switch (type) {
    case 'S': return Buffer.byteLength(value as string);
    case 'B': return Buffer.byteLength(value as string, 'base64');
    case 'N': return numberSize(value as string);
    case 'BOOL':
    case 'NULL': return 1;
    case 'L': return (value as AttributeValue[]).reduce((sum, element) => sum + 1 + sizeOf(element, depth + 1), 3);
    case 'M': return Object.entries(value as Attributes).reduce((sum, [name, member]) => sum + 1 + Buffer.byteLength(name) + sizeOf(member, depth + 1), 3);
    default: throw new Error(`attribute type ${type}`);
  }
}

function numberSize(text: string): number {
  const match = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) { throw new DynamoDbError('ValidationException', 'The parameter cannot be converted to a numeric value'); }
  const all = match[1] + (match[2] ?? '');
  const digits = all.replace(/^0+/, '').replace(/0+$/, '');
  if (digits === '') { return 1; }
  const magnitude = match[1].length + Number(match[3] ?? 0) - 1 - (all.length - all.replace(/^0+/, '').length);
  if (digits.length > 38) { throw new DynamoDbError('ValidationException', 'Attempting to store more than 38 significant digits in a Number'); }
  if (magnitude > 125 || magnitude < -130) { throw new DynamoDbError('ValidationException', 'Number overflow. Attempting to store a number with magnitude out of the supported range'); }
  return Math.ceil(digits.length / 2) + 1;
}
