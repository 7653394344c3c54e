import type { ProviderAdapter } from '../provider-adapter';
import { createVendorDoor } from '../vendor-door';
import { TextVerifiedProvider } from './textverified-provider';
import { readTextVerifiedSettings } from './textverified-settings';

/** textverified.com, version 2: numbers of the United States. */
export const textVerifiedAdapter: ProviderAdapter = {
  protocol: 'textverified',
  create: (settings, { wire, clock }) =>
    new TextVerifiedProvider(settings, readTextVerifiedSettings(settings), createVendorDoor(wire, clock), clock),
};
