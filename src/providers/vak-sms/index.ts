import { vendorAdapter } from '../vendor-adapter';
import { vakSms } from './vak-sms-provider';
import { readVakSmsSettings } from './vak-sms-settings';

/** vak-sms.com and its mirrors. */
export const vakSmsAdapter = vendorAdapter({ protocol: 'vak_sms', settings: readVakSmsSettings, open: vakSms });
