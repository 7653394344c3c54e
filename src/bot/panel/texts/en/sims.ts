import type { Format } from '../../../texts/format';
import { bold, code, lines, type Rich, rich } from '../../../texts/rich';

/** SIMs of our own. */
export const sims = (f: Format) => ({
  sims: {
    of: (o: { provider: string }): Rich => rich`Provider: ${bold(f.name(o.provider))}`,
    unmapped: '❔ Nobody has said which number it has. What comes to it reaches no buyer.',
    resting: '💤 Not sold while it is turned off.',
    blocked: '⛔ Blocked by its network: not sold.',
    silent: (o: { since: Date }): string =>
      `🔇 Silent since ${f.dateTime(o.since)}: not sold. Send an SMS to it; when it comes, it is sold again.`,
    selling: '🟢 Sold.',
    lastSms: (o: { at: Date; count: number }): string =>
      `📩 Last SMS: ${f.dateTime(o.at)}, ${f.number(o.count)} in all`,
    noSms: '📩 No SMS yet.',
    signal: (o: { percent: number }): string => `📶 Signal: ${f.number(o.percent)}%`,
    seen: (o: { at: Date }): string => `👁 Last seen by its daemon: ${f.dateTime(o.at)}`,
    imsi: (o: { imsi: string }): Rich => rich`IMSI: ${f.isolated(o.imsi)}`,
    revive: '▶️ It works: sell it again',
    revived: 'It is sold again.',
    findButton: '🔎 Find the slot of a number',
    findTitle: '🔎 Find the slot of a number',
    findHint: 'Type the number of the SIM, with its country. Then you get a word to send to it by SMS.',
    notAPhone: 'That is no phone number.',
    sendWord: (o: { word: string; until: Date }): Rich =>
      lines(
        rich`Send an SMS with ${f.isolated(code(o.word))} to this number, from any phone.`,
        `The slot where it comes in gets the number, until ${f.dateTime(o.until)}.`,
      ),
    waiting: 'Nothing has come yet.',
    found: (o: { slot: string }): Rich =>
      rich`✅ It is in slot ${bold(f.name(o.slot))}. The number is written down there.`,
    foundElsewhere: (o: { slot: string }): Rich =>
      rich`It came to slot ${bold(f.name(o.slot))}, but another SIM of that provider has this number. Correct that one first.`,
    over: 'Nothing came in time. Begin again.',
    check: '🔄 Has it come?',
  },
});
