/** A value that many may watch. */
export interface Store<T> {
  get(): T;
  set(next: T): void;
  /** @returns what ends the watch */
  watch(listener: (value: T) => void): () => void;
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<(value: T) => void>();
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) { return; }
      value = next;
      for (const listener of [...listeners]) { listener(next); }
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
  };
}
