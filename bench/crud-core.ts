import { createRequire } from 'node:module';
import { v7 as uuidv7 } from 'uuid';
import type { CompiledValidators, ResourceDefinition } from '../src/contract/serverless-crud-api';
import { serveHttp } from '../src/runtime/kit/http';
import { createLog } from '../src/runtime/kit/log';
import { traceparentOf } from '../src/runtime/kit/traceparent';
import { crudRoutes } from '../src/runtime/serverless-crud-api/crud-routes';
import { resourceValidators } from '../src/runtime/serverless-crud-api/patch-validator';

const beside = createRequire(__filename);
const definition: ResourceDefinition = beside('./resource.json');
const validators: CompiledValidators = beside('./validators.js');

const store = {
  insert: async () => ({ kind: 'written' } as const),
  tracedTo: unused,
  recall: unused,
  find: unused,
  update: unused,
  restore: unused,
  remove: unused,
};
const pages = { page: unused };
const compiled = resourceValidators(validators, definition);
const routes = crudRoutes({ definition, validators: compiled, store, pages, newId: uuidv7, newTraceparent: traceparentOf });
const log = process.env.BENCH_LOG === 'none' ? { info: () => undefined, error: () => undefined } : createLog('tickets');

/** Our router, validation and serialisation alone, the store replaced. */
export const handler = serveHttp(routes, { allowedOrigins: ['*'], log, clock: () => performance.now() });

function unused(): never {
  throw new Error('the benchmark only creates');
}
