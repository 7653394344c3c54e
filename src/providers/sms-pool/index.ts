import type { ProviderAdapter } from '../provider-adapter';
import { createVendorDoor } from '../vendor-door';
import { SmsPoolProvider } from './sms-pool-provider';
import { readSmsPoolSettings } from './sms-pool-settings';

/** smspool.net. */
export const smsPoolAdapter: ProviderAdapter = {
  protocol: 'sms_pool',
  create: (settings, { wire, clock }) =>
    new SmsPoolProvider(settings, readSmsPoolSettings(settings), createVendorDoor(wire, clock), clock),
};
