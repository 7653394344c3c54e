import type { AcquiredNumber, AcquireRequest, ProviderCapability, ReceivedText } from '../../../src/ports/sms-provider';
import type { Stand, Ways } from './stand';

export type Counter = ReturnType<typeof createCounter>;
let keys = 0;

/** What a story does at a stand, in words. `current` is the stand of the running test. */
export function createCounter(current: () => Stand, o: Ways) {
  const ways = {
    moreSms: 'on_request',
    afterEnd: 'ended',
    tooDear: 'too_dear',
    earlyCancelRefused: true,
    listShowsOffer: true,
    ...o,
  } as const;
  const wish = (more: Partial<AcquireRequest> = {}): AcquireRequest => {
    keys += 1;
    return { ...current().offer, reservationKey: `key-${keys}`, maxCost: current().price, ...more };
  };
  const messages = async (orderId: string) => {
    const state = await current().provider.orderState!(orderId);
    return state.kind === 'received' ? state.messages : state.kind === 'fault' ? state.fault : state.kind;
  };
  /** Where the supplier picks no code out, ours does. */
  const codeOf = ({ code, text }: ReceivedText) => (ways.picksCodes === false ? /\d{4,}/.exec(text)?.[0] : code);

  return {
    get stand() {
      return current();
    },
    ways,
    wish,
    messages,
    codeOf,
    lacks: (capability: ProviderCapability) => ways.lacks?.includes(capability) ?? false,
    async buy(): Promise<AcquiredNumber> {
      const reply = await current().provider.acquire!(wish());
      if (reply.kind !== 'acquired') throw new Error(`not acquired: ${reply.fault} ${reply.detail}`);
      return reply;
    },
    /** The fault of a purchase, or 'acquired'. */
    async refusal(provider = current().provider, more: Partial<AcquireRequest> = {}): Promise<string> {
      const reply = await provider.acquire!(wish(more));
      return reply.kind === 'fault' ? reply.fault : reply.kind;
    },
    /** The codes of an order; the name of its state or fault where it shows none. */
    async codes(orderId: string) {
      const found = await messages(orderId);
      return typeof found === 'string' ? found : found.map(codeOf);
    },
    /** What an order shows that is over after this code. */
    overAfter: (code: string) => (ways.afterCode === 'its_messages' ? [code] : 'ended'),
    /** The newest SMS. */
    newest: (found: Awaited<ReturnType<typeof messages>>) => (typeof found === 'string' ? undefined : found.at(-1)),
  };
}
