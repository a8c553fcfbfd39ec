import { Resource } from '../assembly';
import { Derived, HOURS, Line, Model, namesOf, ResourceModel } from '../model';
import { Passes } from '../relations';

/** Of the invocations of a function that both reads and writes. */
const READS_A_CALL = 0.8;
const WRITES_A_CALL = 0.2;

export const TABLE: ResourceModel = {
  usage: {
    reads: { unit: 'reads', about: 'GetItem, Query and Scan requests', assumed: (table, model) => callsOf(table, model, Passes.READS, Passes.WRITES, READS_A_CALL) },
    writes: { unit: 'writes', about: 'items put, updated and deleted', assumed: (table, model) => callsOf(table, model, Passes.WRITES, Passes.READS, WRITES_A_CALL) },
    itemKB: { unit: 'KB', about: 'mean size of an item', assumed: 1, max: 400 },
    unitsPerRead: {
      unit: 'read units',
      about: 'of one read; 1 for each 4 KB of a consistent one, half for an eventually consistent one',
      assumed: (table, model) => Math.max(1, Math.ceil(model.usage(table, 'itemKB') / 4)),
    },
    transactionalShare: { unit: 'of 1', about: 'part of the writes that are in a transaction, which costs twice', assumed: 0, max: 1 },
    storageGB: { unit: 'GB', about: 'stored in the table, its indexes apart', assumed: 1 },
    hottestKeyShare: { unit: 'of 1', about: 'part of reads and writes that the busiest partition key gets, for --rps', assumed: 0.001, max: 1 },
    hottestIndexKeyShare: { unit: 'of 1', about: 'part of the writes that the busiest key of an index gets, for --rps', assumed: 0.1, max: 1 },
  },
  lines(table, model) {
    const indexes: any[] = table.properties.GlobalSecondaryIndexes ?? [];
    const [reads, writes] = [model.usage(table, 'reads'), model.usage(table, 'writes')];
    const replicas = table.type === 'AWS::DynamoDB::GlobalTable' ? Math.max(1, (table.properties.Replicas ?? []).length) : 1;
    const infrequent = (table.properties.TableClass ?? table.properties.Replicas?.[0]?.TableClass) === 'STANDARD_INFREQUENT_ACCESS' ? '.ia' : '';
    const storage = model.usage(table, 'storageGB');
    const lines: Line[] = [[`dynamodb.storage${infrequent}`, storage * (1 + indexes.length) * replicas]];

    if (isProvisioned(table)) {
      const throughputs = [table.properties.ProvisionedThroughput, ...indexes.map(({ ProvisionedThroughput }) => ProvisionedThroughput)];
      const units = (name: string) => throughputs.reduce((sum, throughput) => sum + Number(throughput?.[name] ?? 0), 0);
      lines.push(['dynamodb.wcu', units('WriteCapacityUnits') * HOURS], ['dynamodb.rcu', units('ReadCapacityUnits') * HOURS]);
    } else {
      const unitsPerWrite = Math.max(1, Math.ceil(model.usage(table, 'itemKB'))) * (1 + model.usage(table, 'transactionalShare'));
      lines.push(
        [`dynamodb.writes${infrequent}`, writes * unitsPerWrite * (1 + indexes.length) * replicas],
        [`dynamodb.reads${infrequent}`, reads * model.usage(table, 'unitsPerRead')],
      );
    }
    if (propertiesOf(table).PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled === true) { lines.push(['dynamodb.pitr', storage * replicas]); }
    const { rules, accessed } = insightsOf(table, indexes);
    lines.push(['cloudwatch.contributor-insights.rules', rules], ['cloudwatch.contributor-insights.events', accessed ? reads + writes : 0]);
    return lines;
  },
};

/** On demand unless capacity is given: CloudFormation's default is PROVISIONED, which then demands it. */
function isProvisioned({ properties }: Resource): boolean {
  return (properties.BillingMode ?? 'PROVISIONED') === 'PROVISIONED' && properties.ProvisionedThroughput !== undefined;
}

/** A GlobalTable says of its replicas what a Table says of itself. */
function propertiesOf({ type, properties }: Resource): { readonly [name: string]: any } {
  return type === 'AWS::DynamoDB::GlobalTable' ? properties.Replicas?.[0] ?? {} : properties;
}

/**
 * For each key of a table or index a rule of who asks most, and one of who is throttled most (DynamoDB guide, contributorinsights_HowItWorks); the
 * mode THROTTLED_KEYS has the latter alone.
 */
function insightsOf(table: Resource, indexes: any[]): { readonly rules: number; readonly accessed: boolean } {
  const watched = [
    { keys: table.properties.KeySchema, insights: propertiesOf(table).ContributorInsightsSpecification },
    ...indexes.map(({ KeySchema, ContributorInsightsSpecification }) => ({ keys: KeySchema, insights: ContributorInsightsSpecification })),
  ].filter(({ insights }) => insights?.Enabled === true).map(({ keys, insights }) => ({ keys: keys?.length ?? 1, accessed: insights.Mode !== 'THROTTLED_KEYS' }));
  return {
    rules: watched.reduce((sum, { keys, accessed }) => sum + keys * (accessed ? 2 : 1), 0),
    accessed: watched.some(({ accessed }) => accessed),
  };
}

/** Each invocation of a function that may do only this does it once; of one that may also do the other, a part. */
function callsOf(table: Resource, model: Model, kind: Passes, other: Passes, part: number): number | Derived {
  const callers = model.relations.into(table, kind).map(({ from }) => from);
  if (callers.length === 0) { return 0; }
  const doesBoth = (fn: Resource) => model.relations.from(fn, other).some(({ to }) => to.key === table.key);
  const [both, alone] = [callers.filter(doesBoth), callers.filter((fn) => !doesBoth(fn))];
  const calls = (fns: readonly Resource[]) => fns.reduce((sum, fn) => sum + model.usage(fn, 'invocations'), 0);
  const why = [...both.length > 0 ? [`${part} of the calls of ${namesOf(both)}`] : [], ...alone.length > 0 ? [`those of ${namesOf(alone)}`] : []];
  return { value: calls(both) * part + calls(alone), why: why.join(', ').replace(/^those/, 'the calls') };
}
