import { type MetricWidget, type Widget } from './body';
import { graph } from './graph';
import { markdown } from './markdown';
import { alarms, bars, gauge, numbers } from './panels';
import { escaped, n } from '../drawing/text';
import { DASHBOARD_COLUMNS } from '../../contract/dashboard-limits';

/** A column and a row of the grid, in pixels. */
const CELL = { width: 60, height: 50 };
/** Between the widgets. */
const GAP = 10;
const MARGIN = 16;
const HEAD = 64;
const TITLE = 32;
const FONT = 'font-family="Inter, Segoe UI, Helvetica, Arial, sans-serif"';

/** The room below a widget's title, in pixels. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

/** A dashboard on its grid of 24 columns, as an SVG document that stands alone. */
export function drawing(name: string, widgets: readonly Widget[]): string {
  const width = DASHBOARD_COLUMNS * CELL.width + 2 * MARGIN;
  const height = HEAD + Math.max(1, ...widgets.map((widget) => widget.y + widget.height)) * CELL.height + MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ${FONT}>`,
    `<title>${escaped(name)}</title>`,
    `<rect width="${width}" height="${height}" fill="#f2f3f3"/>`,
    `<text x="${MARGIN + GAP / 2}" y="40" font-size="22" font-weight="700" fill="#16191f">${escaped(name)}</text>`,
    `<text x="${width - MARGIN - GAP / 2}" y="40" font-size="13" fill="#8d6605" text-anchor="end">Sample data: nothing here was measured</text>`,
    ...widgets.map((widget) => card(widget)),
    '</svg>',
  ].join('\n');
}

/** A widget on white, cut off at its edge. */
function card(widget: Widget): string {
  const [x, y] = [MARGIN + widget.x * CELL.width + GAP / 2, HEAD + widget.y * CELL.height + GAP / 2];
  const [width, height] = [widget.width * CELL.width - GAP, widget.height * CELL.height - GAP];
  const title = 'title' in widget ? widget.title : '';
  const top = title === '' ? 8 : TITLE;
  return [
    `<svg class="widget" x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}">`,
    `<rect x="0.5" y="0.5" width="${n(width - 1)}" height="${n(height - 1)}" rx="6" fill="#ffffff" stroke="#d5dbdb"/>`,
    title === '' ? '' : `<text x="12" y="21" font-size="14" font-weight="700" fill="#16191f">${escaped(title)}</text>`,
    `<g transform="translate(12 ${top})">${content(widget, { width: width - 24, height: height - top - 8 })}</g>`,
    '</svg>',
  ].join('');
}

function content(widget: Widget, room: Room): string {
  switch (widget.kind) {
    case 'metric': return metric(widget, room);
    case 'alarm': return alarms(widget.alarms, room);
    case 'text': return markdown(widget.markdown, room);
    default: return `<text x="0" y="16" font-size="13" fill="#687078">${widget.kind}: not drawn, its content is not in the template</text>`;
  }
}

function metric(widget: MetricWidget, room: Room): string {
  switch (widget.view) {
    case 'singleValue': return numbers(widget, room);
    case 'gauge': return gauge(widget, room);
    case 'bar':
    case 'pie':
    case 'table': return bars(widget, room);
    default: return graph(widget, room);
  }
}
