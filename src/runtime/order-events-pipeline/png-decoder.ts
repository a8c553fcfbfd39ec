/* eslint-disable no-bitwise -- addresses are unsigned 32-bit numbers */
interface Decoded { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number }

interface PngExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly __wbindgen_malloc: (bytes: number, alignment: number) => number;
  readonly decode: (at: number, bytes: number) => number;
}

/**
 * Decodes a PNG in an instance of its own. The package's own glue keeps one for ever, and with it the memory of the largest
 * image and of each that failed.
 * @throws what the png crate says of the file
 */
export function decodePng(bytes: Uint8Array, module: WebAssembly.Module): Decoded {
  let decoded: Decoded | undefined;
  const { exports } = new WebAssembly.Instance(module, {
    wbg: importsOf(module, {
      newwithownedu8clampedarrayandsh: (at: number, length: number, width: number, height: number) => {
        decoded = { data: new Uint8ClampedArray(wasm.memory.buffer, at >>> 0, length).slice(), width: width >>> 0, height: height >>> 0 };
        return 0;
      },
      throw: (at: number, length: number) => {
        throw new Error(Buffer.from(wasm.memory.buffer, at >>> 0, length).toString('utf8'));
      },
    }),
  });
  const wasm = exports as unknown as PngExports;
  const at = wasm.__wbindgen_malloc(bytes.length, 1) >>> 0;
  new Uint8Array(wasm.memory.buffer).set(bytes, at);
  wasm.decode(at, bytes.length);
  if (!decoded) { throw new Error('the decoder gave nothing'); }
  return decoded;
}

/** wasm-bindgen ends its names in a hash, which another version has otherwise. */
function importsOf(module: WebAssembly.Module, known: { readonly [name: string]: (...parameters: number[]) => number }): WebAssembly.Imports[string] {
  return Object.fromEntries(WebAssembly.Module.imports(module).map(({ name }) =>
    [name, known[name.replace(/^__wb(?:g|indgen)_/, '').replace(/_[0-9a-f]{16}$/, '')] ?? (() => { throw new Error(`${name} is not known`); })]));
}
