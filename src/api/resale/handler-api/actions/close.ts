import { readResaleStatus } from '../../../../usecases/resale/read-resale-status';
import { findResaleOrder } from '../../../../usecases/resale/resale-order';
import {
  askResaleOrderForMore,
  cancelResaleOrder,
  finishResaleOrder,
} from '../../../../usecases/resale/steer-resale-order';
import { type HandlerAnswer, refused, text } from '../answers';
import { activationId, type HandlerAction, type HandlerCall } from '../handler-call';
import { given } from '../parameters';
import type { HandlerRefusal } from '../refusals';

type Step = (call: HandlerCall, id: number) => Promise<HandlerRefusal | undefined>;

/** `1` is a hint and changes nothing, `3` asks for another SMS, `6` finishes, `8` and the old `-1` cancel. */
const STEPS: Readonly<Record<string, readonly [Step, word: string]>> = {
  '1': [announceSent, 'ACCESS_READY'],
  '3': [askForMore, 'ACCESS_RETRY_GET'],
  '6': [finish, 'ACCESS_ACTIVATION'],
  '8': [cancel, 'ACCESS_CANCEL'],
  '-1': [cancel, 'ACCESS_CANCEL'],
};

export const setStatus: HandlerAction = {
  isBuying: true,
  async answer(call) {
    const known = STEPS[given(call.parameters, 'status') ?? ''];
    const step: Step = known?.[0] ?? noSuchStatus;
    return (await refusalOf(call, step)) ?? text(known![1]);
  },
};

export const finishActivation: HandlerAction = {
  isBuying: true,
  answer: async (call) => (await refusalOf(call, finish)) ?? { kind: 'done', word: 'ACCESS_ACTIVATION' },
};

export const cancelActivation: HandlerAction = {
  isBuying: true,
  answer: async (call) => (await refusalOf(call, cancel)) ?? { kind: 'done', word: 'ACCESS_CANCEL' },
};

async function refusalOf(call: HandlerCall, step: Step): Promise<HandlerAnswer | undefined> {
  const id = activationId(call.parameters);
  const refusal: HandlerRefusal | undefined = id === undefined ? { kind: 'no_activation' } : await step(call, id);
  return refusal && refused(refusal);
}

async function announceSent({ app, caller }: HandlerCall, id: number): Promise<HandlerRefusal | undefined> {
  const status = await readResaleStatus(app, caller, id);
  if (!status) return { kind: 'no_activation' };
  return status.kind === 'waiting' ? undefined : { kind: 'bad_status' };
}

/** A stranger's activation is unknown whatever is wanted of it. */
async function noSuchStatus({ app, caller }: HandlerCall, id: number): Promise<HandlerRefusal> {
  return (await readResaleStatus(app, caller, id)) ? { kind: 'no_such_status' } : { kind: 'no_activation' };
}

async function askForMore({ app, caller }: HandlerCall, id: number): Promise<HandlerRefusal | undefined> {
  const { kind } = await askResaleOrderForMore(app, caller, id);
  switch (kind) {
    case 'asked':
      return undefined;
    case 'not_found':
      return { kind: 'no_activation' };
    case 'no_scope':
      return { kind };
    case 'over':
      return { kind: 'not_active' };
    default:
      return { kind: 'bad_status' };
  }
}

async function finish({ app, caller }: HandlerCall, id: number): Promise<HandlerRefusal | undefined> {
  const { kind } = await finishResaleOrder(app, caller, id);
  switch (kind) {
    case 'finished':
      return undefined;
    case 'not_found':
      return { kind: 'no_activation' };
    case 'no_scope':
      return { kind };
    case 'already_ended':
      return { kind: 'not_active' };
    case 'no_code':
      return { kind: 'bad_status' };
  }
}

async function cancel(call: HandlerCall, id: number): Promise<HandlerRefusal | undefined> {
  const { app, caller } = call;
  const outcome = await cancelResaleOrder(app, caller, id);
  switch (outcome.kind) {
    case 'canceled':
      return undefined;
    case 'not_found':
      return { kind: 'no_activation' };
    case 'no_scope':
      return { kind: 'no_scope' };
    case 'has_code':
      return { kind: 'code_received' };
    case 'already_ended':
      return { kind: 'not_active' };
    // The supplier has not said yet whether there is a number at all.
    case 'still_asking':
      return { kind: 'too_early', minAgeS: undefined };
    case 'too_early':
      return { kind: 'too_early', minAgeS: await ageAt(call, id, outcome.cancelableAt) };
    case 'pending':
      return { kind: 'too_early', minAgeS: await ageAt(call, id, outcome.until) };
  }
}

/** Newer clients are told how old an activation must be, instead of an instant. */
async function ageAt({ app, caller }: HandlerCall, id: number, until: Date): Promise<number | undefined> {
  const order = await findResaleOrder(app, caller, id);
  return order && Math.max(1, Math.ceil((until.getTime() - order.createdAt.getTime()) / 1_000));
}
