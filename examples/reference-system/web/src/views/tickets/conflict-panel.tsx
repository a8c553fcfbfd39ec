import { useEffect, useId, useRef } from 'preact/hooks';
import type { TicketDraft } from './board';
import { MESSAGES } from './messages';
import { useMessages } from '../../i18n/messages';
import type { Clash } from '../../kit/merge';

export interface ConflictPanelProps {
  readonly clashes: readonly Clash<TicketDraft>[];
  readonly draft: TicketDraft;
  readonly onChoose: (field: keyof TicketDraft, value: string) => void;
}

/** Shows both versions of each field that two people changed, to choose from. It takes the focus: it is news. */
export function ConflictPanel({ clashes, draft, onChoose }: ConflictPanelProps) {
  const messages = useMessages(MESSAGES);
  const panel = useRef<HTMLDivElement>(null);
  const heading = useId();
  useEffect(() => { panel.current?.focus(); panel.current?.scrollIntoView({ block: 'nearest' }); }, [clashes]);
  const { fieldTitle, fieldDescription, fieldStatus, fieldReporter } = messages;
  const names = { title: fieldTitle, description: fieldDescription, status: fieldStatus, reporterId: fieldReporter };
  const show = (field: keyof TicketDraft, value: string) => (field === 'status' ? messages.status[value as TicketDraft['status']] : value);
  return (
    <div ref={panel} class="notice warning conflict" role="group" aria-labelledby={heading} tabIndex={-1}>
      <h3 id={heading}>{messages.conflictTitle}</h3>
      <p class="text">{clashes.length > 0 ? messages.conflictLead : messages.mergedLead}</p>
      {clashes.map(({ field, mine, theirs }) => (
        <fieldset key={field} class="clash">
          <legend>{names[field]}</legend>
          {([[messages.mineIs, mine], [messages.theirsIs, theirs]] as const).map(([whose, value]) => (
            <label key={whose} class="clash-side">
              <input type="radio" name={`clash-${field}`} checked={draft[field] === value} onChange={() => onChoose(field, value)} />
              <span><strong>{whose}</strong> <span class="clash-value">{show(field, value)}</span></span>
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
