import type { TicketDraft } from './board';

/** As ticket-schema.ts allows; lengths in code points. */
export const LIMITS = { title: 200, description: 10_000, reporterId: 128 } as const;

export const DRAFT_FIELDS = ['title', 'description', 'status', 'reporterId'] as const;

export type DraftFaults = { readonly [F in keyof typeof LIMITS]?: 'missing' | 'long' };

export function draftFaults(draft: TicketDraft): DraftFaults {
  return Object.fromEntries(Object.entries(LIMITS).flatMap(([field, max]) => {
    const text = draft[field as keyof typeof LIMITS];
    const fault = text.trim() === '' ? 'missing' : [...text].length > max ? 'long' : undefined;
    return fault ? [[field, fault]] : [];
  }));
}
