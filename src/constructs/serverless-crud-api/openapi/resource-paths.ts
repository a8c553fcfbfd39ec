import type { Examples } from './examples';
import type { DocumentedResource, Members, PathItem } from './model';
import { firstFree, pascalCase, type ResourceNames } from './names';
import { Operations } from './operations';
import type { Operation } from '../../../contract/serverless-crud-api';

/** The paths of one resource; `operationIds` gains those of its actions, whose names are the user's. */
export function resourcePaths(
  resource: DocumentedResource, names: ResourceNames, examples: Examples, operationIds: Set<string>,
): { [path: string]: PathItem } {
  const { definition, actions } = resource;
  const operations = new Operations(resource, names, examples);
  const has = (operation: Operation) => definition.operations.includes(operation);
  const collection: { [method: string]: Members } = {
    ...(has('list') && { get: operations.list(), head: operations.listHead() }),
    ...(has('create') && { post: operations.create() }),
  };
  const item: { [method: string]: Members } = {
    ...(has('read') && { get: operations.read(), head: operations.readHead() }),
    ...(has('replace') && { put: operations.replace() }),
    ...(has('patch') && { patch: operations.patch() }),
    ...(has('delete') && { delete: operations.delete() }),
  };
  const paths: { [path: string]: PathItem } = {
    [`/${definition.name}`]: collection,
    [`/${definition.name}/{id}`]: item,
    ...(has('restore') && { [`/${definition.name}/{id}/restore`]: { post: operations.restore() } }),
  };
  for (const { name, method, onItem } of actions) {
    const path = `/${definition.name}${onItem ? '/{id}' : ''}/${name}`;
    const operationId = firstFree([`invoke${names.one}${pascalCase(name)}`], (id) => !operationIds.has(id));
    operationIds.add(operationId);
    paths[path] = { ...paths[path], [method.toLowerCase()]: operations.action(operationId, name, onItem) };
  }
  return Object.fromEntries(Object.entries(paths).filter(([, methods]) => Object.keys(methods).length > 0));
}
