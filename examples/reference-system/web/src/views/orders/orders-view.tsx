import { useMemo, useState } from 'preact/hooks';
import { MESSAGES } from './messages';
import { arrangeOrders, isFinal, type Order, type OrderStatus, refreshed, shortId, STATUSES } from './order';
import { type OrderPage, ordersApi } from './orders-api';
import { StatusPill } from './status-pill';
import { useSignedIn } from '../../api/context';
import { useMessages } from '../../i18n/messages';
import { useFormat } from '../../i18n/use-format';
import { Chips } from '../../kit/chips';
import { More } from '../../kit/more';
import { PageHead } from '../../kit/page-head';
import { SHARED } from '../../kit/shared-messages';
import { EmptyState, WhenLoaded } from '../../kit/states';
import { useLoad } from '../../kit/use-load';
import { usePolling } from '../../kit/use-polling';
import './orders.css';

type Shown = OrderStatus | 'ALL';

/** How often the list is asked for again while something in it may still change. */
const EVERY = 10_000;

export default function OrdersView() {
  const { apis, isAdmin } = useSignedIn();
  const messages = useMessages(MESSAGES);
  const shared = useMessages(SHARED);
  const [shown, setShown] = useState<Shown>('ALL');
  const api = useMemo(() => ordersApi(apis), [apis]);
  const status = shown === 'ALL' ? undefined : shown;
  const loading = useLoad<OrderPage>((signal) => api.list({ status }, isAdmin, signal), [api, shown]);
  const orders = loading.loaded.kind === 'ready' ? loading.loaded.value.items : [];
  const sorted = !isAdmin || status !== undefined;
  usePolling(async (signal) => {
    const { items } = await api.list({ status }, isAdmin, signal);
    loading.put((value) => ({ ...value, items: refreshed(value.items, items, sorted) }));
  }, EVERY, isAdmin || orders.some((order) => !isFinal(order.status ?? 'PENDING')));
  const loadMore = async (cursor: string) => {
    const page = await api.list({ status, cursor }, isAdmin);
    loading.put((value) => ({ next: page.next, items: [...value.items, ...page.items] }));
  };
  const options = [{ value: 'ALL' as Shown, label: shared.all }, ...STATUSES.map((value) => ({ value: value as Shown, label: messages.status[value] }))];
  return (
    <>
      <PageHead title={messages.title} lead={isAdmin ? messages.leadAdmin : undefined} />
      <div class="tools"><Chips legend={messages.filter} options={options} value={shown} onValue={setShown} /></div>
      <WhenLoaded of={loading} skeleton={<div class="skeleton orders-room" />}>
        {({ items, next }) => (items.length === 0
          ? status
            ? <EmptyState icon="orders" title={messages.noneOfStatus} />
            : <EmptyState icon="orders" title={messages.noneTitle}><p>{messages.noneLead}</p><a class="button primary" href="/catalogue">{messages.toCatalogue}</a></EmptyState>
          : (
            <>
              <OrderTable orders={arrangeOrders(items)} />
              {next !== undefined && <More onMore={() => loadMore(next)} />}
            </>
          ))}
      </WhenLoaded>
    </>
  );
}

function OrderTable({ orders }: { readonly orders: readonly Order[] }) {
  const messages = useMessages(MESSAGES);
  const format = useFormat();
  return (
    <table class="list-table orders-table">
      <thead>
        <tr><th scope="col">{messages.order}</th><th scope="col">{messages.date}</th><th scope="col">{messages.state}</th><th scope="col" class="amount">{messages.items}</th><th scope="col" class="amount">{messages.total}</th></tr>
      </thead>
      <tbody>
        {orders.map((order) => (
          <tr key={order.orderId}>
            <th scope="row"><a class="row-link number" href={`/orders/${order.orderId}`}>{shortId(order.orderId)}</a></th>
            <td><time dateTime={order.createdAt}>{format.moment(order.createdAt)}</time></td>
            <td><StatusPill status={order.status ?? 'PENDING'} /></td>
            <td class="amount number">{messages.things(order.items.reduce((sum, { quantity }) => sum + quantity, 0))}</td>
            <td class="amount number"><strong>{format.money(order.totalInCents, order.currency)}</strong></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
