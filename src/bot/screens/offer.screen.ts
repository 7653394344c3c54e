import { getOffer } from '../../usecases/storefront/get-offer';
import { newNonce } from '../act-key';
import { callbacks } from '../callbacks';
import { lines } from '../texts/rich';
import { moneyFacts, screen } from './screen';
import { button } from './view';

/** The last look before money moves: price, what is held, what is there. */
export const offerScreen = screen('offer', async ({ app, user, texts, settings }, { offer: offerId, page, from }) => {
  const offer = await getOffer(app, { offerId, userId: user.id });
  if (!offer?.isOnSale) {
    const services = button(texts.allServices, callbacks.services({ page: from, favourites: false, query: false }));
    return { text: texts.refusals.offer_gone(), buttons: [[services], [button(texts.home, callbacks.home())]] };
  }
  const isMissingMoney = offer.available < offer.price;
  const isSoldOut = offer.stock === 0;
  const { price, available } = offer;
  const nonce = newNonce(app.ids.uuid());
  return {
    text: lines(
      texts.confirmScreen(offer),
      (isMissingMoney || isSoldOut) && '',
      isMissingMoney && texts.missingMoney({ price, available, ...moneyFacts({ user, settings }) }),
      isSoldOut && texts.soldOut,
    ),
    buttons: [
      ...(isMissingMoney
        ? [[button(texts.homeButtons.balance, callbacks.balance()), button(texts.homeButtons.free, callbacks.free())]]
        : isSoldOut
          ? []
          : [[button(texts.reserveButton(price), callbacks.reserve({ offer: offerId, price, nonce }))]]),
      [button(texts.refresh, callbacks.offer({ offer: offerId, page, from }))],
      [
        button(texts.back, callbacks.countries({ service: offer.serviceId, page, query: false, from })),
        button(texts.home, callbacks.home()),
      ],
    ],
  };
});
