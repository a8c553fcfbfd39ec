import type { components } from '../../../../client/commerce.generated';
import { matches } from '../../kit/plain-text';

export type Person = components['schemas']['User'];
export type PersonDraft = components['schemas']['UserWrite'];

export const DRAFT_FIELDS = ['email', 'name', 'locale'] as const;

/** As it is typed. */
export interface PersonTyped { readonly email: string; readonly name: string; readonly locale: 'es' | 'en' }

export function arrangePeople(people: readonly Person[], text: string): Person[] {
  return people
    .filter((person) => matches(`${person.email} ${person.name ?? ''}`, text))
    .sort((a, b) => a.email.localeCompare(b.email));
}

export function typedOf(person: Person | undefined): PersonTyped {
  return { email: person?.email ?? '', name: person?.name ?? '', locale: person?.locale ?? 'es' };
}

/** A new user: what was left empty is left out. */
export function draftOf({ email, name, locale }: PersonTyped): PersonDraft {
  return { email: email.trim(), locale, ...(name.trim() !== '' && { name: name.trim() }) };
}

/** What a merge patch says of the changes; a name that was emptied is taken away. */
export function patchOf(before: PersonTyped, after: PersonTyped): { email?: string; locale?: 'es' | 'en'; name?: string | null } {
  return {
    ...(before.email !== after.email.trim() && { email: after.email.trim() }),
    ...(before.locale !== after.locale && { locale: after.locale }),
    ...(before.name !== after.name.trim() && { name: after.name.trim() || null }),
  };
}

/** What can be told without asking: something before and after one @, and no white space. */
export function emailFault(email: string): 'missing' | 'invalid' | undefined {
  const text = email.trim();
  if (text === '') { return 'missing'; }
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) && text.length <= 254 ? undefined : 'invalid';
}
