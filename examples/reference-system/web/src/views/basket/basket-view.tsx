import { useMemo, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { MESSAGES } from './messages';
import { OrderForm } from './order-form';
import type { PricedProduct } from '../../../../functions/order-prices';
import { useSignedIn } from '../../api/context';
import { ApiFailure } from '../../api/failure';
import { type Basket, type LineFault, quote, type Quote } from '../../basket/basket';
import { Quantity } from '../../basket/quantity';
import { type BasketActions, useBasket } from '../../basket/use-basket';
import { useMessages } from '../../i18n/messages';
import { useFormat } from '../../i18n/use-format';
import { Icon } from '../../kit/icon';
import { PageHead } from '../../kit/page-head';
import { EmptyState, WhenLoaded } from '../../kit/states';
import { showToast } from '../../kit/toasts';
import { useLoad } from '../../kit/use-load';
import { catalogueApi } from '../catalogue/catalogue-api';
import './basket.css';

type Products = ReadonlyMap<string, PricedProduct>;

export default function BasketView() {
  const { apis } = useSignedIn();
  const messages = useMessages(MESSAGES);
  const actions = useBasket();
  const { route } = useLocation();
  const [round, setRound] = useState(0);
  const ids = actions.basket.lines.map(({ productId }) => productId);
  const [asked] = useState(ids); // a line that is taken out needs no new prices
  const products = useLoad<Products>((signal) => readProducts(apis, asked, signal), [apis, round]);
  const done = (orderId: string) => {
    actions.empty();
    showToast({ text: messages.done });
    route(`/orders/${orderId}`);
  };
  return (
    <>
      <PageHead title={messages.title} />
      {ids.length === 0
        ? (
          <EmptyState icon="basket" title={messages.emptyTitle}>
            <p>{messages.emptyLead}</p>
            <a class="button primary" href="/catalogue">{messages.toCatalogue}</a>
          </EmptyState>
        )
        : (
          <WhenLoaded of={products} skeleton={<div class="basket"><div class="skeleton basket-room" /><div class="skeleton basket-room" /></div>}>
            {(known) => <Filled actions={actions} products={known} onOrdered={done} onPricesChanged={() => setRound(round + 1)} />}
          </WhenLoaded>
        )}
    </>
  );
}

/** Products that are gone are left out. */
async function readProducts(apis: Parameters<typeof catalogueApi>[0], ids: readonly string[], signal: AbortSignal): Promise<Products> {
  const api = catalogueApi(apis);
  const found = await Promise.all(ids.map(async (id) => {
    try {
      const { onSale = true, taxInBasisPoints = 0, ...product } = await api.read(id, signal);
      return { ...product, onSale, taxInBasisPoints };
    } catch (error) {
      if (error instanceof ApiFailure && error.status === 404) { return undefined; }
      throw error;
    }
  }));
  return new Map(found.flatMap((product) => (product ? [[product.id, product] as const] : [])));
}

interface FilledProps {
  readonly actions: BasketActions;
  readonly products: Products;
  readonly onOrdered: (orderId: string) => void;
  readonly onPricesChanged: () => void;
}

function Filled({ actions, products, onOrdered, onPricesChanged }: FilledProps) {
  const messages = useMessages(MESSAGES);
  const { basket, setQuantity } = actions;
  const quoted = useMemo(() => quote(basket, products), [basket, products]);
  return (
    <div class="basket">
      <ul class="basket-lines">
        {basket.lines.map(({ productId, quantity }) => (
          <Line
            key={productId}
            product={products.get(productId)}
            quantity={quantity}
            fault={'faults' in quoted ? quoted.faults.get(productId) : undefined}
            onQuantity={(value) => setQuantity(productId, value)}
          />
        ))}
      </ul>
      <section class="panel basket-summary" aria-labelledby="basket-summary">
        <h2 id="basket-summary">{messages.summary}</h2>
        <Totals quoted={quoted} />
        <OrderForm basket={basket as Basket} canOrder={'prices' in quoted} onOrdered={onOrdered} onPricesChanged={onPricesChanged} />
      </section>
    </div>
  );
}

interface LineProps {
  readonly product: PricedProduct | undefined;
  readonly quantity: number;
  readonly fault: LineFault | undefined;
  readonly onQuantity: (value: number) => void;
}

function Line({ product, quantity, fault, onQuantity }: LineProps) {
  const messages = useMessages(MESSAGES);
  const format = useFormat();
  const name = product?.name ?? messages.unknown;
  return (
    <li class="basket-line">
      <div class="basket-name">
        <h2>{name}</h2>
        {product && <p class="soft small"><span class="number">{format.money(product.priceInCents, product.currency)}</span> {messages.each}</p>}
        {fault && <p class="basket-fault">{messages.fault[fault]}</p>}
      </div>
      <Quantity name={name} value={quantity} onValue={onQuantity} />
      <span class="basket-amount number">{product && format.money(product.priceInCents * quantity, product.currency)}</span>
      <button type="button" class="button quiet icon-only" aria-label={messages.remove(name)} onClick={() => onQuantity(0)}><Icon name="trash" /></button>
    </li>
  );
}

function Totals({ quoted }: { readonly quoted: Quote }) {
  const messages = useMessages(MESSAGES);
  const format = useFormat();
  if ('faults' in quoted) { return <p class="soft">{messages.refused}</p>; }
  const { subtotalInCents, taxInCents, totalInCents, currency } = quoted.prices;
  return (
    <>
      <dl class="totals">
        <div><dt>{messages.subtotal}</dt><dd class="number">{format.money(subtotalInCents, currency)}</dd></div>
        <div><dt>{messages.tax}</dt><dd class="number">{format.money(taxInCents, currency)}</dd></div>
        <div class="total"><dt>{messages.total}</dt><dd class="number">{format.money(totalInCents, currency)}</dd></div>
      </dl>
      <p class="soft small">{messages.estimate}</p>
    </>
  );
}
