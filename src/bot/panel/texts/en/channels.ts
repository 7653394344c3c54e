import type { LackingRight } from '../../../../domain/channel/channel-purpose';
import type { Amount } from '../../../../domain/money/money';
import type { Format } from '../../../texts/format';
import { plural } from '../../../texts/languages';
import { bold, lines, type Rich, rich } from '../../../texts/rich';

/** Required channels and reward channels. */
export const channels = (f: Format) => ({
  channels: {
    button: '📣 Channels',
    title: bold('📣 Channels'),
    legend: '🔒 must be joined · 🎁 paid for joining · ⚪ turned off · ⚠️ needs repair',
    isChannel: '📣 A channel',
    isGroup: '👥 A group',
    isPrivate: '🔑 Private: people come in by the invite link',
    members: (o: { count: number }) =>
      plural('en', o.count, { one: '# buyer is known to be in it', other: '# buyers are known to be in it' }, f.number),
    trouble: {
      bot_not_admin:
        '⚠️ The bot is no admin there: nobody is stopped for it, and it pays nothing. Make it an admin again.',
      bot_not_in_channel:
        '⚠️ The bot is not in it any more: nobody is stopped for it, and it pays nothing. Add the bot as an admin again.',
    },
    requiredFacts: (o: { position: number; isActive: boolean }) =>
      o.isActive
        ? `🔒 Nobody buys before joining it. Place in the list: ${f.number(o.position + 1)}`
        : `⚪ Joining it is asked for, but turned off. Place in the list: ${f.number(o.position + 1)}`,
    notRequired: 'Nobody has to join it.',
    rewardFacts: (o: { amount: Amount; isActive: boolean }): Rich =>
      rich`${o.isActive ? '🎁' : '⚪'} ${bold(f.money(o.amount))} for joining, once for each person`,
    given: (o: { claims: number; spent: Amount; claimsToday: number; spentToday: Amount; clawedBack: Amount }): Rich =>
      lines(
        `Given so far: ${f.money(o.spent)} to ${f.number(o.claims)}`,
        `Today (UTC): ${f.money(o.spentToday)} to ${f.number(o.claimsToday)}`,
        `Taken back: ${f.money(o.clawedBack)}`,
      ),
    limits: (o: {
      budgetPerDay: Amount | null;
      budgetTotal: Amount | null;
      maxClaimsPerDay: number | null;
      minAccountMinutes: number;
      clawBackDays: number | null;
      none: string;
    }): Rich =>
      lines(
        `Budget a day: ${o.budgetPerDay === null ? o.none : f.money(o.budgetPerDay)}`,
        `Budget in all: ${o.budgetTotal === null ? o.none : f.money(o.budgetTotal)}`,
        `Claims a day at most: ${o.maxClaimsPerDay === null ? o.none : f.number(o.maxClaimsPerDay)}`,
        `Known to the shop for at least: ${plural('en', o.minAccountMinutes, { one: '# minute', other: '# minutes' }, f.number)}`,
        `Taken back from who leaves within days: ${o.clawBackDays === null ? o.none : f.number(o.clawBackDays)}`,
      ),
    noReward: 'Joining it is not paid for.',
    approves: '🙋 Who asks to join is let in by me.',
    approvesNot: '🙋 Where joining must be approved, its admins do that.',
    approveOn: '🙋 Let people in by yourself',
    approveOff: '🙋 Leave it to the admins',
    require: '🔒 Must be joined',
    pause: '⚪ Ask no more for now',
    unrequire: '🗑 Ask never again',
    putFirst: '⤴️ Put first',
    addReward: '🎁 Pay for joining',
    editReward: '✏️ Amount and limits',
    rewardOn: '🟢 Pay again',
    rewardOff: '⚪ Pay no more',
    open: '↗️ Open',
    askTelegram: '🔄 Ask Telegram',
    added: '✅ The bot can do its work there.',
    addTitle: '📣 Add a channel or group',
    reference: 'The channel',
    referenceHint:
      'Make the bot an admin there first. Then send @name or a link, forward a post from it to me, or press one of those below, where I was made an admin.',
    inviteLink: 'Invite link',
    inviteHint: 'Only for a private channel: send its invite link, or skip this and I make one.',
    unreadable: 'I cannot read that. Send @name or a link to the channel, or forward a post from it.',
    needsPost:
      'Bots cannot open invite links. Forward a post from the channel to me, or make me an admin there and press its name here; I ask for the link afterwards.',
    badInvite: `Send a link such as ${f.isolated('https://t.me/+AbCdEf0123456789').text}.`,
    notFound: 'Telegram shows me no such channel or group. Check the name, or make me an admin there first.',
    lacks: (o: { title: string }) => `⚠️ ${f.name(o.title)} was not added. I still lack:`,
    rights: {
      BE_IN: 'to be in the channel: add me to it',
      BE_ADMIN: 'to be an admin, for only they see who is in it',
      POST_MESSAGES: 'the right to post messages',
      INVITE_USERS: 'the right to invite users by link, or a link from you',
    } satisfies Record<LackingRight, string>,
    thenAgain: 'Give me that, then add it again.',
    tryLater: '⏳ Telegram does not answer right now. Nothing was saved; try again in a few minutes.',
    needsLink: 'A private channel needs an invite link: add it once more, with the link.',
    rewardTitle: (o: { title: string }) => `🎁 ${f.name(o.title)}`,
    amount: 'Amount for joining',
    budgetPerDay: 'Budget a day (UTC)',
    budgetTotal: 'Budget in all',
    maxClaimsPerDay: 'Claims a day at most (0: no limit)',
    minAccountMinutes: 'Minutes that the shop must have known a person',
    clawBackDays: 'Days to stay, or it is taken back (0: it stays)',
    noLimit: `${f.isolated('0').text}: no limit.`,
    below: {
      budgetTotal: 'More than that was given already. Give a larger budget, or pay no more.',
      budgetPerDay: 'More than that was given today. Give a larger one, or pay no more until tomorrow (UTC).',
      maxClaimsPerDay: 'There were more claims today. Give a larger number, or pay no more until tomorrow (UTC).',
      inviteLink: 'A private channel needs an invite link: add it once more, with the link.',
    },
  },
});
