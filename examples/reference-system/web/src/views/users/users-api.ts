import type { Person, PersonDraft } from './people';
import type { components } from '../../../../client/commerce.generated';
import type { Apis } from '../../api/apis';
import { answerOf } from '../../api/failure';

export interface PersonPage { readonly items: readonly Person[]; readonly next?: string }

/** What administrators ask of the users' API. */
export function usersApi({ commerce }: Apis) {
  const on = ({ id, version }: Person) => ({ path: { id }, header: { 'If-Match': `"${version}"` } });
  return {
    list: async (cursor?: string, signal?: AbortSignal): Promise<PersonPage> => {
      const query = { limit: 100, ...(cursor !== undefined && { cursor }) };
      const { data } = await answerOf(commerce.GET('/users', { params: { query }, signal }));
      return { items: data.items as Person[], next: data.next }; // no `fields` are named: each item is whole
    },
    read: async (id: string): Promise<Person> => (await answerOf(commerce.GET('/users/{id}', { params: { path: { id } } }))).data,
    create: async (draft: PersonDraft, key: string): Promise<Person> => (
      await answerOf(commerce.POST('/users', { params: { header: { 'Idempotency-Key': key } }, body: draft }))
    ).data,
    change: async (person: Person, changes: components['schemas']['UserPatch']): Promise<Person> => (
      await answerOf(commerce.PATCH('/users/{id}', { params: on(person), body: changes }))
    ).data,
    /** It may outlive the page: who was deleted stays so when the tab is closed. */
    remove: async (person: Person): Promise<void> => { await answerOf(commerce.DELETE('/users/{id}', { params: on(person), keepalive: true })); },
  };
}

export type UsersApi = ReturnType<typeof usersApi>;
