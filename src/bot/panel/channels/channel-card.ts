import type { ChannelUseRow } from '../../../database/queries/channels';
import { joinUrl } from '../../../domain/channel/channel-reference';
import type { MessageButton } from '../../../ports/messenger';
import { button } from '../../screens/view';
import { bold, lines, type Rich, rich } from '../../texts/rich';
import type { AdminVisit, PanelView } from '../section';
import { wayBack } from '../way-back';
import { channelCallbacks as callbacks } from './channel-callbacks';

/** What a channel is, what it is used for, and what may be done with it. */
export function channelCard(visit: AdminVisit, view: ChannelUseRow): PanelView {
  const { panel, format } = visit;
  const { channels: words } = panel;
  const channel = view.id;
  const url = joinUrl(view);
  const isUsed = Boolean(view.required ?? view.reward);
  const approves = view.required?.approvesJoins || view.reward?.approvesJoins || false;
  return {
    text: lines(
      bold(`${marksOf(view)} ${format.name(view.title)}`),
      view.isGroup ? words.isGroup : words.isChannel,
      view.username ? rich`@${format.isolated(view.username)}` : words.isPrivate,
      words.members({ count: view.knownMembers }),
      view.trouble !== null && '',
      view.trouble !== null && words.trouble[view.trouble === 'bot_not_admin' ? 'bot_not_admin' : 'bot_not_in_channel'],
      '',
      view.required ? words.requiredFacts(view.required) : words.notRequired,
      '',
      ...(view.reward ? rewardLines(visit, view.reward) : [words.noReward]),
      isUsed && '',
      isUsed && (approves ? words.approves : words.approvesNot),
    ),
    buttons: [
      ...(view.required ? requiredButtons(visit, view.required, channel) : [[requireButton(visit, channel, true)]]),
      ...rewardButtons(visit, view.reward, channel),
      ...(isUsed
        ? [[button(approves ? words.approveOff : words.approveOn, callbacks.approve({ channel, on: !approves }))]]
        : []),
      [
        ...(url ? [{ kind: 'url', text: words.open, url } as const] : []),
        button(words.askTelegram, callbacks.refresh({ channel })),
      ],
      wayBack(visit, callbacks.list({ page: 0 })),
    ],
  };
}

/** 🔒 required, 🎁 rewarded, ⚠️ unreadable; ⚪ for what is turned off. */
export function marksOf({ required, reward, trouble }: ChannelUseRow): string {
  return [
    trouble !== null ? '⚠️' : '',
    required ? (required.isActive ? '🔒' : '⚪') : '',
    reward ? (reward.isActive ? '🎁' : '⚪') : '',
  ]
    .join('')
    .padEnd(1, '▫️');
}

function rewardLines(
  { panel: { channels: words, common } }: AdminVisit,
  reward: NonNullable<ChannelUseRow['reward']>,
): Rich[] {
  return [words.rewardFacts(reward), lines(words.given(reward)), lines(words.limits({ ...reward, none: common.none }))];
}

function requireButton({ panel: { channels: words } }: AdminVisit, channel: number, on: boolean): MessageButton {
  return button(on ? words.require : words.pause, callbacks.require({ channel, on }));
}

function requiredButtons(
  visit: AdminVisit,
  { isActive }: NonNullable<ChannelUseRow['required']>,
  channel: number,
): MessageButton[][] {
  const { channels: words } = visit.panel;
  return [
    [requireButton(visit, channel, !isActive), button(words.unrequire, callbacks.unrequire({ channel }))],
    [button(words.putFirst, callbacks.first({ channel }))],
  ];
}

function rewardButtons({ panel }: AdminVisit, reward: ChannelUseRow['reward'], channel: number): MessageButton[][] {
  const { channels: words } = panel;
  if (!reward) return [[button(words.addReward, callbacks.reward({ channel }))]];
  const toggle = reward.isActive ? words.rewardOff : words.rewardOn;
  return [
    [
      button(words.editReward, callbacks.reward({ channel })),
      button(toggle, callbacks.rewardOn({ channel, on: !reward.isActive })),
    ],
  ];
}
