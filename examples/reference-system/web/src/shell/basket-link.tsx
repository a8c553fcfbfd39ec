import { useLocation } from 'preact-iso';
import { sizeOf } from '../basket/basket';
import { useBasket } from '../basket/use-basket';
import { defineMessages, useMessages } from '../i18n/messages';
import { Icon } from '../kit/icon';

const MESSAGES = defineMessages({
  basket: (size: number) => (size === 0 ? 'Cesta, vacía' : size === 1 ? 'Cesta, 1 artículo' : `Cesta, ${size} artículos`),
}, {
  basket: (size: number) => (size === 0 ? 'Basket, empty' : size === 1 ? 'Basket, 1 item' : `Basket, ${size} items`),
});

export function BasketLink() {
  const size = sizeOf(useBasket().basket);
  const { path } = useLocation();
  return (
    <a class="button quiet basket-link" href="/basket" aria-current={path === '/basket' ? 'page' : undefined} aria-label={useMessages(MESSAGES).basket(size)}>
      <Icon name="basket" />{size > 0 && <span class="badge number" aria-hidden="true">{size > 99 ? '99+' : size}</span>}
    </a>
  );
}
