export interface NewPasswordFaults {
  readonly password?: 'missing' | 'spaces';
  readonly repeated?: 'not-equal';
}

/** What can be told without asking; the pool's policy says more. */
export function newPasswordFault(password: string, repeated: string): NewPasswordFaults {
  const fault = password === '' ? 'missing' : password.trim() !== password ? 'spaces' : undefined;
  return { ...(fault && { password: fault }), ...(password !== repeated && { repeated: 'not-equal' }) };
}
