import { formatAmountShort } from '../../../domain/money/money';
import { cancelOrder, finishOrder } from '../account/close-order';
import { jsonAnswer, textAnswer } from '../kernel/vendor-answer';
import { getStatus as commonStatus } from './actions/status-actions';
import { type HandlerAction, param, refuse, withOrder } from './handler-call';

/** With `text=1` the whole text stands in a header: its bytes as they are, line ends as blanks. */
const getStatus: HandlerAction = (call) => {
  const answer = commonStatus(call);
  const sms = call.book.find(param(call, 'id') ?? '')?.sms.at(-1);
  if (param(call, 'text') !== '1' || !sms || !answer.body.startsWith('STATUS_OK')) return answer;
  const text = Buffer.from(sms.text.replace(/[\r\n]+/g, ' '), 'utf8').toString('latin1');
  return { ...answer, headers: { ...answer.headers, 'x-text': text } };
};

/** A cancel that came too late is no error here: the shop says `ACCESS_READY` and keeps the money. */
const setStatus: HandlerAction = (call) =>
  withOrder(call, (order) => {
    switch (param(call, 'status')) {
      case '6': {
        const moved = finishOrder(call.book, order, call.now);
        return moved.kind === 'done' ? textAnswer('ACCESS_ACTIVATION') : refuse(call, moved.refusal);
      }
      case '8': {
        const moved = cancelOrder(call.book, order, call.now, call.skin.minCancelAgeMs);
        return textAnswer(moved.kind === 'done' ? 'ACCESS_CANCEL' : 'ACCESS_READY');
      }
      default:
        return refuse(call, { kind: 'bad_status' });
    }
  });

/** The price table by service first. */
const getPricesVerification: HandlerAction = (call) => {
  const wanted = param(call, 'service');
  const table: Record<string, Record<string, object>> = {};
  for (const row of call.book.shelf.rows()) {
    if (wanted !== undefined && row.service !== wanted) continue;
    table[row.service] ??= {};
    table[row.service]![row.country] = { count: row.count, price: formatAmountShort(row.cost) };
  }
  return jsonAnswer(table);
};

/** What DaisySMS answers in its own way. */
export const daisyActions: Readonly<Record<string, HandlerAction>> = { getStatus, setStatus, getPricesVerification };
