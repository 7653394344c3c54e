import { askAgain, cancelOrder, finishOrder, markSent } from '../../account/close-order';
import { isOpen, shownCode, type VendorOrder } from '../../account/order';
import type { Refused } from '../../account/refusal';
import { jsonAnswer, textAnswer, type VendorAnswer } from '../../kernel/vendor-answer';
import { type HandlerAction, type HandlerCall, param, refuse, withOrder } from '../handler-call';

/** The state of one order. Finished and canceled look alike, as at the real shops. */
export const getStatus: HandlerAction = (call) =>
  withOrder(call, (order) => {
    const last = order.sms.at(-1);
    if (order.phase === 'new') return textAnswer('STATUS_WAIT_CODE');
    if (order.phase === 'retry' && last) return textAnswer(call.skin.waitingAgain(last));
    if (order.phase !== 'code' || !last) return textAnswer(call.skin.closed(order));
    const { fullTextParam } = call.skin;
    const wantsText = fullTextParam !== undefined && param(call, fullTextParam) !== undefined;
    return textAnswer(`STATUS_OK:${wantsText ? last.text : shownCode(last)}`);
  });

export const getStatusV2: HandlerAction = (call) =>
  withOrder(call, (order) =>
    isOpen(order) ? jsonAnswer(call.skin.statusV2(order)) : textAnswer(call.skin.closed(order)),
  );

export const getFullSms: HandlerAction = (call) =>
  withOrder(call, (order) => {
    const last = order.sms.at(-1);
    if (!isOpen(order)) return textAnswer('STATUS_CANCEL');
    return textAnswer(order.phase === 'code' && last ? `FULL_SMS:${last.text}` : 'STATUS_WAIT_CODE');
  });

export const getAllSms: HandlerAction = (call) =>
  withOrder(call, (order) => {
    const size = Math.min(100, Number(param(call, 'size') ?? 20) || 20);
    const page = Math.max(1, Number(param(call, 'page') ?? 1) || 1);
    const data = order.sms.slice((page - 1) * size, page * size).map((sms, index) => ({
      id: `${order.id}${(page - 1) * size + index + 1}`,
      phoneFrom: 'Service',
      code: sms.code ?? null,
      text: sms.text,
      service: order.service,
      date: call.skin.time(sms.at),
      type: 'sms',
    }));
    return jsonAnswer({ data, meta: { total: order.sms.length, service: order.service } });
  });

export const setStatus: HandlerAction = (call) =>
  withOrder(call, (order) => {
    switch (param(call, 'status')) {
      case '1':
        if (!call.skin.takesReady) return refuse(call, { kind: 'bad_status' });
        return answerMove(call, markSent(order), 'ACCESS_READY');
      case '3':
        return answerMove(call, askAgain(call.book, order, call.now), 'ACCESS_RETRY_GET');
      case '6':
        return answerMove(call, finishOrder(call.book, order, call.now), 'ACCESS_ACTIVATION');
      case '8':
      case '-1':
        return answerMove(call, cancel(call, order), 'ACCESS_CANCEL');
      default:
        return refuse(call, { kind: 'bad_status' });
    }
  });

/** The same moves with JSON for a yes. */
export const setStatusV2: HandlerAction = (call) => {
  const answer = setStatus(call);
  return answer.body.startsWith('ACCESS_') ? jsonAnswer({ status: 'success' }) : answer;
};

export const finishActivation: HandlerAction = (call) =>
  withOrder(call, (order) => answerVerb(call, finishOrder(call.book, order, call.now)));

export const cancelActivation: HandlerAction = (call) =>
  withOrder(call, (order) => answerVerb(call, cancel(call, order)));

const cancel = (call: HandlerCall, order: VendorOrder) =>
  cancelOrder(call.book, order, call.now, call.skin.minCancelAgeMs);

const answerMove = (call: HandlerCall, moved: { kind: 'done' } | Refused, word: string): VendorAnswer =>
  moved.kind === 'done' ? textAnswer(word) : refuse(call, moved.refusal);

const answerVerb = (call: HandlerCall, moved: { kind: 'done' } | Refused): VendorAnswer =>
  moved.kind === 'done' ? { status: 204, body: '' } : refuse(call, moved.refusal);
