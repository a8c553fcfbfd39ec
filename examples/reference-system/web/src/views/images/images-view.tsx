import { useRef, useState } from 'preact/hooks';
import { MESSAGES } from './messages';
import { BYTES_MAX, fileFault, IMAGE_TYPES } from './upload';
import { UploadCard } from './upload-card';
import { useUploads } from './use-uploads';
import { useMessages } from '../../i18n/messages';
import { useFormat } from '../../i18n/use-format';
import { Icon } from '../../kit/icon';
import { PageHead } from '../../kit/page-head';
import { EmptyState } from '../../kit/states';
import './images.css';

export default function ImagesView() {
  const messages = useMessages(MESSAGES);
  const { uploads, add, retry, dismiss } = useUploads();
  const [faults, setFaults] = useState<readonly string[]>([]);
  const take = (files: readonly File[]) => {
    setFaults(files.flatMap((file) => {
      const fault = fileFault(file);
      return fault ? [messages.faults[fault](file.name)] : [];
    }));
    add(files.filter((file) => !fileFault(file)));
  };
  const ready = uploads.find(({ state }) => state.kind === 'ready');
  return (
    <>
      <PageHead title={messages.title} lead={messages.lead} />
      <DropZone onFiles={take} />
      {faults.length > 0 && <div class="notice danger image-faults" role="alert">{faults.map((fault) => <p key={fault} class="text">{fault}</p>)}</div>}
      <p class="visually-hidden" role="status">{ready && messages.readyName(ready.name)}</p>
      {uploads.length === 0
        ? <EmptyState icon="images" title={messages.noneTitle}><p>{messages.noneLead}</p></EmptyState>
        : (
          <section aria-labelledby="uploads">
            <h2 id="uploads" class="uploads-title">{messages.list}</h2>
            <ul class="uploads">
              {uploads.map((upload) => (
                <UploadCard key={upload.key} upload={upload} onRetry={() => retry(upload.key)} onDismiss={() => dismiss(upload.key)} />
              ))}
            </ul>
          </section>
        )}
    </>
  );
}

function DropZone({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const messages = useMessages(MESSAGES);
  const format = useFormat();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  return (
    <div
      class={`drop ${over ? 'over' : ''}`}
      onDragOver={(event) => { event.preventDefault(); setOver(true); }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer?.files ?? []]);
      }}
    >
      <Icon name="upload" />
      <p class="drop-text">{messages.drop}</p>
      <button type="button" class="button primary" onClick={() => input.current?.click()}>{messages.choose}</button>
      <p class="soft small">{messages.limits(format.size(BYTES_MAX))}</p>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={IMAGE_TYPES.join(',')}
        onChange={(event) => {
          onFiles([...event.currentTarget.files ?? []]);
          event.currentTarget.value = ''; // the same file may be chosen again
        }}
      />
    </div>
  );
}
