import { type ResaleStatus, readResaleStatus } from '../../../../usecases/resale/read-resale-status';
import { type HandlerAnswer, json, refused, text } from '../answers';
import { activationId, type HandlerAction, type HandlerCall, withOrder } from '../handler-call';
import { given, wholeNumber } from '../parameters';
import { codeOrText, smsPageShape, statusV2Shape } from '../shapes/orders';
import { shownOrder } from '../shown-order';

const MOST_SMS = 100;

/** Each poll is one statement. A code is given until its buyer says that they need it no more: they paid for it. */
export const getStatus: HandlerAction = {
  answer: (call) =>
    withStatus(call, (status) => {
      const shown = smsOf(status);
      if (!shown) return text(waitingOrClosed(status));
      const wantsText = given(call.parameters, 'full_text', 'fullText') !== undefined;
      const value = codeOrText(wantsText ? { ...shown, code: null } : shown);
      return text(`${status.isWaitingForMore ? 'STATUS_WAIT_RETRY' : 'STATUS_OK'}:${value}`);
    }),
};

export const getStatusV2: HandlerAction = {
  answer: (call) =>
    withStatus(call, async (status) => {
      const shown = status.isWaitingForMore ? undefined : smsOf(status);
      const word = waitingOrClosed(status);
      if (!shown && word === 'STATUS_CANCEL' && !status.isWaitingForMore) return text(word);
      if (call.caller.wording === 'CLASSIC' || !shown) return json(statusV2Shape(shown, call.caller.wording, ''));
      return withOrder(call, (order) => {
        const { serviceCode, messages } = shownOrder(order, call.trade);
        return json(statusV2Shape(messages.at(-1), 'HERO', serviceCode));
      });
    }),
};

/** The old way to the whole text. */
export const getFullSms: HandlerAction = {
  answer: (call) =>
    withStatus(call, (status) => {
      const shown = smsOf(status);
      return text(shown ? `FULL_SMS:${shown.text}` : waitingOrClosed(status));
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

async function withStatus(
  { app, caller, parameters }: HandlerCall,
  answer: (status: ResaleStatus) => HandlerAnswer | Promise<HandlerAnswer>,
): Promise<HandlerAnswer> {
  const id = activationId(parameters);
  const status = id === undefined ? undefined : await readResaleStatus(app, caller, id);
  return status ? answer(status) : refused({ kind: 'no_activation' });
}

/** The newest SMS that is paid, until it is said to be needed no more. */
function smsOf({ isFinished, code, text: whole, receivedAt }: ResaleStatus) {
  if (isFinished || whole === null || receivedAt === null) return undefined;
  return { id: '', code, text: whole, at: receivedAt };
}

const waitingOrClosed = ({ status, isFinished }: ResaleStatus): string =>
  status === 'WAITING_CODE' && !isFinished ? 'STATUS_WAIT_CODE' : 'STATUS_CANCEL';
