const REFUSAL = 'this bundle encrypts no PDF: take the alias of @noble/ciphers/aes out of scripts/bundle-options.ts';

/** Stands in for AES in the handlers' bundles, whose tables every cold start would make for nothing. */
export function cbc(): never { throw new Error(REFUSAL); }

export function ecb(): never { throw new Error(REFUSAL); }
