/** The package has types for its metadata where a compiler of another kind looks for them. */
declare module 'libphonenumber-js/max/metadata' {
  import type { MetadataJson } from 'libphonenumber-js/core';

  const metadata: MetadataJson;
  export = metadata;
}
