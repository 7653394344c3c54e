import type { App } from '../../app';

/** Where in the pool a search begins: buyers who come together start apart, so they do not meet at one row. */
export function randomStart(app: App): number {
  return Number(app.ids.int63() & 0x7fffffffn);
}
