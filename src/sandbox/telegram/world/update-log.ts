import type { Journal } from '../journal/journal';
import type { Box, ChannelEvent, PrivateEvent, QtsEvent } from './records';

/** Remembered events per account and per channel; whoever was away longer gets "too long". */
const keptEvents = 20_000;

/** Events of one account or channel in rising order of `at`, the oldest trimmed away. */
class EventList<T> {
  private events: { at: number; event: T }[] = [];
  /** The newest event that is no longer known. */
  forgottenUpTo = 0;

  constructor(
    private readonly journal: Journal,
    private readonly table: string,
    private readonly owner: string,
  ) {}

  restore(at: number, event: T): void {
    this.events.push({ at, event });
  }

  /** After a restart: order, and everything before the first known event counts as forgotten. */
  settle(countOf: (event: T) => number): void {
    this.events.sort((one, other) => one.at - other.at);
    const first = this.events[0];
    if (first) this.forgottenUpTo = first.at - countOf(first.event);
  }

  push(at: number, event: T): void {
    this.events.push({ at, event });
    this.journal.put(this.table, `${this.owner}:${at}`, event);
    if (this.events.length <= keptEvents * 1.1) return;
    for (const { at: old } of this.events.splice(0, this.events.length - keptEvents)) {
      this.journal.remove(this.table, `${this.owner}:${old}`);
      this.forgottenUpTo = old;
    }
  }

  after(at: number): T[] {
    let low = 0;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.events[middle]!.at > at) high = middle;
      else low = middle + 1;
    }
    return this.events.slice(low).map((entry) => entry.event);
  }
}

/** pts, qts and channel pts: what happened, in order, so that a client can fetch what it missed. */
export class UpdateLog {
  private readonly boxes: Map<string, Box>;
  private readonly lists = new Map<string, EventList<never>>();

  constructor(private readonly journal: Journal) {
    this.boxes = journal.table<Box>('box');
    this.restore<PrivateEvent>(
      'privateEvent',
      (event) => event.pts,
      (event) => event.count,
    );
    this.restore<QtsEvent>(
      'qtsEvent',
      (event) => event.qts,
      () => 1,
    );
    this.restore<ChannelEvent>(
      'channelEvent',
      (event) => event.pts,
      (event) => event.count,
    );
  }

  private restore<T>(table: string, at: (event: T) => number, countOf: (event: T) => number): void {
    const seen = new Set<EventList<T>>();
    for (const [id, event] of this.journal.table<T>(table)) {
      const list = this.list<T>(table, id.slice(0, id.lastIndexOf(':')));
      list.restore(at(event), event);
      seen.add(list);
    }
    for (const list of seen) list.settle(countOf);
  }

  private list<T>(table: string, owner: string): EventList<T> {
    const name = `${table}:${owner}`;
    let list = this.lists.get(name) as EventList<T> | undefined;
    if (!list) {
      list = new EventList<T>(this.journal, table, owner);
      this.lists.set(name, list as never);
    }
    return list;
  }

  /** pts starts at 1, so that getState before the first event answers the pts from which that event is one more. */
  box(accountId: bigint): Box {
    const id = accountId.toString();
    let box = this.boxes.get(id);
    if (!box) {
      box = { pts: 1, qts: 1, lastMessageId: 0, readUpTo: {} };
      this.journal.put('box', id, box);
    }
    return box;
  }

  saveBox(accountId: bigint): void {
    this.journal.put('box', accountId.toString(), this.box(accountId));
  }

  nextMessageId(accountId: bigint): number {
    return ++this.box(accountId).lastMessageId;
  }

  /** Counts the event and answers the account's pts after it. */
  record(accountId: bigint, event: Omit<PrivateEvent, 'pts'>): number {
    const box = this.box(accountId);
    box.pts += event.count;
    this.saveBox(accountId);
    this.list<PrivateEvent>('privateEvent', accountId.toString()).push(box.pts, { ...event, pts: box.pts });
    return box.pts;
  }

  /** Numbers a qts update and stores it; answers it complete. */
  recordQts<T extends { _: string }>(accountId: bigint, update: T): T & { qts: number } {
    const box = this.box(accountId);
    box.qts++;
    this.saveBox(accountId);
    const numbered = { ...update, qts: box.qts };
    this.list<QtsEvent>('qtsEvent', accountId.toString()).push(box.qts, { qts: box.qts, update: numbered });
    return numbered;
  }

  recordChannel(channelId: bigint, event: ChannelEvent): void {
    this.list<ChannelEvent>('channelEvent', channelId.toString()).push(event.pts, event);
  }

  /** Events after `pts`, or undefined when some of them are forgotten. */
  privateAfter(accountId: bigint, pts: number): PrivateEvent[] | undefined {
    const list = this.list<PrivateEvent>('privateEvent', accountId.toString());
    return pts < list.forgottenUpTo ? undefined : list.after(pts);
  }

  qtsAfter(accountId: bigint, qts: number): QtsEvent[] {
    return this.list<QtsEvent>('qtsEvent', accountId.toString()).after(qts);
  }

  channelAfter(channelId: bigint, pts: number): ChannelEvent[] | undefined {
    const list = this.list<ChannelEvent>('channelEvent', channelId.toString());
    return pts < list.forgottenUpTo ? undefined : list.after(pts);
  }
}
