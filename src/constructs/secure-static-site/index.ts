export * from './props';
export * from './secure-static-site';
