/** What may be posted about a person; an operator chooses among these. There is no field for a code, and never will be. */
export const USER_DATA_FIELDS = [
  'id',
  'name',
  'username',
  'joined',
  'balance',
  'service',
  'country',
  'number',
] as const;
export type UserDataField = (typeof USER_DATA_FIELDS)[number];

export const DEFAULT_USER_DATA_FIELDS: readonly UserDataField[] = ['id', 'name', 'username', 'joined'];

/** "37120000001" as "3712•••••01": enough to tell numbers apart, too little to use one. */
export function maskedPhone(digits: string): string {
  const [head, tail] = [digits.slice(0, 4), digits.slice(-2)];
  return `${head}${'•'.repeat(Math.max(3, digits.length - 6))}${tail}`;
}

/** A name, id or @name as it may stand where anybody reads: its first character, so that two posts can be told apart. */
export function maskedIdentity(text: string): string {
  const [first] = Array.from(text.trim());
  return first === undefined ? '' : `${first}•••`;
}
