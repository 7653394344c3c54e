import type { Amount } from '../../../../domain/money/money';
import type { Format } from '../../../texts/format';
import { bold, lines, type Rich, rich } from '../../../texts/rich';

/** Broadcasts, and what is posted to channels by itself. */
export const broadcasts = (f: Format) => ({
  broadcasts: {
    button: '📣 Broadcasts',
    title: '📣 Broadcasts',
    newButton: '✍️ New broadcast',
    compose: lines(
      bold('✍️ New broadcast'),
      '',
      'Send the message as everybody shall get it: formatting and links are kept, and a picture with words under it. Nobody gets anything yet.',
    ),
    rewrite:
      'Send the new text, with its formatting, or a new picture with its words. Buttons, audience and, with text alone, the picture stay.',
    statuses: {
      DRAFT: '✏️ draft',
      RUNNING: '▶️ running',
      PAUSED: '⏸ paused',
      COMPLETED: '✅ completed',
      CANCELED: '✖️ canceled',
    },
    row: (o: { text: string; sent: number; of: number }) =>
      `${f.name(o.text, 24)} · ${f.number(o.sent)}/${f.number(o.of)}`,
    draftRow: (o: { text: string; of: number }) => `${f.name(o.text, 24)} · 👥 ${f.number(o.of)}`,
    draft: (o: { audience: number }): Rich => rich`👥 ${bold(`Would reach ${f.number(o.audience)} people`)}`,
    progress: (o: { bar: string; share: number; done: number; of: number }): Rich =>
      rich`${f.name(o.bar)} ${bold(f.percent(o.share))} · ${f.number(o.done)} of ${f.number(o.of)}`,
    counts: (o: { sent: number; blocked: number; failed: number; dropped: number }): Rich =>
      lines(
        `✅ Sent: ${f.number(o.sent)}`,
        `🔕 Blocked the bot or gone: ${f.number(o.blocked)}`,
        o.failed > 0 && `⚠️ Failed: ${f.number(o.failed)}`,
        o.dropped > 0 && `✖️ Taken back: ${f.number(o.dropped)}`,
      ),
    remaining: (o: { minutes: number }) => `⏱ About ${f.number(o.minutes)} min left`,
    audienceOf: (o: { languages: string; days: string; least: string; most: string }) =>
      `🎯 Language: ${f.name(o.languages)} · seen within days: ${f.name(o.days)} · balance from: ${f.name(o.least)} · up to: ${f.name(o.most)}`,
    everybody: 'all',
    any: 'any',
    withPhoto: '🖼 With a picture; preview it to see it.',
    clearPhoto: '🖼 Remove the picture',
    photoNotTaken: `That picture could not be taken: ${f.name('JPEG')} or ${f.name('PNG')}, at most ${f.number(5)} MB. Send it again.`,
    audienceButton: '🎯 Audience',
    audienceTitle: '🎯 Who gets it',
    languages: 'Language',
    days: 'Seen within so many days',
    least: 'At least so much available',
    most: 'At most so much available',
    linkButton: '🔗 Add a button',
    linkTitle: '🔗 A button under the message',
    linkText: 'Words on the button',
    linkUrl: 'Address, with HTTPS',
    clearLinks: '🔗 Remove the buttons',
    rewriteButton: '✏️ Rewrite',
    previewButton: '👁 Preview',
    previewed: '👁 On its way to you, exactly as everybody would get it.',
    askTitle: (o: { audience: number }) => `📣 This goes to ${f.number(o.audience)} people now`,
    askHint: (o: { minutes: number }) =>
      `It takes about ${f.number(o.minutes)} min. What has arrived cannot be taken back.`,
    sendButton: (o: { audience: number }) => `✅ Yes, send it to ${f.number(o.audience)}`,
    done: (o: { id: number; text: string; sent: number; blocked: number; failed: number }): Rich =>
      lines(
        bold(`✅ Broadcast #${f.number(o.id)} is done`),
        f.name(o.text, 60),
        `Sent: ${f.number(o.sent)} · not reached: ${f.number(o.blocked + o.failed)}`,
      ),
    openButton: '📣 Open it',
    startButton: (o: { audience: number }) => `▶️ Send to ${f.number(o.audience)}`,
    pauseButton: '⏸ Pause',
    resumeButton: '▶️ Resume',
    cancelButton: '✖️ Cancel for good',
    started: '▶️ It goes out now.',
    paused: '⏸ Paused. What was being sent at that moment still arrives.',
    resumed: '▶️ It goes on.',
    canceled: '✖️ Canceled. What was sent stays.',
    nobody: 'Nobody fits this audience. Widen it first.',
    another: 'Another broadcast is running. Pause it or wait for its end.',
    notPossible: 'That is not possible any more. Here is how it stands.',
  },
  posts: {
    button: '📋 Channel posts',
    title: '📋 What is posted to channels by itself',
    hint: 'User data: each new user and each purchase, with the fields that you choose, never a code. News: restocks, prices, new services.',
    noChannels: 'The shop knows no channel yet. Add one first, with the bot as an admin who may post.',
    channelRow: (o: { title: string }) => f.name(o.title, 40),
    publicTitle: (o: { name: string }) => `🌍 @${f.isolated(o.name).text} is a public channel`,
    publicHint:
      'Anybody can read it, also who is not in it. Id, name and @name stand there masked. This is what a post about you would say:',
    newsPublicHint: (o: { offers: number }) =>
      `Anybody can read it. From now on news stand there by themselves: restocks, prices, new services of ${f.number(o.offers)} offers on sale.`,
    newsPublicYes: '🌍 Post the news there',
    publicYes: '🌍 Post it there for everybody',
    userDataOn: '👤 User data: on',
    userDataOff: '👤 User data: off',
    userDataTitle: '👤 User data',
    userDataHint:
      'Press a field to post it or to leave it out. Only one channel gets user data: turning it on here turns it off elsewhere.',
    fieldsButton: '🧾 Fields',
    summariesOn: '📅 Daily summary: on',
    summariesOff: '📅 Daily summary: off',
    languageButton: (o: { language: string }) => `🌐 ${f.name(o.language)}`,
    newsTitle: '🔔 News',
    newsOn: '🔔 News: on',
    newsOff: '🔔 News: off',
    kinds: { RESTOCK: 'Back in stock', PRICE_CHANGE: 'New prices', NEW_SERVICE: 'New services' },
    previewUserData: '👁 Preview user data',
    previewNews: '👁 Preview news',
    wordsButton: '✏️ Words of the news',
    wordsTitle: '✏️ Words of the news',
    wordsKind: 'Which news',
    wordsText: (o: { place: string }) => `Text, with ${f.name(o.place)} where the list belongs`,
    wordsOwn: 'Skip it to take the shop’s own words again.',
    needsOne: 'At least one must stay.',
    nothingToShow: 'There is no offer on sale to show.',
  },
  erasing: {
    button: '🧽 Erase',
    title: (o: { name: string; available: Amount }) => `🧽 Erase ${f.name(o.name)}, available ${f.money(o.available)}`,
    hint: 'Name, number, SMS and posts about this person go for good; only the ledger stays, under an id. It cannot be undone.',
    confirm: '🧽 Erase for good',
    confirmForfeit: '🧽 Erase and take the balance',
    erased: (o: { posts: number }) => `🧽 Erased. Posts that are being deleted: ${f.number(o.posts)}.`,
    lost: (o: { lost: number }) => `Posts to look for in the channel by hand: ${f.number(o.lost)}.`,
    stillReceiving: (o: { until: Date }) =>
      `A number may still receive an SMS until ${f.dateTime(o.until)}. Try again then.`,
    hasMoney: (o: { available: Amount }) =>
      `${f.money(o.available)} are on the balance. Pay them out and deduct them, or erase and take the balance.`,
  },
});
