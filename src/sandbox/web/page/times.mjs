/** "14:05" of an instant in seconds. */
export const clockTime = (seconds, language) =>
  new Intl.DateTimeFormat(withLatinDigits(language), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    seconds * 1000,
  );

/** "Today", or "3 March". */
export function dayName(seconds, language, today) {
  const date = new Date(seconds * 1000);
  if (date.toDateString() === new Date().toDateString()) return today;
  return new Intl.DateTimeFormat(withLatinDigits(language), { day: 'numeric', month: 'long' }).format(date);
}

/** "1:05" since an ISO instant. */
export function waitedSince(iso) {
  const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(iso)) / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const tail = String(seconds % 60).padStart(2, '0');
  return hours ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}

/** Digits as the codes and numbers of the chat have them. */
const withLatinDigits = (language) => `${language}-u-nu-latn`;
