import { json, refused } from '../answers';
import { type HandlerAction, withOrder } from '../handler-call';

/** A number is not sold twice to the same buyer, so there is nothing to buy again. */
const notAgain: HandlerAction = { answer: (call) => withOrder(call, () => refused({ kind: 'not_repeatable' })) };

export const reactivate = notAgain;
export const getExtraActivation = notAgain;
export const checkExtraActivation = notAgain;
export const reactivationPrice = notAgain;

/** For how long it could be had again: not at all. */
export const reactivateOptions: HandlerAction = {
  answer: (call) => withOrder(call, () => json({ data: { options: [] } })),
};
