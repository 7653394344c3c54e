import { PriceGroup } from '../database/entities/price-group.entity';
import { decimal, flag, text } from './kit/fields';
import { resource } from './kit/resource';

/** A new mark-down holds for orders made from now on. */
export const priceGroup = resource(PriceGroup, {
  name: 'price_group',
  key: ['name'],
  fields: {
    name: text({ most: 60 }).asked(),
    markDown: decimal(0, 90).asked().described('Per cent off the list price.'),
    maySellBelowCost: flag().described('Otherwise a price stops at what the offer’s best route costs.'),
  },
  refusals: {
    price_groups_name_key: { kind: 'already_exists', field: 'name' },
  },
});
