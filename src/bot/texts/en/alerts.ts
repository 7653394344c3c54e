import type { AlertFacts, AlertKind } from '../../../domain/alert-kind';
import type { Format } from '../format';
import { bold, lines, type Rich, rich } from '../rich';

/** What operators are told of by itself: what is wrong, what it means for buyers, what to do. */
export const alerts = (f: Format) => {
  const name = (fact: AlertFacts[string] | undefined) => f.name(String(fact ?? ''));
  const channelRepairs: Record<string, string> = {
    bot_not_admin: 'Make the bot an admin of the channel again.',
    bot_not_in_channel: 'Add the bot to the channel as an admin again. If the channel is gone, take it off the list.',
    flood: 'Telegram asks the bot to wait. It goes on by itself; with many channels, take some off the list.',
  };
  const alertWords: Record<AlertKind, (facts: AlertFacts) => Rich> = {
    channel_unreadable: (facts) =>
      lines(
        bold('⚠️ I cannot see who is in a channel'),
        '',
        rich`Channel: ${bold(name(facts.title))}`,
        `Telegram says: ${name(facts.detail)}`,
        'Until it is repaired nobody is stopped because of this channel, and it pays no rewards.',
        '',
        channelRepairs[String(facts.reason)] ?? 'Look at the bot’s rights in the channel.',
      ),
  };
  return { alertWords };
};
