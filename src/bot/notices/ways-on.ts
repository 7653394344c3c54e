import type { MessageButton } from '../../ports/messenger';
import { anew, callbacks } from '../callbacks';
import { button } from '../screens/view';
import type { Texts } from '../texts';

/** Under a notice about money, which stays as it is. */
export function balanceAndHome(texts: Texts): MessageButton[] {
  return [button(texts.homeButtons.balance, anew(callbacks.balance())), button(texts.home, anew(callbacks.home()))];
}
