import { INVOICES_PREFIX } from '../../contract/order-events-pipeline';

/** Bytes of an object's name (S3, Naming objects). */
const NAME_BYTES_MAX = 1_024;

/** Name of an order's invoice: of the order alone, so that there can't be two. None for an id too long for a name. */
export function invoiceKey(orderId: string): string | undefined {
  const name = `${INVOICES_PREFIX}${encodeURIComponent(orderId)}.pdf`;
  return name.length <= NAME_BYTES_MAX ? name : undefined;
}
