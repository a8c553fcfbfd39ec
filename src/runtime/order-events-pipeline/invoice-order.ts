import { LINE_FIELDS, type InvoiceSettings } from '../../contract/order-events-pipeline';
import { isJsonObject, type JsonObject, type JsonValue } from '../kit/json';
import { PermanentError } from '../kit/sqs';

/** A line of an invoice. Money is in the currency's minor unit, such as cents. */
export interface InvoiceLine {
  readonly description: string;
  /** In thousandths. */
  readonly quantityMilli: number;
  readonly unitPriceMinor: number;
  /** In hundredths of a per cent. */
  readonly taxBasisPoints: number;
}

/** Whom an invoice is for. */
export interface InvoiceCustomer {
  readonly name: string;
  readonly taxId?: string;
  readonly email?: string;
  readonly address: readonly string[];
}

/** As much of an order as its invoice tells. */
export interface InvoicedOrder {
  readonly orderId: string;
  /** ISO 4217. */
  readonly currency: string;
  /** None for a simplified invoice. */
  readonly customer?: InvoiceCustomer;
  readonly lines: readonly InvoiceLine[];
  /** `sub` of the user whose order it is. */
  readonly owner?: string;
}

/** No invoice will ever come of this event. */
export class Uninvoiceable extends PermanentError {
  /** @param reason for the order's customer, too: it tells of the order alone */
  constructor(orderId: string, readonly reason: string) { super(`order ${orderId} can’t be invoiced: ${reason}`); }
}

const LINES_MAX = 1_000;
/** What a line's amount may be: twenty lines of it still are exact in a double. */
const MINOR_MAX = 1e14;

/**
 * The order in an event's data (INVOICED_ORDER_SCHEMA).
 * @throws Uninvoiceable that names every fault, up to ten: no later attempt would find another order in the same event
 */
export function readInvoicedOrder(orderId: string, order: JsonValue | undefined, settings: InvoiceSettings): InvoicedOrder {
  const faults: string[] = [];
  const text = (place: string, value: JsonValue | undefined, max: number): string | undefined => {
    if (value === undefined || value === null) { return undefined; }
    if (typeof value === 'string' && value.trim() !== '' && value.length <= max) { return value.trim().replace(/\s+/g, ' '); } // one line each: rows are as high as what they say
    faults.push(`${place} must be a text of 1 to ${max} characters`);
    return undefined;
  };
  const required = (place: string, value: JsonValue | undefined, max: number): string => {
    if (value === undefined || value === null) { faults.push(`${place} is missing`); }
    return text(place, value, max) ?? '';
  };
  const scaled = (place: string, value: JsonValue | undefined, decimals: number, min: number, max: number): number => {
    const units = typeof value === 'number' ? Math.round(value * 10 ** decimals) : NaN;
    const exact = typeof value === 'number' && Math.abs(value * 10 ** decimals - units) <= 1e-6 * Math.max(1, Math.abs(units));
    if (exact && (value as number) >= min && (value as number) <= max) { return units; }
    faults.push(`${place} must be a number of ${min} to ${max} with at most ${decimals} decimals`);
    return 0;
  };

  const whole: JsonObject = isJsonObject(order) ? order : {};
  const currency = text('currency', whole.currency, 3) ?? settings.currency;
  const decimals = decimalsOf(currency);
  if (decimals === undefined) { faults.push(`currency must be an ISO 4217 code, not ${JSON.stringify(currency)}`); }
  const { lineFields = LINE_FIELDS } = settings;
  const lines = Array.isArray(whole.lines) ? whole.lines as readonly JsonValue[] : [];
  if (lines.length === 0 || lines.length > LINES_MAX) { faults.push(`lines must be 1 to ${LINES_MAX}, not ${lines.length}`); }
  const owner = whole[settings.ownerAttribute];
  const customerIn = (value: JsonValue): InvoiceCustomer => {
    const members: JsonObject = isJsonObject(value) ? value : {};
    const address = Array.isArray(members.address) ? members.address as readonly JsonValue[] : [];
    return {
      name: required('customer.name', members.name, 200),
      taxId: text('customer.taxId', members.taxId, 40),
      email: text('customer.email', members.email, 200),
      address: address.slice(0, 6).flatMap((line, i) => text(`customer.address[${i}]`, line, 200) ?? []),
    };
  };
  const mainUnitsIn = (place: string, line: JsonObject) => ({
    unitPriceMinor: scaled(`${place}.${lineFields.unitPrice}`, line[lineFields.unitPrice], decimals ?? 2, -1e9, 1e9),
    taxBasisPoints: scaled(`${place}.${lineFields.taxRate}`, line[lineFields.taxRate] ?? settings.taxRate, 2, 0, 100),
  });
  const minorUnitsIn = (place: string, line: JsonObject) => ({
    unitPriceMinor: scaled(`${place}.${lineFields.unitPrice}`, line[lineFields.unitPrice], 0, -1e11, 1e11),
    taxBasisPoints: scaled(`${place}.${lineFields.taxRate}`, line[lineFields.taxRate] ?? Math.round(settings.taxRate * 100), 0, 0, 10_000),
  });

  const invoiced: InvoicedOrder = {
    orderId,
    currency,
    customer: whole.customer === undefined || whole.customer === null ? undefined : customerIn(whole.customer),
    lines: lines.slice(0, LINES_MAX).map((line, i): InvoiceLine => {
      const members: JsonObject = isJsonObject(line) ? line : {};
      return {
        description: required(`lines[${i}].${lineFields.description}`, members[lineFields.description], 500),
        quantityMilli: scaled(`lines[${i}].quantity`, members.quantity, 3, 0.001, 1e6),
        ...(lineFields.minorUnits ? minorUnitsIn(`lines[${i}]`, members) : mainUnitsIn(`lines[${i}]`, members)),
      };
    }),
    owner: typeof owner === 'string' ? owner : undefined,
  };
  for (const [i, { quantityMilli, unitPriceMinor }] of invoiced.lines.entries()) {
    if (Math.abs(quantityMilli * unitPriceMinor) / 1_000 > MINOR_MAX) { faults.push(`lines[${i}] comes to more than ${MINOR_MAX} of the currency’s minor unit`); }
  }
  if (faults.length > 0) { throw new Uninvoiceable(orderId, faults.slice(0, 10).join('; ')); }
  return invoiced;
}

/** Decimals of a currency (ISO 4217, as CLDR has them): 2 for EUR, 0 for JPY. */
export function decimalsOf(currency: string): number | undefined {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
  } catch {
    return undefined;
  }
}
