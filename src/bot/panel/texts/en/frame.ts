import type { Amount } from '../../../../domain/money/money';
import type { Problem } from '../../../../domain/problems';
import type { Format } from '../../../texts/format';
import { plural } from '../../../texts/languages';
import { bold, lines, type Rich, rich } from '../../../texts/rich';
import { problemIn } from '../problem-words';
import { problems } from './problems';

/** Words that all sections share, the way in and out, and the forms. */
export const frame = (f: Format) => ({
  common: {
    back: '‹ Back',
    panel: '🛠 Panel',
    add: '➕ Add',
    edit: '✏️ Edit',
    undo: '↩️ Undo',
    remove: '🗑 Delete',
    refresh: '🔄 Refresh',
    on: 'on',
    off: 'off',
    yes: 'yes',
    no: 'no',
    none: 'none',
    never: 'never',
    turnOn: '🟢 Turn on',
    turnOff: '⚪ Turn off',
    saved: '✅ Saved',
    gone: 'That is not there any more. Nothing was changed.',
    total: (o: { total: number }) => plural('en', o.total, { one: '# in all', other: '# in all' }, f.number),
    searched: (o: { words: string; total: number }) => `“${f.name(o.words)}”: ${f.number(o.total)} found`,
    nothing: 'Nothing here yet.',
    typeToSearch: 'Type to search.',
    clearSearch: '✖️ Show all',
    alreadyExists: (o: { fields: string }) => `There is one with the same ${f.name(o.fields)} already. Give another.`,
    /** A problem alone, as one line among others. */
    problem: (o: Problem) => problemIn(f, problems, o),
    refusedBy: (o: Problem) => `That cannot be saved: ${problemIn(f, problems, o)}`,
    changedMeanwhile: (o: { label: string; now: string }): Rich =>
      lines(
        bold('👥 Somebody else changed this meanwhile'),
        rich`${o.label} is now: ${bold(f.name(o.now, 200))}`,
        'Your change was not saved. Look again, and change it once more if it is still needed.',
      ),
  },
  home: {
    title: bold('🛠 Admin panel'),
    today: (o: { completed: number; revenue: Amount; open: number; newUsers: number }): Rich =>
      lines(
        rich`Today (UTC): ${bold(f.money(o.revenue))} · ${plural('en', o.completed, { one: '# code sold', other: '# codes sold' }, f.number)}`,
        `${plural('en', o.open, { one: '# open number', other: '# open numbers' }, f.number)} · ${plural('en', o.newUsers, { one: '# new user', other: '# new users' }, f.number)}`,
      ),
    maintenance: '🚧 Maintenance is on: buyers cannot buy.',
    groups: { sell: '🏪 Sell', people: '🙋 People', messages: '📬 Messages', shop: '🧰 Shop' },
    about: {
      sell: 'What is on sale, at what price, and who supplies it.',
      people: 'Buyers, their money and their questions.',
      messages: 'SMS that came in, and what the shop tells people.',
      shop: 'Figures, files, settings, and who did what.',
    },
    hint: 'Type whatever you look for: a name, an @name, a number, an id.',
    logOut: '🚪 Log out',
    shop: '🏠 To the shop',
    loggedOut: 'You are logged out of the panel.',
  },
  find: {
    title: '🔎 Find',
    several: (o: { words: string }) => `“${f.name(o.words)}” may mean:`,
    nothing: (o: { words: string }) => `Nothing is called “${f.name(o.words)}”.`,
    hint: `Type a name, an ${f.isolated('@name').text}, a phone number, an id, or ${f.isolated('#12').text} for a reservation.`,
    off: '⚪',
    addTitle: '➕ Add balance',
    howToAdd: `Whom and how much: ${f.isolated('/add @vera 5').text}, or with a reason: ${f.isolated('/add @vera 5 late refund').text}. At most a million at once.`,
    nobody: (o: { words: string }) => `Nobody is found by “${f.name(o.words)}”. Nothing was added.`,
    whichOne: (o: { words: string }) => `Several are found by “${f.name(o.words)}”. Whom do you mean?`,
    whichFile: 'What is in this file?',
    /** In the menu of commands of whoever is in the panel. */
    commands: {
      admin: 'Admin panel',
      find: 'Find anything: a user, a number, a service',
      add: 'Add balance: /add @name 5',
    },
  },
  login: {
    ask: lines(bold('🔐 Admin panel'), '', 'Send the password. The message with it is deleted at once.'),
    over: lines(
      bold('🔐 Your session is over'),
      '',
      'Nothing was changed by this press. Send the password to go on; the message with it is deleted at once.',
    ),
    formWaits: 'The form that you were filling in is kept and goes on after the login.',
    wrong: (o: { triesLeft: number }): Rich =>
      lines(
        bold('❌ That is not the password'),
        plural(
          'en',
          o.triesLeft,
          {
            one: '# try is left, then you wait for 15 minutes.',
            other: '# tries are left, then you wait for 15 minutes.',
          },
          f.number,
        ),
      ),
    locked: (o: { until: Date }): Rich =>
      lines(
        bold('⛔ Too many wrong passwords'),
        `The panel is closed to you until ${f.time(o.until)}. Until then nothing that you send is looked at.`,
      ),
    noPassword: lines(
      bold('🔐 No password is set'),
      '',
      `Run ${f.isolated('npm run shop -- hash-password').text}, put the result into ${f.isolated('ADMIN_PASSWORD_HASH').text} and start the shop anew.`,
    ),
    noPasswordOwner: lines(bold('🔐 No password is set'), '', 'You are an owner: set one now.'),
    newPassword: '🔑 Set a new password',
    deleted: 'Your message with the password was deleted.',
    sendText: 'Send the password as text.',
    toShop: '🏠 To the shop',
  },
  form: {
    step: (o: { at: number; of: number }) => `${f.number(o.at)} / ${f.number(o.of)}`,
    now: (o: { value: string }) => `Now: ${f.name(o.value, 300)}`,
    back: '‹ Back',
    skip: '⏭ Skip',
    cancel: '✖️ Cancel',
    canceled: 'Canceled. Nothing was changed.',
    choose: 'Press one of the buttons.',
    pick: 'Press one, or type a part of the name to search.',
    sendText: 'Answer with text or a button; files are not read here.',
    nothingFound: (o: { words: string }) => `Nothing found for “${f.name(o.words)}”. Type another part of the name.`,
    typeText: (o: { least: number; most: number }) =>
      `Type a text of ${f.number(o.least)} to ${f.number(o.most)} characters.`,
    typeWhole: (o: { least: number; most: number }) =>
      `Type a whole number from ${f.number(o.least)} to ${f.number(o.most)}.`,
    typeNumber: (o: { least: number; most: number }) =>
      `Type a number from ${f.number(o.least)} to ${f.number(o.most)}, such as ${f.isolated('2.5').text}.`,
    typeAmount: (o: { most: Amount; currency: string }) =>
      `Type an amount above zero, such as ${f.isolated('0.80').text}; at most ${f.money(o.most)}.`,
    typeSecret: (o: { least: number; most: number }) =>
      `Type ${f.number(o.least)} to ${f.number(o.most)} characters. The message is deleted at once, and what you typed is kept encrypted.`,
    typeInstant: 'Type a day, such as 2026-12-31, or an instant of UTC, such as 2026-12-31 18:00.',
    typeWords:
      'Type words to add, apart by commas, in any language. Press one to take it away, or type it behind a minus.',
    typeJson: `Type a JSON object, such as ${f.isolated('{"dialect": "classic"}').text}.`,
  },
  sessions: {
    button: '👤 Sessions',
    title: bold('👤 Who is in the panel'),
    row: (o: { name: string; since: Date; used: Date; until: Date; isOwn: boolean }): Rich =>
      lines(
        rich`${bold(f.name(o.name))}${o.isOwn ? ' (you)' : ''}`,
        `since ${f.dateTime(o.since)} · used ${f.time(o.used)} · ends ${f.time(o.until)} at the latest`,
      ),
    end: (o: { name: string }) => `🚫 End: ${f.name(o.name, 24)}`,
    ended: 'The session is ended.',
    alreadyEnded: 'It had ended already.',
  },
  password: {
    button: '🔑 Password',
    title: '🔑 Change the password',
    newTitle: '🔑 Set a new password',
    current: 'The password as it is',
    fresh: 'The new password',
    again: 'The new password once more',
    wrong: 'That is not the password as it is.',
    differs: 'The two are not the same. Type the new password again.',
    endsAll: 'A change ends every session, yours too.',
    changed: lines(
      bold('✅ The password is changed'),
      '',
      'Every session has ended. Send the new password to go on; the message with it is deleted at once.',
    ),
  },
});
