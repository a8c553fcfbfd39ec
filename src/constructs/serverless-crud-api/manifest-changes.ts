import type { Mistake } from '../private/fail';
import { WRITE_MANIFEST, type ApiShape, type IndexShape, type TableShape } from '../private/manifest-file';

const OWN_STACK = "the API's";

type Finding = Omit<Mistake, 'where'>;

/** @returns each change from `old` to `now` that would lose a table, or that no one deployment can make */
export function findLosses(old: ApiShape, now: ApiShape): readonly Finding[] {
  return [
    ...tableLosses('the side table', old.sideTable, now.sideTable),
    ...Object.entries(old.resources).flatMap(([name, table]) => {
      const current = Object.hasOwn(now.resources, name) ? now.resources[name] : undefined;
      return current ? tableLosses(`the table of '${name}'`, table, current) : [removal(name, table)];
    }),
  ];
}

function removal(name: string, { logicalId }: TableShape): Finding {
  return {
    what: `the table of '${name}', ${logicalId}, would leave the stack`,
    allowed: `the resources of the manifest: '${name}' among them`,
    fix: `keep it; to rename it, add a resource of the new name, deploy and copy its items; then take the old one out and write the manifest anew (${WRITE_MANIFEST})`,
  };
}

function tableLosses(what: string, old: TableShape, now: TableShape): Finding[] {
  const replaced = [
    ...difference('stack was', old.stack ?? OWN_STACK, now.stack ?? OWN_STACK),
    ...difference('logical id was', old.logicalId, now.logicalId),
    ...difference('name was', old.tableName ?? 'made by CloudFormation', now.tableName ?? 'made by CloudFormation'),
    ...difference('keys were', old.keys.join(', '), now.keys.join(', ')),
  ];
  if (replaced.length > 0) {
    return [{
      what: `${what} would be replaced: its ${replaced.join(', its ')}`,
      allowed: 'the stack, logical id, name and keys it has',
      fix: `take the change back; to move its items, add a resource of another name, deploy, copy them, then take the old one out and write the manifest anew (${WRITE_MANIFEST})`,
    }];
  }
  return indexLosses(what, old.indexes, now.indexes);
}

function difference(what: string, old: string, now: string): string[] {
  return old === now ? [] : [`${what} ${old} and would be ${now}`];
}

/** DynamoDB makes or deletes one index in an update; another shape of one is both. */
function indexLosses(table: string, old: TableShape['indexes'], now: TableShape['indexes']): Finding[] {
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort();
  const changes = names.flatMap((name) => {
    if (!Object.hasOwn(old, name)) { return [`${name} added`]; }
    if (!Object.hasOwn(now, name)) { return [`${name} removed`]; }
    const [before, after] = [textOf(old[name]), textOf(now[name])];
    return before === after ? [] : [`${name} altered from ${before} to ${after}`];
  });
  const altered = changes.filter((change) => change.includes(' altered from '));
  const count = changes.length + altered.length;
  if (count < 2) { return []; }
  return [{
    what: `${count} changes of indexes of ${table} in one deployment: ${changes.join(', ')}`,
    allowed: 'one index added or removed a deployment (DynamoDB); altering one is both',
    fix: altered.length > 0
      ? `add the altered index under another name, deploy and write the manifest (${WRITE_MANIFEST}); then take the old one out and deploy again`
      : `make one of these changes, deploy and write the manifest (${WRITE_MANIFEST}); then make the next`,
  }];
}

function textOf({ keys, projection }: IndexShape): string {
  return `${keys.join(', ')} with ${projection === 'ALL' ? projection : projection.join(', ')}`;
}
