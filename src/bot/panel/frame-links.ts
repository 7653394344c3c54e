import { link } from '../link';

/** The buttons that every section shares. The nonce is the form's, so a button under an old form does nothing to a new one. */
export const frameLinks = {
  home: link('A', {}),
  logOut: link('Ao', {}),
  /** Owners only: sets a password without the old one. */
  newPassword: link('An', {}),
  choose: link('Ac', { nonce: 'nonce', at: 'count', value: 'word' }),
  skip: link('As', { nonce: 'nonce', at: 'count' }),
  back: link('Ab', { nonce: 'nonce', at: 'count' }),
  cancel: link('Ax', { nonce: 'nonce' }),
} as const;
