import type { z } from 'zod';
import { country } from './country';
import { offer } from './offer';
import { paymentMethod } from './payment-method';
import { priceGroup } from './price-group';
import { promoCode } from './promo-code';
import { provider } from './provider';
import { route } from './route';
import { service } from './service';
import { sim } from './sim';

/** What is for sale and how it is paid, by table; each names only what stands before it. */
export const CATALOGUE = {
  services: service,
  countries: country,
  providers: provider,
  offers: offer,
  routes: route,
  paymentMethods: paymentMethod,
  promoCodes: promoCode,
  sims: sim,
  priceGroups: priceGroup,
} as const;

export type CatalogueTable = keyof typeof CATALOGUE;
type FieldsOf<Table extends CatalogueTable> = keyof z.output<(typeof CATALOGUE)[Table]['draft']>;
/** The names of all their fields, but of the switch that each has. */
export type CatalogueField = Exclude<{ [Table in CatalogueTable]: FieldsOf<Table> }[CatalogueTable], 'isActive'>;
