import { App, Stack } from 'aws-cdk-lib';
import { ServerlessCrudApi } from 'serverless-inteligente';

const app = new App();
const stack = new Stack(app, 'Polyglot');

const api = new ServerlessCrudApi(stack, 'Api');
api.addResource('tickets', {
  schema: {
    type: 'object',
    required: ['title', 'status'],
    properties: {
      title: { type: 'string', minLength: 1, maxLength: 200 },
      status: { enum: ['OPEN', 'CLOSED'], default: 'OPEN' },
    },
  },
});

app.synth();
