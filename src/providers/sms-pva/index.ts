import { vendorAdapter } from '../vendor-adapter';
import { smsPva } from './sms-pva-provider';
import { readSmsPvaSettings } from './sms-pva-settings';

/** smspva.com, version 2 of its protocol. */
export const smsPvaAdapter = vendorAdapter({ protocol: 'sms_pva', settings: readSmsPvaSettings, open: smsPva });
