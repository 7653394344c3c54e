import type { Amount } from '../../../../domain/money/money';
import type { ResaleWording } from '../../../../domain/resale/resale-words';
import { jsonPrice } from '../../prices';
import { currencyNumber, plainPhone, plainTime, zonedTime } from './values';

/** An activation with the codes by which the caller knows service and country. */
export interface ShownOrder {
  readonly id: number;
  readonly serviceCode: string;
  readonly countryCode: string;
  readonly countryName: string;
  /** Such as "371". */
  readonly callingCode: string;
  readonly operator: string;
  readonly phone: string | null;
  readonly price: Amount;
  readonly canGetAnotherSms: boolean;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** Oldest first; of a message without a code the text stands for it. */
  readonly messages: readonly ShownMessage[];
  readonly state: 'active' | 'finished' | 'canceled' | 'refunded';
}

export interface ShownMessage {
  readonly id: string;
  readonly code: string | null;
  readonly text: string;
  readonly at: Date;
}

/** What stands for an SMS in `STATUS_OK:`: the code, or the whole text in which none was found, on one line. */
export const codeOrText = ({ code, text }: Pick<ShownMessage, 'code' | 'text'>): string =>
  code ?? text.replace(/[\r\n]+/g, ' ');

/** The answer to `getNumberV2`. */
export function activationShape(order: ShownOrder, wording: ResaleWording, currency: string): object {
  const isHero = wording === 'HERO';
  return {
    activationId: String(order.id),
    phoneNumber: plainPhone(order.phone),
    activationCost: jsonPrice(order.price),
    currency: currencyNumber(currency),
    countryCode: isHero ? Number(order.countryCode) : order.countryCode,
    countryPhoneCode: isHero ? Number(order.callingCode) : order.callingCode,
    canGetAnotherSms: order.canGetAnotherSms,
    activationTime: zonedTime(order.createdAt),
    activationEndTime: zonedTime(order.expiresAt),
    activationOperator: order.operator,
    verificationType: 'sms',
    subtype: 1,
    serviceCode: order.serviceCode,
    status: 4,
  };
}

/** A row of the list of active ones. Clients of both families read it: some the codes as a list, some as one text. */
export function activeShape(order: ShownOrder, wording: ResaleWording, currency: string): object {
  const codes = order.messages.map(codeOrText);
  const last = order.messages.at(-1);
  const isHero = wording === 'HERO';
  return {
    activationId: String(order.id),
    serviceCode: order.serviceCode,
    phoneNumber: plainPhone(order.phone),
    activationCost: jsonPrice(order.price),
    activationStatus: '4',
    smsCode: isHero ? (codes.at(-1) ?? null) : codes.length > 0 ? codes : null,
    smsText: last ? (isHero ? last.text : `[${last.text}]`) : null,
    activationTime: zonedTime(order.createdAt),
    activationEndTime: zonedTime(order.expiresAt),
    discount: '0',
    repeated: '0',
    countryCode: order.countryCode,
    countryName: order.countryName,
    canGetAnotherSms: isHero ? order.canGetAnotherSms : order.canGetAnotherSms ? '1' : '0',
    currency: currencyNumber(currency),
  };
}

/** The list under both names by which clients look for it. */
export const activeListShape = (rows: readonly object[]): object => ({
  status: 'success',
  activeActivations: rows,
  data: rows,
});

const HISTORY_STATUS = { active: '4', finished: '6', canceled: '8', refunded: '10' } as const;

/** A row of `getHistory`. The cost is 0 for as long as nothing is paid, and where it was given back. */
export function historyShape(order: ShownOrder, currency: string): object {
  const last = order.messages.at(-1);
  const isPaid = last !== undefined && (order.state === 'finished' || order.state === 'active');
  return {
    id: String(order.id),
    date: plainTime(order.createdAt),
    phone: plainPhone(order.phone),
    sms: last?.text ?? null,
    cost: isPaid ? jsonPrice(order.price) : 0,
    status: HISTORY_STATUS[order.state],
    currency: currencyNumber(currency),
  };
}

/** One SMS as the newer actions show it. */
export function smsShape(message: ShownMessage, serviceCode: string): object {
  return {
    id: message.id,
    phoneFrom: 'Service',
    code: message.code,
    text: message.text,
    service: serviceCode,
    date: zonedTime(message.at),
    type: 'sms',
  };
}

/** A page of the SMS of an activation. `page` counts from 1. */
export function smsPageShape(
  { messages, serviceCode }: Pick<ShownOrder, 'messages' | 'serviceCode'>,
  { page, size }: { page: number; size: number },
): object {
  const shown = messages.slice((page - 1) * size, page * size);
  return {
    data: shown.map((message) => smsShape(message, serviceCode)),
    meta: { total: messages.length, service: serviceCode },
  };
}

/** The answer to `getStatusV2` of an open activation; without a message it waits. */
export function statusV2Shape(message: ShownMessage | undefined, wording: ResaleWording, serviceCode: string): object {
  if (wording === 'HERO') {
    return { verificationType: 'sms', data: message ? smsShape(message, serviceCode) : null };
  }
  const sms = message && { dateTime: plainTime(message.at), code: codeOrText(message), text: message.text };
  return { verificationType: 0, sms: sms ?? null, call: null };
}
