import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon';
import { SHARED } from './shared-messages';
import type { Loading } from './use-load';
import { Unreachable } from '../api/failure';
import { FAILURE_MESSAGES, failureMessage } from '../api/failure-messages';
import { useMessages } from '../i18n/messages';

export function EmptyState({ icon = 'empty', title, children }: { readonly icon?: IconName; readonly title: string; readonly children?: ComponentChildren }) {
  return <div class="state"><Icon name={icon} /><h2>{title}</h2>{children}</div>;
}

export function FailedState({ failure, onRetry }: { readonly failure: unknown; readonly onRetry: () => void }) {
  const shared = useMessages(SHARED);
  const messages = useMessages(FAILURE_MESSAGES);
  const offline = failure instanceof Unreachable;
  return (
    <div class="state" role="alert">
      <Icon name={offline ? 'offline' : 'warning'} />
      <h2>{offline ? shared.offlineTitle : shared.failedTitle}</h2>
      <p>{messages[failureMessage(failure)]}</p>
      <button type="button" class="button" onClick={onRetry}><Icon name="refresh" />{shared.retry}</button>
    </div>
  );
}

/** A failure beside what stays in use, such as a form. */
export function FailureNotice({ failure }: { readonly failure: unknown }) {
  const messages = useMessages(FAILURE_MESSAGES);
  return <div class="notice danger" role="alert"><p class="text">{messages[failureMessage(failure)]}</p></div>;
}

export interface LoadedProps<T> {
  readonly of: Loading<T>;
  /** Takes the room of what is being loaded, so that nothing jumps. */
  readonly skeleton: ComponentChildren;
  readonly children: (value: T) => ComponentChildren;
}

/** What was loaded, or why it was not, or the room for it. */
export function WhenLoaded<T>({ of: { loaded, reload }, skeleton, children }: LoadedProps<T>) {
  const shared = useMessages(SHARED);
  switch (loaded.kind) {
    case 'loading': return <div aria-busy="true"><p class="visually-hidden" role="status">{shared.loading}</p>{skeleton}</div>;
    case 'failed': return <FailedState failure={loaded.failure} onRetry={reload} />;
    case 'ready': return <>{children(loaded.value)}</>;
  }
}

export function SubmitButton({ busy, children }: { readonly busy: boolean; readonly children: ComponentChildren }) {
  return <button type="submit" class="button primary" aria-disabled={busy ? 'true' : undefined}>{busy && <span class="spinner" />}{children}</button>;
}
