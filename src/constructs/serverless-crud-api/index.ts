export * from './access';
export * from './declarations';
export * from './props';
export * from './resource-props';
export * from './serverless-crud-api';
export * from './users-props';
