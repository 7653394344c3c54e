import { testProvider } from '../../../usecases/providers/test-provider';
import { callbackData } from '../../callback-data';
import { button } from '../../screens/view';
import { lines, type Piece } from '../../texts/rich';
import type { AdminVisit, PanelView, Section } from '../section';
import { wayBack } from '../way-back';
import type { Entity } from './entity';
import { entityCallbacks } from './entity-callbacks';
import { entitySection } from './entity-section';
import { addressCallbacks, addressPages } from './webhook-address';

const PREFIX = 'APR';
const callbacks = { test: callbackData(`${PREFIX}x`, { id: 'id' }) };

const providers: Entity<'providers'> = {
  table: 'providers',
  prefix: PREFIX,
  order: ['options', 'mode'],
  line: ({ format }, { name }) => format.name(name),
  title: ({ format }, { name }) => format.name(name),
  async facts({ panel, app }, { balance, balanceAt, pausedUntil, pauseReason, lastFault, currency, exchangeRate }) {
    const words = panel.catalogue;
    const facts: Piece[] = [];
    if (balance !== null && balanceAt) facts.push(words.balance({ amount: balance, currency, at: balanceAt }));
    if (currency !== null && exchangeRate === null) facts.push(words.noRate({ currency }));
    if (pausedUntil && pausedUntil > app.clock.now()) {
      facts.push(words.paused({ until: pausedUntil, reason: pauseReason ?? '' }));
    }
    if (lastFault) facts.push(words.lastFault({ fault: lastFault }));
    return facts;
  },
  buttons: ({ panel }, { id }) => [
    [button(panel.catalogue.test.button, callbacks.test({ id }))],
    [button(panel.webhooks.address.button, addressCallbacks.address({ id }))],
  ],
};

/** Asks the supplier now, and says what it answered. */
async function test(visit: AdminVisit, { id }: { id: number }): Promise<PanelView> {
  const { app, panel } = visit;
  const words = panel.catalogue.test;
  const card = entityCallbacks(PREFIX).card({ id, page: 0, of: 0 });
  const interim = async () => ({ text: lines(words.asking), buttons: [] });
  const outcome = await visit.whileWaiting(testProvider(app, id, visit.author), interim);
  const say = (): Piece => {
    switch (outcome.kind) {
      case 'works':
        return lines(
          words.works({ tookMs: outcome.tookMs }),
          outcome.balance !== null && words.balance({ amount: outcome.balance, currency: outcome.currency }),
        );
      case 'fails':
        return lines(words.fault(outcome), words.faults[outcome.fault]);
      default:
        return words[outcome.kind];
    }
  };
  return {
    text: lines(say()),
    buttons: [[button(words.again, callbacks.test({ id }))], wayBack(visit, card)],
  };
}

export const providersSection = entitySection(providers, {
  callbacks: { ...callbacks, ...addressCallbacks },
  pages: { test: test as Section['pages'][string], ...(addressPages as Section['pages']) },
});
