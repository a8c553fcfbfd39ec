import { MESSAGES } from './messages';
import type { Person } from './people';
import { useSignedIn } from '../../api/context';
import { useMessages } from '../../i18n/messages';
import { useFormat } from '../../i18n/use-format';
import { Icon } from '../../kit/icon';

const TONES = { PENDING: 'warning', ACTIVE: 'good', DELETING: 'danger' };

export interface UserTableProps {
  readonly people: readonly Person[];
  readonly onRemove: (person: Person) => void;
}

export function UserTable({ people, onRemove }: UserTableProps) {
  const { user } = useSignedIn();
  const messages = useMessages(MESSAGES);
  const format = useFormat();
  return (
    <table class="list-table users-table">
      <thead>
        <tr><th scope="col">{messages.email}</th><th scope="col">{messages.language}</th><th scope="col">{messages.state}</th><th scope="col">{messages.since}</th><th scope="col"><span class="visually-hidden">{messages.actions}</span></th></tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.id}>
            <th scope="row">
              <a class="row-link" href={`/users/${person.id}`}>{person.email}</a>
              {person.name && <span class="user-name">{person.name}</span>}
            </th>
            <td>{messages.languages[person.locale ?? 'es']}</td>
            <td>{person.status && <span class={`pill ${TONES[person.status]}`}>{messages.states[person.status]}</span>}</td>
            <td><time dateTime={person.createdAt}>{format.moment(person.createdAt)}</time></td>
            <td class="amount">
              {person.sub === user.sub
                ? <span class="soft small">{messages.yourself}</span>
                : <button type="button" class="button quiet icon-only above" aria-label={messages.removeName(person.email)} onClick={() => onRemove(person)}><Icon name="trash" /></button>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
