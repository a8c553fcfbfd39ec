export * from './order-events-pipeline';
export * from './props';
