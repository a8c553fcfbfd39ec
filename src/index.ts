export * from './constructs/serverless-crud-api';
export * from './constructs/secure-static-site';
