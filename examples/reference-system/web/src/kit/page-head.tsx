import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';

export interface PageHeadProps {
  readonly title: string;
  readonly lead?: string;
  /** What the view offers to do. */
  readonly children?: ComponentChildren;
}

/** A view's one h1, which is the page's title, too. */
export function PageHead({ title, lead, children }: PageHeadProps) {
  useEffect(() => { document.title = `${title} · Cloud Commerce`; }, [title]);
  return (
    <div class="page-head">
      <div>
        <h1 tabIndex={-1}>{title}</h1>
        {lead && <p class="lead">{lead}</p>}
      </div>
      {children && <div class="button-row">{children}</div>}
    </div>
  );
}

/** Where those who listen, or have no pointer, are after a change of view. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>('main h1')?.focus();
}
