export * from './alarm-thresholds';
export * from './cost-guard-alarms';
export * from './cost-limit';
export * from './cost-usage';
export * from './notify';
export * from './props';
export * from './service-objectives';
export * from './simulator';
