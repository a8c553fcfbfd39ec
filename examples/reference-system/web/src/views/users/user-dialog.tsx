import { useRef, useState } from 'preact/hooks';
import { MESSAGES } from './messages';
import { DRAFT_FIELDS, draftOf, emailFault, patchOf, type Person, typedOf } from './people';
import type { UsersApi } from './users-api';
import { ApiFailure, fieldProblem } from '../../api/failure';
import { FAILURE_MESSAGES } from '../../api/failure-messages';
import { useMessages } from '../../i18n/messages';
import { Dialog } from '../../kit/dialog';
import { Field, focusFault, TextField } from '../../kit/field';
import { mergeChanges } from '../../kit/merge';
import { SHARED } from '../../kit/shared-messages';
import { EmptyState, FailureNotice, SubmitButton } from '../../kit/states';
import { showToast } from '../../kit/toasts';

export interface UserDialogProps {
  /** Undefined for a new one. */
  readonly id: string | undefined;
  readonly person: Person | undefined;
  readonly api: UsersApi;
  readonly onStored: (person: Person) => void;
  readonly onClose: () => void;
}

export function UserDialog(props: UserDialogProps) {
  const messages = useMessages(MESSAGES);
  const failures = useMessages(FAILURE_MESSAGES);
  const { id, person, onClose } = props;
  return (
    <Dialog title={id === undefined ? messages.createTitle : messages.editTitle} onClose={onClose}>
      {id !== undefined && !person ? <EmptyState title={failures.notFound} /> : <UserForm {...props} />}
    </Dialog>
  );
}

function UserForm({ person, api, onStored, onClose }: UserDialogProps) {
  const messages = useMessages(MESSAGES);
  const shared = useMessages(SHARED);
  const [base, setBase] = useState(person);
  const [typed, setTyped] = useState(() => typedOf(person));
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [stale, setStale] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const form = useRef<HTMLFormElement>(null);

  const fault = emailFault(typed.email);
  const taken = failure instanceof ApiFailure && failure.status === 409 && fieldProblem(failure, 'email') !== undefined;
  const store = (): Promise<Person> => {
    if (!base) { return api.create(draftOf(typed), key); }
    const changes = patchOf(typedOf(base), typed);
    return Object.keys(changes).length === 0 ? Promise.resolve(base) : api.change(base, changes);
  };
  const meet = async (old: Person) => {
    const theirs = await api.read(old.id);
    setTyped(mergeChanges(DRAFT_FIELDS, typedOf(old), typed, typedOf(theirs)).merged);
    setBase(theirs);
    onStored(theirs);
    setStale(true);
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) { return; }
    setTried(true);
    setFailure(undefined);
    if (fault) { return focusFault(form.current); }
    setBusy(true);
    try {
      onStored(await store());
      showToast({ text: base ? messages.saved : messages.created });
      onClose();
    } catch (error) {
      if (base && error instanceof ApiFailure && error.status === 412) {
        await meet(base).catch(setFailure);
      } else {
        setFailure(error);
        if (error instanceof ApiFailure && error.status < 500) { setKey(crypto.randomUUID()); } // refused: the next try is another
        focusFault(form.current);
      }
    } finally {
      setBusy(false);
    }
  };

  const faultOfEmail = tried && fault ? { missing: shared.required, invalid: messages.emailFault }[fault] : taken ? messages.emailTaken : fieldProblem(failure, 'email');
  return (
    <form ref={form} class="form" noValidate onSubmit={(event) => { void submit(event); }}>
      {failure !== undefined && !taken && <FailureNotice failure={failure} />}
      {stale && <div class="notice warning" role="alert"><p class="text">{messages.stale}</p></div>}
      <TextField label={messages.email} hint={messages.emailHint} value={typed.email} onValue={(email) => setTyped({ ...typed, email })} fault={faultOfEmail} input={{ name: 'email', type: 'email', autoComplete: 'off', autoCapitalize: 'none', spellcheck: false, maxLength: 254 }} />
      <TextField label={messages.name} hint={messages.nameHint} value={typed.name} onValue={(name) => setTyped({ ...typed, name })} fault={fieldProblem(failure, 'name')} input={{ name: 'name', autoComplete: 'off', maxLength: 200 }} />
      <Field label={messages.language}>
        {(described) => (
          <select {...described} class="input" name="locale" value={typed.locale} onChange={(event) => setTyped({ ...typed, locale: event.currentTarget.value as 'es' | 'en' })}>
            <option value="es">{messages.languages.es}</option>
            <option value="en">{messages.languages.en}</option>
          </select>
        )}
      </Field>
      <div class="button-row">
        <SubmitButton busy={busy}>{busy ? shared.saving : base ? shared.save : messages.createSubmit}</SubmitButton>
        <button type="button" class="button quiet" onClick={onClose}>{shared.cancel}</button>
      </div>
    </form>
  );
}
