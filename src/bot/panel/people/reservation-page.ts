import { cancelForOperator } from '../../../usecases/reservations/cancel-for-operator';
import { findReservation } from '../../../usecases/reservations/reservation-view';
import { refundReservation } from '../../../usecases/wallet/refund-reservation';
import { newNonce } from '../../act-key';
import { button } from '../../screens/view';
import { STAGE_MARKS } from '../../texts/facts';
import { bold, lines } from '../../texts/rich';
import { choiceField, textField } from '../forms/fields';
import type { Form } from '../forms/form';
import { frameCallbacks } from '../frame-callbacks';
import type { AdminVisit, PanelAnswer } from '../section';
import { wayBack } from '../way-back';
import { peopleCallbacks as callbacks } from './people-callbacks';

const isOpen = (stage: string) => stage === 'REQUESTED' || stage === 'WAITING_CODE' || stage === 'CANCEL_PENDING';

/** One reservation of somebody, without what the SMS said: that is his. */
export const reservationPages = {
  async reservation(visit: AdminVisit, { reservation: id }: { reservation: bigint }): Promise<PanelAnswer> {
    const { app, panel, texts } = visit;
    const { people } = panel;
    const view = await findReservation(app, { id });
    if (!view) return { go: frameCallbacks.home(), toast: panel.common.gone };
    return {
      text: lines(
        bold(`#${id} ${texts.where(view)}`),
        `${STAGE_MARKS[view.stage]} ${people.stages[view.stage]}`,
        '',
        people.reservation({ ...view, texts: view.messages.length }),
      ),
      buttons: [
        ...(isOpen(view.stage)
          ? [[button(people.cancelButton, callbacks.cancel({ reservation: id, nonce: newNonce(app.ids.uuid()) }))]]
          : []),
        ...(view.stage === 'COMPLETED' ? [[button(people.refundButton, callbacks.refund({ reservation: id }))]] : []),
        wayBack(visit, callbacks.timeline({ user: view.userId, page: 0 })),
      ],
    };
  },

  /** The nonce was made when the button was shown: pressed twice, it is one act. */
  async cancel(
    visit: AdminVisit,
    { reservation: id, nonce }: { reservation: bigint; nonce: string },
  ): Promise<PanelAnswer> {
    const { app, author, panel } = visit;
    const outcome = await cancelForOperator(app, { key: `panel:${nonce}`, reservationId: id, reason: '', ...author });
    const isDone = outcome.kind === 'canceled' || outcome.kind === 'repeated';
    const toast = isDone ? panel.people.canceled : panel.people.alreadyEnded;
    return { go: callbacks.reservation({ reservation: id }), toast };
  },

  refund: async (_visit: AdminVisit, { reservation }: { reservation: bigint }): Promise<PanelAnswer> => ({
    form: { form: 'people.refund', subject: { reservation: String(reservation) } },
  }),
};

/** Gives the price of a completed reservation back, at most once. */
export const refundForm: Form = {
  async open(visit, subject) {
    const id = BigInt(String(subject.reservation));
    const view = await findReservation(visit.app, { id });
    if (!view) return undefined;
    const { people } = visit.panel;
    return {
      title: people.refundTitle({ id, price: view.price }),
      fields: [
        textField(visit, { name: 'reason', label: people.reason, most: 200 }),
        choiceField(visit, {
          name: 'sure',
          confirms: true,
          label: people.refundButton,
          hint: people.confirmHint,
          options: [{ value: 'yes', label: people.refundButton }],
        }),
      ],
      cancelTo: callbacks.reservation({ reservation: id }),
    };
  },
  async submit(visit, { subject, values, nonce }) {
    const { app, author, panel } = visit;
    const reservationId = BigInt(String(subject.reservation));
    const key = `panel:${nonce}`;
    const outcome = await refundReservation(app, { key, reservationId, reason: values.reason!, ...author });
    const go = callbacks.reservation({ reservation: reservationId });
    switch (outcome.kind) {
      case 'refunded':
      case 'repeated':
        app.wake('outbox');
        return { kind: 'done', go, toast: panel.people.refunded };
      case 'already_refunded':
        return { kind: 'stopped', text: lines(panel.people.alreadyRefunded), go };
      default:
        return { kind: 'stopped', text: lines(panel.common.gone), go };
    }
  },
};
