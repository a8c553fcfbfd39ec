import { useEffect, useRef } from 'preact/hooks';
import { Icon } from './icon';
import { SHARED } from './shared-messages';
import { createStore } from './store';
import { useStore } from './use-store';
import { defineMessages, useMessages } from '../i18n/messages';

export interface Toast {
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
  /** Called once, when it goes without its action having run. */
  readonly onGone?: () => void;
}

interface Shown extends Toast { readonly id: number }

/** Long enough to be read and reached; the time stands still while it is pointed at or holds the focus. */
const LIFE = 8_000;

const MESSAGES = defineMessages({ region: 'Avisos' }, { region: 'Notices' });

const shown = createStore<readonly Shown[]>([]);
let count = 0;

/** @returns what takes it away, its `onGone` called */
export function showToast(toast: Toast): () => void {
  const id = ++count;
  shown.set([...shown.get(), { ...toast, id }]);
  return () => dismiss(id);
}

/** Takes all away, as when the page is left: whatever waited for their end happens now. */
export function dismissAll(): void {
  for (const { id } of shown.get()) { dismiss(id); }
}

function dismiss(id: number, acted = false) {
  const toast = shown.get().find((one) => one.id === id);
  if (!toast) { return; }
  shown.set(shown.get().filter((one) => one !== toast));
  if (acted) { toast.action?.run(); } else { toast.onGone?.(); }
}

export function Toasts() {
  const toasts = useStore(shown);
  const messages = useMessages(MESSAGES);
  useEffect(() => {
    addEventListener('pagehide', dismissAll);
    return () => removeEventListener('pagehide', dismissAll);
  }, []);
  return (
    <section class="toasts" aria-label={messages.region} aria-live="polite">
      {toasts.map((toast) => <ToastBox key={toast.id} toast={toast} />)}
    </section>
  );
}

function ToastBox({ toast }: { readonly toast: Shown }) {
  const shared = useMessages(SHARED);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stop = () => clearTimeout(timer.current);
  const go = () => {
    stop();
    timer.current = setTimeout(() => dismiss(toast.id), LIFE);
  };
  useEffect(() => { go(); return stop; }, []);
  return (
    <div class="toast" onMouseEnter={stop} onMouseLeave={go} onFocusIn={stop} onFocusOut={go}>
      <span>{toast.text}</span>
      {toast.action && <button type="button" class="button" onClick={() => dismiss(toast.id, true)}>{toast.action.label}</button>}
      <button type="button" class="button quiet icon-only" aria-label={shared.close} onClick={() => dismiss(toast.id)}><Icon name="close" /></button>
    </div>
  );
}
