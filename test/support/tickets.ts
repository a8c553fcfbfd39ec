/** The client's sample ticket (T3). */
export const SAMPLE_TICKET = { title: 'Prueba', description: 'Otra Prueba', status: 'OPEN', reporterId: '123456-123456-123' };

export function ticket(changes: { readonly [name: string]: unknown } = {}) {
  return { ...SAMPLE_TICKET, ...changes };
}
