import { DeadlineError } from '../user-client/deadline';

/** An act in the chat that did not succeed, in a sentence for the person at the page. */
export class ChatError extends Error {
  constructor(
    message: string,
    /** Telegram's own name of the refusal, or one of ours in lower case. */
    readonly code: string,
    /** The HTTP status that says it. */
    readonly status: 404 | 422 | 503 | 504,
  ) {
    super(message);
  }
}

const SENTENCES: Readonly<Record<string, string>> = {
  YOU_BLOCKED_USER: 'You have blocked this bot. Unblock it to write to it.',
  BOT_RESPONSE_TIMEOUT: 'The bot did not answer in time.',
  MESSAGE_ID_INVALID: 'This message is not there any more.',
  DATA_INVALID: 'This button is not there any more.',
  MESSAGE_TOO_LONG: 'The message is too long.',
  MESSAGE_EMPTY: 'The message is empty.',
  BALANCE_TOO_LOW: 'You have too few stars for this.',
  BOT_PRECHECKOUT_TIMEOUT: 'The bot did not confirm the payment in time. Nothing was paid.',
  PRECHECKOUT_FAILED: 'The bot refused the payment. Nothing was paid.',
  FORM_EXPIRED: 'The form was open for too long. Press Pay again.',
  FORM_SUBMIT_DUPLICATE: 'This payment is under way or done already.',
  SLUG_INVALID: 'This link leads to no invoice.',
  BOT_INVOICE_INVALID: 'There is nothing to pay in this message.',
  START_PARAM_INVALID: 'This link carries something that the bot cannot take.',
};

/** Turns whatever an act threw into what the page can show. */
export function asChatError(error: unknown): ChatError {
  if (error instanceof ChatError) return error;
  if (error instanceof DeadlineError) return new ChatError('Telegram did not answer in time.', 'timeout', 504);
  const { errorMessage, seconds } = error as { errorMessage?: unknown; seconds?: unknown };
  if (typeof seconds === 'number') return new ChatError(`Too fast. Wait ${seconds} s.`, 'FLOOD_WAIT', 422);
  if (typeof errorMessage === 'string')
    return new ChatError(SENTENCES[errorMessage] ?? `Telegram refused: ${errorMessage}`, errorMessage, 422);
  return new ChatError('The sandbox is not connected. It tries again by itself.', 'not_connected', 503);
}
