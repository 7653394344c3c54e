import { CommandMenu } from './command-menu.mjs';
import { byId, make } from './dom.mjs';
import { icon } from './icons.mjs';

/** The line at the bottom: a field to write in, or START, or UNBLOCK. */
export class Composer {
  #root = byId('composer');
  #shown = '';
  #drafts = new Map();

  constructor(on) {
    this.on = on;
  }

  /** Fits what the chat allows now; leaves the field alone if nothing changed. */
  show({ words, userId, blocked, isEmpty, bot }) {
    const mode = blocked ? 'blocked' : isEmpty ? 'empty' : 'open';
    this.commands?.set(bot.commands);
    const key = `${mode}:${userId}:${words.message}`;
    if (key === this.#shown) return;
    this.#shown = key;
    if (mode === 'blocked') this.#wide(words.unblock, 'wide', () => this.on.block(false));
    else if (mode === 'empty') this.#wide(words.start, 'wide is-start', () => this.on.start());
    else this.#field(words, userId, bot);
  }

  #wide(text, look, run) {
    this.commands = undefined;
    this.#root.replaceChildren(make('button', { type: 'button', class: look, onclick: run }, text));
  }

  #field(words, userId, bot) {
    const field = make('textarea', {
      rows: '1',
      maxlength: '4096',
      placeholder: words.message,
      'aria-label': words.message,
      dir: 'auto',
      enterkeyhint: 'send',
    });
    field.value = this.#drafts.get(userId) ?? '';
    const opener = make(
      'button',
      { type: 'button', class: 'round commands-button', 'aria-label': words.commands, 'aria-expanded': 'false' },
      icon('menu'),
    );
    // The picker itself is not seen; it forgets its file, so that the same one can be sent again.
    const picker = make('input', { type: 'file', hidden: true, tabindex: '-1', 'aria-hidden': 'true' });
    picker.addEventListener('change', () => {
      const [file] = picker.files;
      picker.value = '';
      if (!file) return;
      // What was written already goes with it.
      const caption = field.value.trim();
      field.value = '';
      this.#drafts.delete(userId);
      this.on.sendFile(file, caption).catch(() => {
        if (!field.value) field.value = caption;
      });
    });
    const clip = make(
      'button',
      {
        type: 'button',
        class: 'round',
        'aria-label': words.attach,
        title: words.attach,
        onclick: () => picker.click(),
      },
      icon('clip'),
    );
    const send = make('button', { type: 'submit', class: 'send', 'aria-label': words.send }, icon('send'));
    const submit = (event) => {
      event.preventDefault();
      const text = field.value.trim();
      if (!text) return;
      field.value = '';
      this.#drafts.delete(userId);
      this.commands.close();
      this.on.send(text).catch(() => {
        if (!field.value) field.value = text;
      });
    };
    const form = make(
      'form',
      { onsubmit: submit },
      make('div', { class: 'composer-field' }, opener, field, clip, picker),
      send,
    );
    this.#root.replaceChildren(form);
    this.commands = new CommandMenu(form, opener, (command) => {
      field.value = '';
      this.on.send(`/${command}`).catch(() => undefined);
      field.focus();
    });
    this.commands.set(bot.commands);
    field.addEventListener('input', () => {
      this.#drafts.set(userId, field.value);
      if (/^\/\w*$/.test(field.value)) this.commands.open(field.value.slice(1));
      else this.commands.close();
    });
    field.addEventListener('keydown', (event) => {
      if (event.isComposing || this.commands.onKey(event)) return;
      if (event.key === 'Enter' && !event.shiftKey) submit(event);
    });
    if (matchMedia('(hover: hover)').matches) field.focus({ preventScroll: true });
  }
}
