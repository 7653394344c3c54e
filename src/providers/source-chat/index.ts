import { z } from 'zod';
import { type ProviderAdapter, withCapabilities } from '../kit/adapter';

const options = z.strictObject({
  /** As Telegram marks it: `-100` and the channel's id, or `-` and the id of a small group. */
  chatId: z.string().regex(/^-[1-9]\d{0,18}$/),
  /** The name of the provider whose SMS the chat repeats; left out, the chat has numbers of its own. */
  numbersOf: z.string().min(1).max(60).optional(),
  /** Telegram ids of those whose posts count; everybody's when left out. */
  authors: z
    .array(z.string().regex(/^-?[1-9]\d{0,18}$/))
    .max(50)
    .optional(),
});

/** A Telegram chat whose posts are SMS. Nothing is asked of anybody: the bot hears the posts (see `receivePost`). */
export const sourceChatAdapter: ProviderAdapter = {
  protocol: 'source_chat',
  create(settings) {
    options.parse(settings.options);
    return withCapabilities(settings, {}, ['chat']);
  },
};
