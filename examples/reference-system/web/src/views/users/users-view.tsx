import { useMemo, useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { MESSAGES } from './messages';
import { arrangePeople, type Person } from './people';
import { UserDialog } from './user-dialog';
import { UserTable } from './user-table';
import { type PersonPage, usersApi } from './users-api';
import { useSignedIn } from '../../api/context';
import { ApiFailure } from '../../api/failure';
import { messagesOfNow, useMessages } from '../../i18n/messages';
import { Icon } from '../../kit/icon';
import { More } from '../../kit/more';
import { focusHeading, PageHead } from '../../kit/page-head';
import { Search } from '../../kit/search';
import { SHARED } from '../../kit/shared-messages';
import { EmptyState, WhenLoaded } from '../../kit/states';
import { showToast } from '../../kit/toasts';
import { useLoad } from '../../kit/use-load';
import './users.css';

export default function UsersView() {
  const { apis } = useSignedIn();
  const messages = useMessages(MESSAGES);
  const { route } = useLocation();
  const { id } = useRoute().params;
  const api = useMemo(() => usersApi(apis), [apis]);
  const loading = useLoad<PersonPage>((signal) => api.list(undefined, signal), [api]);
  const put = (person: Person) => loading.put(({ items, next }) => ({ next, items: [...items.filter((one) => one.id !== person.id), person] }));
  const drop = (gone: string) => loading.put(({ items, next }) => ({ next, items: items.filter((one) => one.id !== gone) }));
  const remove = (person: Person) => {
    drop(person.id);
    focusHeading();
    showToast({
      text: messages.removed(person.email),
      action: { label: messagesOfNow(SHARED).undo, run: () => put(person) },
      onGone: () => {
        api.remove(person).catch((failure: unknown) => {
          if (failure instanceof ApiFailure && failure.status === 404) { return; }
          put(person);
          showToast({ text: messagesOfNow(MESSAGES).removeFailed(person.email) });
        });
      },
    });
  };
  const loadMore = async (cursor: string) => {
    const page = await api.list(cursor);
    loading.put(({ items }) => ({ next: page.next, items: [...items, ...page.items] }));
  };
  return (
    <>
      <PageHead title={messages.title} lead={messages.lead}>
        <a class="button primary" href="/users/new"><Icon name="plus" />{messages.create}</a>
      </PageHead>
      <WhenLoaded of={loading} skeleton={<div class="skeleton users-room" />}>
        {({ items, next }) => (
          <>
            <People people={items} onRemove={remove} />
            {next !== undefined && <More onMore={() => loadMore(next)} />}
            {id !== undefined && (
              <UserDialog key={id} id={id === 'new' ? undefined : id} person={items.find((one) => one.id === id)} api={api} onStored={put} onClose={() => route('/users')} />
            )}
          </>
        )}
      </WhenLoaded>
    </>
  );
}

function People({ people, onRemove }: { readonly people: readonly Person[]; readonly onRemove: (person: Person) => void }) {
  const messages = useMessages(MESSAGES);
  const [text, setText] = useState('');
  if (people.length === 0) { return <EmptyState icon="users" title={messages.noneTitle}><p>{messages.noneLead}</p></EmptyState>; }
  const found = arrangePeople(people, text);
  return (
    <>
      <div class="tools"><Search label={messages.search} value={text} onValue={setText} /></div>
      {found.length > 0
        ? <UserTable people={found} onRemove={onRemove} />
        : <EmptyState icon="search" title={messages.nothingFound}><button type="button" class="button" onClick={() => setText('')}>{messages.clear}</button></EmptyState>}
    </>
  );
}
