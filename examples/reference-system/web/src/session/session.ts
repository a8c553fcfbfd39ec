import { readUser, type User } from './claims';
import { createStore, type Store } from '../kit/store';

export type SessionState =
  /** Asking by the refresh cookie. */
  | { readonly kind: 'restoring' }
  /** Nobody answered: who is signed in is not known. */
  | { readonly kind: 'unreachable' }
  /** `ended` when it was not the user's wish. */
  | { readonly kind: 'signed-out'; readonly ended: boolean }
  | { readonly kind: 'signed-in'; readonly user: User };

/** What the auth routes answer. */
export type SignInStep =
  | { readonly kind: 'tokens'; readonly idToken: string; readonly expiresIn: number }
  | { readonly kind: 'new-password'; readonly session: string }
  | { readonly kind: 'refused'; readonly status: number };

/** The auth routes. Each call throws when nobody answers. */
export interface AuthRoutes {
  logIn(username: string, password: string): Promise<SignInStep>;
  replacePassword(username: string, session: string, newPassword: string): Promise<SignInStep>;
  /** By the cookie that no script can read. */
  refresh(): Promise<SignInStep>;
  /** Takes the cookie away. */
  logOut(): Promise<void>;
}

export interface SessionPorts {
  readonly auth: AuthRoutes;
  /** Milliseconds. */
  readonly now: () => number;
  /** Tells the other tabs of this browser. */
  readonly tellOthers: (what: 'signed-out') => void;
}

export interface Session {
  readonly state: Store<SessionState>;
  /** Silent: signs in by the cookie, if there is a good one. */
  restore(): Promise<void>;
  signIn(username: string, password: string): Promise<SignInStep>;
  replacePassword(username: string, session: string, newPassword: string): Promise<SignInStep>;
  /** A token that is good for a while yet; undefined when nobody is signed in. */
  token(): Promise<string | undefined>;
  /** A new token, since this one was refused; undefined when there is none to be had, and then nobody is signed in. */
  replaceToken(refused: string): Promise<string | undefined>;
  signOut(): Promise<void>;
  /** Another tab signed out. */
  forget(): void;
}

/** A token is renewed this long before its end, so that none ends on its way. */
const MARGIN = 60_000;

/** The token lives in this closure and nowhere else. */
export function createSession({ auth, now, tellOthers }: SessionPorts): Session {
  const state = createStore<SessionState>({ kind: 'restoring' });
  let held: { readonly idToken: string; readonly until: number } | undefined;
  let renewal: Promise<void> | undefined;

  const take = (step: SignInStep): SignInStep => {
    if (step.kind === 'tokens') {
      const user = readUser(step.idToken);
      held = { idToken: step.idToken, until: now() + step.expiresIn * 1_000 };
      const before = state.get();
      if (before.kind !== 'signed-in' || before.user.sub !== user.sub) { state.set({ kind: 'signed-in', user }); }
    }
    return step;
  };
  const end = (ended: boolean) => {
    held = undefined;
    state.set({ kind: 'signed-out', ended });
  };
  const renew = (): Promise<void> => {
    renewal ??= (async () => {
      try {
        const before = held;
        const step = await auth.refresh();
        if (held !== before) { return; } // signed in or out while it was under way
        if (step.kind === 'tokens') { take(step); } else if (step.kind === 'refused' && step.status < 500 && step.status !== 429) {
          end(state.get().kind === 'signed-in');
        } else { throw new Error('the session could not be renewed'); }
      } finally {
        renewal = undefined;
      }
    })();
    return renewal;
  };

  return {
    state,
    restore: async () => {
      state.set({ kind: 'restoring' });
      try {
        await renew();
      } catch {
        state.set({ kind: 'unreachable' });
      }
    },
    signIn: async (username, password) => take(await auth.logIn(username, password)),
    replacePassword: async (username, session, newPassword) => take(await auth.replacePassword(username, session, newPassword)),
    token: async () => {
      if (!held) { return undefined; }
      if (now() > held.until - MARGIN) {
        try {
          await renew();
        } catch (error) {
          if (!held || now() >= held.until) { throw error; }
        }
      }
      return held?.idToken;
    },
    replaceToken: async (refused) => {
      if (held?.idToken === refused) { await renew(); }
      return held?.idToken === refused ? undefined : held?.idToken;
    },
    signOut: async () => {
      end(false);
      tellOthers('signed-out');
      await auth.logOut();
    },
    forget: () => end(false),
  };
}
