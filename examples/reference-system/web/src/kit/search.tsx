import { Icon } from './icon';

export function Search({ label, value, onValue }: { readonly label: string; readonly value: string; readonly onValue: (value: string) => void }) {
  return (
    <label class="search">
      <Icon name="search" />
      <span class="visually-hidden">{label}</span>
      <input class="input" type="search" placeholder={label} value={value} onInput={(event) => onValue(event.currentTarget.value)} />
    </label>
  );
}
