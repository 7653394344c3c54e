import type { ProviderAdapter } from '../provider-adapter';
import { createVendorDoor } from '../vendor-door';
import { OnlineSimProvider } from './onlinesim-provider';
import { readOnlineSimSettings } from './onlinesim-settings';

/** OnlineSim: numbers for one SMS, by telephone code and service slug. */
export const onlineSimAdapter: ProviderAdapter = {
  protocol: 'onlinesim',
  create: (settings, { wire, clock }) =>
    new OnlineSimProvider(settings, readOnlineSimSettings(settings), createVendorDoor(wire, clock), clock),
};
