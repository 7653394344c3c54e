/** Blanks, controls, marks that only steer writing, fillers and variation selectors, and the empty Braille cell. */
const INVISIBLE = /^[\p{White_Space}\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]*$/u;

/** Whether a text has a character that a person can see. */
export function isVisible(text: string | null | undefined): text is string {
  return text !== null && text !== undefined && !INVISIBLE.test(text);
}

/** An SMS says something: its text, or the code that the supplier read out of it. Whatever comes is judged by this alone. */
export function isSms(message: { readonly text: string; readonly code?: string | null }): boolean {
  return isVisible(message.text) || isVisible(message.code);
}
