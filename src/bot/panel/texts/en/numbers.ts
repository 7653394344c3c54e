import type { InventoryRow, NumberRow } from '../../../../database/queries/numbers';
import type { NumberStatus } from '../../../../domain/number/number-status';
import type { Format } from '../../../texts/format';
import { plural } from '../../../texts/languages';
import { bold, code, lines, type Rich, rich } from '../../../texts/rich';

type Counted = { count: number };
const numbersOf = (f: Format) => (count: number) =>
  plural('en', count, { one: '# number', other: '# numbers' }, f.number);

/** The pool: stock, import, cleanup, one number. */
export const numbers = (f: Format) => {
  const some = numbersOf(f);
  const statuses: Readonly<Record<NumberStatus, string>> = {
    AVAILABLE: '🟢 free',
    RESERVED: '🟡 reserved',
    USED: '🔵 sold, still its buyer’s',
    QUARANTINED: '💤 resting',
    DELETED: '⚫ deleted',
  };
  return {
    numbers: {
      button: '☎️ Numbers',
      title: bold('☎️ Own numbers'),
      stockRow: (o: InventoryRow & { name: string }): Rich =>
        lines(
          bold(f.name(o.name, 80)),
          `🟢 ${f.number(o.available)} free · ${f.number(o.usesLeft)} uses left`,
          `🟡 ${f.number(o.reserved)} reserved · 🔵 ${f.number(o.used)} sold · 💤 ${f.number(o.quarantined)} resting · ⚫ ${f.number(o.deleted)} deleted`,
        ),
      typeNumber: 'Type a phone number to find it.',
      noNumber: 'That is no phone number. Type it with its country code.',
      unknownNumber: 'The shop does not know this number.',
      deletedService: 'deleted service',
      found: (o: { phone: string }) => `${f.phone(o.phone)}: sold for several services`,
      statuses,
      cardTitle: (o: { phone: string }): Rich => bold(f.phone(o.phone)),
      card: (o: NumberRow): Rich =>
        lines(
          `Used ${plural('en', o.usageCount, { one: '# time', other: '# times' }, f.number)} · ${plural('en', o.expiriesInARow, { one: '# expiry in a row', other: '# expiries in a row' }, f.number)}`,
          o.availableAt && `Comes back ${f.dateTime(o.availableAt)}`,
          `Known since ${f.dateTime(o.createdAt)}`,
        ),
      restore: '↩️ Back into stock',
      restored: 'The number is in stock.',
      retired: 'The number is deleted.',
      isReserved: 'A buyer is waiting for a code on it. Wait until that reservation ends.',
      serviceGone: 'Its service is deleted. Restore the service first.',
      notOurs: 'It was bought for one reservation, so it is not ours to sell.',
      spent: 'It was used as often as a number may be.',
      import: '📥 Import',
      imports: '🗂 Imports',
      importsTitle: bold('🗂 The last imports'),
      uploadTitle: bold('📥 Import numbers'),
      byCallingCode: 'Country: by the calling code of each number',
      revives: 'Deleted numbers come back, unless they are used up.',
      upload: lines(
        'Now send a file (.xlsx, .csv or .txt), or type the numbers here, one a line.',
        'Nothing is imported yet: first you see what would happen.',
      ),
      fields: {
        provider: 'Whose numbers they are',
        service: 'Service',
        country: 'Country',
        revive: 'Take deleted numbers back?',
        minUses: 'Used at least so often',
        maxUses: 'Used at most so often',
        minExpiries: 'Expiries in a row, at least',
        idleDays: 'Reserved by nobody for so many days',
      },
      tooLarge: 'This file is larger than 50 MB. Split it.',
      notFetched: 'Telegram did not give the file. Send it again.',
      empty: 'There is no number in it. Send one number a line.',
      failed: 'It could not be read to its end. Nothing was imported; send it again.',
      importTitle: (o: { source: string }) => rich`📥 ${bold(f.name(o.source, 80))}`,
      checked: (o: { entries: number }) => `Checked ${some(o.entries)}. Nothing is imported yet.`,
      imported: '✅ Imported.',
      importFailed: '❌ It failed. Nothing more of it is imported; send the file again.',
      underWay: (o: { position: number; entries: number }) =>
        `⏳ ${f.number(o.position)} of ${f.number(o.entries)}. It goes on by itself.`,
      verdicts: {
        ADDED: (o: Counted) => `🟢 new: ${f.number(o.count)}`,
        REVIVED: (o: Counted) => `↩️ back from deleted: ${f.number(o.count)}`,
        DOUBLE: (o: Counted) => `👥 twice in the list: ${f.number(o.count)}`,
        IN_STOCK: (o: Counted) => `📦 in stock already: ${f.number(o.count)}`,
        DELETED: (o: Counted) => `⚫ deleted before: ${f.number(o.count)}`,
        SPENT: (o: Counted) => `🪫 used up: ${f.number(o.count)}`,
        INVALID: (o: Counted) => `⚠️ no phone number: ${f.number(o.count)}`,
        NO_COUNTRY: (o: Counted) => `🌍 of no country of the shop: ${f.number(o.count)}`,
        OTHER_COUNTRY: (o: Counted) => `🌍 of another country: ${f.number(o.count)}`,
      },
      problem: (o: { line: number; number: string; why?: string }): Rich =>
        rich`line ${f.number(o.line)}: ${code(f.name(o.number, 40))}${o.why ? ` · ${f.name(o.why)}` : ''}`,
      confirm: (o: Counted) => `✅ Import ${some(o.count)}`,
      started: 'The import is under way.',
      report: '📄 Verdict of each line',
      reportComes: 'The file is on its way.',
      tooOld: 'This check is too old. Send the file again.',
      importRow: (o: { source: string; at: Date; isDryRun: boolean }) =>
        `${o.isDryRun ? '🔍' : '📥'} ${f.name(o.source, 24)} · ${f.dateTime(o.at)}`,
      cleanUp: '🧹 Clean up',
      cleanUpTitle: bold('🧹 Clean up'),
      cleanUpExplained: 'Deletes free numbers. What somebody has is left alone. Nothing goes before you see how many.',
      usual: {
        neverWorked: (o: Counted) => `Never a code, twice in vain: ${f.number(o.count)}`,
        resting: (o: Counted) => `Resting: ${f.number(o.count)}`,
        idle: (o: Counted) => `Idle for 30 days: ${f.number(o.count)}`,
        used: (o: Counted) => `Used before: ${f.number(o.count)}`,
      },
      ownConditions: '✏️ Own conditions',
      conditions: {
        minUses: (o: Counted) => `used at least ${f.number(o.count)} times`,
        maxUses: (o: Counted) => `used at most ${f.number(o.count)} times`,
        minExpiries: (o: Counted) => `at least ${f.number(o.count)} expiries in a row`,
        idleDays: (o: Counted) => `reserved by nobody for ${f.number(o.count)} days`,
        resting: 'resting',
      },
      noCondition: 'Give at least one condition.',
      preview: (o: { free: number; inUse: number }) =>
        `${some(o.free)} would be deleted; ${f.number(o.inUse)} more fit and are left, because somebody has them.`,
      clean: (o: Counted) => `🗑 Delete ${some(o.count)}`,
      cleaned: (o: Counted & { until: Date }): Rich =>
        lines(bold('🧹 Cleaned up'), `${some(o.count)} deleted.`, `It can be undone until ${f.dateTime(o.until)}.`),
      nothingFits: 'No free number fits. Nothing was changed.',
      undone: 'The numbers are back in stock.',
      tooLate: 'It is too late to undo this.',
    },
  };
};
