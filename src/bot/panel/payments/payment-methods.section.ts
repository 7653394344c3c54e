import { STARS_PROTOCOL, starsMargin } from '../../../domain/payment/stars';
import { testPaymentMethod } from '../../../usecases/payments/test-payment-method';
import { paymentWebhookUrl } from '../../../usecases/payments/webhook-url';
import { button } from '../../screens/view';
import { bold, lines, type Piece } from '../../texts/rich';
import type { Entity } from '../catalogue/entity';
import { refusal, update } from '../catalogue/entity-saves';
import { entitySection } from '../catalogue/entity-section';
import type { AdminVisit, PanelAnswer, PanelView, Section } from '../section';
import { wayBack } from '../way-back';
import { methodCallbacks as callbacks, methodCard, paymentCallbacks } from './payment-callbacks';

const NOT_OF_STARS = [
  'baseUrl',
  'apiKey',
  'webhookKey',
  'options',
  'currency',
  'timeoutMs',
  'firstHoldHours',
  'newPayerMost',
  'newPayerDays',
  'failuresADay',
] as const;

const methods: Entity<'paymentMethods'> = {
  table: 'paymentMethods',
  prefix: callbacks.prefix,
  isElsewhere: true,
  line: ({ format }, { name }) => format.name(name),
  title: ({ format }, { name }) => format.name(name),
  // The terms are accepted by the button that turns it on.
  hides: ({ protocol }) => ['acceptsTerms', ...(protocol === STARS_PROTOCOL ? NOT_OF_STARS : [])],
  async facts({ panel, app }, { id, protocol, rate, lastFault }) {
    const words = panel.payments;
    const facts: Piece[] = [];
    const { currency } = app;
    if (protocol === STARS_PROTOCOL)
      facts.push(words.margin({ rate, own: currency, percent: starsMargin(rate, currency) }));
    else {
      const url = paymentWebhookUrl(app, id);
      facts.push(url === undefined ? words.noWebhook : words.webhook({ url }));
    }
    if (lastFault) facts.push(panel.catalogue.lastFault({ fault: lastFault }));
    return facts;
  },
  buttons: ({ panel }, { id }) => [[button(panel.catalogue.test.button, callbacks.test({ id }))]],
};

const made = entitySection(methods);
const pages = {
  list: async (): Promise<PanelAnswer> => ({ go: paymentCallbacks.home() }),

  /** What is no digital coin of Telegram's own is turned on by somebody who was told what that may cost. */
  async toggle(visit: AdminVisit, at: { id: number; page: number; of: number; on: boolean }): Promise<PanelAnswer> {
    const method = await visit.app.db.payments.findMethod(at.id);
    const asks = at.on && method && method.protocol !== STARS_PROTOCOL && !method.acceptsTerms;
    if (!asks)
      return (made.pages.toggle as unknown as (visit: AdminVisit, at: object) => Promise<PanelAnswer>)(visit, at);
    const { payments } = visit.panel;
    return {
      text: lines(bold(visit.format.name(method.name)), '', payments.terms),
      buttons: [[button(payments.acceptButton, callbacks.accept({ id: at.id }))], wayBack(visit, methodCard(at.id))],
    };
  },

  async accept(visit: AdminVisit, { id }: { id: number }): Promise<PanelAnswer> {
    const outcome = await update(visit, 'paymentMethods', id, { acceptsTerms: true, isActive: true });
    const toast = outcome.kind === 'saved' ? visit.panel.common.saved : refusal(visit, outcome);
    return { go: methodCard(id), toast };
  },

  /** Asks now, and says what was answered. */
  async test(visit: AdminVisit, { id }: { id: number }): Promise<PanelView> {
    const { app, panel, author } = visit;
    const { payments: words, catalogue } = panel;
    const interim = async () => ({ text: lines(words.asking), buttons: [] });
    const outcome = await visit.whileWaiting(testPaymentMethod(app, id, author), interim);
    const said = (): Piece => {
      switch (outcome.kind) {
        case 'works':
          return lines(
            catalogue.test.works(outcome),
            outcome.stars === undefined ? words.answer(outcome) : words.stars({ stars: Number(outcome.stars) }),
          );
        case 'fails':
          return lines(catalogue.test.fault(outcome), words.faults[outcome.fault]);
        case 'misfit':
          return catalogue.test.not_found;
        case 'not_found':
          return panel.common.gone;
      }
    };
    return {
      text: lines(said()),
      buttons: [[button(catalogue.test.again, callbacks.test({ id }))], wayBack(visit, methodCard(id))],
    };
  },
};

/** Ways to pay: Stars, and accounts at providers. Their list stands on the first page of payments. */
export const paymentMethodsSection: Section = {
  ...made,
  callbacks: { ...made.callbacks, test: callbacks.test, accept: callbacks.accept } as unknown as Section['callbacks'],
  pages: { ...made.pages, ...(pages as unknown as Section['pages']) },
};
