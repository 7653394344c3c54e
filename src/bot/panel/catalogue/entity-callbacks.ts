import { callbackData } from '../../callback-data';

/** Where a card was come to from: it leads back there. `of`: the parent whose parts were listed, 0 for all. */
export const place = { id: 'id', page: 'count', of: 'id' } as const;

export function entityCallbacks(prefix: string) {
  return {
    list: callbackData(prefix, { page: 'count', of: 'id', query: 'flag' }),
    card: callbackData(`${prefix}c`, place),
    toggle: callbackData(`${prefix}t`, { ...place, on: 'flag' }),
    edit: callbackData(`${prefix}e`, { ...place, field: 'count' }),
    add: callbackData(`${prefix}a`, { of: 'id' }),
  };
}

export type EntityCallbacks = ReturnType<typeof entityCallbacks>;
