import { type Basket, parseBasket, withQuantity } from './basket';
import { useSignedIn } from '../api/context';
import { keep, readKept } from '../kit/kept';
import { createStore, type Store } from '../kit/store';
import { useStore } from '../kit/use-store';

const baskets = new Map<string, Store<Basket>>();

export interface BasketActions {
  readonly basket: Basket;
  readonly setQuantity: (productId: string, quantity: number) => void;
  readonly empty: () => void;
}

/** The user's basket, which this browser keeps for each user apart. */
export function useBasket(): BasketActions {
  const { user: { sub } } = useSignedIn();
  const name = `basket-${sub}`;
  let store = baskets.get(sub);
  if (!store) {
    store = createStore(parseBasket(readKept(name) ?? '') ?? none());
    baskets.set(sub, store);
  }
  const kept = store;
  const put = (basket: Basket) => {
    keep(name, basket.lines.length === 0 ? undefined : JSON.stringify(basket));
    kept.set(basket);
  };
  return {
    basket: useStore(kept),
    setQuantity: (productId, quantity) => put(withQuantity(kept.get(), productId, quantity, newKey)),
    empty: () => put(none()),
  };
}

function none(): Basket {
  return { lines: [], key: newKey() };
}

function newKey(): string {
  return crypto.randomUUID();
}
