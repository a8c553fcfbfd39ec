import { QUANTITY_MAX } from './basket';
import { defineMessages, useMessages } from '../i18n/messages';
import { Icon } from '../kit/icon';

const MESSAGES = defineMessages({
  quantity: (name: string) => `Cantidad de ${name}`,
  less: (name: string) => `Uno menos de ${name}`,
  more: (name: string) => `Uno más de ${name}`,
}, {
  quantity: (name: string) => `Quantity of ${name}`,
  less: (name: string) => `One less of ${name}`,
  more: (name: string) => `One more of ${name}`,
});

export interface QuantityProps {
  readonly name: string;
  readonly value: number;
  readonly onValue: (value: number) => void;
}

export function Quantity({ name, value, onValue }: QuantityProps) {
  const messages = useMessages(MESSAGES);
  return (
    <div class="quantity">
      <button type="button" class="button icon-only" aria-label={messages.less(name)} onClick={() => onValue(value - 1)}><Icon name="minus" /></button>
      <input
        class="input number"
        type="text"
        inputMode="numeric"
        aria-label={messages.quantity(name)}
        value={value}
        onChange={(event) => {
          const wanted = Number.parseInt(event.currentTarget.value, 10);
          if (Number.isNaN(wanted)) { event.currentTarget.value = String(value); } else { onValue(wanted); }
        }}
      />
      <button type="button" class="button icon-only" aria-label={messages.more(name)} disabled={value >= QUANTITY_MAX} onClick={() => onValue(value + 1)}><Icon name="plus" /></button>
    </div>
  );
}
