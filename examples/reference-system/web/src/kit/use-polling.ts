import { useEffect, useRef } from 'preact/hooks';

/** Asks again every so many milliseconds while `active` and the page is in sight; a failure is asked again like an answer. */
export function usePolling(ask: (signal: AbortSignal) => Promise<void>, milliseconds: number, active: boolean): void {
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    if (!active) { return; }
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const round = () => {
      timer = setTimeout(() => {
        const asked = document.visibilityState === 'visible' ? latest.current(abort.signal).catch(() => {}) : Promise.resolve();
        void asked.then(() => { if (!abort.signal.aborted) { round(); } });
      }, milliseconds);
    };
    round();
    return () => { abort.abort(); clearTimeout(timer); };
  }, [milliseconds, active]);
}
