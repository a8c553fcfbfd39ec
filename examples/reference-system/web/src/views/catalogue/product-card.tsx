import { canBeOrdered, type Product } from './catalogue';
import { MESSAGES } from './messages';
import { useSignedIn } from '../../api/context';
import { quantityOf } from '../../basket/basket';
import { Quantity } from '../../basket/quantity';
import { useBasket } from '../../basket/use-basket';
import { useMessages } from '../../i18n/messages';
import { useFormat } from '../../i18n/use-format';
import { Icon } from '../../kit/icon';

export function ProductCard({ product }: { readonly product: Product }) {
  const { isAdmin } = useSignedIn();
  const messages = useMessages(MESSAGES);
  const format = useFormat();
  const { basket, setQuantity } = useBasket();
  const inBasket = quantityOf(basket, product.id);
  return (
    <li class="product">
      <div class="product-head">
        <span class="product-shelf">{product.category}</span>
        {isAdmin && <a class="button quiet icon-only" href={`/catalogue/${product.id}`} aria-label={messages.editName(product.name)}><Icon name="edit" /></a>}
      </div>
      <h2>{product.name}</h2>
      {product.description && <p class="product-text">{product.description}</p>}
      <p class="product-price">
        <strong class="number">{format.money(product.priceInCents, product.currency)}</strong>
        <span class="soft small">{messages.plusTax(format.rate(product.taxInBasisPoints ?? 0))}</span>
      </p>
      <div class="product-order">
        {!canBeOrdered(product)
          ? <span class="pill">{messages.notOnSale}</span>
          : inBasket > 0
            ? <Quantity name={product.name} value={inBasket} onValue={(value) => setQuantity(product.id, value)} />
            : (
              <button type="button" class="button" aria-label={messages.addName(product.name)} onClick={() => setQuantity(product.id, 1)}>
                <Icon name="basket" />{messages.add}
              </button>
            )}
      </div>
    </li>
  );
}
