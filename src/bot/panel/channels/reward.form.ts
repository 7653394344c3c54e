import { readChannel } from '../../../database/queries/channels';
import { withAsciiDigits } from '../../../domain/message/ascii-digits';
import { parseAmount } from '../../../domain/money/money';
import { type RewardInput, saveReward } from '../../../usecases/rewards/save-reward';
import { amountField, wholeField } from '../forms/fields';
import type { Field, Form, Values } from '../forms/form';
import type { AdminVisit } from '../section';
import { channelCallbacks as callbacks } from './channel-callbacks';

/** Amount and limits of a reward. What is skipped stays as it is; 0 takes a limit away. */
export const rewardForm: Form = {
  async open(visit, subject) {
    const { panel, app } = visit;
    const view = await readChannel(app.db, Number(subject.channel), app.clock.now());
    if (!view) return undefined;
    const { channels: words } = panel;
    const { reward } = view;
    const whole = (name: string, label: string, value: number | null | undefined, most: number): Field =>
      wholeField(visit, { name, label, current: shown(visit, value), isOptional: true, least: 0, most });
    const current = (amount: bigint | null | undefined) =>
      amount === undefined ? undefined : amount === null ? panel.common.none : visit.format.money(amount);
    return {
      title: words.rewardTitle({ title: view.title }),
      fields: [
        amountField(visit, {
          name: 'amount',
          label: words.amount,
          current: current(reward?.amount),
          isOptional: reward !== null,
        }),
        limitField(visit, 'budgetPerDay', words.budgetPerDay, current(reward?.budgetPerDay)),
        limitField(visit, 'budgetTotal', words.budgetTotal, current(reward?.budgetTotal)),
        whole('maxClaimsPerDay', words.maxClaimsPerDay, reward?.maxClaimsPerDay, 1_000_000_000),
        whole('minAccountMinutes', words.minAccountMinutes, reward?.minAccountMinutes, 1_000_000),
        whole('clawBackDays', words.clawBackDays, reward?.clawBackDays, 3_650),
      ],
      cancelTo: callbacks.card({ channel: view.id }),
    };
  },

  async submit(visit, { subject, values }) {
    const { app, author, panel } = visit;
    const channel = Number(subject.channel);
    const outcome = await saveReward(app, channel, inputOf(values), author);
    switch (outcome.kind) {
      case 'saved':
        return { kind: 'done', go: callbacks.card({ channel }), toast: panel.common.saved };
      case 'invalid': {
        const { below } = panel.channels;
        const { path } = outcome.problem;
        const known = Object.hasOwn(below, path) ? below[path as keyof typeof below] : undefined;
        return { kind: 'ask_again', field: path, text: known ?? panel.common.refusedBy(outcome.problem) };
      }
      default:
        return { kind: 'stopped', text: { text: panel.common.gone, entities: [] }, go: callbacks.list({ page: 0 }) };
    }
  },
};

function shown({ panel, format }: AdminVisit, value: number | null | undefined): string | undefined {
  return value === undefined ? undefined : value === null ? panel.common.none : format.number(value);
}

/** An amount, or 0 for no limit. */
function limitField(visit: AdminVisit, name: string, label: string, current: string | undefined): Field {
  const field = amountField(visit, { name, label, current, isOptional: true });
  return {
    ...field,
    hint: `${field.hint} ${visit.panel.channels.noLimit}`,
    read: (text, isPressed) => (isNone(text) ? { kind: 'ok', value: '0' } : field.read(text, isPressed)),
  };
}

const isNone = (text: string) => /^0(?:[.,]0*)?$/.test(withAsciiDigits(text).trim());

function inputOf(values: Values): RewardInput {
  const limit = (text: string | undefined) =>
    text === undefined ? undefined : text === '0' ? null : parseAmount(text)!;
  const whole = (text: string | undefined) => (text === undefined ? undefined : Number(text));
  const orNull = (value: number | undefined) => (value === 0 ? null : value);
  return {
    amount: values.amount === undefined ? undefined : parseAmount(values.amount),
    budgetPerDay: limit(values.budgetPerDay),
    budgetTotal: limit(values.budgetTotal),
    maxClaimsPerDay: orNull(whole(values.maxClaimsPerDay)),
    minAccountMinutes: whole(values.minAccountMinutes),
    clawBackDays: orNull(whole(values.clawBackDays)),
  };
}
