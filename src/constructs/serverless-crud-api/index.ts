export { ICrudResource } from './crud-resource';
export * from './props';
export * from './serverless-crud-api';
