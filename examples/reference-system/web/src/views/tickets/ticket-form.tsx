import { STATUSES, type TicketDraft, type TicketStatus } from './board';
import { MESSAGES } from './messages';
import { type DraftFaults, LIMITS } from './ticket-draft';
import { fieldProblem } from '../../api/failure';
import { useMessages } from '../../i18n/messages';
import { Field, TextField } from '../../kit/field';
import { SHARED } from '../../kit/shared-messages';

export interface TicketFormProps {
  readonly draft: TicketDraft;
  readonly onDraft: (draft: TicketDraft) => void;
  readonly faults: DraftFaults;
  /** What the API said of the last try. */
  readonly failure: unknown;
}

export function TicketForm({ draft, onDraft, faults, failure }: TicketFormProps) {
  const messages = useMessages(MESSAGES);
  const shared = useMessages(SHARED);
  const faultOf = (field: keyof typeof LIMITS) => {
    switch (faults[field]) {
      case 'missing': return shared.required;
      case 'long': return shared.tooLong(LIMITS[field]);
      default: return fieldProblem(failure, field);
    }
  };
  const text = (field: keyof typeof LIMITS) => ({
    value: draft[field],
    onValue: (value: string) => onDraft({ ...draft, [field]: value }),
    fault: faultOf(field),
  });
  return (
    <>
      <TextField label={messages.fieldTitle} {...text('title')} input={{ name: 'title', autoComplete: 'off' }} />
      <TextField label={messages.fieldDescription} hint={messages.descriptionHint} lines {...text('description')} input={{ name: 'description' }} />
      <div class="form-pair">
        <Field label={messages.fieldStatus} fault={fieldProblem(failure, 'status')}>
          {(described) => (
            <select {...described} class="input" name="status" value={draft.status} onChange={(event) => onDraft({ ...draft, status: event.currentTarget.value as TicketStatus })}>
              {STATUSES.map((status) => <option key={status} value={status}>{messages.status[status]}</option>)}
            </select>
          )}
        </Field>
        <TextField label={messages.fieldReporter} {...text('reporterId')} input={{ name: 'reporterId', autoComplete: 'off' }} />
      </div>
    </>
  );
}
