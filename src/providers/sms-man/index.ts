import type { ProviderAdapter } from '../provider-adapter';
import { createVendorDoor } from '../vendor-door';
import { SmsManProvider } from './sms-man-provider';
import { readSmsManSettings } from './sms-man-settings';

/** SMS-Man, version 2 of its own protocol. Its older page speaks `handler_api`. */
export const smsManAdapter: ProviderAdapter = {
  protocol: 'sms_man',
  create: (settings, { wire, clock }) =>
    new SmsManProvider(settings, readSmsManSettings(settings), createVendorDoor(wire, clock), clock),
};
