import { vendorAdapter } from '../vendor-adapter';
import { onlineSim } from './onlinesim-provider';
import { readOnlineSimSettings } from './onlinesim-settings';

/** OnlineSim: numbers for one SMS, by telephone code and service slug. */
export const onlineSimAdapter = vendorAdapter({
  protocol: 'onlinesim',
  settings: readOnlineSimSettings,
  open: onlineSim,
});
