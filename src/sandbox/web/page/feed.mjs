const KINDS = [
  'people',
  'state',
  'message',
  'gone',
  'typing',
  'read',
  'stars',
  'notice',
  'bot',
  'blocked',
  'connection',
];
/** A browser allows six connections to one server, so a tab that nobody looks at gives its own back. */
const HIDDEN_MS = 15_000;
const RETRY_MS = 1_000;

/** Follows one user's chat. `on` is called with the kind and the facts of each event, and with `lost` when the stream breaks. */
export class Feed {
  #source;
  #userId;
  #timer;

  constructor(on) {
    this.on = on;
    document.addEventListener('visibilitychange', () => this.#onVisibility());
  }

  /** Leaves the chat shown before, and follows this one. */
  follow(userId) {
    this.#userId = userId;
    this.#open();
  }

  #open() {
    this.#close();
    const source = new EventSource(`/sandbox/users/${encodeURIComponent(this.#userId)}/events`);
    this.#source = source;
    for (const kind of KINDS)
      source.addEventListener(kind, (event) => this.#source === source && this.on(kind, JSON.parse(event.data)));
    source.onerror = () => {
      if (this.#source !== source) return;
      this.on('lost', {});
      // The browser tries again by itself, except when the server refused.
      if (source.readyState === EventSource.CLOSED) this.#timer = setTimeout(() => this.#open(), RETRY_MS);
    };
  }

  #close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = undefined;
  }

  #onVisibility() {
    clearTimeout(this.#timer);
    if (document.hidden) this.#timer = setTimeout(() => this.#close(), HIDDEN_MS);
    else if (!this.#source && this.#userId) this.#open();
  }
}
