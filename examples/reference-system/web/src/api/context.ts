import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Apis } from './apis';
import type { User } from '../session/claims';

/** Group whose members administer. */
export const ADMINS = 'admins';

export interface SignedIn {
  readonly apis: Apis;
  readonly user: User;
  readonly isAdmin: boolean;
}

export const SignedInContext = createContext<SignedIn | undefined>(undefined);

/** The APIs, and who asks them. Only below a signed-in user. */
export function useSignedIn(): SignedIn {
  const signedIn = useContext(SignedInContext);
  if (!signedIn) { throw new Error('a view is drawn without a user'); }
  return signedIn;
}
