/** The name in `@name` or in a t.me link; undefined for invite links and anything else. Names have 4 to 32 characters. */
export function publicName(reference: string): string | undefined {
  return /^(?:@|(?:https?:\/\/)?t(?:elegram)?\.me\/)?([A-Za-z][A-Za-z0-9_]{3,31})\/?$/.exec(reference.trim())?.[1];
}
