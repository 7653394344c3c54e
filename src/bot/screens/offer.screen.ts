import { readOthersInStock } from '../../database/queries/storefront-offers';
import type { MessageButton } from '../../ports/messenger';
import { type ReserveRefused, reserveNumber } from '../../usecases/reservations/reserve-number';
import { getOffer } from '../../usecases/storefront/get-offer';
import { toOfferView } from '../../usecases/storefront/offer-view';
import { actKey, newNonce } from '../act-key';
import { callbacks } from '../callbacks';
import { lines } from '../texts/rich';
import { cardView } from './card-view';
import { moneyFacts, screen, type Visit } from './screen';
import { button, type View } from './view';

/** The last look before money moves: price, what is held, what is there. */
export const offerScreen = screen('offer', async (visit, { offer: offerId, page, from }) => {
  const { app, user, texts, settings } = visit;
  const offer = await getOffer(app, { offerId, userId: user.id });
  if (!offer?.isOnSale) {
    const services = button(texts.allServices, callbacks.services({ page: from, favourites: false, query: false }));
    return { text: texts.refusals.offer_gone(), buttons: [[services], [button(texts.home, callbacks.home())]] };
  }
  const isMissingMoney = offer.available < offer.price;
  const canPay = isMissingMoney && (await app.db.payments.listMethods()).length > 0;
  const isSoldOut = offer.stock === 0;
  const { price, available, debt, promoCode } = offer;
  const nonce = newNonce(app.ids.uuid());
  return {
    text: lines(
      texts.confirmScreen(offer),
      isMissingMoney &&
        !isSoldOut &&
        texts.missingMoney({ price, available, debt, ...moneyFacts({ user, settings }, canPay) }),
      isSoldOut && texts.soldOut,
    ),
    buttons: [
      ...(isSoldOut
        ? await instead(visit, { offerId, from, isWaiting: offer.wishCeiling !== null })
        : isMissingMoney
          ? [
              [
                canPay
                  ? button(texts.addMissingButton(price + debt - available), callbacks.topUp({ offer: offerId, price }))
                  : button(texts.homeButtons.balance, callbacks.balance()),
                button(texts.homeButtons.free, callbacks.free()),
              ],
            ]
          : [[button(texts.reserveButton(price), callbacks.reserve({ offer: offerId, price, nonce }))]]),
      [
        button(texts.refresh, callbacks.offer({ offer: offerId, page, from })),
        promoCode === null
          ? button(texts.promoButton, callbacks.promoFor({ offer: offerId }))
          : button(texts.dropPromoButton(promoCode), callbacks.dropPromo({ offer: offerId })),
      ],
      [
        button(texts.back, callbacks.countries({ service: offer.serviceId, page, query: false, from })),
        button(texts.home, callbacks.home()),
      ],
    ],
  };
});

const MOST_OTHERS = 4;

/** In place of what is sold out: other countries that have numbers, and to be told when it is back. */
async function instead(
  { app, texts }: Visit,
  o: { offerId: number; from: number; isWaiting: boolean },
): Promise<MessageButton[][]> {
  const others = await readOthersInStock(app.db, { offerId: o.offerId, limit: MOST_OTHERS, now: app.clock.now() });
  return [
    ...others.map((other) => [
      button(texts.countryRow(toOfferView(other)), callbacks.offer({ offer: other.offerId, page: 0, from: o.from })),
    ]),
    [
      o.isWaiting
        ? button(texts.dropWishButton, callbacks.dropWish({ offer: o.offerId }))
        : button(texts.wishButton, callbacks.wish({ offer: o.offerId, ceiling: 0n })),
    ],
  ];
}

/** The press that reserves. Its key was made when the button was shown: pressed twice, it is one reservation. */
export const reserveScreen = screen('reserve', async (visit, { offer: offerId, price, nonce }) => {
  const { app, user, texts } = visit;
  const key = actKey('reserve', user.id, nonce);
  const order = { key, userId: user.id, offerId, price, withPromo: true };
  const outcome = await visit.whileWaiting(reserveNumber(app, order), async () => {
    const offer = await getOffer(app, { offerId, userId: user.id });
    return { text: offer ? texts.gettingNumber(offer) : texts.refusals.offer_gone(), buttons: [] };
  });
  if (outcome.kind !== 'refused') return cardView(visit, outcome.view);
  const canPay = outcome.reason === 'insufficient_funds' && (await app.db.payments.listMethods()).length > 0;
  const more = outcome.reason === 'out_of_stock' ? await instead(visit, { offerId, from: 0, isWaiting: false }) : [];
  return refusedView(visit, outcome, { offerId, canPay, more });
});

function refusedView(
  visit: Visit,
  refused: ReserveRefused,
  { offerId, canPay, more }: { offerId: number; canPay: boolean; more: MessageButton[][] },
): View {
  const { app, user, texts, settings } = visit;
  const look = callbacks.offer({ offer: offerId, page: 0, from: 0 });
  const services = button(texts.allServices, callbacks.services({ page: 0, favourites: false, query: false }));
  const wayOut: Record<ReserveRefused['reason'], ReturnType<typeof button>> = {
    key_conflict: button(texts.tryAgain, look),
    offer_gone: services,
    price_changed: button(texts.seeNewPrice, look),
    banned: button(texts.homeButtons.help, callbacks.help()),
    paused: button(texts.homeButtons.numbers, callbacks.numbers({ page: 0 })),
    too_many_open: button(texts.homeButtons.numbers, callbacks.numbers({ page: 0 })),
    insufficient_funds: canPay
      ? button(texts.addMoneyButton, callbacks.topUp({ offer: offerId, price: refused.price ?? 0n }))
      : button(texts.homeButtons.balance, callbacks.balance()),
    out_of_stock: services,
    maintenance: button(texts.tryAgain, look),
  };
  const facts = { ...refused, now: app.clock.now(), ...moneyFacts({ user, settings }, canPay) };
  return {
    text: texts.refusals[refused.reason](facts),
    buttons: [...more, [wayOut[refused.reason]], [button(texts.back, look), button(texts.home, callbacks.home())]],
  };
}
