import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MODELS } from '../../src/pricing/models';

const text = readFileSync(join(__dirname, '..', '..', 'docs', 'cost.md'), 'utf8');
/** Of which the document says that they have the names of another type. */
const ALIKE = ['AWS::ApiGatewayV2::Api', 'AWS::DynamoDB::GlobalTable', 'AWS::KMS::ReplicaKey'];

test('the document of costs lists every amount, with its unit and default', () => {
  const types = [...MODELS].filter(([type]) => !ALIKE.includes(type));
  const rows = types.flatMap(([type, { usage }]) => Object.entries(usage).map(([name, { unit, about, assumed }]) => {
    const standard = typeof assumed === 'number' ? assumed.toLocaleString('en-US') : 'derived';
    return `| \`${type.replace('AWS::', '')}\` | \`${name}\` | ${unit} | ${about} | ${standard} |`;
  }));
  for (const row of rows) { expect(text).toContain(row); }
  expect(text.match(/^\| `[A-Za-z0-9]+::\w+` \|/gm)).toHaveLength(rows.length);
});
