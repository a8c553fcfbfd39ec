import { useMemo, useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { InvoiceButton } from './invoice-button';
import { MESSAGES } from './messages';
import { isFinal, offeredTo, type Order, type OrderStatus, shortId } from './order';
import { OrderLines } from './order-lines';
import { OrderProgress } from './order-progress';
import { ordersApi } from './orders-api';
import { StatusPill } from './status-pill';
import { useSignedIn } from '../../api/context';
import { ApiFailure } from '../../api/failure';
import { messagesOfNow, useMessages } from '../../i18n/messages';
import { useFormat } from '../../i18n/use-format';
import { Confirm } from '../../kit/confirm';
import { PageHead } from '../../kit/page-head';
import { SHARED } from '../../kit/shared-messages';
import { FailureNotice, WhenLoaded } from '../../kit/states';
import { showToast } from '../../kit/toasts';
import { useLoad } from '../../kit/use-load';
import { usePolling } from '../../kit/use-polling';
import './orders.css';

/** How often an order is asked for again while it may still change; an unchanged one is answered without a body. */
const EVERY = 5_000;

export default function OrderView() {
  const { apis } = useSignedIn();
  const messages = useMessages(MESSAGES);
  const { id } = useRoute().params;
  const api = useMemo(() => ordersApi(apis), [apis]);
  const loading = useLoad<Order>(async (signal) => (await api.read(id, undefined, signal))!, [api, id]);
  const [spoken, setSpoken] = useState('');
  const order = loading.loaded.kind === 'ready' ? loading.loaded.value : undefined;
  const put = (newer: Order) => {
    if (order && newer.status && newer.status !== order.status) { setSpoken(messages.changed(messages.status[newer.status])); }
    loading.put(() => newer);
  };
  usePolling(async (signal) => {
    const newer = await api.read(id, order, signal);
    if (newer && !signal.aborted) { put(newer); }
  }, EVERY, order !== undefined && !isFinal(statusOf(order)));
  return (
    <>
      <p class="back"><a href="/orders">← {messages.back}</a></p>
      <PageHead title={messages.orderTitle(shortId(id))} />
      <p class="visually-hidden" role="status">{spoken}</p>
      <WhenLoaded of={loading} skeleton={<div class="skeleton orders-room" />}>
        {(known) => <OrderPage order={known} api={api} onOrder={put} />}
      </WhenLoaded>
    </>
  );
}

function statusOf({ status = 'PENDING' }: Order): OrderStatus {
  return status;
}

interface OrderPageProps {
  readonly order: Order;
  readonly api: ReturnType<typeof ordersApi>;
  readonly onOrder: (order: Order) => void;
}

function OrderPage({ order, api, onOrder }: OrderPageProps) {
  const messages = useMessages(MESSAGES);
  const format = useFormat();
  const status = statusOf(order);
  return (
    <div class="order">
      <section class="panel order-state" aria-labelledby="order-progress">
        <div class="order-state-head">
          <h2 id="order-progress">{messages.progress}</h2>
          <StatusPill status={status} />
        </div>
        <OrderProgress status={status} />
        <p class="soft small"><time dateTime={order.createdAt}>{format.moment(order.createdAt)}</time>{!isFinal(status) && ` · ${messages.live}`}</p>
        <OrderActions order={order} api={api} onOrder={onOrder} />
      </section>
      <section class="panel order-invoice" aria-labelledby="order-invoice">
        <h2 id="order-invoice">{messages.invoice}</h2>
        {order.customer && <p><span class="soft">{messages.customer}</span> {order.customer.name}{order.customer.taxId && ` (${order.customer.taxId})`}</p>}
        <InvoiceButton order={order} api={api} />
      </section>
      <section class="panel order-lines" aria-labelledby="order-lines">
        <h2 id="order-lines">{messages.lines}</h2>
        <OrderLines order={order} />
        {order.note && <p class="order-note"><strong>{messages.note}:</strong> {order.note}</p>}
      </section>
    </div>
  );
}

function OrderActions({ order, api, onOrder }: OrderPageProps) {
  const { isAdmin } = useSignedIn();
  const messages = useMessages(MESSAGES);
  const { route } = useLocation();
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const [stale, setStale] = useState<OrderStatus>();

  const run = async (act: () => Promise<void>) => {
    if (busy) { return; }
    setBusy(true);
    setFailure(undefined);
    setStale(undefined);
    try {
      await act();
    } catch (error) {
      const conflict = error instanceof ApiFailure && (error.status === 412 || error.status === 409);
      const newer = conflict ? await api.read(order.orderId).catch(() => undefined) : undefined;
      if (newer) { onOrder(newer); setStale(statusOf(newer)); } else { setFailure(error); }
    } finally {
      setBusy(false);
    }
  };
  const move = (status: OrderStatus) => { void run(async () => onOrder(await api.setStatus(order, status))); };
  const remove = () => {
    void run(async () => {
      await api.remove(order);
      const id = shortId(order.orderId);
      const restore = () => {
        api.restore(order).then(
          () => { showToast({ text: messagesOfNow(MESSAGES).restored(id) }); route(`/orders/${order.orderId}`); },
          () => showToast({ text: messagesOfNow(MESSAGES).restoreFailed(id) }),
        );
      };
      showToast({ text: messages.removed(id), action: { label: messagesOfNow(SHARED).undo, run: restore } });
      route('/orders');
    });
  };
  const offered = offeredTo(isAdmin, statusOf(order));
  return (
    <>
      {failure !== undefined && <FailureNotice failure={failure} />}
      {stale && <div class="notice warning" role="alert"><p class="text">{messages.stale(messages.status[stale].toLowerCase())}</p></div>}
      {(offered.length > 0 || isAdmin) && (
        <div class="button-row">
          {offered.map((next) => (
            <button
              key={next}
              type="button"
              class={`button ${next === 'CANCELLED' ? 'danger' : 'primary'}`}
              aria-disabled={busy ? 'true' : undefined}
              onClick={() => { if (next === 'CANCELLED') { setAsking(true); } else { move(next); } }}
            >
              {messages.act[next]}
            </button>
          ))}
          {isAdmin && <button type="button" class="button quiet" onClick={remove}>{messages.remove}</button>}
        </div>
      )}
      {asking && (
        <Confirm title={messages.cancelTitle} text={messages.cancelText} action={messages.act.CANCELLED} onConfirm={() => move('CANCELLED')} onClose={() => setAsking(false)} />
      )}
    </>
  );
}
