import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { TicketStatus } from './board';

/** Pixels until a press is a drag. */
const THRESHOLD = 5;

/** Handlers for the grip of a card: the card follows the pointer, and falls into the column below it. Escape ends it. */
export function useDrag(card: RefObject<HTMLElement | null>, onDrop: (status: TicketStatus) => void) {
  const from = useRef<{ readonly x: number; readonly y: number } | undefined>(undefined);

  const end = () => {
    from.current = undefined;
    const element = card.current;
    if (element) {
      element.classList.remove('dragged');
      element.style.removeProperty('translate');
    }
    mark(undefined);
  };
  return {
    end,
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) { return; }
      from.current = { x: event.clientX, y: event.clientY };
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent) => {
      const element = card.current;
      if (!from.current || !element) { return; }
      const [x, y] = [event.clientX - from.current.x, event.clientY - from.current.y];
      if (!element.classList.contains('dragged') && Math.hypot(x, y) < THRESHOLD) { return; }
      element.classList.add('dragged');
      element.style.setProperty('translate', `${x}px ${y}px`);
      mark(columnAt(event));
    },
    onPointerUp: (event: PointerEvent) => {
      const dragged = card.current?.classList.contains('dragged');
      const column = columnAt(event);
      end();
      if (dragged && column) { onDrop(column.dataset.column as TicketStatus); }
    },
    onPointerCancel: end,
    onLostPointerCapture: end,
  };
}

function columnAt({ clientX, clientY }: PointerEvent): HTMLElement | undefined {
  return document.elementsFromPoint(clientX, clientY).map((element) => element.closest<HTMLElement>('[data-column]')).find((column) => column
    && contains(column, clientX, clientY)) ?? undefined;
}

/** The dragged card belongs to its old column wherever it is drawn: only the column's own room counts. */
function contains(column: HTMLElement, x: number, y: number): boolean {
  const { left, right, top, bottom } = column.getBoundingClientRect();
  return x >= left && x <= right && y >= top && y <= bottom;
}

function mark(column: HTMLElement | undefined) {
  for (const marked of document.querySelectorAll('.column.over')) { if (marked !== column) { marked.classList.remove('over'); } }
  column?.classList.add('over');
}
