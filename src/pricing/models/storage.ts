import { Resource } from '../assembly';
import { Line, Model, ResourceModel } from '../model';
import { Passes } from '../relations';

/** Part of the requests that an edge location has no answer for. */
const CACHE_MISSES = 0.1;

export const BUCKET: ResourceModel = {
  usage: {
    storageGB: { unit: 'GB', about: 'stored, old versions included', assumed: 1 },
    writes: {
      unit: 'requests',
      about: 'PUT, COPY, POST and LIST',
      assumed: (bucket, model) => model.fromCallers(bucket, Passes.WRITES, 1, 'one an invocation') ?? 1000,
    },
    reads: { unit: 'requests', about: 'GET and all others', assumed: readsOf },
    objects: { unit: 'objects', about: 'of 128 KB and more, which Intelligent-Tiering watches', assumed: 1000 },
    infrequentShare: { unit: 'of 1', about: 'part of what is stored that Intelligent-Tiering has moved to infrequent access', assumed: 0, max: 1 },
    downloadGB: { unit: 'GB', about: 'read from the internet directly, not through CloudFront', assumed: 0 },
  },
  lines(bucket, model) {
    const storage = model.usage(bucket, 'storageGB');
    const lines: Line[] = [
      ['s3.writes', model.usage(bucket, 'writes')],
      ['s3.reads', model.usage(bucket, 'reads')],
      ['transfer.out', model.usage(bucket, 'downloadGB')],
    ];
    if (!isTiered(bucket)) { return [['s3.storage', storage], ...lines]; }
    const infrequent = storage * model.usage(bucket, 'infrequentShare');
    return [
      ['s3.it.frequent', storage - infrequent], ['s3.it.infrequent', infrequent], ['s3.it.monitoring', model.usage(bucket, 'objects')],
      ['s3.it.transitions', model.usage(bucket, 'writes')], ...lines,
    ];
  },
};

function isTiered({ properties }: Resource): boolean {
  const rules: any[] = properties.LifecycleConfiguration?.Rules ?? [];
  return rules.some(({ Status, Transitions = [] }) => Status === 'Enabled' && Transitions.some(({ StorageClass }: any) => StorageClass === 'INTELLIGENT_TIERING'));
}

function readsOf(bucket: Resource, model: Model) {
  const distributions = model.relations.into(bucket, Passes.FETCHES).map(({ from }) => from);
  const read = model.fromCallers(bucket, Passes.READS, 1, 'one an invocation');
  if (distributions.length === 0) { return read ?? 10_000; }
  const missed = distributions.reduce((sum, distribution) => sum + model.usage(distribution, 'siteRequests') * CACHE_MISSES, 0);
  return { value: missed + (read?.value ?? 0), why: `${CACHE_MISSES * 100} % of the distribution's requests miss its cache${read ? `; ${read.why}` : ''}` };
}
