import { asideKeys } from './objects';
import { findPlaces, nameIn, type Place } from './places';
import { connect, type Aws } from '../aws';
import type { Io } from '../command';

/** Counting them all would take a request for each thousand. */
const OBJECTS_COUNTED_MAX = 10_000;

export async function listPlaces(stackName: string, io: Io) {
  const aws = connect(io.env);
  const places = await findPlaces(stackName, aws);
  if (places.length === 0) { return io.print(`the stack ${stackName} has no queue of dead letters`); }
  const rows = await Promise.all(places.map(async (place) => [place.name, place.holds, targetOf(place), await waitingIn(place, aws)]));
  const table = [['NAME', 'HOLDS', 'REPLAYED TO', 'WAITING'], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column].length)));
  for (const row of table) { io.print(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')); }
}

/** Name of what dead letters are replayed to. */
export function targetOf(place: Place): string {
  return 'target' in place ? place.target.name : nameIn(place.publisher.topicArn);
}

async function waitingIn(place: Place, { s3 }: Aws): Promise<string> {
  if ('target' in place) { return place.held > 0 ? `${place.waiting}, ${place.held} held` : String(place.waiting); }
  const { length } = await asideKeys(place, s3, OBJECTS_COUNTED_MAX);
  return length < OBJECTS_COUNTED_MAX ? String(length) : `${OBJECTS_COUNTED_MAX} or more`;
}
