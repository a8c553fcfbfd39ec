export * from './alarm-history';
export * from './alarm-simulator';
export * from './alarm-state';
export * from './metric-series';
