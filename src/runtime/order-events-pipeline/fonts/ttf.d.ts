/** A font file, deflated by the bundler. */
declare module '*.ttf' {
  const deflated: Uint8Array;
  export default deflated;
}
