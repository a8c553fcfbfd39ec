import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface Described {
  readonly 'id': string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: 'true';
}

export interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  /** What is wrong with its value, in words. */
  readonly fault?: string;
  /** Draws the control, which takes these attributes. */
  readonly children: (described: Described) => ComponentChildren;
}

/** A control with its label, its hint and its fault, which are read with it. */
export function Field({ label, hint, fault, children }: FieldProps) {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, ...(describedBy && { 'aria-describedby': describedBy }), ...(fault && { 'aria-invalid': 'true' }) })}
      {hint && <p id={`${id}-hint`} class="hint">{hint}</p>}
      {fault && <p id={`${id}-fault`} class="fault">{fault}</p>}
    </div>
  );
}

interface InputOptions {
  readonly name?: string;
  readonly type?: 'text' | 'password' | 'email';
  readonly autoComplete?: string;
  readonly autoCapitalize?: 'none';
  readonly spellcheck?: boolean;
  readonly maxLength?: number;
  readonly inputMode?: 'numeric' | 'decimal' | 'email';
}

export interface TextFieldProps extends Omit<FieldProps, 'children'> {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly lines?: boolean;
  readonly input?: InputOptions;
}

export function TextField({ value, onValue, lines, input = {}, ...field }: TextFieldProps) {
  return (
    <Field {...field}>
      {(described) => (lines
        ? <textarea {...described} name={input.name} class="input" value={value} onInput={(event) => onValue(event.currentTarget.value)} />
        : <input {...input} {...described} type={input.type as 'text' ?? 'text'} class="input" value={value} onInput={(event) => onValue(event.currentTarget.value)} />)}
    </Field>
  );
}

/** Puts the focus on the first field at fault, where a form was refused. */
export function focusFault(form: HTMLFormElement | null): void {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
