import { vendorAdapter } from '../vendor-adapter';
import { smsMan } from './sms-man-provider';
import { readSmsManSettings } from './sms-man-settings';

/** SMS-Man, version 2 of its own protocol. Its older page speaks `handler_api`. */
export const smsManAdapter = vendorAdapter({ protocol: 'sms_man', settings: readSmsManSettings, open: smsMan });
