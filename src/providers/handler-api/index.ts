import type { ProviderAdapter } from '../provider-adapter';
import { createVendorDoor } from '../vendor-door';
import { HandlerProvider } from './handler-provider';
import { readHandlerSettings } from './handler-settings';

/** Shops that speak the `handler_api.php` protocol. */
export const handlerApiAdapter: ProviderAdapter = {
  protocol: 'handler_api',
  create: (settings, { wire, clock }) =>
    new HandlerProvider(settings, readHandlerSettings(settings), createVendorDoor(wire, clock), clock),
};
