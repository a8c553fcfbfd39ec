import { MESSAGES } from './messages';
import { bestThumbnail, type Upload } from './upload';
import { FAILURE_MESSAGES, failureMessage } from '../../api/failure-messages';
import { useMessages } from '../../i18n/messages';
import { useFormat } from '../../i18n/use-format';
import { Icon } from '../../kit/icon';
import { SHARED } from '../../kit/shared-messages';

/** Pixels of the picture on a card. */
const WIDTH = 160;

export interface UploadCardProps {
  readonly upload: Upload;
  readonly onRetry: () => void;
  readonly onDismiss: () => void;
}

export function UploadCard({ upload, onRetry, onDismiss }: UploadCardProps) {
  const messages = useMessages(MESSAGES);
  const format = useFormat();
  const { name, size, state } = upload;
  return (
    <li class="upload">
      <div class="upload-picture"><Picture upload={upload} /></div>
      <div class="upload-text">
        <div class="upload-head">
          <h3>{name}</h3>
          <button type="button" class="button quiet icon-only" aria-label={messages.stop(name)} onClick={onDismiss}><Icon name="close" /></button>
        </div>
        <p class="soft small number">{state.kind === 'sending' ? `${format.size(state.sent)} / ${format.size(size)}` : format.size(size)}</p>
        <Progress upload={upload} onRetry={onRetry} />
      </div>
    </li>
  );
}

function Picture({ upload: { name, state } }: { readonly upload: Upload }) {
  const messages = useMessages(MESSAGES);
  const best = state.kind === 'ready' ? bestThumbnail(state.thumbnails, WIDTH, devicePixelRatio) : undefined;
  return best
    ? <img src={best.url} width={best.width} height={best.height} alt={messages.thumbnail(name, best.width, best.height)} referrerpolicy="no-referrer" />
    : <Icon name="images" />;
}

function Progress({ upload: { name, size, state }, onRetry }: Pick<UploadCardProps, 'upload' | 'onRetry'>) {
  const messages = useMessages(MESSAGES);
  const failures = useMessages(FAILURE_MESSAGES);
  const shared = useMessages(SHARED);
  switch (state.kind) {
    case 'sending': return <progress class="bar" aria-label={messages.progressOf(name)} max={size} value={state.sent} />;
    case 'processing': return <p class="upload-state"><span class="spinner" />{messages.processing}</p>;
    case 'rejected': return <><span class="pill danger">{messages.rejected}</span><p class="small">{reasonOf(messages.reasons, state.reason)}</p></>;
    case 'failed': return (
      <>
        <p class="upload-fault">{state.failure === undefined ? messages.late : `${messages.failed}. ${failures[failureMessage(state.failure)]}`}</p>
        <button type="button" class="button" onClick={onRetry}><Icon name="refresh" />{shared.retry}</button>
      </>
    );
    case 'ready': return (
      <>
        <span class="pill good">{messages.ready}</span>
        <p class="small upload-sizes">
          {state.thumbnails.map(({ width, height, url }) => <a key={url} href={url} target="_blank" rel="noreferrer" class="number">{width} × {height}</a>)}
        </p>
      </>
    );
  }
}

/** One that this page does not know yet is told in general words. */
function reasonOf(reasons: { readonly [reason: string]: string; readonly OTHER: string }, reason = ''): string {
  return Object.hasOwn(reasons, reason) ? reasons[reason] : reasons.OTHER;
}
