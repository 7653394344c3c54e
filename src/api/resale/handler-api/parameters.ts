/** The parameters of one request, by trimmed name. */
export type HandlerParameters = ReadonlyMap<string, string>;

/** So many are read; what follows is ignored. */
const MOST_PARAMETERS = 200;

/**
 * Reads the query and the form in the body. The query comes first; of a repeated name the last one counts. Names and values
 * are trimmed: one client in the wild sends "operator " with a blank behind it.
 */
export function readParameters(url: string, form: string): HandlerParameters {
  const mark = url.indexOf('?');
  const query = mark < 0 ? '' : url.slice(mark + 1);
  const read = new Map<string, string>();
  for (const text of [form, query]) {
    if (text === '') continue;
    let count = 0;
    for (const [name, value] of new URLSearchParams(text)) {
      count += 1;
      if (count > MOST_PARAMETERS) break;
      read.set(name.trim(), value.trim());
    }
  }
  return read;
}

/** The value under the first of these names that is not empty. */
export function given(parameters: HandlerParameters, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = parameters.get(name);
    if (value !== undefined && value !== '') return value;
  }
  return undefined;
}

/** A count of 0 or more; `otherwise` where it is left out or is none. */
export function wholeNumber(parameters: HandlerParameters, name: string, otherwise: number): number {
  const text = given(parameters, name);
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : otherwise;
}

/** "1", "true" or "yes", however written. */
export function isTrue(parameters: HandlerParameters, name: string): boolean {
  return /^(1|true|yes)$/i.test(given(parameters, name) ?? '');
}
