import type { App } from '../../app';
import type {
  InboundJoinRequest,
  InboundMessage,
  InboundParticipant,
  InboundPayment,
  InboundPaymentRefund,
  InboundPress,
  InboundUpdate,
} from '../../ports/inbound-update';
import type { Messenger } from '../../ports/messenger';
import { noteStep } from '../../usecases/users/note-step';
import { callbacks } from '../callbacks';
import { putAnswer, type Target } from '../outbox/put';
import type { Panel } from '../panel/panel';
import type { Visit } from '../screens/screen';
import { button, type View } from '../screens/view';
import { lines, shortened } from '../texts/rich';
import { saveStep } from './visit';

export interface RouterParts {
  readonly app: App;
  readonly messenger: Pick<Messenger, 'answerPress' | 'download'>;
  /** The bot's own id: updates about itself tell of its rights. */
  readonly botId?: bigint;
  /** Its buttons and steps go there, past gate and maintenance. */
  readonly panel?: Panel;
  /** Where money goes that came over the chat. */
  readonly payments?: PaymentTaker;
}

/** Takes note of money that moved. The same message may come again, and counts once. */
export interface PaymentTaker {
  take(payment: InboundUpdate & InboundPayment): Promise<void>;
  refunded(refund: InboundUpdate & InboundPaymentRefund): Promise<void>;
}

type OfPerson = InboundUpdate & (InboundMessage | InboundPress | InboundParticipant | InboundJoinRequest);

/** An update that broke so often is answered with an apology instead of being tried again. */
const TRIES = 3;
const MAX_TOAST = 200;
/** After so long without an answer, a person is shown that something is going on. */
const PATIENCE_MS = 700;

/** The screen of whoever may not come in at all. */
export const CLOSED = 'closed';

/** One update of one person, from its arrival to the answer. */
export class Interaction {
  readonly app: App;
  /** In it a screen may show an interim view while a supplier thinks. */
  readonly visit: Visit;
  private isAnswered = false;

  constructor(
    readonly parts: RouterParts,
    private readonly update: OfPerson,
    visit: Visit,
    /** Where answers go if nothing else is said. */
    readonly target: Target,
  ) {
    this.app = parts.app;
    this.visit = { ...visit, whileWaiting: (work, interim) => this.whileWaiting(work, interim) };
  }

  /** Puts a view into the outbox and remembers what it asks for. */
  async show(view: View & { toast?: string }, screen: string, target = this.target): Promise<void> {
    const userId = this.visit.user.id;
    // A word that came too late for the button stands above the screen instead.
    const text = view.toast && this.isAnswered ? lines(view.toast, '', view.text) : view.text;
    await Promise.all([
      saveStep(this.app, { userId, screen, step: view.step }),
      putAnswer(this.app, { key: this.key, userId, view: { ...view, text }, target }),
      this.answerPress(view.toast, screen === CLOSED),
      screen === CLOSED ? undefined : this.countStep(screen),
    ]);
  }

  /**
   * Does the work; the waiting circle on a button ends when it takes long. Rejects when it breaks, so that the update is
   * tried again; the last time the person is told instead.
   */
  async attempt(work: () => Promise<void>): Promise<void> {
    const slow = this.app.clock.after(PATIENCE_MS, () => void this.answerPress(undefined));
    try {
      await work();
    } catch (error) {
      if (this.update.attempts + 1 < TRIES) throw error;
      this.app.log.error({ err: error, update: this.update.id.toString() }, 'update given up');
      const { texts } = this.visit;
      await this.show({ text: texts.somethingBroke, buttons: [[button(texts.home, callbacks.home())]] }, 'broken');
    } finally {
      slow.cancel();
    }
  }

  /** The answer's key in the outbox: an update that is handled again is answered once. */
  private get key(): string {
    return `answer:${this.update.id}`;
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

  /** The interim view must be in the outbox before the final one, or not at all. */
  private async whileWaiting<Result>(work: Promise<Result>, interim: () => Promise<View>): Promise<Result> {
    const { app, visit, target, key } = this;
    let shown: Promise<void> | undefined;
    const timer = app.clock.after(PATIENCE_MS, () => {
      shown = interim()
        .then((view) => putAnswer(app, { key: `${key}:meanwhile`, userId: visit.user.id, view, target }))
        .catch((error: unknown) => app.log.warn({ err: error }, 'interim view not shown'));
    });
    try {
      return await work;
    } finally {
      timer.cancel();
      await shown;
    }
  }

  /** Counts how far people come: worth knowing, and worth no failure of theirs. */
  private async countStep(screen: string): Promise<void> {
    const userId = this.visit.user.id;
    try {
      await noteStep(this.app, { userId, step: 'OPENED' });
      if (screen === 'offer') await noteStep(this.app, { userId, step: 'CHOSE' });
    } catch (error) {
      this.app.log.warn({ err: error }, 'a step was not counted');
    }
  }
}
