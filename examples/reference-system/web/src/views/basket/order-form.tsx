import { useState } from 'preact/hooks';
import { MESSAGES } from './messages';
import type { components } from '../../../../client/commerce.generated';
import { useSignedIn } from '../../api/context';
import { answerOf, ApiFailure, Unreachable } from '../../api/failure';
import type { Basket } from '../../basket/basket';
import { useMessages } from '../../i18n/messages';
import { TextField } from '../../kit/field';
import { FailureNotice, SubmitButton } from '../../kit/states';

export interface OrderFormProps {
  readonly basket: Basket;
  readonly canOrder: boolean;
  readonly onOrdered: (orderId: string) => void;
  /** The API knows other prices than those shown. */
  readonly onPricesChanged: () => void;
}

type OrderDraft = Pick<components['schemas']['OrderCreate'], 'items' | 'customer' | 'note'>;

/** Sends the basket as an order. Its key goes with it, so that an order whose answer was lost is not made twice. */
export function OrderForm({ basket, canOrder, onOrdered, onPricesChanged }: OrderFormProps) {
  const { apis: { commerce } } = useSignedIn();
  const messages = useMessages(MESSAGES);
  const [name, setName] = useState('');
  const [taxId, setTaxId] = useState('');
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const [unsure, setUnsure] = useState<OrderDraft>(); // may have arrived: only the very same may be sent under its key

  const draft = (): OrderDraft => {
    const customer = { name: name.trim(), ...(taxId.trim() !== '' && { taxId: taxId.trim() }) };
    return {
      items: basket.lines.map(({ productId, quantity }) => ({ productId, quantity })),
      ...(customer.name !== '' && { customer }),
      ...(note.trim() !== '' && { note: note.trim() }),
    };
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy || !canOrder) { return; }
    setFailure(undefined);
    setBusy(true);
    const body = unsure ?? draft();
    try {
      const { data } = await answerOf(commerce.POST('/orders', { params: { header: { 'Idempotency-Key': basket.key } }, body }));
      onOrdered(data.orderId);
    } catch (error) {
      setFailure(error);
      setUnsure(error instanceof Unreachable || (error instanceof ApiFailure && error.status >= 500) ? body : undefined);
      if (error instanceof ApiFailure && error.status === 422) { onPricesChanged(); }
      setBusy(false);
    }
  };

  return (
    <form class="form" noValidate onSubmit={(event) => { void submit(event); }}>
      {unsure
        ? <div class="notice warning" role="alert"><p class="text">{messages.unsure}</p></div>
        : failure !== undefined && <FailureNotice failure={failure} />}
      <fieldset class="bare form" disabled={unsure !== undefined}>
        <details class="basket-more">
          <summary>{messages.invoice}</summary>
          <div class="form">
            <TextField label={messages.name} hint={messages.invoiceHint} value={name} onValue={setName} input={{ name: 'customer', autoComplete: 'organization', maxLength: 200 }} />
            <TextField label={messages.taxId} value={taxId} onValue={setTaxId} input={{ name: 'taxId', autoComplete: 'off', maxLength: 40 }} />
          </div>
        </details>
        <TextField label={messages.note} value={note} onValue={setNote} input={{ name: 'note', autoComplete: 'off', maxLength: 1000 }} />
      </fieldset>
      <SubmitButton busy={busy || !canOrder}>{busy ? messages.sending : messages.submit}</SubmitButton>
    </form>
  );
}
