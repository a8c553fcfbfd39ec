import { useId } from 'preact/hooks';

export interface ChipsProps<T extends string> {
  /** What is chosen, for those who listen. */
  readonly legend: string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly value: T;
  readonly onValue: (value: T) => void;
}

/** One of a few, all of them in sight. */
export function Chips<T extends string>({ legend, options, value, onValue }: ChipsProps<T>) {
  const name = useId();
  return (
    <fieldset class="chips">
      <legend class="visually-hidden">{legend}</legend>
      {options.map((option) => (
        <label key={option.value} class="chip">
          <input type="radio" name={name} checked={option.value === value} onChange={() => onValue(option.value)} />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
