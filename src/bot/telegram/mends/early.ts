import { fastChecksum } from './fast-checksum';
import { fastIntegers } from './fast-integers';
import { schema } from './schema';
import { vectorFlags } from './vector-flags';

/** These must stand before the package's own types are built, which happens when any other part of it is loaded. */
export const earlyMends = [fastIntegers, fastChecksum, schema, vectorFlags];
for (const mend of earlyMends) mend.apply();
