import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

export type Loaded<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: unknown }
  | { readonly kind: 'ready'; readonly value: T };

export interface Loading<T> {
  readonly loaded: Loaded<T>;
  /** Shows the loading state, and asks again. */
  readonly reload: () => void;
  /** What is known without asking, such as what an answer to a change told. */
  readonly put: (change: (value: T) => T) => void;
}

/** @param load asked when the component appears and whenever one of `of` changes; an answer that comes too late is dropped */
export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>, of: readonly unknown[]): Loading<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ kind: 'loading' });
  const [round, setRound] = useState(0);
  const latest = useRef(load);
  latest.current = load;

  useEffect(() => {
    const abort = new AbortController();
    setLoaded({ kind: 'loading' });
    latest.current(abort.signal).then(
      (value) => { if (!abort.signal.aborted) { setLoaded({ kind: 'ready', value }); } },
      (failure: unknown) => { if (!abort.signal.aborted) { setLoaded({ kind: 'failed', failure }); } },
    );
    return () => abort.abort();
  }, [round, ...of]);

  return {
    loaded,
    reload: useCallback(() => setRound((before) => before + 1), []),
    put: useCallback((change) => setLoaded((now) => (now.kind === 'ready' ? { kind: 'ready', value: change(now.value) } : now)), []),
  };
}
