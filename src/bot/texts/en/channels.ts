import type { CustomizableTexts } from '../customizable-texts';
import type { Format } from '../format';
import { plural } from '../languages';
import { lines, type Rich } from '../rich';

interface ChannelFacts {
  readonly title: string;
  readonly isGroup: boolean;
  /** They asked to be let in. */
  readonly hasRequested?: boolean;
}

/** The channels that must be joined. */
export const channels = (f: Format, w: CustomizableTexts) => ({
  /** `goesOn`: something was asked for, and waits behind the gate. */
  gateScreen: (o: { name: string; isNew: boolean; goesOn: boolean; channels: readonly ChannelFacts[] }): Rich =>
    lines(
      w.gate(o),
      '',
      plural(
        'en',
        o.channels.length,
        { one: 'Please join this channel to use the shop:', other: 'Please join these # channels to use the shop:' },
        f.number,
      ),
      ...o.channels.flatMap(({ title, isGroup, hasRequested }) => [
        `${isGroup ? '👥' : '📣'} ${f.name(title)}`,
        hasRequested && '⏳ You asked to join: an admin there must approve it.',
      ]),
      '',
      o.goesOn
        ? 'What you asked for goes on by itself when you have joined. Nothing has been charged.'
        : 'The shop opens by itself when you have joined. It costs nothing.',
      'Codes for numbers that you have still arrive here.',
    ),
  joinButton: ({ title, isGroup }: ChannelFacts) => `${isGroup ? '👥' : '📣'} ${f.name(title, 40)}`,
  joinedButton: '✅ I have joined',
  gateOpened: '✅ Thank you, the shop is open.',
  /** All that is missing was asked for. */
  awaitsApproval: '⏳ You have asked to join. An admin of the channel must approve it; the shop then opens by itself.',
  stillMissing: ({ count }: { count: number }) =>
    plural(
      'en',
      count,
      { one: 'One channel is still to be joined.', other: '# channels are still to be joined.' },
      f.number,
    ),
});
