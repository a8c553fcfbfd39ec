import { useEffect, useRef, useState } from 'preact/hooks';
import { MESSAGES } from './messages';
import { newPasswordFault } from './new-password';
import { ApiFailure } from '../../api/failure';
import { useMessages } from '../../i18n/messages';
import { focusFault, TextField } from '../../kit/field';
import { SHARED } from '../../kit/shared-messages';
import { FailureNotice, SubmitButton } from '../../kit/states';
import type { Session } from '../../session/session';

export interface NewPasswordFormProps {
  readonly session: Session;
  readonly challenge: { readonly username: string; readonly session: string };
  /** @param expired whether it is too late for this challenge */
  readonly onBack: (expired: boolean) => void;
}

/** An administrator gave a temporary password: the user replaces it, and is signed in. */
export function NewPasswordForm({ session, challenge, onBack }: NewPasswordFormProps) {
  const messages = useMessages(MESSAGES);
  const shared = useMessages(SHARED);
  const [password, setPassword] = useState('');
  const [repeated, setRepeated] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const form = useRef<HTMLFormElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  const faults = newPasswordFault(password, repeated);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) { return; }
    setTried(true);
    setRefused(false);
    setFailure(undefined);
    if (faults.password || faults.repeated) { return focusFault(form.current); }
    setBusy(true);
    try {
      const step = await session.replacePassword(challenge.username, challenge.session, password);
      if (step.kind === 'refused') {
        switch (step.status) {
          case 400: setRefused(true); return focusFault(form.current);
          case 401: return onBack(true);
          default: setFailure(new ApiFailure(step.status));
        }
      }
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };

  const words = { 'missing': shared.required, 'spaces': messages.spaces, 'not-equal': messages.notEqual };
  const own = tried && faults.password ? words[faults.password] : refused ? messages.policy : undefined;
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>{messages.newTitle}</h1>
      <p class="soft">{messages.newLead}</p>
      <form ref={form} class="form" noValidate onSubmit={(event) => { void submit(event); }}>
        {failure !== undefined && <FailureNotice failure={failure} />}
        <input type="text" class="visually-hidden" name="username" autoComplete="username" value={challenge.username} readOnly tabIndex={-1} aria-hidden="true" />
        <TextField label={messages.newPassword} hint={messages.newHint} value={password} onValue={setPassword} fault={own} input={{ name: 'new-password', type: 'password', autoComplete: 'new-password', maxLength: 256 }} />
        <TextField label={messages.repeat} value={repeated} onValue={setRepeated} fault={tried && faults.repeated ? words[faults.repeated] : undefined} input={{ name: 'repeated', type: 'password', autoComplete: 'new-password', maxLength: 256 }} />
        <div class="button-row">
          <SubmitButton busy={busy}>{messages.newSubmit}</SubmitButton>
          <button type="button" class="button quiet" onClick={() => onBack(false)}>{messages.back}</button>
        </div>
      </form>
    </>
  );
}
