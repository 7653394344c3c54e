import { vendorAdapter } from '../vendor-adapter';
import { textVerified } from './textverified-provider';
import { readTextVerifiedSettings } from './textverified-settings';

/** textverified.com, version 2: numbers of the United States. */
export const textVerifiedAdapter = vendorAdapter({
  protocol: 'textverified',
  settings: readTextVerifiedSettings,
  open: textVerified,
});
