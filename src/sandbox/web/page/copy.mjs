import { toast } from './overlays.mjs';

/** Puts the text onto the clipboard and says so. */
export async function copyText(text, words) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyBySelection(text);
  }
  toast(words.copied);
}

/** Pages that were not loaded from this machine or by https have no clipboard of their own. */
function copyBySelection(text) {
  const field = document.createElement('textarea');
  field.value = text;
  field.setAttribute('readonly', '');
  field.style.position = 'fixed';
  field.style.opacity = '0';
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}
