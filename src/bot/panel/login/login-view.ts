import { callbacks } from '../../callbacks';
import type { Visit } from '../../screens/screen';
import { button, type View } from '../../screens/view';
import { lines, type Piece } from '../../texts/rich';
import type { FormState } from '../forms/form';
import { frameCallbacks } from '../frame-callbacks';
import { panelTextsFor } from '../texts';

/** Asks for the password. The next message is taken for it. */
export function loginView(
  { app, user }: Visit,
  o: { say: 'ask' | 'over' | 'noPassword'; isOwner: boolean; resume?: FormState; above?: Piece },
): View {
  const { panel } = panelTextsFor(user.language, app.currency);
  const { login } = panel;
  const say = o.say === 'noPassword' && o.isOwner ? login.noPasswordOwner : login[o.say];
  return {
    text: lines(o.above, o.above && '', say, o.resume && '', o.resume && login.formWaits),
    buttons: [
      ...(o.isOwner ? [[button(login.newPassword, frameCallbacks.newPassword())]] : []),
      [button(login.toShop, callbacks.home())],
    ],
    step: { kind: 'admin_login', ...(o.resume ? { resume: o.resume } : {}) },
  };
}
