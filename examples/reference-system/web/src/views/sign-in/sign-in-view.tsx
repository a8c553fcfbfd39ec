import { useEffect, useRef, useState } from 'preact/hooks';
import { MESSAGES } from './messages';
import { NewPasswordForm } from './new-password-form';
import { ApiFailure } from '../../api/failure';
import { useMessages } from '../../i18n/messages';
import { focusFault, TextField } from '../../kit/field';
import { SHARED } from '../../kit/shared-messages';
import { FailureNotice, SubmitButton } from '../../kit/states';
import type { Session } from '../../session/session';
import { Preferences } from '../../shell/preferences';
import './sign-in.css';

export interface SignInViewProps {
  readonly session: Session;
  /** The user was signed in until now. */
  readonly ended: boolean;
}

/** In place of whatever view the address names, which is shown once somebody is signed in. */
export function SignInView({ session, ended }: SignInViewProps) {
  const messages = useMessages(MESSAGES);
  const [challenge, setChallenge] = useState<{ readonly username: string; readonly session: string }>();
  const [expired, setExpired] = useState(false);
  useEffect(() => { document.title = `${messages.title} · Cloud Commerce`; }, [messages]);
  return (
    <div class="sign-in">
      <main class="panel">
        <img class="sign-in-mark" src="/icon.svg" alt="" width="44" height="44" />
        {challenge
          ? (
            <NewPasswordForm
              session={session}
              challenge={challenge}
              onBack={(late) => { setExpired(late); setChallenge(undefined); }}
            />
          )
          : (
            <>
              <h1>{messages.title}</h1>
              <p class="soft">{messages.lead}</p>
              {(ended || expired) && <p class="notice info" role="status"><span class="text">{expired ? messages.expired : messages.ended}</span></p>}
              <PasswordForm session={session} onChallenge={setChallenge} />
            </>
          )}
      </main>
      <footer class="sign-in-preferences"><Preferences /></footer>
    </div>
  );
}

interface PasswordFormProps {
  readonly session: Session;
  readonly onChallenge: (challenge: { username: string; session: string }) => void;
}

function PasswordForm({ session, onChallenge }: PasswordFormProps) {
  const messages = useMessages(MESSAGES);
  const shared = useMessages(SHARED);
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const [failure, setFailure] = useState<unknown>();
  const form = useRef<HTMLFormElement>(null);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) { return; }
    setTried(true);
    setRefusal(undefined);
    setFailure(undefined);
    if (username.trim() === '' || password.trim() === '') { return focusFault(form.current); }
    setBusy(true);
    try {
      const step = await session.signIn(username.trim(), password);
      if (step.kind === 'new-password') { return onChallenge({ username: username.trim(), session: step.session }); }
      if (step.kind === 'refused') {
        switch (step.status) {
          case 400: case 401: setRefusal(messages.refused); break;
          case 403: setRefusal(messages.otherStep); break;
          default: setFailure(new ApiFailure(step.status));
        }
      }
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };

  const missing = (value: string) => (tried && value.trim() === '' ? shared.required : undefined);
  return (
    <form ref={form} class="form" noValidate onSubmit={(event) => { void submit(event); }}>
      {refusal && <div class="notice danger" role="alert"><p class="text">{refusal}</p></div>}
      {failure !== undefined && <FailureNotice failure={failure} />}
      <TextField label={messages.username} value={username} onValue={setUsername} fault={missing(username)} input={{ name: 'username', autoComplete: 'username', autoCapitalize: 'none', spellcheck: false, maxLength: 128 }} />
      <TextField label={messages.password} value={password} onValue={setPassword} fault={missing(password)} input={{ name: 'password', type: 'password', autoComplete: 'current-password', maxLength: 256 }} />
      <SubmitButton busy={busy}>{messages.submit}</SubmitButton>
    </form>
  );
}
