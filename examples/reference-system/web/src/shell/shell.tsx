import { useEffect, useRef } from 'preact/hooks';
import { Route, Router, useLocation } from 'preact-iso';
import { AccountMenu } from './account-menu';
import { BasketLink } from './basket-link';
import { homeOf, NAMES, type ViewEntry, VIEWS } from './views';
import { useSignedIn } from '../api/context';
import { defineMessages, useMessages } from '../i18n/messages';
import { Icon } from '../kit/icon';
import { focusHeading, PageHead } from '../kit/page-head';
import { EmptyState } from '../kit/states';
import { useOnline } from '../kit/use-online';

const MESSAGES = defineMessages({
  skip: 'Ir al contenido',
  navigation: 'Principal',
  offline: 'Sin conexión: los cambios no se guardarán hasta que vuelva.',
  unknown: 'Esta página no existe',
  unknownTitle: 'Aquí no hay nada',
  unknownLead: 'Puede que la dirección esté mal escrita, o que lo que había ya no esté.',
  back: 'Ir al inicio',
}, {
  skip: 'Skip to content',
  navigation: 'Main',
  offline: 'No connection: changes are not saved until it is back.',
  unknown: 'There is no such page',
  unknownTitle: 'Nothing is here',
  unknownLead: 'The address may be mistyped, or what was here may be gone.',
  back: 'Go to the start',
});

/** What surrounds every view of a signed-in user. */
export function Shell() {
  const { isAdmin } = useSignedIn();
  const { path } = useLocation();
  const messages = useMessages(MESSAGES);
  const names = useMessages(NAMES);
  const online = useOnline();
  const main = useRef<HTMLElement>(null);
  const views = VIEWS.filter(({ adminsOnly }) => isAdmin || !adminsOnly);
  const current = views.find((view) => isAt(path, view));
  const place = current?.dialog ? homeOf(current) : path;
  useHeadingFocus(place);
  useEffect(() => main.current?.scrollTo(0, 0), [place]);

  return (
    <div class="shell">
      <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); main.current?.focus(); }}>{messages.skip}</a>
      <header class="top">
        <a class="brand" href={homeOf(VIEWS[0])}><img src="/icon.svg" alt="" width="28" height="28" />Cloud Commerce</a>
        <div class="button-row"><BasketLink /><AccountMenu /></div>
      </header>
      <nav class="side" aria-label={messages.navigation}>
        {views.map((view) => view.row && (
          <a key={view.path} href={homeOf(view)} aria-current={isAt(path, view) ? 'page' : undefined}>
            <Icon name={view.row.icon} /><span>{names[view.row.name]}</span>
          </a>
        ))}
      </nav>
      <main id="main" ref={main} tabIndex={-1}>
        {!online && <p class="notice warning offline" role="status"><span class="text">{messages.offline}</span></p>}
        <Router>
          {views.map((view) => <Route key={view.path} path={view.path} component={view.view} />)}
          <Route path="/" component={Start} />
          <Route default component={NotFound} />
        </Router>
      </main>
    </div>
  );
}

/** At the view, or below it. */
function isAt(path: string, view: ViewEntry): boolean {
  return path === homeOf(view) || path.startsWith(`${homeOf(view)}/`);
}

/** After a change of view, not of what a view shows; and not at the start, where the browser begins at the top anyway. */
function useHeadingFocus(view: string) {
  const before = useRef(view);
  useEffect(() => {
    if (before.current === view) { return; }
    before.current = view;
    const wait = setInterval(() => { // its code may still be on its way
      if (document.querySelector('main h1')) { clearInterval(wait); focusHeading(); }
    }, 30);
    return () => clearInterval(wait);
  }, [view]);
}

function Start() {
  const { route } = useLocation();
  useEffect(() => route(homeOf(VIEWS[0]), true), []);
  return null;
}

function NotFound() {
  const messages = useMessages(MESSAGES);
  return (
    <>
      <PageHead title={messages.unknown} />
      <EmptyState icon="search" title={messages.unknownTitle}>
        <p>{messages.unknownLead}</p>
        <a class="button primary" href="/">{messages.back}</a>
      </EmptyState>
    </>
  );
}
