import { get } from './api.mjs';
import { byId, make } from './dom.mjs';
import { icon } from './icons.mjs';
import { numberCard, shownPhone } from './number-card.mjs';
import { OtherNumbers } from './other-numbers.mjs';

const LOOK_MS = 1_500;

/** The numbers that wait for an SMS, looked up now and then and after each thing that happens in the chat. */
export class NumbersPanel {
  #cards = new Map();
  #busy = false;
  #again = false;
  #waiting;
  #others = new OtherNumbers(() => this.look());

  /** `onArrived` follows each SMS that reached its vendor. */
  constructor(badge, onArrived) {
    this.onArrived = onArrived;
    this.badge = badge;
    setInterval(() => document.hidden || this.look(), LOOK_MS);
    setInterval(() => {
      for (const card of this.#cards.values()) card.tick();
    }, 1_000);
    this.look();
  }

  async look() {
    if (this.#busy) {
      this.#again = true;
      return;
    }
    this.#busy = true;
    this.#again = false;
    try {
      const { numbers, last, others } = await get('/sandbox/numbers');
      this.#show(numbers);
      this.#others.show(others);
      this.#showLast(last);
    } catch {
      // The chat's header already says that the sandbox is away.
    } finally {
      this.#busy = false;
      if (this.#again) this.look();
    }
  }

  #show(numbers) {
    const list = byId('numbers-list');
    const keys = new Set(numbers.map(keyOf));
    for (const [key, card] of this.#cards) {
      if (keys.has(key)) continue;
      card.remove();
      this.#cards.delete(key);
    }
    for (const number of numbers) {
      if (this.#cards.has(keyOf(number))) continue;
      const card = numberCard(number, (arrived) => {
        this.look();
        if (arrived) this.onArrived();
      });
      this.#cards.set(keyOf(number), card);
      list.prepend(card);
    }
    const empty = list.querySelector('.nothing');
    if (numbers.length > 0) empty?.remove();
    else if (!empty) list.append(nothing());
    this.#waiting = numbers[0]?.phone;
    this.hint(this.words);
    for (const count of [byId('numbers-count'), this.badge]) {
      count.hidden = numbers.length === 0;
      count.textContent = String(numbers.length);
    }
  }

  /** Where the column has no room: what to do next, above the field. `words` are those of the chat. */
  hint(words) {
    this.words = words;
    const button = byId('sms-hint');
    button.hidden = !words || this.#waiting === undefined;
    const look = `${words?.sendSms} ${this.#waiting}`;
    if (button.hidden || button.look === look) return;
    button.look = look;
    button.replaceChildren(
      icon('sms'),
      make('span', { dir: 'auto' }, words.sendSms, ' ', make('bdi', { dir: 'ltr' }, shownPhone(this.#waiting))),
    );
  }

  #showLast(last) {
    const box = byId('last-sms');
    const look = JSON.stringify(last);
    if (!last || box.look === look) return;
    box.look = look;
    const time = new Date(last.at).toLocaleTimeString('en', { hourCycle: 'h23' });
    const outcome = last.arrived ? `to ${last.phone.replace(/^\+?/, '+')}, ${time}` : last.error;
    box.replaceChildren(
      make('h2', {}, 'Last SMS sent'),
      make('p', { dir: 'auto' }, last.text),
      make('p', { class: last.arrived ? 'is-good' : 'is-bad' }, outcome),
    );
  }
}

const keyOf = ({ phone, service, since }) => `${phone} ${service} ${since}`;

const nothing = () =>
  make(
    'li',
    { class: 'nothing' },
    icon('sim'),
    make('strong', {}, 'No number waits for an SMS'),
    'Buy one in the chat and it appears here.',
  );
