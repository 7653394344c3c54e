import type { App } from '../../app';
import type { InboundMessage, InboundParticipant, InboundPress, InboundUpdate } from '../../ports/inbound-update';
import type { Messenger } from '../../ports/messenger';
import { putAnswer, type Target } from '../answer-row';
import { callbacks } from '../callbacks';
import { saveStep } from '../conversations/dialogue';
import type { Panel } from '../panel/panel';
import type { Visit } from '../screens/screen';
import { button, type View } from '../screens/view';
import { lines, shortened } from '../texts/rich';
import { recordFunnel } from './record-funnel';

export interface RouterParts {
  readonly app: App;
  readonly messenger: Pick<Messenger, 'answerPress'>;
  /** The bot's own id: updates about itself tell of its rights. */
  readonly botId?: bigint;
  /** Its buttons and steps go there, past gate and maintenance. */
  readonly panel?: Panel;
}

type OfPerson = InboundUpdate & (InboundMessage | InboundPress | InboundParticipant);

/** An update that broke so often is answered with an apology instead of being tried again. */
const TRIES = 3;
const MAX_TOAST = 200;

/** The screen of whoever may not come in at all. */
export const CLOSED = 'closed';

/** One update of one person, from its arrival to the answer. */
export class Interaction {
  readonly app: App;
  private isAnswered = false;

  constructor(
    readonly parts: RouterParts,
    private readonly update: OfPerson,
  ) {
    this.app = parts.app;
  }

  /** The answer's key in the outbox: an update that is handled again is answered once. */
  get key(): string {
    return `answer:${this.update.id}`;
  }

  /** Puts a view into the outbox and remembers what it asks for. */
  async show(visit: Visit, view: View & { toast?: string }, target: Target, screen: string): Promise<void> {
    const { user } = visit;
    // A word that came too late for the button stands above the screen instead.
    const text = view.toast && this.isAnswered ? lines(view.toast, '', view.text) : view.text;
    await Promise.all([
      saveStep(this.app, { userId: user.id, screen, step: view.step }),
      putAnswer(this.app, { key: this.key, userId: user.id, view: { ...view, text }, target }),
      this.answerPress(view.toast, screen === CLOSED),
      screen === CLOSED ? undefined : recordFunnel(this.app, user.id, screen),
    ]);
  }

  /** Ends the waiting circle on the button, once. A press that is too old to be answered is no trouble. */
  async answerPress(toast: string | undefined, alert = false): Promise<void> {
    if (this.update.kind !== 'press' || this.isAnswered) return;
    this.isAnswered = true;
    const text = toast === undefined ? undefined : shortened(toast, MAX_TOAST).text;
    try {
      await this.parts.messenger.answerPress({ queryId: this.update.queryId, text, alert });
    } catch (error) {
      this.app.log.warn({ err: error }, 'press not answered');
    }
  }

  /** Rejects when the work breaks, so that the update is tried again; the last time the person is told instead. */
  async attempt(visit: Visit, target: Target, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (this.update.attempts + 1 < TRIES) throw error;
      this.app.log.error({ err: error, update: this.update.id.toString() }, 'update given up');
      const { texts } = visit;
      const buttons = [[button(texts.home, callbacks.home())]];
      await this.show(visit, { text: texts.somethingBroke, buttons }, target, 'broken');
    }
  }
}
