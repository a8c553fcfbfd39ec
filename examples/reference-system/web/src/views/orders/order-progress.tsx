import { MESSAGES } from './messages';
import { type OrderStatus, stepState, WAY } from './order';
import { useMessages } from '../../i18n/messages';
import { Icon } from '../../kit/icon';

/** How far an order is on its way; of a cancelled one there is no way. */
export function OrderProgress({ status }: { readonly status: OrderStatus }) {
  const messages = useMessages(MESSAGES);
  if (status === 'CANCELLED') { return null; }
  const words = { 'done': messages.progressDone, 'current': messages.progressCurrent, 'to-come': '' };
  return (
    <ol class="progress">
      {WAY.map((step) => {
        const state = stepState(step, status);
        return (
          <li key={step} class={state} aria-current={state === 'current' ? 'step' : undefined}>
            <span class="progress-mark">{state === 'done' && <Icon name="check" />}</span>
            <span>{messages.status[step]}{words[state] && <span class="visually-hidden"> ({words[state]})</span>}</span>
          </li>
        );
      })}
    </ol>
  );
}
