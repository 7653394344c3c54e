import type { Journal } from '../kernel/journal';

export interface InboxSms {
  /** Rising number; also the cursor. */
  readonly id: number;
  readonly phone: string;
  readonly text: string;
  readonly sender: string;
  /** Milliseconds since the epoch on the vendor's clock. */
  readonly at: number;
}

export type InboxEvent = { readonly type: 'number'; readonly phone: string } | ({ readonly type: 'sms' } & InboxSms);

/** Texts kept for readers that come late; older ones are gone, as at real vendors. */
const KEPT = 50_000;

/** The vendor's own numbers and everything that reached them. */
export class InboxStore {
  readonly #numbers = new Set<string>();
  #texts: InboxSms[] = [];
  #lastId = 0;

  constructor(private readonly journal: Journal<InboxEvent>) {
    for (const event of journal.replayed) this.#apply(event);
  }

  addNumber(phone: string): void {
    if (!this.#numbers.has(phone)) this.#record({ type: 'number', phone });
  }

  numbers(): string[] {
    return [...this.#numbers];
  }

  has(phone: string): boolean {
    return this.#numbers.has(phone);
  }

  add(phone: string, text: string, sender: string, at: number): void {
    this.#record({ type: 'sms', id: this.#lastId + 1, phone, text, sender, at });
  }

  /** Texts after the id, oldest first. Ids have no gaps, so the place of one is known. */
  after(id: number, limit: number): InboxSms[] {
    const first = this.#texts[0]?.id ?? 1;
    const from = Math.max(0, id - first + 1);
    return this.#texts.slice(from, from + limit);
  }

  get lastId(): number {
    return this.#lastId;
  }

  #record(event: InboxEvent): void {
    this.journal.append(event);
    this.#apply(event);
  }

  #apply(event: InboxEvent): void {
    if (event.type === 'number') {
      this.#numbers.add(event.phone);
      return;
    }
    const { type: _, ...sms } = event;
    this.#texts.push(sms);
    this.#lastId = sms.id;
    if (this.#texts.length > KEPT * 2) this.#texts = this.#texts.slice(-KEPT);
  }
}
