export * from './constructs/serverless-crud-api';
