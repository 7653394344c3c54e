import { vendorAdapter } from '../vendor-adapter';
import { handlerApi } from './handler-provider';
import { readHandlerSettings } from './handler-settings';

/** Shops that speak the `handler_api.php` protocol. */
export const handlerApiAdapter = vendorAdapter({
  protocol: 'handler_api',
  settings: readHandlerSettings,
  open: handlerApi,
});
