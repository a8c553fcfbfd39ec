import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const KNOWN_FORMAT = 2;

/**
 * The engine keeps how far each function has read a table's stream, but not the stream: after a start it would pass over as many
 * changes as were read before. Forgotten, reading begins with the first change of the new stream.
 */
export function forgetStreamPositions(stateFolder: string): void {
  const file = join(stateFolder, 'lambda.json');
  if (!existsSync(file)) { return; }
  const state = JSON.parse(readFileSync(file, 'utf8'));
  const positions = state.payload?.dynamodb_stream_positions;
  if (state.__ministack_format__ !== KNOWN_FORMAT || !positions) { return; }
  positions.data = {};
  writeFileSync(file, JSON.stringify(state));
}
