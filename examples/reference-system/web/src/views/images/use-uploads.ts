import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type Upload, type UploadState, waitBefore } from './upload';
import { uploadsApi } from './uploads-api';
import { useSignedIn } from '../../api/context';

/** An image takes a second or two; one that takes longer than this is looked for again on request. */
const LOOKS_MAX = 20;

export interface UploadActions {
  /** The newest first. */
  readonly uploads: readonly Upload[];
  readonly add: (files: readonly File[]) => void;
  /** Sends a file that failed again, or looks again for an image that takes long. */
  readonly retry: (key: string) => void;
  /** Takes one off the list; one that is being sent is stopped. */
  readonly dismiss: (key: string) => void;
}

interface Work { readonly file: File; readonly abort: AbortController }

export function useUploads(): UploadActions {
  const { apis } = useSignedIn();
  const api = useMemo(() => uploadsApi(apis), [apis]);
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const works = useRef(new Map<string, Work>());
  useEffect(() => () => { for (const { abort } of works.current.values()) { abort.abort(); } }, []);

  const run = async (key: string, file: File): Promise<void> => {
    const abort = new AbortController();
    works.current.set(key, { file, abort });
    const { signal } = abort;
    const show = (state: UploadState) => {
      if (!signal.aborted) { setUploads((before) => before.map((one) => (one.key === key ? { ...one, state } : one))); }
    };
    try {
      show({ kind: 'sending', sent: 0 });
      const slot = await api.reserve(file);
      await api.put(slot, file, (sent) => show({ kind: 'sending', sent }), signal);
      show({ kind: 'processing' });
      for (let n = 0; n < LOOKS_MAX && !signal.aborted; n++) {
        await new Promise((resolve) => setTimeout(resolve, waitBefore(n)));
        const { status, reason, thumbnails = [] } = await api.look(slot.id);
        if (status === 'READY') { return show({ kind: 'ready', thumbnails }); }
        if (status === 'REJECTED') { return show({ kind: 'rejected', reason }); }
      }
      show({ kind: 'failed', failure: undefined });
    } catch (failure) {
      show({ kind: 'failed', failure });
    }
  };
  return {
    uploads,
    add: (files) => {
      const added = files.map((file) => ({ key: crypto.randomUUID(), file }));
      setUploads((before) => [
        ...added.map(({ key, file }): Upload => ({ key, name: file.name, size: file.size, state: { kind: 'sending', sent: 0 } })).reverse(),
        ...before,
      ]);
      for (const { key, file } of added) { void run(key, file); }
    },
    retry: (key) => {
      const work = works.current.get(key);
      if (work) { void run(key, work.file); }
    },
    dismiss: (key) => {
      works.current.get(key)?.abort.abort();
      works.current.delete(key);
      setUploads((before) => before.filter((one) => one.key !== key));
    },
  };
}
