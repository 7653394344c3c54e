import type { AlertFacts, AlertKind } from '../../../domain/alert-kind';
import type { Format } from '../format';
import { bold, lines, type Rich, rich } from '../rich';

/** What operators are told of by itself: what is wrong, what it means for buyers, what to do. */
export const alerts = (f: Format) => {
  const name = (fact: AlertFacts[string] | undefined) => f.name(String(fact ?? ''));
  const channelRepairs: Record<string, string> = {
    bot_not_admin: 'Make the bot an admin of the channel again.',
    bot_not_in_channel: 'Add the bot to the channel as an admin again. If the channel is gone, take it off the list.',
  };
  const membershipRepairs: Record<string, string> = {
    flood: 'It asks the bot to wait, and the bot does. Should it come often, require fewer channels.',
    timed_out: 'It did not answer in time. Look at the network of the machine.',
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
    channel_unpostable: (facts) =>
      lines(
        bold('⚠️ I cannot post in a channel'),
        '',
        rich`Channel: ${bold(name(facts.title))}`,
        `Telegram says: ${name(facts.detail)}`,
        'Posts wait for a day and go out by themselves once this is repaired. Buyers notice nothing.',
        '',
        'Make the bot an admin of the channel that may post and delete messages, or switch the posts off.',
      ),
    membership_unknown: (facts) =>
      lines(
        bold('⚠️ Telegram does not say who is in our channels'),
        '',
        membershipRepairs[String(facts.reason)] ?? 'It goes on by itself as soon as Telegram answers.',
        'Until then nobody is stopped because of a channel, and no rewards are paid.',
      ),
  };
  return { alertWords };
};
