import type { ActorType } from '../../../../domain/enum-values';
import type { Amount } from '../../../../domain/money/money';
import type { Settings } from '../../../../domain/settings';
import type { Format } from '../../../texts/format';
import { plural } from '../../../texts/languages';
import { bold, lines, type Rich, rich } from '../../../texts/rich';
import { auditWords } from '../audit-words';
import { words } from './audit-words';

/** Settings, maintenance, the audit log and what waits to be repaired. */
export const operations = (f: Format) => {
  /** A new setting does not compile until it has its name here. */
  const names: Record<keyof Settings, string> = {
    maxOpenReservations: 'Open numbers a person may have',
    maxCancelsAnHour: 'Cancels an hour before a pause',
    maxUsesOfNumber: 'Codes before a number is deleted',
    maxExpiriesInARow: 'Expiries in a row before a number is deleted',
    quarantineAfterExpiries: 'Expiries in a row before a number rests (0: never)',
    quarantineHours: 'Hours that a number rests',
    messageTextDays: 'Days that texts of SMS are kept (0: for ever)',
    lateCodeWindowS: 'Seconds in which a late code can be claimed',
    partPatienceS: 'Seconds that missing parts of a long SMS are waited for',
    isInMaintenance: 'Maintenance',
    supportContact: 'Whom buyers ask',
    timeZone: 'Time zone of the daily summary',
    restockEveryH: 'Hours until a restock of the same offer is announced again',
    broadcastsPerSecond: 'Broadcast messages a second',
    membershipCacheS: 'Seconds that a membership is believed',
    outsiderCacheS: 'Seconds that a missing membership is believed',
    adminIdleS: 'Seconds without a press that end a session here',
    adminSessionS: 'Seconds that a session here lasts at most',
    maxRewardsAUserADay: 'Rewards a person may have a day (0: all)',
    lowStockNumbers: 'Alert below so many free numbers (0: never)',
    eventDays: 'Days that events for other programs are kept (0: for ever)',
    chatDays: 'Days that handled updates and sent messages are kept',
    webhookDays: 'Days that deliveries of suppliers are kept',
    funnelDays: 'Days that reports know who opened and chose (0: for ever)',
    referralPercent: 'Per cent of what an invited person pays in (0: none)',
    referralDays: 'Days until an invitation pays',
    referralMostOfOne: 'Payments of one invited person that count (0: all)',
    referralMostADay: 'Most for one inviter a day, whole units (0: no limit)',
    referralBudget: 'Most for all inviters ever, whole units (0: no limit)',
    giftHoldHours: 'Hours until money paid in can be given away',
    giftMostADay: 'Most that one person gives away a day, whole units (0: no limit)',
    supportMaxOpen: 'Open questions a person may have',
    supportMaxAnHour: 'Messages to support a person may write an hour',
    supportWaitMinutes: 'Minutes until an unanswered question is told of (0: never)',
    supportDays: 'Days that closed questions are kept (0: for ever)',
    isResaleOn: 'Buyers may buy by keys (API)',
    maxOpenResaleOrders: 'Open orders by keys of one buyer',
    maxResaleCancelsAnHour: 'Cancels of orders by keys an hour, then an hour of pause',
    resaleReadsPerSecond: 'Calls of one key a second',
    resaleBuysPerSecond: 'Orders by one key a second',
    isResaleCatalogueOpen: 'Lists of services and countries without a key (API)',
    hasOldResaleStock: 'Old names of services in stock lists (API)',
    actKeyDays: 'Days that a repeated act is recognised',
  };
  const actors: Record<ActorType, string> = {
    USER: 'user',
    ADMIN: 'admin',
    API_KEY: 'API key',
    JOB: 'the shop itself',
  };
  return {
    settings: {
      button: '⚙️ Settings',
      title: '⚙️ Settings',
      hint: 'Each holds everywhere within a second.',
      saved: '✅ Saved. It holds everywhere within a second.',
      names,
      maintenanceButton: '🚧 Maintenance',
      maintenanceOn: lines(
        bold('🚧 Maintenance is on'),
        '',
        'Buyers are told to come back later, whatever they press. Codes for numbers that they hold still arrive, and held money returns as ever. Owners and this panel work on.',
      ),
      maintenanceOff: lines(
        bold('✅ The shop is open'),
        '',
        'During maintenance buyers are told to come back later, whatever they press. Codes for numbers that they hold still arrive, and held money returns as ever.',
      ),
      maintenanceBegin: '🚧 Begin maintenance',
      maintenanceEnd: '✅ Open the shop',
    },
    audit: {
      button: '📜 Audit log',
      title: '📜 Audit log',
      hint: `Type to filter: ${f.isolated('service').text}, ${f.isolated('user 5').text}, ${f.isolated('admin 5').text}, ${f.isolated('offer.updated').text}.`,
      actors,
      factNames: {
        reason: 'why',
        from: 'before',
        to: 'after',
        userId: 'user',
        count: 'how many',
        title: 'title',
        numbers: 'numbers',
        canceled: 'canceled',
        amount: 'amount',
        enabled: 'on',
        changes: 'changes',
        undoUntil: 'can be undone until',
        expiresAt: 'ends',
        wrongPasswords: 'wrong passwords',
        until: 'until',
        isActive: 'on',
        currency: 'currency',
        host: 'address',
        scopes: 'may do',
        text: 'text',
        kind: 'kind',
      } as Readonly<Record<string, string>>,
      sentence: (o: { actor: string; action: string; entity: string; name: string }): Rich =>
        rich`${bold(o.actor)} ${auditWords(words, o).act} ${auditWords(words, o).entity} ${bold(o.name)}`,
      row: (o: { sentence: Rich; facts: string; at: Date }): Rich =>
        lines(o.sentence, `${f.dateTime(o.at)}${o.facts ? ` · ${f.name(o.facts, 240)}` : ''}`),
    },
    alerts: {
      title: '🚨 What must be repaired',
      none: 'Nothing. All is well.',
      place: (o: { at: number }) => `№ ${f.number(o.at)}`,
      open: (o: { at: number }) => `🔧 № ${f.number(o.at)}`,
      dismiss: (o: { at: number }) => `✔️ № ${f.number(o.at)} is seen to`,
      dismissed: '✔️ Taken off. Should it come again, you are told again.',
      button: (o: { count: number }) =>
        plural('en', Number(o.count), { one: '🚨 # trouble to repair', other: '🚨 # troubles to repair' }, f.number),
      since: (o: { firstAt: Date; lastAt: Date; count: number }) =>
        `Since ${f.dateTime(o.firstAt)}, last ${f.dateTime(o.lastAt)}, noticed ${plural('en', Number(o.count), { one: '# time', other: '# times' }, f.number)}.`,
    },
    deletion: {
      button: '🗑 Delete',
      done: (o: { name: string; numbers: number; canceled: number; undoUntil: Date }): Rich =>
        lines(
          bold(`🗑 Deleted: ${f.name(o.name)}`),
          '',
          `Numbers deleted: ${f.number(o.numbers)}. Open reservations canceled, money returned: ${f.number(o.canceled)}.`,
          'With very many the rest follows within seconds.',
          `It can be brought back until ${f.time(o.undoUntil)}; what buyers lost stays canceled.`,
        ),
      restored: (o: { numbers: number }) => `✅ It is back, with ${f.number(o.numbers)} numbers.`,
      not_deleted: 'It was not deleted. Nothing changed.',
      too_late: 'It is too late to bring it back. Create it anew.',
      replaced: 'A new service took its code meanwhile. Nothing changed.',
    },
    statistics: {
      button: '📊 Statistics',
      title: '📊 Statistics',
      hint: 'A picture comes into this chat.',
      span: (o: {
        days: number;
        revenue: Amount;
        margin: Amount;
        discounts: Amount;
        codes: number;
        newUsers: number;
      }): Rich =>
        lines(
          bold(plural('en', Number(o.days), { one: 'The last 24 hours', other: 'The last # days' }, f.number)),
          `💵 Revenue: ${f.money(o.revenue)} · margin ${f.money(o.margin)}`,
          o.discounts > 0n && `🎟 Saved by promo codes: ${f.money(o.discounts)}`,
          `🔑 Codes: ${f.number(Number(o.codes))} · 👤 New users: ${f.number(Number(o.newUsers))}`,
        ),
      sales: (o: { days: number }): string => `📈 Sales of ${f.number(o.days)} days`,
      success: (_: { days: number }): string => '🎯 Success by service',
      stock: (_: { days: number }): string => '📦 Stock by service',
      daysLeft: (_: { days: number }): string => '⏳ Days left by service',
      period: (o: { days: number; isChosen: boolean }): string => `${o.isChosen ? '● ' : ''}${f.number(o.days)} days`,
      drawing: '🖼 The picture is being drawn and comes in a moment.',
      charts: {
        salesTitle: 'Sales per day',
        revenue: 'Revenue',
        codes: 'Codes',
        successTitle: (o: { days: number }): string =>
          `Success by service, last ${f.number(o.days)} days (%), codes of numbers`,
        daysLeftTitle: (o: { days: number }): string =>
          `Days until our own numbers run out, at the pace of ${f.number(o.days)} days`,
        daysLeft: 'Days left',
        success: 'Codes per number (%)',
        stockTitle: 'Numbers available',
        stockPool: 'Our own',
        stockSuppliers: 'At suppliers',
        empty: 'No data yet',
      },
      caption: {
        sales: (o: { days: number }): string => `Sales per day, ${f.number(o.days)} days`,
        success: (o: { days: number }): string => `Success by service, last ${f.number(o.days)} days`,
        stock: (_: { days: number }): string => 'Numbers available, by service',
        daysLeft: (_: { days: number }): string => 'Days left of our own numbers, by service',
      },
    },
  };
};
