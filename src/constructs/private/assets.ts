import { resolve } from 'node:path';

/** What is built before it is packed. `lib/constructs/private` and `src/constructs/private` alike lie three folders below the package's root. */
export const ASSETS = resolve(__dirname, '..', '..', '..', 'assets');
