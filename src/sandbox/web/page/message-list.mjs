import { messageItem } from './bubble.mjs';
import { byId, make } from './dom.mjs';
import { dayName } from './times.mjs';

/** Nearer than this to the end counts as being at the end, in pixels. */
const NEAR = 80;
const CALM = matchMedia('(prefers-reduced-motion: reduce)');

/** The list of messages: kept up to date item by item, and at its end unless the person has scrolled up. */
export class MessageList {
  #list = byId('messages');
  #scroller = byId('scroller');
  #items = new Map();
  #messages = new Map();
  #stuck = true;
  #top = 0;

  constructor(on) {
    this.on = on;
    this.#scroller.tabIndex = 0; // to be scrolled by keys also where nothing in it takes the focus
    const button = byId('to-bottom');
    this.#scroller.addEventListener('scroll', () => {
      const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
      // Only going up lets go of the end: gliding down to it passes the same places.
      if (scrollHeight - scrollTop - clientHeight < NEAR) this.#stuck = true;
      else if (scrollTop < this.#top) this.#stuck = false;
      this.#top = scrollTop;
      button.hidden = this.#stuck;
    });
    button.addEventListener('click', () => this.toEnd(true));
    this.#list.addEventListener('keydown', (event) => this.#onArrow(event));
    new ResizeObserver(() => this.#stuck && this.toEnd()).observe(this.#scroller);
    new ResizeObserver(() => this.#stuck && this.toEnd()).observe(this.#list);
  }

  /** Shows another chat, or the same one read anew: what has not changed stays as it is. */
  replace(messages, chat, isOther) {
    this.chat = chat;
    if (isOther) {
      this.#items.clear();
      this.#messages.clear();
      this.#stuck = true;
    }
    const ids = new Set(messages.map(({ id }) => id));
    this.remove([...this.#messages.keys()].filter((id) => !ids.has(id)));
    for (const message of messages) this.#put(message, false);
    this.#arrange();
    if (this.#stuck) this.toEnd();
  }

  put(message) {
    this.#put(message, true);
    this.#arrange();
    if (message.out) this.toEnd(true);
    else if (this.#stuck) this.toEnd(true);
  }

  remove(ids) {
    let hadFocus = false;
    for (const id of ids) {
      hadFocus ||= Boolean(this.#items.get(id)?.contains(document.activeElement));
      this.#items.get(id)?.remove();
      this.#items.delete(id);
      this.#messages.delete(id);
    }
    this.#arrange();
    // Who pressed a key of a message that is gone goes on where the talk goes on.
    if (hadFocus) (keysOf(this.#newest() ?? this.#list)[0] ?? this.#scroller).focus({ preventScroll: true });
  }

  /** The item of the newest message with keys. */
  #newest() {
    return [...this.#list.querySelectorAll('.has-keys')].at(-1);
  }

  /** Only the newest keyboard is on the way of Tab; the arrow keys lead to all of them. */
  #tabOrder() {
    const newest = this.#newest();
    for (const key of keysOf(this.#list)) key.tabIndex = newest?.contains(key) ? 0 : -1;
  }

  #onArrow(event) {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const keys = keysOf(this.#list);
    const at = keys.indexOf(document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    keys[at + step]?.focus();
  }

  get size() {
    return this.#messages.size;
  }

  toEnd(smooth = false) {
    this.#stuck = true;
    this.#scroller.scrollTo({
      top: this.#scroller.scrollHeight,
      behavior: smooth && !CALM.matches ? 'smooth' : 'instant',
    });
  }

  #put(message, live) {
    const before = this.#messages.get(message.id);
    const isRead = message.out && this.#isAnswered(message.id);
    const look = JSON.stringify([message, isRead, this.chat.language]);
    const old = this.#items.get(message.id);
    this.#messages.set(message.id, message);
    if (old?.look === look) return;
    const item = messageItem(message, { ...this.chat, isRead }, this.#acts(message));
    item.look = look;
    if (live && !before) item.classList.add('is-new');
    if (live && before) item.querySelector('.bubble')?.classList.add('is-flashing');
    const focus = old && placeOfFocus(old);
    old?.replaceWith(item);
    this.#items.set(message.id, item);
    if (focus) refocus(item, focus);
  }

  #acts(message) {
    return { ...this.on, words: this.chat.words, press: (button) => this.on.press(message, button) };
  }

  /** The bot has seen what it has answered since. */
  #isAnswered(id) {
    if (id <= this.chat.readUpTo) return true;
    for (const [other, message] of this.#messages) if (other > id && !message.out) return true;
    return false;
  }

  /** Order, day separators, tails of the last bubble of a group, ticks. */
  #arrange() {
    const rows = [];
    let day;
    const sorted = [...this.#messages.values()].sort((one, other) => one.id - other.id);
    sorted.forEach((message, index) => {
      const name = dayName(message.date, this.chat.language, this.chat.words.today);
      if (name !== day) rows.push(make('li', { class: 'day' }, name));
      day = name;
      if (message.out) this.#put(message, false);
      const next = sorted[index + 1];
      const item = this.#items.get(message.id);
      item.classList.toggle('is-last', !next || next.out !== message.out || Boolean(next.service));
      rows.push(item);
    });
    if (rows.length === 0 && this.chat) rows.push(welcome(this.chat));
    place(this.#list, rows);
    this.#tabOrder();
  }
}

const keysOf = (element) => [...element.querySelectorAll('.key')];

/** Which of an item's keys has the focus; undefined when none has. */
function placeOfFocus(item) {
  const at = keysOf(item).indexOf(document.activeElement);
  return at < 0 ? undefined : { at, text: document.activeElement.textContent };
}

/** To the key with the same words, or the one in its place, or the last one; so that nobody begins anew at the page's top. */
function refocus(item, { at, text }) {
  const keys = keysOf(item);
  const key = keys.find(({ textContent }) => textContent === text) ?? keys[at] ?? keys.at(-1);
  key?.focus({ preventScroll: true });
}

function welcome({ bot, words }) {
  if (!bot.description) return make('li', { class: 'welcome' }, words.empty);
  return make('li', { class: 'welcome', dir: 'auto' }, make('strong', {}, words.whatItDoes), bot.description);
}

/** Puts the rows in order and moves only what stands elsewhere, so that focus and animations go on. */
function place(list, rows) {
  const wanted = new Set(rows);
  for (const child of [...list.children]) if (!wanted.has(child)) child.remove();
  rows.forEach((row, index) => {
    if (list.children[index] !== row) list.insertBefore(row, list.children[index] ?? null);
  });
}
