import { Preferences } from './preferences';
import { useSignedIn } from '../api/context';
import { defineMessages, messagesOfNow, useMessages } from '../i18n/messages';
import { Icon } from '../kit/icon';
import { showToast } from '../kit/toasts';

const MESSAGES = defineMessages({
  account: 'Cuenta',
  admin: 'Administración',
  signOut: 'Salir',
  signOutLate: 'Has salido aquí. El servidor no ha respondido: se le avisará en la próxima visita.',
}, {
  account: 'Account',
  admin: 'Administration',
  signOut: 'Sign out',
  signOutLate: 'You are signed out here. The server did not answer: it will be told at the next visit.',
});

export function AccountMenu() {
  const { apis: { session }, user, isAdmin } = useSignedIn();
  const messages = useMessages(MESSAGES);
  const name = user.email ?? user.username;
  const signOut = () => {
    session.signOut().catch(() => showToast({ text: messagesOfNow(MESSAGES).signOutLate }));
  };
  return (
    <div class="account">
      <button type="button" class="button quiet" popovertarget="account-menu"><Icon name="account" /><span class="visually-hidden">{messages.account}: </span><span class="account-name">{name}</span></button>
      <div id="account-menu" class="account-menu" popover="auto">
        <div class="account-who">
          <strong>{name}</strong>
          {isAdmin && <span class="pill info">{messages.admin}</span>}
        </div>
        <Preferences />
        <button type="button" class="button" onClick={signOut}>{messages.signOut}</button>
      </div>
    </div>
  );
}
