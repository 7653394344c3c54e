import { byId, make } from './dom.mjs';

const TOAST_MS = 3_500;

/** A short notice that goes away by itself. */
export function toast(text) {
  const box = make('div', { class: 'toast', dir: 'auto' }, text);
  byId('toasts').append(box);
  while (byId('toasts').childElementCount > 3) byId('toasts').firstElementChild.remove();
  setTimeout(() => box.classList.add('is-leaving'), TOAST_MS);
  setTimeout(() => box.remove(), TOAST_MS + 300);
}

/** Asks with a dialog; resolves to true if the person agrees. Without `no` it only tells. */
export function ask({ text, address, yes, no, danger = false }) {
  const dialog = byId('dialog');
  if (dialog.open) dialog.close();
  const close = (answer) => dialog.close(answer ? 'yes' : '');
  const agree = make('button', { type: 'button', class: danger ? 'is-danger' : '', onclick: () => close(true) }, yes);
  const refuse = no && make('button', { type: 'button', onclick: () => close(false) }, no);
  dialog.replaceChildren(
    make('p', { id: 'dialog-text', dir: 'auto' }, text),
    ...(address ? [make('p', { class: 'dialog-address', dir: 'ltr' }, address)] : []),
    make('div', { class: 'dialog-buttons' }, refuse || '', agree),
  );
  dialog.returnValue = '';
  dialog.showModal();
  agree.focus();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}
