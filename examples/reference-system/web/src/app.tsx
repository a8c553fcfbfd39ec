import { useMemo } from 'preact/hooks';
import { LocationProvider } from 'preact-iso';
import type { Apis } from './api/apis';
import { ADMINS, SignedInContext } from './api/context';
import { Unreachable } from './api/failure';
import { useMessages } from './i18n/messages';
import { SHARED } from './kit/shared-messages';
import { FailedState } from './kit/states';
import { Toasts } from './kit/toasts';
import { useStore } from './kit/use-store';
import type { User } from './session/claims';
import { Shell } from './shell/shell';
import { SignInView } from './views/sign-in/sign-in-view';

export function App({ apis }: { readonly apis: Apis }) {
  return <LocationProvider><Page apis={apis} /><Toasts /></LocationProvider>;
}

function Page({ apis }: { readonly apis: Apis }) {
  const state = useStore(apis.session.state);
  const shared = useMessages(SHARED);
  switch (state.kind) {
    case 'restoring': return <main class="start" aria-busy="true"><span class="spinner" /><p class="visually-hidden" role="status">{shared.loading}</p></main>;
    case 'unreachable': return <main class="start"><FailedState failure={new Unreachable(undefined)} onRetry={() => { void apis.session.restore(); }} /></main>;
    case 'signed-out': return <SignInView session={apis.session} ended={state.ended} />;
    case 'signed-in': return <ForUser key={state.user.sub} apis={apis} user={state.user} />;
  }
}

function ForUser({ apis, user }: { readonly apis: Apis; readonly user: User }) {
  const signedIn = useMemo(() => ({ apis, user, isAdmin: user.groups.includes(ADMINS) }), [apis, user]);
  return <SignedInContext.Provider value={signedIn}><Shell /></SignedInContext.Provider>;
}
