import { App, Stack } from 'aws-cdk-lib';
import { TICKET_SCHEMA } from '../../examples/reference-system/stacks/ticket-schema';
import { ServerlessCrudApi } from '../../src';

/** Ten resources, declared, no two of one schema. argv[2]: the cloud assembly's folder */
const app = new App({ outdir: process.argv[2] });
const api = new ServerlessCrudApi(new Stack(app, 'Tickets'), 'Api');
for (let i = 0; i < 10; i++) {
  const schema = { ...TICKET_SCHEMA, properties: { ...TICKET_SCHEMA.properties, [`note${i}`]: { type: 'string', maxLength: 100 + i } } };
  api.addResource(`tickets${i}`, { schema });
}
app.synth();
