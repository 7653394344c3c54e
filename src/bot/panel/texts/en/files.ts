import type { ExportEntity } from '../../../../domain/exports/export-kinds';
import type { Format } from '../../../texts/format';

/** Exports and the configuration, as files. */
export const files = (f: Format) => ({
  files: {
    button: '🗂 Files',
    title: '🗂 Exports and configuration',
    hint: 'Exports come into this chat as CSV, packed when they are larger than 5 MB, or as Excel. Phone numbers have an apostrophe in front in CSV, so that spreadsheets keep them whole; codes are never in a file.',
    exports: {
      users: '👤 Users',
      transactions: '💳 Transactions',
      reservations: '📋 Reservations',
      numbers: '📱 Numbers',
      messages: '📨 Messages (without texts)',
      payments: '💰 Payments',
      receipts: '🧾 Receipts',
      promoCodes: '🎟 Promo codes',
      promoUses: '🎟 Uses of promo codes',
      referrals: '🤝 Paid for invitations',
      support: '🆘 Support (without texts)',
    } satisfies Record<ExportEntity, string>,
    asSheets: '📗 As Excel files (XLSX)',
    tooLargeSheet: 'This export is too large for a file of Excel. Take it as CSV.',
    takeConfiguration: '⚙️ Configuration as a file',
    sendConfiguration: '📤 Send a configuration',
    comes: 'The file comes into this chat.',
    configurationSent: '⚙️ The configuration. Keys of suppliers are not in it.',
    sent: (o: { rows: number }) => `Rows: ${f.number(o.rows)}`,
    tooLarge: 'This export is too large for the chat. Take it over HTTP, as the guide to the API describes.',
    send: 'Send the JSON file. First you see what it would change; nothing is changed before you say so.',
    notFetched: 'The file could not be fetched, or is larger than 32 MB.',
    notJson: 'This file is not JSON.',
    mistakes: (o: { count: number }) => `⛔ Mistakes: ${f.number(o.count)}. Nothing was changed.`,
    changes: (o: { count: number }) => `Changes: ${f.number(o.count)}`,
    isSo: 'The shop is so already.',
    more: (o: { count: number }) => `… and ${f.number(o.count)} more`,
    apply: '✅ Apply',
    applied: (o: { count: number }) => `Changes made: ${f.number(o.count)}`,
  },
});
