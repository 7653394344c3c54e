/** Whether a text names a service as a word of its own, in any case: "Your WhatsApp code". */
export function namesService(text: string, serviceName: string): boolean {
  const name = serviceName.trim().toLowerCase();
  if (name.length < 2) return false;
  const words = text.toLowerCase();
  for (let at = words.indexOf(name); at >= 0; at = words.indexOf(name, at + 1)) {
    if (!isLetter(words[at - 1]) && !isLetter(words[at + name.length])) return true;
  }
  return false;
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\d]/u.test(character);
}
