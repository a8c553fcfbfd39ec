import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Unreachable } from '../api/failure';
import { FailedState } from '../kit/states';

/** A view whose code is asked for when it is first shown. One that can't be had, as when offline, can be asked for again. */
export function lazyView(load: () => Promise<{ default: ComponentType }>): ComponentType {
  let known: ComponentType | undefined;
  return function LazyView() {
    const [View, setView] = useState(() => known);
    const [failed, setFailed] = useState(false);
    const [round, setRound] = useState(0);
    useEffect(() => {
      if (View) { return; }
      setFailed(false);
      load().then((module) => {
        known = module.default;
        setView(() => known);
      }, () => setFailed(true));
    }, [round]);
    if (View) { return <View />; }
    return failed ? <FailedState failure={new Unreachable(undefined)} onRetry={() => setRound(round + 1)} /> : <div class="view-room" aria-busy="true" />;
  };
}
