export * from './peak-hours';
export * from './props';
