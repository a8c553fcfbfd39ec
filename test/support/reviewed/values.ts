/** A property of a resource, as it is shown. */
export interface Line { readonly path: string; readonly text: string }

const LINE_MAX = 130;
const TEXT_MAX = 4_000;

/** A line a property, `Outer.Inner: value`; an array that is too long for a line has one for each of its elements. */
export function linesOf(value: unknown, path = ''): Line[] {
  if (isPlain(value)) { return Object.entries(value).flatMap(([name, member]) => linesOf(member, path === '' ? name : `${path}.${name}`)); }
  const text = textOf(value);
  if (!Array.isArray(value) || (text.length <= LINE_MAX && !value.some(isStatement))) { return [{ path, text }]; }
  return [{ path, text: value.map((element) => `\n        ${textOf(element)}`).join('') }];
}

/** References as `<LogicalId.Attribute>`, statements as sentences, what CloudFormation joins as one text. */
export function textOf(value: unknown, shown: (text: string) => string = masked): string {
  if (Array.isArray(value)) { return `[${value.map((element) => textOf(element)).join(', ')}]`; }
  if (typeof value !== 'object' || value === null) { return shown(String(value)); }
  if (isStatement(value)) { return sentenceOf(value); }
  if (isPlain(value)) { return `{${Object.entries(value).map(([name, member]) => `${name}: ${textOf(member)}`).join(', ')}}`; }
  const [[name, argument]] = Object.entries(value) as [string, any][];
  switch (name) {
    case 'Ref': return `<${withoutDigest(argument)}>`;
    case 'Fn::GetAtt': return `<${withoutDigest(argument[0])}.${argument[1]}>`;
    case 'Fn::ImportValue': return `<${imported(String(argument))}>`;
    case 'Fn::Join': return shown(argument[1].map((part: unknown) => textOf(part, shown)).join(argument[0]));
    default: return `${name}(${textOf(argument)})`;
  }
}

/** What another stack exports, as that stack would refer to it. */
function imported(name: string): string {
  const [, stack, id, attribute] = /^([\w-]+):ExportsOutput(?:Ref|FnGetAtt)(\w+?)[0-9A-F]{8}(\w*?)[0-9A-F]{8}$/.exec(name) ?? [];
  return id === undefined ? name : `${stack}/${id}${attribute && `.${attribute}`}`;
}

/** An object that is no function of CloudFormation. */
export function isPlain(value: unknown): value is { readonly [name: string]: unknown } {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isStatement(value)) { return false; }
  const names = Object.keys(value);
  return !(names.length === 1 && /^(Ref|Fn::\w+)$/.test(names[0]));
}

const isStatement = (value: any): boolean => typeof value === 'object' && value !== null && 'Effect' in value && 'Action' in value;

/** `Allow s3:GetObject on <Bucket.Arn>/* for Service lambda.amazonaws.com if {…}`. */
function sentenceOf({ Effect: effect, Action: action, Resource: resource, Principal: principal, Condition: condition }: any): string {
  const list = (value: unknown) => [value].flat().map((element) => textOf(element)).join(', ');
  const who = isPlain(principal) ? Object.entries(principal).map(([kind, names]) => `${kind} ${list(names)}`).join(', ') : textOf(principal);
  return [
    `${effect} ${list(action)}`,
    ...resource === undefined ? [] : [`on ${list(resource)}`],
    ...principal === undefined ? [] : [`for ${who}`],
    ...condition === undefined ? [] : [`if ${textOf(condition)}`],
  ].join(' ');
}

function masked(text: string): string {
  if (text.length > TEXT_MAX) { return '<long text>'; }
  return text.replace(/\b[0-9a-f]{64}\b/g, '<asset>').replace(/ 'sha256-[\w+/=]{44}'/g, '');
}

/** A logical id as a person would say it. */
export function withoutDigest(logicalId: string): string {
  return logicalId.replace(/[0-9a-f]{32}$/, '<digest>').replace(/[0-9A-F]{8}(<digest>)?$/, '$1');
}
