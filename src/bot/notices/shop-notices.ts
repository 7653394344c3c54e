import type { AlertFacts, AlertKind } from '../../domain/alert-kind';
import { anew, callbacks } from '../callbacks';
import type { Visit } from '../screens/screen';
import { button, type View } from '../screens/view';

type Looking = Pick<Visit, 'app' | 'texts' | 'settings'>;
export type ShopNotice = (looking: Looking, payload: Readonly<Record<string, unknown>>) => View;

/** Notices that are about no reservation: all that they say stands in their payload. */
export const shopNotices: Readonly<Record<string, ShopNotice>> = {
  /** Put by the function `claw_back_reward`. */
  reward_taken_back: ({ texts }, { title, amount, available }) => ({
    text: texts.rewardTakenBack({
      title: String(title),
      amount: BigInt(String(amount)),
      available: BigInt(String(available)),
    }),
    buttons: [
      [button(texts.homeButtons.balance, anew(callbacks.balance())), button(texts.home, anew(callbacks.home()))],
    ],
  }),

  /** Put by the function `raise_alert`. */
  operator_alert: ({ texts }, { alert, facts }) => ({
    text: texts.alertWords[alert as AlertKind](facts as AlertFacts),
    buttons: [[button(texts.home, anew(callbacks.home()))]],
  }),
};
