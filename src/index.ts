export * from './constructs/cost-guard-alarms';
export * from './constructs/order-events-pipeline';
export * from './constructs/peak-hours';
export * from './constructs/secure-static-site';
export * from './constructs/serverless-crud-api';
