export default function globalTeardown() {
  globalThis.removeTempFolder?.();
}
