import type { ComponentType } from 'preact';
import { lazyView } from './lazy-view';
import { defineMessages } from '../i18n/messages';
import type { IconName } from '../kit/icon';

export const NAMES = defineMessages({ tickets: 'Tickets' }, { tickets: 'Tickets' });

export interface ViewEntry {
  readonly name: keyof typeof NAMES.es;
  /** Its paths, as preact-iso matches them. The first, without its parameters, is where the navigation leads. */
  readonly path: string;
  readonly icon: IconName;
  readonly adminsOnly?: boolean;
  readonly view: ComponentType;
}

/** Every view, in the order of the navigation. The first is where the page begins. */
export const VIEWS: readonly ViewEntry[] = [
  { name: 'tickets', path: '/tickets/:id?', icon: 'tickets', view: lazyView(() => import('../views/tickets/tickets-view')) },
];

/** Where the navigation leads. */
export function homeOf({ path }: ViewEntry): string {
  return path.replace(/\/:.*$/, '');
}
