/** Lints OpenAPI documents: the specification's own structure, and Redocly's recommended rules, warnings being errors. */
import { createConfig, lint } from '@redocly/openapi-core';

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('name the documents to lint');
  process.exit(2);
}
const config = await createConfig({
  extends: ['recommended'],
  rules: {
    'info-license': 'off', // an API is used under its owner's terms, which are no software licence
  },
});
let count = 0;
for (const file of files) {
  for (const { severity, ruleId, message, location } of await lint({ ref: file, config })) {
    count += 1;
    console.error(`${file}${location[0]?.pointer ?? ''}: ${severity} ${ruleId}: ${message}`);
  }
}
console.log(`${files.length} documents, ${count} findings`);
process.exitCode = count > 0 ? 1 : 0;
