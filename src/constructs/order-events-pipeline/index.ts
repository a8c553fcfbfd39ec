export * from './image-uploads';
export * from './image-uploads-props';
export * from './invoices-props';
export * from './order-events-pipeline';
export * from './props';
