/** The package has types for its examples where a compiler of another kind looks for them. */
declare module 'libphonenumber-js/mobile/examples' {
  import type { Examples } from 'libphonenumber-js/max';

  const examples: Examples;
  export = examples;
}
