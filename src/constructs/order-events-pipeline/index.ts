export * from './invoices-props';
export * from './order-events-pipeline';
export * from './props';
