import type { Api } from 'telegram';
import type { SandboxDescription, SandboxFace, SandboxUser } from '../sandbox-description';
import { openUserClient, type UserClient } from '../user-client/user-client';
import { type BotPeer, findBot, readBotProfile } from './bot-peer';
import { asChatError, ChatError } from './chat-error';
import type { BotView, ChatChange, ChatMessage, ChatState, Connection } from './chat-view';
import { MessageLog } from './message-log';
import { readStars } from './pay-acts';
import { PtsTrack } from './pts-track';
import { readHistory } from './read-history';
import { readMessage } from './read-message';
import { type BotChatNews, ptsOf, readUpdate } from './read-update';
import { Watch } from './watch';

const RETRY_MS = 1_000;
/** A gap may be updates out of order; after this long it is a loss. */
const GAP_MS = 300;

export interface UserChatOptions {
  readonly telegram: SandboxDescription['telegram'];
  readonly user: SandboxUser;
  readonly face: SandboxFace;
  onProblem(problem: unknown): void;
}

interface Link {
  readonly client: UserClient;
  readonly bot: BotPeer;
}

/**
 * One demo user's chat with the bot: a signed-in MTProto client and what it has seen. It looks after its connection by
 * itself from `open` to `close`; whoever listens gets the whole state first and each change afterwards.
 */
export class UserChat {
  private readonly messages = new MessageLog();
  private readonly track = new PtsTrack(0);
  private readonly listeners = new Set<(change: ChatChange) => void>();
  private readonly watch = new Watch();
  private link: Link | undefined;
  private opening: Promise<Link> | undefined;
  private loading: Promise<void> | undefined;
  private session = '';
  private connection: Connection = 'connecting';
  private blocked = false;
  private readUpTo = 0;
  private stars = 0;
  private botView: BotView;
  private closed = false;

  constructor(private readonly options: UserChatOptions) {
    const { botUsername } = options.telegram;
    this.botView = { name: botUsername, username: botUsername, commands: [] };
  }

  get isWatched(): boolean {
    return this.listeners.size > 0;
  }

  get last(): ChatMessage | undefined {
    return this.messages.last;
  }

  get state(): ChatState {
    const { user, face } = this.options;
    return {
      user: { id: String(user.id), name: face.name, username: user.username, language: face.language ?? 'en' },
      bot: this.botView,
      connection: this.connection,
      blocked: this.blocked,
      readUpTo: this.readUpTo,
      stars: this.stars,
      messages: this.messages.list(),
    };
  }

  /** Calls back at once with the whole state, then with each change. Answers how to stop. */
  listen(listener: (change: ChatChange) => void): () => void {
    this.listeners.add(listener);
    listener({ kind: 'state', state: this.state });
    this.open().catch(() => undefined);
    return () => this.listeners.delete(listener);
  }

  /** Runs an act with the connection, opening it first if need be. Rejects with ChatError. */
  async act<T>(work: (client: UserClient, bot: BotPeer) => Promise<T>): Promise<T> {
    try {
      const { client, bot } = await this.open();
      return await work(client, bot);
    } catch (error) {
      // GramJS may have lost other things together with an error (it drops the rest of the container).
      this.watch.after('look', GAP_MS, () => this.look());
      const refusal = asChatError(error);
      if (refusal.code === 'not_connected') this.options.onProblem(error);
      throw refusal;
    }
  }

  /** Takes what a call of our own answered; such updates are not sent a second time. */
  take(answer: Api.TypeUpdates | Api.messages.AffectedHistory): void {
    if ('updates' in answer) for (const update of answer.updates) this.onUpdate(update);
    else this.onUpdate(answer as Api.TypeUpdates);
  }

  /** Drops messages that a call of our own deleted. */
  forget(ids: readonly number[]): void {
    this.onNews({ kind: 'gone', ids });
  }

  /** Reads the bot's profile again: its commands, and whether it is blocked. */
  async refreshProfile(): Promise<void> {
    const link = await this.open();
    const { view, blocked } = await readBotProfile(link.client, link.bot);
    const changes: ChatChange[] = [];
    if (JSON.stringify(view) !== JSON.stringify(this.botView)) changes.push({ kind: 'bot', bot: view });
    if (blocked !== this.blocked) changes.push({ kind: 'blocked', blocked });
    this.botView = view;
    this.blocked = blocked;
    for (const change of changes) this.tell(change);
  }

  /** Ends the connection and every timer. May be called twice; listeners hear nothing any more. */
  async close(): Promise<void> {
    this.closed = true;
    this.watch.stop();
    this.listeners.clear();
    const opening = this.opening;
    this.opening = undefined;
    const link = await opening?.catch(() => undefined);
    await link?.client.destroy().catch(this.options.onProblem);
  }

  private open(): Promise<Link> {
    if (this.closed) return Promise.reject(new ChatError('The sandbox is closing.', 'closing', 503));
    this.opening ??= this.connect().catch((error) => {
      this.opening = undefined;
      this.become('failed');
      this.options.onProblem(error);
      if (this.isWatched) this.watch.after('retry', RETRY_MS, () => this.open().then(() => undefined));
      throw error;
    });
    return this.opening;
  }

  private async connect(): Promise<Link> {
    const { telegram, user, face } = this.options;
    this.become('connecting');
    const client = await openUserClient({
      telegram,
      user,
      language: face.language ?? 'en',
      session: this.session,
      onUpdate: (update) => this.onUpdate(update),
      onLink: (state) => this.onLink(state),
    }).catch((error) => {
      this.session = ''; // the data centre may have forgotten it
      throw error;
    });
    try {
      this.session = client.session;
      const link = { client, bot: await findBot(client, telegram.botUsername) };
      if (this.closed) throw new ChatError('The sandbox is closing.', 'closing', 503);
      this.link = link;
      await this.load(link);
      this.watch.every('look', 5_000, () => this.look());
      return link;
    } catch (error) {
      this.link = undefined;
      await client.destroy();
      throw error;
    }
  }

  /** Reads everything anew: after a connection, and when something may have been lost. */
  private async load({ client, bot }: Link): Promise<void> {
    const { view, blocked } = await readBotProfile(client, bot);
    const { pts } = await client.invoke(new client.api.updates.GetState());
    const found = await readHistory(client, bot);
    this.stars = await readStars(client);
    this.track.restart(pts);
    this.messages.replace(found, pts);
    this.botView = view;
    this.blocked = blocked;
    this.connection = 'online';
    this.tell({ kind: 'state', state: this.state });
  }

  private reload(): Promise<void> {
    const { link } = this;
    if (!link || this.closed) return Promise.resolve();
    this.loading ??= this.load(link).finally(() => {
      this.loading = undefined;
    });
    return this.loading;
  }

  /** Compares our count with the data centre's; a dead connection is replaced. */
  private async look(): Promise<void> {
    const { link } = this;
    if (!link || this.closed) return;
    try {
      const { pts } = await link.client.invoke(new link.client.api.updates.GetState(), 4_000);
      if (this.track.hasGap || pts !== this.track.position) await this.reload();
      else this.become('online');
    } catch (error) {
      this.options.onProblem(error);
      if (this.link === link) await this.replace(link);
    }
  }

  private async replace(link: Link): Promise<void> {
    this.link = undefined;
    this.opening = undefined;
    this.become('connecting');
    await link.client.destroy();
    if (this.isWatched) await this.open();
  }

  private onLink(state: 'up' | 'down' | 'broken'): void {
    const { link } = this;
    if (!link || this.closed) return;
    if (state === 'down') this.become('connecting');
    if (state === 'up') this.watch.after('look', 0, () => this.reload());
    if (state === 'broken') this.watch.after('look', 0, () => this.replace(link));
  }

  private onUpdate(update: Api.TypeUpdate | Api.TypeUpdates): void {
    const { link } = this;
    if (!link || this.closed) return;
    const moved = ptsOf(update);
    if (moved) this.track.count(moved.pts, moved.count);
    if (this.track.hasGap) this.watch.after('look', GAP_MS, () => this.look());
    this.onNews(readUpdate(update, link.bot.id));
  }

  private onNews(news: BotChatNews): void {
    if (news.kind === 'message') {
      const message = readMessage(news.message);
      if (message && this.messages.put(message, news.pts)) this.tell({ kind: 'message', message });
    } else if (news.kind === 'gone') {
      const ids = this.messages.remove(news.ids);
      if (ids.length > 0) this.tell({ kind: 'gone', ids });
    } else if (news.kind === 'read') {
      this.readUpTo = news.upTo;
      this.tell(news);
    } else if (news.kind === 'stars') {
      this.stars = news.stars;
      this.tell(news);
    } else if (news.kind === 'typing' || news.kind === 'notice') this.tell(news);
    else if (news.kind === 'profile') this.watch.after('profile', 0, () => this.refreshProfile());
    else if (news.kind === 'unclear') this.watch.after('look', 0, () => this.reload());
  }

  private become(connection: Connection): void {
    if (connection === this.connection) return;
    this.connection = connection;
    this.tell({ kind: 'connection', connection });
  }

  private tell(change: ChatChange): void {
    for (const listener of [...this.listeners]) listener(change);
  }
}
