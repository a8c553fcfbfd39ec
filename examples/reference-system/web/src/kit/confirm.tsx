import { Dialog } from './dialog';
import { SHARED } from './shared-messages';
import { useMessages } from '../i18n/messages';

export interface ConfirmProps {
  readonly title: string;
  readonly text: string;
  /** What is done, in a verb. */
  readonly action: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** For what can't be undone. */
export function Confirm({ title, text, action, onConfirm, onClose }: ConfirmProps) {
  const shared = useMessages(SHARED);
  return (
    <Dialog title={title} onClose={onClose}>
      <div class="form">
        <p>{text}</p>
        <div class="button-row">
          <button type="button" class="button danger" onClick={() => { onClose(); onConfirm(); }}>{action}</button>
          <button type="button" class="button quiet" onClick={onClose}>{shared.cancel}</button>
        </div>
      </div>
    </Dialog>
  );
}
