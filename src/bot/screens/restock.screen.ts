import type { Amount } from '../../domain/money/money';
import { MOST_WISHES, WISH_DAYS, wishRestock } from '../../usecases/storefront/restock-wishes';
import { callbacks } from '../callbacks';
import { screen } from './screen';
import { button, rowsOf } from './view';

/** Ceilings that are offered, in hundredths of what it costs now. */
const CEILINGS = [100n, 125n, 150n, 200n];
const CENT = 100n;

/** From an offer that is sold out: they are told once when it is back. Pressed again, with another ceiling. */
export const wishScreen = screen('wish', async ({ app, user, texts }, { offer: offerId, ceiling: wanted }) => {
  const outcome = await wishRestock(app, { userId: user.id, offerId, ceiling: wanted });
  if (outcome.kind === 'offer_gone') return { go: callbacks.offer({ offer: offerId, page: 0, from: 0 }) };
  if (outcome.kind === 'too_many') return { go: callbacks.wishes(), toast: texts.tooManyWishes(MOST_WISHES) };
  const { offer, ceiling } = outcome;
  const ceilings = CEILINGS.map((share) => upToCents((offer.price * share) / 100n));
  return {
    text: texts.wishScreen({ ...offer, ceiling, days: WISH_DAYS }),
    buttons: [
      ...rowsOf(
        ceilings.map((one) =>
          button(texts.wishCeilingButton(one, one === ceiling), callbacks.wish({ offer: offerId, ceiling: one })),
        ),
        2,
      ),
      [
        button(texts.dropWishButton, callbacks.dropWish({ offer: offerId })),
        button(texts.wishesButton, callbacks.wishes()),
      ],
      [button(texts.back, callbacks.offer({ offer: offerId, page: 0, from: 0 })), button(texts.home, callbacks.home())],
    ],
  };
});

export const dropWishScreen = screen('dropWish', async ({ app, user, texts }, { offer }) => {
  await app.db.restockWishes.drop(user.id, offer);
  return { go: callbacks.offer({ offer, page: 0, from: 0 }), toast: texts.wishDropped };
});

export const wishesScreen = screen('wishes', async ({ app, user, texts }) => {
  const wishes = await app.db.restockWishes.list(user.id);
  return {
    text: wishes.length > 0 ? texts.wishesScreen({ total: wishes.length, days: WISH_DAYS }) : texts.noWishes,
    buttons: [
      ...wishes.map((wish) => [
        button(texts.wishRow(wish), callbacks.wish({ offer: wish.offerId, ceiling: wish.ceiling })),
      ]),
      [
        button(texts.back, callbacks.services({ page: 0, favourites: false, query: false })),
        button(texts.home, callbacks.home()),
      ],
    ],
  };
});

const upToCents = (amount: Amount) => ((amount + CENT - 1n) / CENT) * CENT;
