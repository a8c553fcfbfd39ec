import { useState } from 'preact/hooks';
import { SHARED } from './shared-messages';
import { useMessages } from '../i18n/messages';

/** Offers the next page of a list, where there is one. */
export function More({ text, onMore }: { readonly text?: string; readonly onMore: () => Promise<void> }) {
  const shared = useMessages(SHARED);
  const [busy, setBusy] = useState(false);
  const load = () => {
    setBusy(true);
    onMore().catch(() => {}).finally(() => setBusy(false)); // what failed is offered again
  };
  return (
    <div class="more">
      {text && <p class="soft">{text}</p>}
      <button type="button" class="button" disabled={busy} onClick={load}>{busy ? shared.loading : shared.loadMore}</button>
    </div>
  );
}
