import { link } from '../../link';

/** Where a card was come to from: it leads back there. `of`: the parent whose parts were listed, 0 for all. */
export const place = { id: 'id', page: 'count', of: 'id' } as const;

export function entityLinks(prefix: string) {
  return {
    list: link(prefix, { page: 'count', of: 'id', query: 'flag' }),
    card: link(`${prefix}c`, place),
    toggle: link(`${prefix}t`, { ...place, on: 'flag' }),
    edit: link(`${prefix}e`, { ...place, field: 'count' }),
    add: link(`${prefix}a`, { of: 'id' }),
  };
}

export type EntityLinks = ReturnType<typeof entityLinks>;
