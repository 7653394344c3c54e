import { startsFromRight } from './words.mjs';

/** Paints an avatar: initials on the colour that belongs to the name. */
export function paintAvatar(element, name) {
  const letters = name
    .trim()
    .split(/\s+/)
    .map((word) => [...word][0] ?? '');
  const initials = letters.length > 1 ? letters[0] + letters[letters.length - 1] : (letters[0] ?? '');
  const sum = [...name].reduce((total, letter) => total + letter.codePointAt(0), 0);
  element.className = `avatar tint-${sum % 7}`;
  // Arabic letters would join to something that is no initials.
  element.textContent = [...initials.toUpperCase()].join(startsFromRight(name) ? '\u2009' : '');
}
