export * from './props';
export * from './serverless-crud-api';
