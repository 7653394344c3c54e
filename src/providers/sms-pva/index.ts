import type { ProviderAdapter } from '../provider-adapter';
import { createVendorDoor } from '../vendor-door';
import { SmsPvaProvider } from './sms-pva-provider';
import { readSmsPvaSettings } from './sms-pva-settings';

/** smspva.com, version 2 of its protocol. */
export const smsPvaAdapter: ProviderAdapter = {
  protocol: 'sms_pva',
  create: (settings, { wire, clock }) =>
    new SmsPvaProvider(settings, readSmsPvaSettings(settings), createVendorDoor(wire, clock), clock),
};
