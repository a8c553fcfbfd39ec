// middy's share alone: parsing, error handling and answering, the store replaced.
import { randomUUID } from 'node:crypto';
import middy from '@middy/core';
import httpErrorHandler from '@middy/http-error-handler';
import httpJsonBodyParser from '@middy/http-json-body-parser';

export const handler = middy()
  .use(httpJsonBodyParser({ disableContentTypeError: true }))
  .use(httpErrorHandler())
  .handler(async (event) => ({
    statusCode: 201,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: randomUUID(), ...event.body }),
  }));
