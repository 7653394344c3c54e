import { callbackData } from '../callback-data';

/** The buttons that every section shares. The nonce is the form's, so a button under an old form does nothing to a new one. */
export const frameCallbacks = {
  home: callbackData('A', {}),
  /** One of the groups of sections at home. */
  group: callbackData('Ag', { name: 'word' }),
  /** Looks in everything for the words typed last. */
  find: callbackData('Af', {}),
  /** Balance for somebody, both as typed: "@vera 5 late refund". */
  give: callbackData('Av', {}),
  /** A file on a page that takes none. */
  file: callbackData('Ai', {}),
  logOut: callbackData('Ao', {}),
  /** Owners only: sets a password without the old one. */
  newPassword: callbackData('An', {}),
  choose: callbackData('Ac', { nonce: 'nonce', at: 'count', value: 'word' }),
  skip: callbackData('As', { nonce: 'nonce', at: 'count' }),
  back: callbackData('Ab', { nonce: 'nonce', at: 'count' }),
  cancel: callbackData('Ax', { nonce: 'nonce' }),
} as const;

/** A button of the panel's own: it means something only to an admin. */
export function isPanelData(data: string): boolean {
  const bare = data.startsWith('!') ? data.slice(1) : data;
  return bare.startsWith(frameCallbacks.home.prefix);
}
