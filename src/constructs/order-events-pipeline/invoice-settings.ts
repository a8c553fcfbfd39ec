import { Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { InvoiceLineFields, InvoicesProps } from './invoices-props';
import { LINE_FIELDS, type InvoiceLineNames, type InvoiceSettings } from '../../contract/order-events-pipeline';
import { checkPattern, checkRange, checkThrottle } from '../private/check';
import { fail } from '../private/fail';
import { inOrder } from '../private/in-order';

const SETTINGS_BYTES_MAX = 2_500;

/** Attribute of an order that holds its owner's `sub`. */
export function ownerAttributeOf({ ownerAttribute, orders }: InvoicesProps): string {
  return ownerAttribute ?? orders?._ownerAttribute ?? 'userId';
}

/** Props made whole. @throws a synth error for what no invoice can be printed with */
export function invoiceSettings(scope: Construct, props: InvoicesProps): InvoiceSettings {
  const where = scope.node.path;
  const settings: InvoiceSettings = {
    seller: inOrder(props.seller),
    series: props.series ?? 'INV-',
    locale: props.locale ?? 'en-US',
    timeZone: props.timeZone ?? 'UTC',
    currency: props.currency ?? 'USD',
    taxRate: props.taxRate ?? 0,
    ...(props.taxName !== undefined && { taxName: props.taxName }),
    ...(props.notes !== undefined && { notes: props.notes }),
    ownerAttribute: ownerAttributeOf(props),
    ...(props.lineFields && { lineFields: lineNames(where, props.lineFields) }),
  };
  checkPattern(where, 'seller.name', settings.seller.name, /\S/, 'a text that is not blank');
  if ((settings.seller.address?.length ?? 0) > 5) {
    fail({ where, what: 'seller.address is too long', given: settings.seller.address?.length, allowed: 'up to 5 lines', fix: 'join some of its lines' });
  }
  checkPattern(where, 'series', settings.series, /^(?=.{1,24}$)[A-Za-z0-9./_-]*(\{year\})?[A-Za-z0-9./_-]*$/, '1 to 24 letters, digits, . / _ or -, and {year} once');
  checkPattern(where, 'currency', settings.currency, /^[A-Z]{3}$/, 'a code of ISO 4217, such as EUR');
  checkPattern(where, 'ownerAttribute', settings.ownerAttribute, /^[A-Za-z_][A-Za-z0-9_]{0,127}$/, 'a letter or _, then up to 127 letters, digits or _');
  checkRange(where, 'taxRate', settings.taxRate, 0, 100, 'per cent');
  checkDecimals(where, settings.taxRate);
  checkRoute(where, props);
  checkKnown(where, 'locale', settings.locale, 'a BCP 47 tag, such as es-ES', () => new Intl.Locale(settings.locale));
  checkKnown(where, 'timeZone', settings.timeZone, 'an IANA name, such as Europe/Madrid', () => new Intl.DateTimeFormat('en', { timeZone: settings.timeZone }));
  const bytes = Buffer.byteLength(JSON.stringify(settings));
  if (bytes > SETTINGS_BYTES_MAX) {
    fail({ where, what: 'seller and notes are too long for the function’s environment', given: bytes, allowed: `${SETTINGS_BYTES_MAX} bytes`, fix: 'shorten notes' });
  }
  return settings;
}

/** What is of the route of an order's invoice, which `orders` alone has. */
function checkRoute(where: string, { orders, throttle, generatorFunctionName, generatorPeakHours }: InvoicesProps) {
  checkThrottle(where, 'throttle', throttle);
  if (orders) { return; }
  for (const [prop, given] of Object.entries({ throttle, generatorFunctionName, generatorPeakHours })) {
    if (given !== undefined) {
      fail({ where, what: `${prop} is given without orders, so that there is no route of an order's invoice`, allowed: `${prop} with orders`, fix: `name the resource of the orders with orders, or leave ${prop} out` });
    }
  }
}

function lineNames(where: string, fields: InvoiceLineFields): InvoiceLineNames {
  const names = { ...LINE_FIELDS, ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) };
  const members = [names.description, names.unitPrice, names.taxRate];
  for (const [field, member] of Object.entries({ description: names.description, unitPrice: names.unitPrice, taxRate: names.taxRate })) {
    checkPattern(where, `lineFields.${field}`, member, /^.{1,128}$/, 'a name of 1 to 128 characters');
  }
  if (new Set(members).size < members.length) {
    fail({ where, what: 'two fields of lineFields are the same', given: members, allowed: 'a member each', fix: 'name the member of each' });
  }
  return names;
}

/** As the worker reads a line's. */
function checkDecimals(where: string, taxRate: number) {
  if (!Token.isUnresolved(taxRate) && Math.abs(taxRate * 100 - Math.round(taxRate * 100)) > 1e-6) {
    fail({ where, what: 'taxRate has more decimals than an invoice', given: taxRate, allowed: 'up to two decimals', fix: 'round it' });
  }
}

function checkKnown(where: string, prop: string, value: string, allowed: string, use: () => unknown) {
  if (Token.isUnresolved(value)) { return; }
  try {
    use();
  } catch {
    fail({ where, what: `${prop} is not known`, given: value, allowed, fix: `correct ${prop}, or leave it out` });
  }
}
