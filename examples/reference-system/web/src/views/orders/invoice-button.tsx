import { useEffect, useRef, useState } from 'preact/hooks';
import { MESSAGES } from './messages';
import type { Order } from './order';
import type { Invoice, OrdersApi } from './orders-api';
import { useMessages } from '../../i18n/messages';
import { Icon } from '../../kit/icon';
import { FailureNotice } from '../../kit/states';

/** An invoice is there seconds after its order; one that takes longer waits for somebody to look at the workers. */
const ATTEMPTS_MAX = 12;

type State =
  | { readonly kind: 'idle' | 'asking' | 'late' }
  | { readonly kind: 'failed'; readonly failure: unknown }
  | Extract<Invoice, { kind: 'ready' | 'refused' }>;

/** Downloads the invoice, or waits for it and then does. The link is good for an hour: each press asks for a new one. */
export function InvoiceButton({ order, api }: { readonly order: Order; readonly api: OrdersApi }) {
  const messages = useMessages(MESSAGES);
  const [state, setState] = useState<State>({ kind: 'idle' });
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);

  const ask = async () => {
    abort.current?.abort();
    abort.current = new AbortController();
    const { signal } = abort.current;
    setState({ kind: 'asking' });
    try {
      for (let attempts = 0; attempts < ATTEMPTS_MAX; attempts++) {
        const invoice = await api.invoice(order, signal);
        if (signal.aborted) { return; }
        if (invoice.kind !== 'pending') {
          setState(invoice);
          return invoice.kind === 'ready' ? download(invoice.url) : undefined;
        }
        await new Promise((resolve) => setTimeout(resolve, invoice.retryAfter));
        if (signal.aborted) { return; }
      }
      setState({ kind: 'late' });
    } catch (failure) {
      if (!signal.aborted) { setState({ kind: 'failed', failure }); }
    }
  };
  return (
    <>
      <div role="status">
        {state.kind === 'asking' && <p class="soft">{messages.invoicePending}</p>}
        {state.kind === 'late' && <p class="soft">{messages.invoiceLate}</p>}
        {state.kind === 'ready' && <p><a href={state.url} rel="noreferrer">{messages.invoiceReady(state.number)}</a></p>}
      </div>
      {state.kind === 'refused' && (
        <div class="notice warning" role="alert">
          <p class="text">{messages.invoiceRefused}</p>
          {state.reason && <p class="text small" lang="en">{state.reason}</p>}
        </div>
      )}
      {state.kind === 'failed' && <FailureNotice failure={state.failure} />}
      <button type="button" class="button" aria-disabled={state.kind === 'asking' ? 'true' : undefined} onClick={() => { if (state.kind !== 'asking') { void ask(); } }}>
        {state.kind === 'asking' ? <span class="spinner" /> : <Icon name="download" />}{messages.getInvoice}
      </button>
    </>
  );
}

/** The store sends it as an attachment, so that the page stays. */
function download(url: string) {
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  link.rel = 'noreferrer';
  link.click();
}
