import type { ProviderAdapter } from '../provider-adapter';
import { createVendorDoor } from '../vendor-door';
import { FiveSimProvider } from './five-sim-provider';
import { readFiveSimSettings } from './five-sim-settings';

/** 5sim.net, version 1 of its own protocol. */
export const fiveSimAdapter: ProviderAdapter = {
  protocol: 'five_sim',
  create: (settings, { wire, clock }) =>
    new FiveSimProvider(settings, readFiveSimSettings(settings), createVendorDoor(wire, clock), clock),
};
