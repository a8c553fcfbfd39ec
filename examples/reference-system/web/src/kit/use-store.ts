import { useLayoutEffect, useState } from 'preact/hooks';
import type { Store } from './store';

/** A store's value; the component is drawn anew at each change. */
export function useStore<T>(store: Store<T>): T {
  const [, draw] = useState({});
  useLayoutEffect(() => {
    const seen = store.get();
    const stop = store.watch(() => draw({}));
    if (!Object.is(seen, store.get())) { draw({}); }
    return stop;
  }, [store]);
  return store.get();
}
