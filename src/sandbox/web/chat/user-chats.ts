import type { SandboxDescription, SandboxFace } from '../sandbox-description';
import type { ChatMessage } from './chat-view';
import { UserChat } from './user-chat';

/** How long a chat that no browser shows keeps its connection. */
const IDLE_MS = 60_000;

export interface PersonView {
  readonly id: string;
  readonly name: string;
  readonly username?: string;
  readonly phone: string;
  readonly language: string;
  /** The newest message, once somebody has opened the chat. */
  readonly last?: Pick<ChatMessage, 'id' | 'text' | 'out' | 'date'>;
}

export interface UserChatsOptions {
  readonly telegram: SandboxDescription['telegram'];
  readonly faces: readonly SandboxFace[];
  onProblem(problem: unknown): void;
}

/** The chats of all demo users, each connected while a browser shows it and a little longer. */
export class UserChats {
  private readonly chats = new Map<string, UserChat>();
  private readonly idle = new Map<string, NodeJS.Timeout>();
  private readonly people = new Set<() => void>();

  constructor(private readonly options: UserChatsOptions) {}

  /** The chat of a demo user; undefined for an unknown id. */
  find(userId: string): UserChat | undefined {
    const chat = this.chats.get(userId) ?? this.create(userId);
    if (chat && !chat.isWatched) this.closeLater(userId, chat);
    return chat;
  }

  private create(userId: string): UserChat | undefined {
    const { telegram, onProblem } = this.options;
    const user = telegram.users.find(({ id }) => String(id) === userId);
    if (!user) return undefined;
    const chat = new UserChat({ telegram, user, face: this.faceOf(user), onProblem });
    this.chats.set(userId, chat);
    return chat;
  }

  list(): PersonView[] {
    return this.options.telegram.users.map((user) => {
      const { name, language = 'en' } = this.faceOf(user);
      const last = this.chats.get(String(user.id))?.last;
      const preview = last && {
        id: last.id,
        text: (last.service ?? last.text).slice(0, 120),
        out: last.out,
        date: last.date,
      };
      return { id: String(user.id), name, username: user.username, phone: user.phone, language, last: preview };
    });
  }

  /** Listens to a chat and, apart from that, to any change of the list of people. Answers how to stop both. */
  show(chat: UserChat, onChange: Parameters<UserChat['listen']>[0], onPeople: () => void): () => void {
    const userId = String(chat.state.user.id);
    clearTimeout(this.idle.get(userId));
    this.people.add(onPeople);
    const stop = chat.listen((change) => {
      onChange(change);
      if (change.kind === 'message' || change.kind === 'gone' || change.kind === 'state') this.tellPeople();
    });
    return () => {
      stop();
      this.people.delete(onPeople);
      if (!chat.isWatched && this.chats.get(userId) === chat) this.closeLater(userId, chat);
    };
  }

  /** Closes every connection. */
  async close(): Promise<void> {
    for (const timer of this.idle.values()) clearTimeout(timer);
    this.idle.clear();
    this.people.clear();
    await Promise.all([...this.chats.values()].map((chat) => chat.close()));
    this.chats.clear();
  }

  private tellPeople(): void {
    for (const tell of [...this.people]) tell();
  }

  private closeLater(userId: string, chat: UserChat): void {
    clearTimeout(this.idle.get(userId));
    const timer = setTimeout(() => {
      if (chat.isWatched) return;
      this.chats.delete(userId);
      void chat.close();
    }, IDLE_MS);
    this.idle.set(userId, timer.unref());
  }

  private faceOf(user: SandboxDescription['telegram']['users'][number]): SandboxFace {
    const face = this.options.faces.find(({ id }) => String(id) === String(user.id));
    return face ?? { id: user.id, name: user.username ?? `User ${user.id}` };
  }
}
