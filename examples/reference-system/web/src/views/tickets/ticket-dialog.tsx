import { useEffect, useRef, useState } from 'preact/hooks';
import { type Ticket, type TicketDraft } from './board';
import { ConflictPanel } from './conflict-panel';
import { MESSAGES } from './messages';
import { DRAFT_FIELDS, draftFaults } from './ticket-draft';
import { TicketForm } from './ticket-form';
import type { BoardActions } from './use-board';
import { useSignedIn } from '../../api/context';
import { ApiFailure } from '../../api/failure';
import { useMessages } from '../../i18n/messages';
import { Dialog } from '../../kit/dialog';
import { focusFault } from '../../kit/field';
import { changesOf, mergeChanges, type Clash } from '../../kit/merge';
import { SHARED } from '../../kit/shared-messages';
import { FailedState, FailureNotice, SubmitButton } from '../../kit/states';
import { showToast } from '../../kit/toasts';

export interface TicketDialogProps {
  /** Undefined for a new one. */
  readonly id: string | undefined;
  readonly tickets: readonly Ticket[];
  readonly board: BoardActions;
  readonly onClose: () => void;
}

export function TicketDialog({ id, tickets, board, onClose }: TicketDialogProps) {
  const messages = useMessages(MESSAGES);
  const listed = tickets.find((ticket) => ticket.id === id);
  const [ticket, setTicket] = useState(listed);
  const [failure, setFailure] = useState<unknown>();
  const missing = id !== undefined && ticket === undefined;
  const read = () => {
    if (!missing) { return; }
    setFailure(undefined);
    board.api.read(id).then(setTicket, setFailure); // an address that somebody sent, of a ticket beyond the page
  };
  useEffect(read, []);
  return (
    <Dialog title={id === undefined ? messages.createTitle : messages.editTitle} onClose={onClose}>
      {missing
        ? failure === undefined ? <div class="skeleton form-room" aria-busy="true" /> : <FailedState failure={failure} onRetry={read} />
        : <TicketEditor ticket={ticket} board={board} onClose={onClose} />}
    </Dialog>
  );
}

interface TicketEditorProps {
  readonly ticket: Ticket | undefined;
  readonly board: BoardActions;
  readonly onClose: () => void;
}

/** What somebody else made of the ticket while it was edited here. */
interface Conflict { readonly clashes: readonly Clash<TicketDraft>[] }

function TicketEditor({ ticket, board, onClose }: TicketEditorProps) {
  const { user } = useSignedIn();
  const messages = useMessages(MESSAGES);
  const shared = useMessages(SHARED);
  const [base, setBase] = useState(ticket);
  const [draft, setDraft] = useState<TicketDraft>(ticket ? draftOf(ticket) : { title: '', description: '', status: 'OPEN', reporterId: user.username });
  const [key, setKey] = useState(() => crypto.randomUUID()); // one for each ticket to create, so that a repeated try makes no second
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const [conflict, setConflict] = useState<Conflict>();
  const [gone, setGone] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const store = async (): Promise<Ticket | undefined> => {
    if (!base) { return board.api.create(draft, key); }
    const changes = changesOf(DRAFT_FIELDS, draftOf(base), draft);
    return Object.keys(changes).length === 0 ? base : board.api.change(base, changes);
  };
  const meet = async (stale: Ticket) => {
    const theirs = await board.api.read(stale.id);
    const { merged, clashes } = mergeChanges(DRAFT_FIELDS, draftOf(stale), draft, draftOf(theirs));
    board.put(theirs);
    setBase(theirs);
    setDraft(merged);
    setConflict({ clashes });
  };
  const lose = () => {
    if (base) { board.drop(base.id); }
    setBase(undefined);
    setKey(crypto.randomUUID());
    setConflict(undefined);
    setGone(true);
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) { return; }
    setTried(true);
    setFailure(undefined);
    if (Object.keys(draftFaults(draft)).length > 0) { return focusFault(form.current); }
    setBusy(true);
    try {
      const stored = await store();
      if (stored) { board.put(stored); }
      showToast({ text: base ? messages.saved : messages.created });
      onClose();
    } catch (error) {
      try {
        if (base && error instanceof ApiFailure && error.status === 412) { await meet(base); } else { throw error; }
      } catch (last) {
        if (base && last instanceof ApiFailure && last.status === 404) { lose(); } else { setFailure(last); }
      }
    } finally {
      setBusy(false);
    }
  };

  return (
    <form ref={form} class="form" noValidate onSubmit={(event) => { void submit(event); }}>
      {failure !== undefined && <FailureNotice failure={failure} />}
      {gone && <div class="notice warning" role="alert"><h3>{messages.goneTitle}</h3><p class="text">{messages.goneLead}</p></div>}
      {conflict && <ConflictPanel clashes={conflict.clashes} draft={draft} onChoose={(field, value) => setDraft({ ...draft, [field]: value })} />}
      <TicketForm draft={draft} onDraft={setDraft} faults={tried ? draftFaults(draft) : {}} failure={failure} />
      <div class="button-row">
        <SubmitButton busy={busy}>{busy ? shared.saving : gone ? messages.createAgain : base ? shared.save : messages.createSubmit}</SubmitButton>
        <button type="button" class="button quiet" onClick={onClose}>{shared.cancel}</button>
      </div>
    </form>
  );
}

function draftOf({ title, description, status, reporterId }: Ticket): TicketDraft {
  return { title, description, status, reporterId };
}
