// @ts-expect-error its types are declared for ES modules alone, although it comes as CommonJS, too
import { Graph, layout } from '@dagrejs/dagre';
import type { Parts } from './parts';

export const BOX = { width: 204, height: 62 };
/** Room above the boxes of a stack, for its name. */
const HEADING = 26;
const PADDING = 14;
/** Between stacks, and between these and what stands alone. */
const GAP = 24;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where everything stands, in pixels; a box by its centre. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Point>;
  readonly lines: readonly { readonly from: string; readonly to: string; readonly points: readonly Point[] }[];
  readonly stacks: readonly { readonly name: string; readonly x: number; readonly y: number; readonly width: number; readonly height: number }[];
}

/** Requests flow from left to right; what stands alone is put below, in rows. */
export function layOut({ parts, flows }: Parts): Layout {
  const joined = new Set(flows.flatMap(({ from, to }) => [from, to]));
  const graph = new Graph({ compound: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 18, ranksep: 64, edgesep: 12, marginx: 20, marginy: 20 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const stack of new Set(parts.filter(({ id }) => joined.has(id)).map((part) => part.stack))) { graph.setNode(`stack ${stack}`, {}); }
  for (const { id, stack } of parts.filter((part) => joined.has(part.id))) {
    graph.setNode(id, { ...BOX });
    graph.setParent(id, `stack ${stack}`);
  }
  for (const { from, to } of flows) { graph.setEdge(from, to); }
  if (joined.size > 0) { layout(graph); }

  const boxes = new Map<string, Point>([...joined].map((id) => [id, pointOf(graph.node(id))]));
  const stackOf = new Map(parts.map(({ id, stack }) => [id, stack]));
  const frames = [...new Set(parts.map((part) => part.stack))].filter((stack) => graph.hasNode(`stack ${stack}`))
    .map((name) => frameOf(name, parts.filter(({ id, stack }) => stack === name && joined.has(id)).map(({ id }) => boxes.get(id)!)))
    .sort((a, b) => a.y - b.y);
  const shifts = new Map<string, number>();
  let free = 0;
  const stacks = frames.map((frame) => {
    const shift = Math.max(0, free - frame.y);
    free = frame.y + shift + frame.height + GAP;
    shifts.set(frame.name, shift);
    return { ...frame, y: frame.y + shift };
  });
  const shiftOf = (id: string) => shifts.get(stackOf.get(id)!) ?? 0;
  for (const [id, { x, y }] of boxes) { boxes.set(id, { x, y: y + shiftOf(id) }); }
  const lines = flows.map(({ from, to }) => {
    const points: Point[] = graph.edge(from, to).points.map(pointOf);
    const [first, last] = [shiftOf(from), shiftOf(to)];
    return { from, to, points: points.map(({ x, y }, i) => ({ x, y: y + first + (last - first) * i / (points.length - 1) })) };
  });
  const right = Math.max(700, ...stacks.map(({ x, width }) => x + width));
  let bottom = Math.max(0, ...stacks.map(({ y, height }) => y + height));

  const alone = parts.filter(({ id }) => !joined.has(id));
  const across = Math.max(1, Math.floor((right - 20) / (BOX.width + 18)));
  alone.forEach(({ id }, i) => {
    const [column, row] = [i % across, Math.floor(i / across)];
    boxes.set(id, { x: 20 + BOX.width / 2 + column * (BOX.width + 18), y: bottom + GAP + BOX.height / 2 + row * (BOX.height + 18) });
  });
  if (alone.length > 0) { bottom += GAP + Math.ceil(alone.length / across) * (BOX.height + 18); }
  return {
    width: right + 20,
    height: bottom + 20,
    boxes,
    stacks,
    lines,
  };
}

/** Around boxes, with room for the stack's name. */
function frameOf(name: string, inside: readonly Point[]) {
  const left = Math.min(...inside.map(({ x }) => x)) - BOX.width / 2 - PADDING;
  const top = Math.min(...inside.map(({ y }) => y)) - BOX.height / 2 - PADDING - HEADING;
  return {
    name,
    x: left,
    y: top,
    width: Math.max(...inside.map(({ x }) => x)) + BOX.width / 2 + PADDING - left,
    height: Math.max(...inside.map(({ y }) => y)) + BOX.height / 2 + PADDING - top,
  };
}

function pointOf({ x, y }: { x?: number; y?: number }): Point {
  return { x: x ?? 0, y: y ?? 0 };
}
