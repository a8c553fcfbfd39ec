import { useRef, useState } from 'preact/hooks';
import { parsePrice, parseRate, type Product, type ProductDraft, writePrice } from './catalogue';
import type { catalogueApi } from './catalogue-api';
import { MESSAGES } from './messages';
import { ApiFailure, fieldProblem } from '../../api/failure';
import { FAILURE_MESSAGES } from '../../api/failure-messages';
import { language } from '../../i18n/language';
import { useMessages } from '../../i18n/messages';
import { Dialog } from '../../kit/dialog';
import { Field, focusFault, TextField } from '../../kit/field';
import { changesOf } from '../../kit/merge';
import { SHARED } from '../../kit/shared-messages';
import { EmptyState, FailureNotice, SubmitButton } from '../../kit/states';
import { showToast } from '../../kit/toasts';

export interface ProductDialogProps {
  /** Undefined for a new one. */
  readonly id: string | undefined;
  readonly product: Product | undefined;
  readonly api: ReturnType<typeof catalogueApi>;
  readonly onStored: (product: Product) => void;
  readonly onClose: () => void;
}

export function ProductDialog(props: ProductDialogProps) {
  const messages = useMessages(MESSAGES);
  const failures = useMessages(FAILURE_MESSAGES);
  const { id, product, onClose } = props;
  return (
    <Dialog title={id === undefined ? messages.createTitle : messages.editTitle} onClose={onClose}>
      {id !== undefined && !product ? <EmptyState title={failures.notFound} /> : <ProductForm {...props} />}
    </Dialog>
  );
}

/** As it is typed. */
interface Typed {
  readonly name: string;
  readonly category: string;
  readonly description: string;
  readonly price: string;
  readonly currency: 'EUR' | 'USD';
  readonly tax: string;
  readonly onSale: boolean;
}

const FIELDS = ['name', 'category', 'description', 'priceInCents', 'currency', 'taxInBasisPoints', 'onSale'] as const;

function typedOf(product: Product | undefined): Typed {
  const locale = language.get();
  return {
    name: product?.name ?? '',
    category: product?.category ?? '',
    description: product?.description ?? '',
    price: product ? writePrice(product.priceInCents, locale) : '',
    currency: product?.currency ?? 'EUR',
    tax: writePrice(product?.taxInBasisPoints ?? 2_100, locale).replace(/[.,]00$/, ''),
    onSale: product?.onSale ?? true,
  };
}

function ProductForm({ product, api, onStored, onClose }: ProductDialogProps) {
  const messages = useMessages(MESSAGES);
  const shared = useMessages(SHARED);
  const [base, setBase] = useState(product);
  const [typed, setTyped] = useState(() => typedOf(product));
  const [key] = useState(() => crypto.randomUUID());
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [stale, setStale] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const form = useRef<HTMLFormElement>(null);

  const price = parsePrice(typed.price);
  const tax = parseRate(typed.tax);
  const missing = { name: typed.name.trim() === '', category: typed.category.trim() === '' };
  const put = (part: Partial<Typed>) => setTyped({ ...typed, ...part });

  const store = (draft: ProductDraft): Promise<Product> => {
    if (!base) { return api.create(draft, key); }
    const changes = changesOf(FIELDS, base as ProductDraft, draft);
    return Object.keys(changes).length === 0 ? Promise.resolve(base) : api.change(base, changes);
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) { return; }
    setTried(true);
    setFailure(undefined);
    if (missing.name || missing.category || price === undefined || tax === undefined) { return focusFault(form.current); }
    const { name, category, description, currency, onSale } = typed;
    setBusy(true);
    try {
      const text = description.trim() === '' && base?.description === undefined ? {} : { description };
      onStored(await store({ name, category, ...text, priceInCents: price, currency, taxInBasisPoints: tax, onSale }));
      showToast({ text: messages.saved });
      onClose();
    } catch (error) {
      if (base && error instanceof ApiFailure && error.status === 412) {
        await api.read(base.id).then((newer) => { setBase(newer); setTyped(typedOf(newer)); onStored(newer); setStale(true); }, setFailure);
      } else { setFailure(error); }
    } finally {
      setBusy(false);
    }
  };

  const required = (field: 'name' | 'category') => (tried && missing[field] ? shared.required : fieldProblem(failure, field));
  return (
    <form ref={form} class="form" noValidate onSubmit={(event) => { void submit(event); }}>
      {failure !== undefined && <FailureNotice failure={failure} />}
      {stale && <div class="notice warning" role="alert"><p class="text">{messages.stale}</p></div>}
      <TextField label={messages.name} value={typed.name} onValue={(name) => put({ name })} fault={required('name')} input={{ name: 'name', maxLength: 120, autoComplete: 'off' }} />
      <TextField label={messages.category} value={typed.category} onValue={(category) => put({ category })} fault={required('category')} input={{ name: 'category', maxLength: 60, autoComplete: 'off' }} />
      <TextField label={messages.description} lines value={typed.description} onValue={(description) => put({ description })} fault={fieldProblem(failure, 'description')} input={{ name: 'description' }} />
      <div class="form-three">
        <TextField label={messages.price} hint={messages.priceHint} value={typed.price} onValue={(text) => put({ price: text })} fault={tried && price === undefined ? messages.priceFault : undefined} input={{ name: 'price', inputMode: 'decimal', autoComplete: 'off' }} />
        <Field label={messages.currency}>
          {(described) => (
            <select {...described} class="input" value={typed.currency} onChange={(event) => put({ currency: event.currentTarget.value as Typed['currency'] })}>
              <option>EUR</option><option>USD</option>
            </select>
          )}
        </Field>
        <TextField label={messages.tax} value={typed.tax} onValue={(text) => put({ tax: text })} fault={tried && tax === undefined ? messages.taxFault : undefined} input={{ name: 'tax', inputMode: 'decimal', autoComplete: 'off' }} />
      </div>
      <label class="check"><input type="checkbox" checked={typed.onSale} onChange={(event) => put({ onSale: event.currentTarget.checked })} />{messages.onSale}</label>
      <div class="button-row">
        <SubmitButton busy={busy}>{busy ? shared.saving : base ? shared.save : messages.createSubmit}</SubmitButton>
        <button type="button" class="button quiet" onClick={onClose}>{shared.cancel}</button>
      </div>
    </form>
  );
}
