import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Icon } from './icon';
import { SHARED } from './shared-messages';
import { useMessages } from '../i18n/messages';

export interface DialogProps {
  readonly title: string;
  /** The user wants it gone: Escape, the cross, or, as long as nothing was typed, a press beside it. */
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** Open as long as it is drawn. The browser keeps the focus inside, and gives it back to where it came from. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const shared = useMessages(SHARED);
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const typed = useRef(false);

  useEffect(() => {
    const element = dialog.current;
    const opener = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      if (opener instanceof HTMLElement && opener.isConnected) { opener.focus(); }
    };
  }, []);

  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={heading}
      onCancel={(event) => { event.preventDefault(); onClose(); }}
      onInput={() => { typed.current = true; }}
      onPointerDown={(event) => { if (event.target === dialog.current && !typed.current) { onClose(); } }}
    >
      <div class="dialog-head">
        <h2 id={heading}>{title}</h2>
        <button type="button" class="button quiet icon-only" aria-label={shared.close} onClick={onClose}><Icon name="close" /></button>
      </div>
      <div class="dialog-body">{children}</div>
    </dialog>
  );
}
