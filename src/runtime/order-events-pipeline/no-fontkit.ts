/** Stands in for fontkit in the handlers' bundles: pdfkit is given fonts that kit/truetype has opened. */
export function create(): never {
  throw new Error('this bundle holds no fontkit: give pdfkit a font of kit/truetype, or take the alias out of scripts/bundle-handlers.ts');
}
