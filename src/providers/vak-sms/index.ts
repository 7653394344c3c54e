import type { ProviderAdapter } from '../provider-adapter';
import { createVendorDoor } from '../vendor-door';
import { VakSmsProvider } from './vak-sms-provider';
import { readVakSmsSettings } from './vak-sms-settings';

/** vak-sms.com and its mirrors. */
export const vakSmsAdapter: ProviderAdapter = {
  protocol: 'vak_sms',
  create: (settings, { wire, clock }) =>
    new VakSmsProvider(settings, readVakSmsSettings(settings), createVendorDoor(wire, clock), clock),
};
