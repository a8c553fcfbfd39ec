import { AUTH_SCHEMAS, authPaths } from './auth-paths';
import { checkerOf, resourceExamples } from './examples';
import { HEADERS, headerRefs } from './headers';
import type { DocumentOptions, Members, OpenApiDocument, PathItem } from './model';
import { nameResources, SCHEMA_SUFFIXES } from './names';
import { PARAMETERS } from './parameters';
import { resourcePaths } from './resource-paths';
import { resourceSchemas } from './resource-schemas';
import { ANYWHERE, PROBLEM_SCHEMAS, problemResponses, responsesOf } from './responses';
import { DOCUMENT_NAME } from '../../../contract/serverless-crud-api';
import { JSON_TYPE } from '../../../contract/wire';

const ABOUT = [
  'Errors are problem documents (RFC 9457). A path answers another method than its own with 405 and `Allow`, and OPTIONS with',
  'the methods it has. A query parameter that is not declared is 400. JSON is stored exactly or refused: a member that comes twice,',
  'a number that a double would round, half a surrogate pair, more than 32 levels are 400.',
].join('\n');

const DOCUMENT = {
  type: 'object',
  description: 'An OpenAPI 3.1 document.',
  required: ['openapi', 'info', 'paths'],
  properties: { openapi: { type: 'string' }, info: { type: 'object' }, paths: { type: 'object' } },
};

/** The OpenAPI document of an API: a pure function of what it declares, the same on every machine. */
export function openApiDocument(options: DocumentOptions): OpenApiDocument {
  const { title, version, description, resources, others, publicDocument } = options;
  const names = nameResources(resources.map(({ definition }) => definition.name));
  const schemas: { [name: string]: unknown } = { ...PROBLEM_SCHEMAS, ...AUTH_SCHEMAS };
  for (const other of others) { Object.assign(schemas, other.schemas); }
  const taken = new Set([...Object.keys(schemas), ...names.flatMap(({ one }) => SCHEMA_SUFFIXES.map((suffix) => one + suffix))]);
  const paths: { [path: string]: PathItem } = { ...authPaths() };
  const operationIds = new Set<string>();
  resources.forEach((resource, index) => Object.assign(schemas, resourceSchemas(resource, names[index], taken)));
  const isValid = checkerOf(schemas);
  resources.forEach((resource, index) => {
    Object.assign(paths, resourcePaths(resource, names[index], resourceExamples(resource, names[index], isValid), operationIds));
  });
  for (const other of others) { Object.assign(paths, other.paths); }
  paths[`/${DOCUMENT_NAME}`] = documentPath(publicDocument);

  const all = { schemas, responses: problemResponses(), parameters: PARAMETERS, headers: HEADERS };
  return {
    openapi: '3.1.1',
    info: { title, version, description: [description, ABOUT].filter(Boolean).join('\n\n') },
    servers: [{ url: '../v1', description: 'Where this document is served: its URL without its last segment' }],
    security: [{ idToken: [] }],
    tags: [
      { name: 'auth', description: 'Logging in, and staying so' },
      ...resources.map(({ definition: { name }, schema }) => ({ name, description: typeof schema.description === 'string' ? schema.description : `The resource ${name}` })),
      ...others.map(({ tag, description: text }) => ({ name: tag, description: text })),
      { name: 'openapi', description: 'This document' },
    ],
    paths,
    components: {
      ...used(all, paths),
      securitySchemes: { idToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'The `idToken` that /auth/login answers.' } },
    },
  };
}

function documentPath(isPublic: boolean): PathItem {
  const describe = (operationId: string, summary: string, answer: Members) => ({
    operationId,
    tags: ['openapi'],
    summary,
    description: isPublic ? 'For anybody, without a token.' : 'For every user.',
    ...(isPublic && { security: [] }),
    responses: responsesOf({ 200: answer }, [...ANYWHERE, ...(isPublic ? [] : ['Unauthorized']), 'UnsupportedMediaType']),
  });
  const head = { description: 'This document.', headers: headerRefs('Cache-Control') };
  return {
    get: describe('readOpenApi', 'Read this document', { ...head, content: { [JSON_TYPE]: { schema: DOCUMENT } } }),
    head: describe('headOpenApi', 'Headers of this document', head),
  };
}

/** The components that the paths name, and those that these name. */
function used(components: { readonly [kind: string]: Members }, paths: unknown): { readonly [kind: string]: Members } {
  const found = new Set<string>();
  const follow = (value: unknown) => {
    for (const [, kind, name] of JSON.stringify(value).matchAll(/"\$ref":"#\/components\/(\w+)\/([\w.-]+)/g)) {
      if (found.has(`${kind}/${name}`)) { continue; }
      found.add(`${kind}/${name}`);
      follow(components[kind]?.[name] ?? null);
    }
  };
  follow(paths);
  const kinds = Object.entries(components).map(([kind, members]) => (
    [kind, Object.fromEntries(Object.entries(members).filter(([name]) => found.has(`${kind}/${name}`)))] as const
  ));
  return Object.fromEntries(kinds.filter(([, members]) => Object.keys(members).length > 0));
}
