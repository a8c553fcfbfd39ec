// @ts-expect-error its types are declared for ES modules alone, although it comes as CommonJS, too
import { Graph, layout } from '@dagrejs/dagre';
import type { Flow, Part, Parts } from './parts';

export const BOX = { width: 244, height: 66 };
/** Between boxes, along the flow and across it. */
const GAPS = { along: 60, across: 14 };
/** Around the boxes of a stack: above them is its name, on their left are lines from other stacks. */
const INSIDE = { left: 30, top: 36, right: 16, bottom: 16 };
/** Between stacks, where lines from one to another go. */
const GAP = 32;
const MARGIN = 20;
/** Between lines that go side by side. */
const LANE = 5;
const NARROWEST = 1040;

export interface Point {
  readonly x: number;
  readonly y: number;
}

interface Frame extends Point {
  readonly name: string;
  /** Where its name begins, on its base line: right of the lines that pass at its left. */
  readonly label: Point;
  readonly width: number;
  readonly height: number;
}

export interface LaidOutLine {
  readonly from: string;
  readonly to: string;
  /** Within a stack: each second stretch, beginning with the first, crosses the gap between two columns, where a curve meets no box. */
  readonly points: readonly Point[];
  /** From one stack to another, by way of the gaps between stacks: to be drawn without curves. */
  readonly straight: boolean;
}

/** Where everything stands, in pixels; a box by its centre. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Point>;
  readonly lines: readonly LaidOutLine[];
  readonly stacks: readonly Frame[];
}

/**
 * Requests flow from left to right within a stack; stacks stand in rows, those first to which nothing leads; what stands alone is below. Lines from
 * other stacks to one box join, since each that comes to it by a way of its own makes a bundle that nobody can follow.
 */
export function layOut({ parts, flows }: Parts): Layout {
  const joined = new Set(flows.flatMap(({ from, to }) => [from, to]));
  const stackOf = new Map(parts.map(({ id, stack }) => [id, stack]));
  const crossing = flows.filter(({ from, to }) => stackOf.get(from) !== stackOf.get(to));
  const led = (name: string) => crossing.filter(({ to }) => stackOf.get(to) === name).length;
  const names = [...new Set(parts.filter(({ id }) => joined.has(id)).map(({ stack }) => stack))].sort((a, b) => led(a) - led(b));
  const arranged = names.map((name) => {
    const within = ({ from, to }: Flow) => stackOf.get(from) === name && stackOf.get(to) === name;
    return arrange(name, parts.filter(({ id, stack }) => stack === name && joined.has(id)), flows.filter(within));
  });

  const between = (one: string, other: string) => crossing
    .filter(({ from, to }) => [one, other].every((name) => name === stackOf.get(from) || name === stackOf.get(to))).length;
  const { frames, right, bottom } = inRows(arranged, between);
  const boxes = new Map(arranged.flatMap((stack) => [...stack.boxes]
    .map(([id, point]): [string, Point] => [id, moved(point, frames.get(stack.name)!)])));
  const inner = arranged.flatMap(({ name, lines }) => lines
    .map((line) => ({ ...line, points: line.points.map((point) => moved(point, frames.get(name)!)) })));
  const targets = [...new Set(crossing.map(({ to }) => to))];
  const outer = crossing.map(({ from, to }): LaidOutLine => {
    const [source, target] = [frames.get(stackOf.get(from)!)!, frames.get(stackOf.get(to)!)!];
    return { from, to, straight: true, points: around(boxes.get(from)!, boxes.get(to)!, gapBetween(source, target), targets.indexOf(to)) };
  });
  const end = standAlone(parts.filter(({ id }) => !joined.has(id)), right, bottom, boxes);
  return { width: right + MARGIN, height: end + MARGIN, boxes, lines: [...inner, ...outer], stacks: [...frames.values()] };
}

interface Arranged {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Against the upper left corner of the frame. */
  readonly boxes: ReadonlyMap<string, Point>;
  readonly lines: readonly LaidOutLine[];
}

function arrange(name: string, parts: readonly Part[], flows: readonly Flow[]): Arranged {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: GAPS.across, ranksep: GAPS.along, edgesep: 10 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of parts) { graph.setNode(id, { ...BOX }); }
  for (const { from, to } of flows) { graph.setEdge(from, to); }
  layout(graph);
  const inside: Point = { x: INSIDE.left, y: INSIDE.top };
  const boxes = new Map<string, Point>(parts.map(({ id }) => [id, moved(graph.node(id), inside)]));
  const lines = flows.map(({ from, to }): LaidOutLine => {
    const bends: Point[] = graph.edge(from, to).points.slice(1, -1).map((point: Point) => moved(point, inside));
    return { from, to, straight: false, points: throughColumns(boxes.get(from)!, boxes.get(to)!, bends) };
  });
  const all = [...boxes.values()];
  const bends = lines.flatMap(({ points }) => points.map(({ x }: Point) => x - BOX.width / 2));
  return {
    name,
    boxes,
    lines,
    width: Math.max(...all.map(({ x }) => x), ...bends) + BOX.width / 2 + INSIDE.right,
    height: Math.max(...all.map(({ y }) => y)) + BOX.height / 2 + INSIDE.bottom,
  };
}

/** @param bends by turns in a gap between columns and in the middle of a column, where there is room between its boxes */
function throughColumns(from: Point, to: Point, bends: readonly Point[]): Point[] {
  const side = Math.sign(to.x - from.x) * BOX.width / 2;
  const columns = bends.filter((_, i) => i % 2 === 1);
  return [
    { x: from.x + side, y: from.y }, ...columns.flatMap(({ x, y }) => [{ x: x - side, y }, { x: x + side, y }]), { x: to.x - side, y: to.y },
  ];
}

/** A stack's frame, and the lower end of its row. */
interface Placed extends Frame {
  readonly row: number;
  readonly rowEnd: number;
}

/** Each stack in the row, of those that have room for it, with which it has the most lines; a row is as wide as the widest stack. */
function inRows(arranged: readonly Arranged[], between: (one: string, other: string) => number) {
  const widest = Math.max(NARROWEST, ...arranged.map(({ width }) => width));
  const rows: Arranged[][] = [];
  const widthOf = (row: readonly Arranged[]) => row.reduce((sum, { width }) => sum + width + GAP, 0);
  for (const stack of arranged) {
    const shared = (row: readonly Arranged[]) => row.reduce((sum, { name }) => sum + between(name, stack.name), 0);
    const [row] = rows.filter((one) => widthOf(one) + stack.width <= widest).sort((one, other) => shared(other) - shared(one));
    if (row) { row.push(stack); } else { rows.push([stack]); }
  }
  const frames = new Map<string, Placed>();
  let y = GAP;
  rows.forEach((stacks, row) => {
    const rowEnd = y + Math.max(...stacks.map(({ height }) => height));
    stacks.forEach(({ name, width, height }, i) => {
      const x = MARGIN + widthOf(stacks.slice(0, i));
      frames.set(name, { name, x, y, label: { x: x + INSIDE.left, y: y + 24 }, width, height, row, rowEnd });
    });
    y = rowEnd + GAP;
  });
  return { frames, right: MARGIN + widest, bottom: y - GAP };
}

/** Where there is no stack: above the lower of two rows, below their row where it is one. */
function gapBetween(source: Placed, target: Placed): number {
  return source.row === target.row ? source.rowEnd : Math.max(source.y, target.y) - GAP;
}

/** From the left side of a box between columns to the gap between rows, and so to the other box: no box is there. */
function around(from: Point, to: Point, gap: number, lane: number): Point[] {
  const shift = 12 + lane * LANE % (INSIDE.left - 14);
  const [leave, arrive] = [from, to].map(({ x }) => x - BOX.width / 2 - shift);
  const y = gap + 6 + lane * LANE % (GAP - 10);
  return [
    { x: from.x - BOX.width / 2, y: from.y + 8 }, { x: leave, y: from.y + 8 }, { x: leave, y },
    { x: arrive, y }, { x: arrive, y: to.y - 8 }, { x: to.x - BOX.width / 2, y: to.y - 8 },
  ];
}

/** @returns the lower end */
function standAlone(alone: readonly Part[], right: number, bottom: number, boxes: Map<string, Point>): number {
  if (alone.length === 0) { return bottom; }
  const across = Math.max(1, Math.floor((right - MARGIN) / (BOX.width + GAPS.across)));
  alone.forEach(({ id }, i) => boxes.set(id, {
    x: MARGIN + BOX.width / 2 + (i % across) * (BOX.width + GAPS.across),
    y: bottom + GAP + BOX.height / 2 + Math.floor(i / across) * (BOX.height + GAPS.across),
  }));
  return bottom + GAP + Math.ceil(alone.length / across) * (BOX.height + GAPS.across);
}

function moved({ x, y }: Point, by: Point): Point {
  return { x: x + by.x, y: y + by.y };
}
