/** A text as the database takes it: without NUL, which Telegram lets through where it takes any bytes. */
export const storable = (text: string): string => text.replaceAll('\0', '\uFFFD');
