import { type ResaleStatus, readResaleStatus } from '../../../../usecases/resale/read-resale-status';
import { type HandlerAnswer, json, refused, text } from '../answers';
import { activationId, type HandlerAction, type HandlerCall, withOrder } from '../handler-call';
import { given, wholeNumber } from '../parameters';
import { smsPageShape, statusV2Shape } from '../shapes/orders';
import { shownOrder } from '../shown-order';

const MOST_SMS = 100;

/** Each poll is one statement. A code is given until its buyer says that they need it no more: they paid for it. */
export const getStatus: HandlerAction = {
  answer: (call) =>
    withStatus(call, (status) => {
      const wantsText = given(call.parameters, 'full_text', 'fullText') !== undefined;
      switch (status.kind) {
        case 'waiting':
          return text('STATUS_WAIT_CODE');
        case 'waiting_again':
          return text(`STATUS_WAIT_RETRY:${oneLine(status.code)}`);
        case 'code':
          return text(`STATUS_OK:${oneLine(wantsText ? status.text : status.code)}`);
        case 'closed':
          return text('STATUS_CANCEL');
      }
    }),
};

export const getStatusV2: HandlerAction = {
  answer: (call) =>
    withStatus(call, (status) => {
      const { wording } = call.caller;
      if (status.kind === 'closed') return text('STATUS_CANCEL');
      if (status.kind !== 'code') return json(statusV2Shape(undefined, wording, ''));
      if (wording === 'CLASSIC') return json(statusV2Shape({ ...status, id: '' }, wording, ''));
      return withOrder(call, (order) => {
        const { serviceCode, messages } = shownOrder(order, call.trade);
        return json(statusV2Shape(messages.at(-1), wording, serviceCode));
      });
    }),
};

/** The old way to the whole text. */
export const getFullSms: HandlerAction = {
  answer: (call) =>
    withStatus(call, (status) => {
      if (status.kind === 'closed') return text('STATUS_CANCEL');
      return text(status.kind === 'waiting' ? 'STATUS_WAIT_CODE' : `FULL_SMS:${oneLine(status.text)}`);
    }),
};

export const getAllSms: HandlerAction = {
  answer: (call) =>
    withOrder(call, (order) => {
      const size = Math.min(MOST_SMS, Math.max(1, wholeNumber(call.parameters, 'size', MOST_SMS)));
      const page = Math.max(1, wholeNumber(call.parameters, 'page', 1));
      return json(smsPageShape(shownOrder(order, call.trade), { page, size }));
    }),
};

/** A text that stands in for a code may have several lines; an answer has one. */
const oneLine = (value: string): string => value.replace(/[\r\n]+/g, ' ');

async function withStatus(
  { app, caller, parameters }: HandlerCall,
  answer: (status: ResaleStatus) => HandlerAnswer | Promise<HandlerAnswer>,
): Promise<HandlerAnswer> {
  const id = activationId(parameters);
  const status = id === undefined ? undefined : await readResaleStatus(app, caller, id);
  return status ? answer(status) : refused({ kind: 'no_activation' });
}
