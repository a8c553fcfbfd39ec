import { dirname, join } from 'node:path';
import newman, { type NewmanRunSummary } from 'newman';

/** What the Postman collection is told of the system (A6). */
export interface CollectionVariables {
  /** Of the tickets API, up to its version. */
  readonly baseUrl: string;
  /** Of the commerce API, up to its version. */
  readonly commerceUrl: string;
  /** A customer. */
  readonly username: string;
  readonly password: string;
  /** An administrator. */
  readonly adminUsername: string;
  readonly adminPassword: string;
}

const COLLECTION = join(__dirname, '..', 'postman', 'reference-system.postman_collection.json');

/** Runs every request of the Postman collection against a deployed system. */
export function runCollection(variables: CollectionVariables): Promise<NewmanRunSummary> {
  const envVar = Object.entries(variables).map(([key, value]) => ({ key, value }));
  return new Promise((done, fail) => {
    newman.run({ collection: COLLECTION, workingDir: dirname(COLLECTION), envVar }, (error, summary) => (error ? fail(error) : done(summary)));
  });
}
