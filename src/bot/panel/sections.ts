import type { Callback, Fields } from '../callback-data';
import { alertsSection } from './alerts/alerts.section';
import { auditSection } from './audit/audit.section';
import { broadcastsSection } from './broadcasts/broadcasts.section';
import { countriesSection } from './catalogue/countries.section';
import { offersSection } from './catalogue/offers.section';
import { providersSection } from './catalogue/providers.section';
import { routesSection } from './catalogue/routes.section';
import { servicesSection } from './catalogue/services.section';
import { channelsSection } from './channels/channels.section';
import { erasingSection } from './erasing/erasing.section';
import { filesSection } from './files/files.section';
import type { Form } from './forms/form';
import { growthSection } from './growth/growth.section';
import { promoCodesSection } from './growth/promo-codes.section';
import { messagesSection } from './messages/messages.section';
import { numbersSection } from './numbers/numbers.section';
import { passwordSection } from './password/password.section';
import { paymentMethodsSection } from './payments/payment-methods.section';
import { paymentsSection } from './payments/payments.section';
import { peopleSection } from './people/people.section';
import { postsSection } from './posts/posts.section';
import { priceGroupsSection } from './resale/price-groups.section';
import { resaleKeysSection } from './resale/resale-keys.section';
import type { PanelPage, Section } from './section';
import { sellingSection } from './selling/selling.section';
import { sessionsSection } from './sessions/sessions.section';
import { maintenanceSection, settingsSection } from './settings/settings.section';
import { simsSection } from './sims/sims.section';
import { statisticsSection } from './statistics/statistics.section';
import { supplySection } from './supply/supply.section';
import { supportSection } from './support/support.section';
import { webhooksSection } from './webhooks/webhooks.section';
import { wordsSection } from './words/words.section';

/** All parts of the panel, in the order of their buttons. A new part is a line in one of the groups of its home. */
export const groups = {
  sell: [
    sellingSection,
    servicesSection,
    countriesSection,
    offersSection,
    routesSection,
    providersSection,
    supplySection,
    numbersSection,
    simsSection,
  ],
  people: [
    peopleSection,
    supportSection,
    paymentsSection,
    paymentMethodsSection,
    promoCodesSection,
    priceGroupsSection,
    resaleKeysSection,
    growthSection,
    erasingSection,
  ],
  messages: [messagesSection, webhooksSection, broadcastsSection, postsSection, channelsSection, wordsSection],
  shop: [
    statisticsSection,
    filesSection,
    settingsSection,
    maintenanceSection,
    auditSection,
    alertsSection,
    sessionsSection,
    passwordSection,
  ],
} as const satisfies Readonly<Record<string, readonly Section[]>>;

export type GroupName = keyof typeof groups;
export const GROUP_NAMES = Object.keys(groups) as GroupName[];

export const sections: readonly Section[] = Object.values(groups).flat();

export interface ParsedPanelCallback {
  readonly section: Section;
  /** As the section names the callback. */
  readonly name: string;
  readonly params: unknown;
  readonly page: PanelPage<never>;
}

/** Every callback's prefix, with whose it is; made at the first use, since sections name each other's callbacks. */
let byPrefix: Map<string, { section: Section; name: string; callback: Callback<Fields> }> | undefined;

/** Undefined for what no section could have written. */
export function parsePanelCallback(data: string): ParsedPanelCallback | undefined {
  byPrefix ??= new Map(
    sections.flatMap((section) =>
      Object.entries(section.callbacks).map(
        ([name, callback]) => [callback.prefix, { section, name, callback }] as const,
      ),
    ),
  );
  const found = byPrefix.get(data.split('.', 1)[0]!);
  const params = found?.callback.parse(data);
  if (!found || !params) return undefined;
  const { section, name } = found;
  return { section, name, params, page: section.pages[name]! };
}

export function findForm(name: string): Form | undefined {
  const [sectionName, formName = ''] = name.split('.');
  const section = sections.find((one) => one.name === sectionName);
  return section && Object.hasOwn(section.forms, formName) ? section.forms[formName] : undefined;
}
