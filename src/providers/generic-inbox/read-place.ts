/** The value at a place such as `data.items.0`; undefined when there is none. Own properties only. */
export function readPlace(value: unknown, place: string): unknown {
  if (place === '') return value;
  let here = value;
  for (const step of place.split('.')) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<string, unknown>)[step];
  }
  return here;
}
