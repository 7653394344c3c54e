import type { Amount } from '../../../../domain/money/money';
import type { VendorChangeKind } from '../../../../domain/pricing/vendor-change-kind';
import type { Format } from '../../../texts/format';
import { joined, type Piece, type Rich } from '../../../texts/rich';

/** What suppliers sell, and the rules for our prices. */
export const supply = (f: Format) => {
  const kinds: Record<VendorChangeKind, string> = {
    NEW_SERVICE: 'new service',
    GONE_SERVICE: 'service gone',
    NEW_COUNTRY: 'new country',
    GONE_COUNTRY: 'country gone',
    NEW_PRICE: 'now on sale',
    GONE_PRICE: 'no longer on sale',
    DEARER: 'dearer',
    CHEAPER: 'cheaper',
  };
  return {
    supply: {
      button: '🚚 Supply',
      title: '🚚 Supply',
      intro:
        'What suppliers sell, read every ten minutes. Stock and costs of routes follow by themselves; prices follow your rules when you apply them.',
      providerRow: (o: { name: string; changes: number }): string =>
        `${f.name(o.name, 30)}${o.changes > 0 ? ` · ${f.number(o.changes)} new` : ''}`,
      pricesButton: '🏷 Prices',
      rulesButton: '📐 Price rules',
      syncButton: '🔄 Read now',
      syncing: 'Reading the lists…',
      synced: 'The lists are read',
      noLists: 'This protocol has no lists',
      unmappedServices: 'Services that are nothing of ours',
      unmappedCountries: 'Countries that are nothing of ours',
      allMapped: 'Everything is mapped.',
      mapHint: 'Choose one to say what it is here. Skip the question if it is nothing of ours.',
      mapTitle: (o: { code: string }): string => `What is this code here: ${f.name(o.code, 40)}`,
      ourService: 'Our service',
      ourCountry: 'Our country',
      readAt: (o: { at: Date }): string => `Lists read: ${f.dateTime(o.at)}`,
      neverRead: 'The lists have not been read yet.',
      fault: (o: { fault: string }): string => `The last try failed: ${f.name(o.fault)}`,
      counts: (o: { services: number; countries: number }): string =>
        `Services listed: ${f.number(o.services)}, countries: ${f.number(o.countries)}`,
      servicesButton: (o: { count: number }): string => `Services to map: ${f.number(o.count)}`,
      countriesButton: (o: { count: number }): string => `Countries to map: ${f.number(o.count)}`,
      changes: 'Last changes',
      change: (o: { kind: VendorChangeKind; name: string; before: Amount | null; after: Amount | null }): string =>
        [
          `• ${f.name(o.name, 60)}: ${kinds[o.kind] ?? f.name(o.kind)}`,
          ...[o.before, o.after].flatMap((amount) => (amount === null ? [] : [f.money(amount)])),
        ].join(' · '),
      pricesTitle: '🏷 Prices by the rules',
      noProposals: 'All prices are as the rules make them.',
      proposals: (o: { count: number }): string =>
        `The rules would change ${f.number(o.count)} prices. Nothing is changed until you apply them; buyers who saw an old price are asked again.`,
      proposal: (o: { name: string; price: Amount; proposed: Amount; cost: Amount | null }): string =>
        [
          `• ${f.name(o.name, 60)}: ${f.money(o.price)} → ${f.money(o.proposed)}`,
          ...(o.cost === null ? [] : [`cost ${f.money(o.cost)}`]),
        ].join(' · '),
      andMore: (o: { count: number }): string => `and ${f.number(o.count)} more`,
      untouched: (o: { count: number }): string =>
        `${f.number(o.count)} offers have no rule, or no cost that their rule needs.`,
      range: (o: { dearer: number; up: number; cheaper: number; down: number }): string =>
        `Dearer: ${f.number(o.dearer)}, by up to ${f.percent(o.up)} · cheaper: ${f.number(o.cheaper)}, by up to ${f.percent(o.down)}`,
      undoUntil: (o: { until: Date }): string => `They can be taken back until ${f.time(o.until)}.`,
      undone: (o: { restored: number; kept: number }): string =>
        `↩️ Prices as before: ${f.number(o.restored)}${o.kept > 0 ? `; changed again meanwhile, so left: ${f.number(o.kept)}` : ''}`,
      undoneBefore: 'They were taken back before. Nothing changed.',
      undoTooLate: 'It is too late to take them back. Nothing changed.',
      applyButton: '✅ Apply these prices',
      applied: (o: { count: number }): string => `${f.number(o.count)} prices changed`,
      outdated: 'Something moved meanwhile: look again',
      rulesTitle: '📐 Price rules',
      noRules: 'There are no rules yet: prices are yours to set.',
      rulesHint: 'The most particular rule holds. None sells below what the dearest route of an offer may cost.',
      numbered: (o: { number: number; line: Piece }): Rich => joined([`${f.number(o.number)}. `, o.line]),
      rule: (o: {
        service: string;
        country: string;
        fixed: Amount | null;
        percent: string;
        minimum: Amount;
        roundTo: Amount;
      }): string =>
        [
          `${f.name(o.service)} · ${f.name(o.country)}: ${o.fixed === null ? `cost + ${f.name(o.percent)}` : `fixed ${f.money(o.fixed)}`}`,
          ...(o.minimum > 0n ? [`at least + ${f.money(o.minimum)}`] : []),
          ...(o.roundTo > 1n ? [`rounded up to ${f.money(o.roundTo)}`] : []),
        ].join(', '),
      everyService: 'all services',
      everyCountry: 'all countries',
      addRule: '➕ Add a rule',
      removeRule: (o: { number: number }): string => `🗑 Remove rule ${f.number(o.number)}`,
      ruleRemoved: 'The rule is gone',
      ruleTitle: 'A price rule. It replaces the one for the same service and country.',
      ruleServiceHint: 'For which service? Skip: for all.',
      ruleCountryHint: 'In which country? Skip: in all.',
      fixedPrice: 'Fixed price',
      fixedHint: 'The price, whatever the cost. Skip for a mark-up.',
      markup: 'Mark-up in per cent',
      minimum: 'At least this much above the cost',
      roundTo: 'Round up to multiples of',
      needsPercent: 'Give a fixed price, or the mark-up in per cent.',
    },
  };
};
