import { createHmac } from 'node:crypto';
import type { MakeDeliveries } from './delivery';

const ACCOUNT = `AC${'0'.repeat(32)}`;
const FORM = 'application/x-www-form-urlencoded; charset=utf-8';

/** A form, signed with the account's auth token over the address and everything in it. */
export const twilioDelivery: MakeDeliveries = ({ id, phone, sender, text }, { url, key }) => {
  const sid = `SM${String(id).padStart(32, '0')}`;
  const form: Record<string, string> = {
    ToCountry: 'LV',
    SmsMessageSid: sid,
    NumMedia: '0',
    SmsSid: sid,
    SmsStatus: 'received',
    Body: text,
    To: `+${phone}`,
    NumSegments: '1',
    MessageSid: sid,
    AccountSid: ACCOUNT,
    From: sender,
    ApiVersion: '2010-04-01',
  };
  const told = Object.keys(form)
    .sort()
    .reduce((before, name) => before + name + form[name], url);
  const signature = createHmac('sha1', key).update(Buffer.from(told, 'utf8')).digest('base64');
  const headers = { 'content-type': FORM, 'x-twilio-signature': signature, 'user-agent': 'TwilioProxy/1.1' };
  return [{ body: new URLSearchParams(form).toString(), headers }];
};
