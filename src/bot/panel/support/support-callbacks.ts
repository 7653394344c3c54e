import { callbackData } from '../../callback-data';

export const supportCallbacks = {
  list: callbackData('ASU', { closed: 'flag', page: 'count' }),
  found: callbackData('ASUf', {}),
  ofUser: callbackData('ASUu', { user: 'bigId', page: 'count' }),
  /** `before`: messages older than this one; 0: the newest. */
  thread: callbackData('ASUt', { thread: 'bigId', before: 'bigId' }),
  /** `seen`: the last message that stood on the card. */
  answer: callbackData('ASUa', { thread: 'bigId', seen: 'bigId' }),
  close: callbackData('ASUc', { thread: 'bigId', seen: 'bigId', nonce: 'nonce' }),
  reopen: callbackData('ASUr', { thread: 'bigId', nonce: 'nonce' }),
  picture: callbackData('ASUp', { message: 'bigId', nonce: 'nonce' }),
} as const;

export const supportCard = (thread: bigint) => supportCallbacks.thread({ thread, before: 0n });
