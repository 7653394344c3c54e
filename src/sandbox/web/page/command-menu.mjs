import { make } from './dom.mjs';

/** The bot's commands above the field; the arrow keys walk through them. */
export class CommandMenu {
  #commands = [];
  #list = make('ul', { class: 'commands', role: 'listbox', 'aria-label': 'Commands', hidden: true });
  #at = 0;

  constructor(form, opener, onPick) {
    this.opener = opener;
    this.onPick = onPick;
    form.before(this.#list);
    opener.addEventListener('click', () => (this.#list.hidden ? this.open('') : this.close()));
    document.addEventListener('click', (event) => {
      if (!form.contains(event.target) && !this.#list.contains(event.target)) this.close();
    });
  }

  set(commands) {
    this.#commands = commands;
    this.opener.hidden = commands.length === 0;
  }

  /** Shows the commands that begin so. */
  open(beginning) {
    const found = this.#commands.filter(({ command }) => command.startsWith(beginning.toLowerCase()));
    if (found.length === 0) return this.close();
    this.#list.replaceChildren(
      ...found.map(({ command, description }) => {
        const run = () => {
          this.close();
          this.onPick(command);
        };
        const row = make(
          'button',
          { type: 'button', class: 'command', role: 'option', onclick: run },
          make('b', { dir: 'ltr' }, `/${command}`),
          make('span', { dir: 'auto' }, description),
        );
        return make('li', { role: 'presentation' }, row);
      }),
    );
    this.#list.hidden = false;
    this.opener.setAttribute('aria-expanded', 'true');
    this.#move(0);
  }

  close() {
    this.#list.hidden = true;
    this.opener.setAttribute('aria-expanded', 'false');
  }

  /** True if the key was meant for the list. */
  onKey(event) {
    if (this.#list.hidden) return false;
    const rows = this.#rows();
    if (event.key === 'ArrowDown') this.#move((this.#at + 1) % rows.length);
    else if (event.key === 'ArrowUp') this.#move((this.#at + rows.length - 1) % rows.length);
    else if (event.key === 'Escape') this.close();
    else if (event.key === 'Enter' || event.key === 'Tab') rows[this.#at].click();
    else return false;
    event.preventDefault();
    return true;
  }

  #rows() {
    return [...this.#list.querySelectorAll('.command')];
  }

  #move(to) {
    this.#at = to;
    this.#rows().forEach((row, index) => {
      row.setAttribute('aria-selected', String(index === to));
      if (index === to) row.scrollIntoView({ block: 'nearest' });
    });
  }
}
