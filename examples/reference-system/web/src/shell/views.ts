import type { ComponentType } from 'preact';
import { lazyView } from './lazy-view';
import { defineMessages } from '../i18n/messages';
import type { IconName } from '../kit/icon';

export const NAMES = defineMessages({
  tickets: 'Tickets', catalogue: 'Catálogo', orders: 'Pedidos', images: 'Imágenes', users: 'Usuarios',
}, {
  tickets: 'Tickets', catalogue: 'Catalogue', orders: 'Orders', images: 'Images', users: 'Users',
});

export interface ViewEntry {
  /** As preact-iso matches it. Without its parameters it is where the navigation leads. */
  readonly path: string;
  readonly view: ComponentType;
  /** Its row of the navigation; none for a view that others lead to. */
  readonly row?: { readonly name: keyof typeof NAMES.es; readonly icon: IconName };
  /** Its parameter names what a dialog over it shows: the view stays where it is. */
  readonly dialog?: true;
  readonly adminsOnly?: true;
}

/** Every view, in the order of the navigation. The first is where the page begins. */
export const VIEWS: readonly ViewEntry[] = [
  { path: '/tickets/:id?', row: { name: 'tickets', icon: 'tickets' }, dialog: true, view: lazyView(() => import('../views/tickets/tickets-view')) },
  { path: '/catalogue/:id?', row: { name: 'catalogue', icon: 'catalogue' }, dialog: true, view: lazyView(() => import('../views/catalogue/catalogue-view')) },
  { path: '/basket', view: lazyView(() => import('../views/basket/basket-view')) },
  { path: '/orders', row: { name: 'orders', icon: 'orders' }, view: lazyView(() => import('../views/orders/orders-view')) },
  { path: '/orders/:id', view: lazyView(() => import('../views/orders/order-view')) },
  { path: '/images', row: { name: 'images', icon: 'images' }, view: lazyView(() => import('../views/images/images-view')) },
  { path: '/users/:id?', row: { name: 'users', icon: 'users' }, dialog: true, adminsOnly: true, view: lazyView(() => import('../views/users/users-view')) },
];

/** Where the navigation leads. */
export function homeOf({ path }: ViewEntry): string {
  return path.replace(/\/:.*$/, '');
}
