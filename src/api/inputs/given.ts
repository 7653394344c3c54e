type Given<T> = { [Key in keyof T]?: Exclude<T[Key], null> };

/** GraphQL tells "null" from "left out"; filters and changes do not. Leaves out whatever is null. */
export function given<T extends object>(input: T | null | undefined): Given<T> {
  const entries = Object.entries(input ?? {}).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries) as Given<T>;
}
