import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { parseRemembered, type Remembered, withoutRemembered, withRemembered } from './remembered';
import { type Upload, type UploadState, waitBefore } from './upload';
import { uploadsApi } from './uploads-api';
import { useSignedIn } from '../../api/context';
import { ApiFailure } from '../../api/failure';
import { keep, readKept } from '../../kit/kept';

/** An image takes a second or two; one that takes longer than this is looked for again on request. */
const LOOKS_MAX = 20;

export interface UploadActions {
  /** The newest first: those of this visit, and those that this browser has seen before. */
  readonly uploads: readonly Upload[];
  readonly add: (files: readonly File[]) => void;
  /** Sends a file that failed again, or looks again for an image that takes long. */
  readonly retry: (key: string) => void;
  /** Takes one off the list; one that is being sent is stopped. */
  readonly dismiss: (key: string) => void;
}

/** What is done for an upload: a file is sent until it has an id, which is then looked for. */
interface Work { readonly file?: File; readonly id?: string; readonly abort: AbortController }

export function useUploads(): UploadActions {
  const { apis, user } = useSignedIn();
  const api = useMemo(() => uploadsApi(apis), [apis]);
  const kept = `uploads:${user.sub}`;
  const [uploads, setUploads] = useState<readonly Upload[]>(() => (
    parseRemembered(readKept(kept)).map(({ id, name, size }) => ({ key: id, name, size, state: { kind: 'processing' } }))
  ));
  const works = useRef(new Map<string, Work>());
  const remember = (change: (known: readonly Remembered[]) => readonly Remembered[]) => {
    keep(kept, JSON.stringify(change(parseRemembered(readKept(kept)))));
  };

  const run = async (key: string, work: Omit<Work, 'abort'>): Promise<void> => {
    const abort = new AbortController();
    works.current.set(key, { ...work, abort });
    const { signal } = abort;
    const show = (state: UploadState) => {
      if (!signal.aborted) { setUploads((before) => before.map((one) => (one.key === key ? { ...one, state } : one))); }
    };
    try {
      const id = work.id ?? await send(work.file!, show, signal);
      works.current.set(key, { id, abort });
      await follow(id, show, signal);
    } catch (failure) {
      if (work.file === undefined && failure instanceof ApiFailure && failure.status === 404) { return dismiss(key); }
      show({ kind: 'failed', failure });
    }
  };
  const send = async (file: File, show: (state: UploadState) => void, signal: AbortSignal): Promise<string> => {
    show({ kind: 'sending', sent: 0 });
    const slot = await api.reserve(file);
    await api.put(slot, file, (sent) => show({ kind: 'sending', sent }), signal);
    if (!signal.aborted) { remember((known) => withRemembered(known, { id: slot.id, name: file.name, size: file.size })); }
    return slot.id;
  };
  const follow = async (id: string, show: (state: UploadState) => void, signal: AbortSignal): Promise<void> => {
    show({ kind: 'processing' });
    for (let n = 0; n < LOOKS_MAX && !signal.aborted; n++) {
      const { status, reason, thumbnails = [] } = await api.look(id);
      if (status === 'READY') { return show({ kind: 'ready', thumbnails }); }
      if (status === 'REJECTED') { return show({ kind: 'rejected', reason }); }
      await new Promise((resolve) => setTimeout(resolve, waitBefore(n)));
    }
    show({ kind: 'failed', failure: undefined });
  };
  const dismiss = (key: string) => {
    const { abort, id } = works.current.get(key) ?? {};
    abort?.abort();
    works.current.delete(key);
    if (id !== undefined) { remember((known) => withoutRemembered(known, id)); }
    setUploads((before) => before.filter((one) => one.key !== key));
  };

  useEffect(() => {
    for (const { key } of uploads) { void run(key, { id: key }); }
    return () => { for (const { abort } of works.current.values()) { abort.abort(); } };
  }, []);

  return {
    uploads,
    add: (files) => {
      const added = files.map((file) => ({ key: crypto.randomUUID(), file }));
      setUploads((before) => [
        ...added.map(({ key, file }): Upload => ({ key, name: file.name, size: file.size, state: { kind: 'sending', sent: 0 } })).reverse(),
        ...before,
      ]);
      for (const { key, file } of added) { void run(key, { file }); }
    },
    retry: (key) => {
      const { file, id } = works.current.get(key) ?? {};
      if (file ?? id) { void run(key, { file, id }); }
    },
    dismiss,
  };
}
