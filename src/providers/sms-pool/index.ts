import { vendorAdapter } from '../vendor-adapter';
import { smsPool } from './sms-pool-provider';
import { readSmsPoolSettings } from './sms-pool-settings';

/** smspool.net. */
export const smsPoolAdapter = vendorAdapter({ protocol: 'sms_pool', settings: readSmsPoolSettings, open: smsPool });
