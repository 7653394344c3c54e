import type { App } from '../app';
import type {
  HandleUpdate,
  InboundMessage,
  InboundParticipant,
  InboundPress,
  InboundUpdate,
  Person,
} from '../ports/inbound-update';
import type { Messenger } from '../ports/messenger';
import { noteOwnStanding, noteParticipant } from '../usecases/channels/note-participant';
import { markBlocked } from '../usecases/customers/mark-blocked';
import { meetUser, type User } from '../usecases/customers/meet-user';
import { noteStep } from '../usecases/customers/note-step';
import { receivePost } from '../usecases/messages/receive-post';
import { putAnswer, type Target } from './answer-row';
import { linkOfCommand, parseCommand, startPayload } from './commands';
import { findStep, saveStep } from './conversations/dialogue';
import { searchFor } from './conversations/search.conversation';
import { missingFor } from './guards/gate';
import { refusedEntry } from './guards/may-enter';
import { isAnew, links, type ParsedLink, parseLink } from './links';
import type { Panel } from './panel/panel';
import { screens } from './screens';
import { gateView } from './screens/gate-view';
import type { Visit } from './screens/screen';
import type { Answer, Lead, Step, View } from './screens/view';
import { textsFor } from './texts';
import { languageFor } from './texts/languages';
import { lines, shortened } from './texts/rich';

export interface RouterParts {
  readonly app: App;
  readonly messenger: Pick<Messenger, 'answerPress'>;
  /** The bot's own id: updates about itself tell of its rights. */
  readonly botId?: bigint;
  /** Its buttons and steps go there, past gate and maintenance. */
  readonly panel?: Panel;
}

/** After so long without an answer, a person is shown that something is going on. */
const PATIENCE_MS = 700;
/** An update that broke so often is answered with an apology instead of being tried again. */
const TRIES = 3;
const MAX_TOAST = 200;

/** Finds the screen for an update and puts what it shows into the outbox. Handling an update twice does it once. */
export function createRouter(parts: RouterParts): { handle: HandleUpdate } {
  return {
    async handle(update) {
      switch (update.kind) {
        case 'press':
          return new Turn(parts, update).onPress(update);
        case 'message':
          return new Turn(parts, update).onMessage(update);
        case 'block':
          return markBlocked(parts.app, { telegramId: update.from.telegramId, blocked: update.isBlocking });
        case 'participant':
          return new Turn(parts, update).onParticipant(update);
        case 'post':
          return void (await receivePost(parts.app, update));
      }
    },
  };
}

type OfPerson = InboundUpdate & (InboundMessage | InboundPress | InboundParticipant);

/** One update of one person, from its arrival to the answer. */
class Turn {
  private readonly app: App;
  private isAnswered = false;

  constructor(
    private readonly parts: RouterParts,
    private readonly update: OfPerson,
  ) {
    this.app = parts.app;
  }

  async onPress(press: InboundUpdate & InboundPress): Promise<void> {
    const visit = await this.visit(press.from, undefined);
    const parsed = parseLink(press.data);
    const target: Target = { kind: isAnew(press.data) ? 'below' : 'edit', messageId: press.messageId };
    if (await this.inPanel(visit, target, (panel) => panel.onPress(this.patient(visit, target), press))) return;
    const closed = this.refused(visit);
    if (closed) {
      // The message may be a number's card: it stays, unless the person pressed "try again" on this very notice.
      const place: Target = parsed?.name === 'home' ? target : { kind: 'below', messageId: press.messageId };
      await this.show(visit, { ...closed, toast: closed.text.text }, place, 'closed');
      return;
    }
    await this.attempt(visit, target, async () => {
      await this.unhurried(async () => {
        const asked = parsed ?? home;
        const { view, screen, texts } = await this.follow(visit, asked, target);
        const toast = parsed ? view.toast : texts.staleButton;
        await this.show({ ...visit, texts }, { ...view, toast }, target, screen);
      });
    });
  }

  async onMessage(message: InboundUpdate & InboundMessage): Promise<void> {
    const command = parseCommand(message.text);
    const visit = await this.visit(message.from, startPayload(command));
    if (await this.inPanel(visit, { kind: 'new' }, (panel) => panel.onMessage(visit, message))) return;
    const closed = this.refused(visit);
    if (closed) return this.show(visit, closed, { kind: 'new' }, 'closed');
    await this.attempt(visit, { kind: 'new' }, async () => {
      if (command?.name === 'cancel') return this.onCancel(visit);
      if (command) return this.onCommand(visit, await linkOfCommand(visit, command));
      if (message.text.trim() && !message.document) return this.onWords(visit, message.text);
      const { view, screen } = await this.follow(visit, home, { kind: 'new' });
      const text = screen === GATE ? view.text : visit.texts.unsupported;
      await this.show(visit, { ...view, text }, { kind: 'new' }, screen);
    });
  }

  /** Whoever stands before the gate sees it shrink, and comes in, without pressing anything. */
  async onParticipant(update: InboundUpdate & InboundParticipant): Promise<void> {
    const { from, channelId, isMember, isAdmin, actorId, receivedAt: at } = update;
    const { telegramId } = from;
    if (telegramId === this.parts.botId) {
      return noteOwnStanding(this.app, { channelId, isMember, isAdmin, actorId, at });
    }
    const user = await noteParticipant(this.app, { channelId, telegramId, isMember, at });
    const visit = user && (await this.visitOf(user));
    if (!visit || this.refused(visit) || (await visit.step())?.kind !== 'gate') return;
    const target: Target = { kind: 'living' };
    const { view, screen, texts } = await this.follow(visit, goOn, target);
    await this.show({ ...visit, texts }, { ...view, toast: undefined }, target, screen);
  }

  /** True when it was the panel's business. */
  private async inPanel(
    visit: Visit,
    target: Target,
    ask: (panel: Panel) => ReturnType<Panel['onPress']>,
  ): Promise<boolean> {
    const { panel } = this.parts;
    if (!panel) return false;
    let isItsBusiness = true;
    await this.attempt(visit, target, async () => {
      const reply = await this.unhurried(() => ask(panel));
      if (reply) await this.show(visit, reply.view, target, reply.screen);
      else isItsBusiness = false;
    });
    return isItsBusiness;
  }

  private async onCommand(visit: Visit, data: string | undefined): Promise<void> {
    const { view, screen } = await this.follow(visit, (data && parseLink(data)) || home, { kind: 'new' });
    const text = data ? view.text : visit.texts.unknownCommand(view.text);
    await this.show(visit, { ...view, text }, { kind: 'new' }, screen);
  }

  private async onCancel(visit: Visit): Promise<void> {
    const step = await visit.step();
    const { view, screen } = await this.follow(visit, home, { kind: 'new' });
    const word = step?.kind.startsWith('search_') ? visit.texts.searchClosed : visit.texts.nothingToCancel;
    await this.show(visit, { ...view, text: lines(word, '', view.text) }, { kind: 'new' }, screen);
  }

  private async onWords(visit: Visit, words: string): Promise<void> {
    const before = await visit.step();
    const { step, go } = searchFor(words, before);
    const target: Target = { kind: before ? 'living' : 'new' };
    const searching = { ...visit, step: async () => step };
    const { view, screen } = await this.follow(searching, parseLink(go)!, target);
    await this.show(visit, view, target, screen);
  }

  private async visit(from: Person, payload: string | undefined): Promise<Visit> {
    const { app } = this;
    const { languageCode, ...person } = from;
    const [user] = await Promise.all([
      meetUser(app, { ...person, language: languageFor(languageCode ?? undefined), startPayload: payload }),
      app.settings(),
    ]);
    return this.visitOf(user);
  }

  private async visitOf(user: User): Promise<Visit> {
    const { app } = this;
    const settings = await app.settings();
    let step: ReturnType<Visit['step']> | undefined;
    return {
      app,
      user,
      settings,
      texts: textsFor(user.language, app.currency),
      step: () => {
        step ??= findStep(app, user.id);
        return step;
      },
      whileWaiting: async (work) => work,
    };
  }

  private refused(visit: Visit): View | undefined {
    return refusedEntry(visit, this.app.ownerIds.includes(visit.user.telegramId));
  }

  /** Runs the screen behind a link, and those that it leads on to; before each stands the gate. */
  private async follow(from: Visit, link: ParsedLink, target: Target): Promise<Followed> {
    let visit = from;
    let at = link;
    let toast: string | undefined;
    let isOpen = false;
    for (let hops = 0; hops < MAX_HOPS; hops += 1) {
      const missing = isOpen ? [] : await missingFor(visit, at);
      if (missing.length > 0) {
        const view = await gateView(visit, missing, at);
        const word = at === link && at.name === 'joined' ? visit.texts.stillMissing({ count: missing.length }) : toast;
        return { view: { ...view, toast: word }, screen: GATE, texts: visit.texts };
      }
      const here = visit;
      const answer = await run(this.patient(here, target), at);
      const { texts } = visit;
      if (!('go' in answer)) {
        const step = answer.step ?? (await stepToKeep(visit, at));
        return { view: { ...answer, step, toast: hops > 0 ? toast : answer.toast }, screen: at.name, texts };
      }
      toast = answer.toast ?? toast;
      isOpen ||= at.name === 'joined';
      visit = movedOn(visit, at, answer);
      at = parseLink(answer.go) ?? home;
    }
    throw new Error(`${link.name} leads on and on`);
  }

  private patient(visit: Visit, target: Target): Visit {
    return { ...visit, whileWaiting: (work, interim) => this.whileWaiting(visit, work, interim, target) };
  }

  /** The waiting circle on a button ends when the work takes long. */
  private async unhurried<Result>(work: () => Promise<Result>): Promise<Result> {
    const slow = this.app.clock.after(PATIENCE_MS, () => void this.answerPress(undefined));
    try {
      return await work();
    } finally {
      slow.cancel();
    }
  }

  /** The interim view must be in the outbox before the final one, or not at all. */
  private async whileWaiting<Result>(
    visit: Visit,
    work: Promise<Result>,
    interim: () => Promise<View>,
    target: Target,
  ): Promise<Result> {
    let shown: Promise<void> | undefined;
    const timer = this.app.clock.after(PATIENCE_MS, () => {
      shown = interim()
        .then((view) => putAnswer(this.app, { key: `${this.key}:meanwhile`, userId: visit.user.id, view, target }))
        .catch((error: unknown) => this.app.log.warn({ err: error }, 'interim view not shown'));
    });
    try {
      return await work;
    } finally {
      timer.cancel();
      await shown;
    }
  }

  private async show(visit: Visit, view: View & { toast?: string }, target: Target, screen: string): Promise<void> {
    const { user } = visit;
    // A word that came too late for the button stands above the screen instead.
    const text = view.toast && this.isAnswered ? lines(view.toast, '', view.text) : view.text;
    await Promise.all([
      saveStep(this.app, { userId: user.id, screen, step: view.step }),
      putAnswer(this.app, { key: this.key, userId: user.id, view: { ...view, text }, target }),
      this.answerPress(view.toast, screen === 'closed'),
      this.noteSteps(user.id, screen),
    ]);
  }

  /** How far people come is worth knowing, and worth no failure of theirs. */
  private async noteSteps(userId: bigint, screen: string): Promise<void> {
    if (screen === 'closed') return;
    try {
      await noteStep(this.app, { userId, step: 'OPENED' });
      if (screen === 'offer') await noteStep(this.app, { userId, step: 'CHOSE' });
    } catch (error) {
      this.app.log.warn({ err: error }, 'a step was not counted');
    }
  }

  /** Ends the waiting circle on the button, once. A press that is too old to be answered is no trouble. */
  private async answerPress(toast: string | undefined, alert = false): Promise<void> {
    if (this.update.kind !== 'press' || this.isAnswered) return;
    this.isAnswered = true;
    const text = toast === undefined ? undefined : shortened(toast, MAX_TOAST).text;
    try {
      await this.parts.messenger.answerPress({ queryId: this.update.queryId, text, alert });
    } catch (error) {
      this.app.log.warn({ err: error }, 'press not answered');
    }
  }

  private async attempt(visit: Visit, target: Target, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (this.update.attempts + 1 < TRIES) throw error;
      this.app.log.error({ err: error, update: this.update.id.toString() }, 'update given up');
      const { texts } = visit;
      const buttons = [[{ kind: 'callback', text: texts.home, data: links.home() } as const]];
      await this.show(visit, { text: texts.somethingBroke, buttons }, target, 'broken');
    }
  }

  private get key(): string {
    return `answer:${this.update.id}`;
  }
}

interface Followed {
  readonly view: View & { readonly toast?: string };
  readonly screen: string;
  readonly texts: Visit['texts'];
}

const home = parseLink(links.home())!;
/** What a join leads to that Telegram told of: as if "I have joined" were pressed, without asking again. */
const goOn: ParsedLink = { ...parseLink(links.joined())!, isTold: true };
const GATE = 'gate';
const MAX_HOPS = 4;

/** The same person, after what one screen did. */
function movedOn(visit: Visit, link: ParsedLink, lead: Lead): Visit {
  const { app, user } = visit;
  const step = link.name === 'joined' ? async () => lead.step : visit.step;
  const isLanguage = link.name === 'setLanguage';
  const language = isLanguage ? link.params.language : user.language;
  const moved = { ...user, language, isNew: isLanguage ? false : user.isNew };
  return { ...visit, step, user: moved, texts: textsFor(language, app.currency) };
}

/** Who reads about the shop before the gate is still waiting there. */
async function stepToKeep(visit: Visit, { name }: ParsedLink): Promise<Step | undefined> {
  if (name !== 'help' && name !== 'privacy' && name !== 'language') return undefined;
  const step = await visit.step();
  return step?.kind === 'gate' ? step : undefined;
}

function run(visit: Visit, link: ParsedLink): Promise<Answer> {
  const show = screens[link.name] as (visit: Visit, params: unknown) => Promise<Answer>;
  return show(visit, link.params);
}
