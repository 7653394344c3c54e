import type { Obstacle } from '../../../../domain/number/number-status';
import type { NumberFault } from '../../../../domain/number/read-number';
import type { TableFault } from '../../../../ports/table';
import type { Format } from '../../../texts/format';
import { bold, lines, type Rich, rich } from '../../../texts/rich';

/** `examples`: one or several, or nothing. */
type Column = { place: number; name: string; examples: string };

/** How a file of numbers was read, and which of its numbers nobody can buy. */
export const imports = (f: Format) => {
  const faults: Readonly<Record<NumberFault, string>> = {
    blank: 'nothing there',
    no_number: 'no phone number',
    rounded: 'rounded by a spreadsheet',
    fraction: 'has a fraction',
    date: 'a date',
    several: 'two numbers in one cell',
    tail: 'something stands behind it',
    no_code: 'no country code',
    trunk_zero: 'a zero behind the country code',
    short: 'too few digits for the country',
    long: 'too many digits for the country',
  };
  const tableFaults: Readonly<Record<TableFault, string>> = {
    open_quote: 'A quotation mark in it is never closed. Nothing was imported; mend it and send it again.',
    old_workbook: 'It is an old kind of workbook, or has a password. Save it as .xlsx without one.',
    not_a_workbook: 'It is no workbook that can be read. Save it as .xlsx or CSV.',
    too_large: 'This workbook is too large. Save the sheet as CSV.',
    no_sheet: 'There is nothing in this workbook.',
  };
  const obstacles: Readonly<Record<Obstacle, string>> = {
    SERVICE_OFF: 'the service is switched off',
    COUNTRY_OFF: 'the country is switched off',
    PROVIDER_OFF: 'the provider is switched off',
    NO_OFFER: 'there is no offer',
    OFFER_OFF: 'the offer is switched off',
    NO_ROUTE: 'no route sells them',
    ROUTE_ON_DEMAND: 'the route of this provider buys on demand',
    ROUTE_OFF: 'the route is switched off',
  };
  const named = ({ place, name }: Column) => (name ? `“${f.name(name, 30)}”` : `column ${f.number(place)}`);
  return {
    imports: {
      faults,
      tableFaults,
      obstacles,
      fromColumn: (o: Column & { withCode: boolean }): Rich =>
        lines(
          rich`🔎 Numbers from ${bold(named(o))}${o.withCode ? ', with the country code beside it' : ''}:`,
          f.isolated(o.examples),
        ),
      allCells: '🔎 Every cell of a line is read as a number.',
      sheet: (o: { name: string; others: string }) =>
        `📑 Sheet “${f.name(o.name, 40)}”${o.others ? `. Not read: ${f.name(o.others, 100)}` : ''}`,
      nextFile: 'The next file for the same place can be sent right here.',
      otherColumn: '🔁 Another column',
      whichColumn: 'Which column holds the numbers? Nothing is imported yet.',
      column: (o: Column): Rich => rich`${bold(named(o))}: ${f.isolated(o.examples || '—')}`,
      chooseColumn: (o: Column) => named(o),
      chooseAll: 'All of them',
      fileGone: 'The file is forgotten. Send it again.',
      columnUnclear: 'It is not clear which column holds the numbers. Nothing is imported.',
      unsold: (o: { count: number; name: string; why: string }) =>
        `⛔ ${f.number(o.count)} nobody can buy (${f.name(o.name, 80)}): ${f.name(o.why)}.`,
      unsoldRow: (o: { count: number }) => `⛔ nobody can buy: ${f.number(o.count)}`,
      importedUnsold: '⚠️ Imported, but not all of it can be bought.',
      sell: (o: { name: string }) => `🛒 Sell: ${f.name(o.name, 80)}`,
      open: (o: { name: string }) => `⚙️ ${f.name(o.name, 80)}`,
      unsoldTitle: bold('⛔ Numbers that nobody can buy'),
      unsoldButton: (o: { count: number }) => `⛔ Nobody can buy: ${f.number(o.count)}`,
      sellTitle: (o: { name: string }) => `🛒 ${f.name(o.name, 80)}`,
      price: 'Price of a number',
      selling: 'Buyers can have them now.',
    },
  };
};
