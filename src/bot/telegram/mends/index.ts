import './early';

import { containerErrors } from './container-errors';
import { earlyMends } from './early';
import { fastCipher } from './fast-cipher';
import { fastFields } from './fast-fields';
import { fastMessageIds } from './fast-message-ids';
import { fastReading } from './fast-reading';
import { shortKeys } from './short-keys';
import { unreadableMessages } from './unreadable-messages';

const MENDED_VERSION = '2.26.22';
const lateMends = [containerErrors, unreadableMessages, shortKeys, fastCipher, fastFields, fastReading, fastMessageIds];
for (const mend of lateMends) mend.apply();

export const mends = [...earlyMends, ...lateMends];

/** Throws when the installed package is another one than the mends were made for. Takes well under a millisecond. */
export function checkMends(): void {
  const { version } = require('telegram/package.json') as { version: string };
  if (version !== MENDED_VERSION) {
    throw new Error(`The telegram package is ${version}, its mends are for ${MENDED_VERSION}.`);
  }
  for (const mend of mends) mend.check();
}
