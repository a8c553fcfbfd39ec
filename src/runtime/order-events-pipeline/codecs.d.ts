/**
 * Codecs of jSquash: ES modules, which no script of CommonJS could import, and WebAssembly, deflated. The bundler knows where they
 * are (scripts/bundle-options.ts).
 */
declare module 'codecs/*.wasm' {
  const deflated: Uint8Array;
  export default deflated;
}
declare module 'codecs/*.js' {
  const start: (options: object) => Promise<any>;
  export default start;
}
declare module 'codecs/webp-options.js' {
  export const defaultOptions: { readonly [option: string]: number };
}

/** As much as is used of what @types/node only names. */
declare namespace WebAssembly {
  interface Imports { readonly [module: string]: { readonly [name: string]: unknown } }
  interface Exports { readonly [name: string]: unknown }
  class Module {
    static imports(module: Module): readonly { readonly name: string }[];
    constructor(bytes: Uint8Array);
  }
  class Instance {
    readonly exports: Exports;
    constructor(module: Module, imports?: Imports);
  }
}
