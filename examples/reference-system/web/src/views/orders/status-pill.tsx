import { MESSAGES } from './messages';
import type { OrderStatus } from './order';
import { useMessages } from '../../i18n/messages';

const TONES: { readonly [S in OrderStatus]: string } = { PENDING: 'warning', CONFIRMED: 'info', SHIPPED: 'info', DELIVERED: 'good', CANCELLED: 'danger' };

export function StatusPill({ status }: { readonly status: OrderStatus }) {
  return <span class={`pill ${TONES[status]}`}>{useMessages(MESSAGES).status[status]}</span>;
}
