import { paintAvatar } from './avatar.mjs';
import { byId, make } from './dom.mjs';
import { clockTime } from './times.mjs';
import { wordsFor } from './words.mjs';

/** The demo users as a chat list; a dot marks what came since one looked. */
export class PeopleList {
  #seen = new Map();

  constructor(onPick) {
    this.onPick = onPick;
  }

  show(people, currentId) {
    const rows = people.map((person) => {
      if (person.id === currentId || !this.#seen.has(person.id)) this.#seen.set(person.id, person.last?.id ?? 0);
      return this.#row(person, person.id === currentId);
    });
    const focused = document.activeElement?.dataset?.person;
    byId('people-list').replaceChildren(...rows);
    if (focused)
      byId('people-list')
        .querySelector(`[data-person="${CSS.escape(focused)}"]`)
        ?.focus();
  }

  #row({ id, name, username, language, last }, isCurrent) {
    const avatar = make('span', { 'aria-hidden': 'true' });
    paintAvatar(avatar, name);
    const own = last?.out ? `${wordsFor(language).you}: ` : '';
    const line = last ? own + last.text.replace(/\s+/g, ' ') : `@${username ?? id} · ${language}`;
    const unread = last && !last.out && last.id > this.#seen.get(id);
    return make(
      'li',
      {},
      make(
        'button',
        {
          type: 'button',
          class: 'person',
          'data-person': id,
          'aria-current': isCurrent ? 'true' : 'false',
          onclick: () => this.onPick(id),
        },
        avatar,
        make(
          'span',
          { class: 'person-lines' },
          make(
            'span',
            { class: 'person-line' },
            make('span', { class: 'person-name', dir: 'auto' }, name),
            make('span', { class: 'person-time' }, last ? clockTime(last.date, 'en') : ''),
          ),
          make(
            'span',
            { class: 'person-line' },
            make('span', { class: 'person-last', dir: 'auto' }, line),
            unread ? make('span', { class: 'unread', 'aria-label': 'unread' }) : undefined,
          ),
        ),
      ),
    );
  }
}
