import type { CallbackName } from '../callbacks';
import { helpScreen, languageScreen, privacyScreen, setLanguageScreen, statisticsScreen } from './about.screen';
import {
  apiKeyEndedScreen,
  apiKeyScreen,
  apiKeysScreen,
  askApiKeyScreen,
  endApiKeyScreen,
  makeApiKeyScreen,
  newApiKeyScreen,
  setApiKeyScreen,
  typedApiKeyScreen,
} from './api-keys.screen';
import { balanceScreen, transactionsScreen } from './balance.screen';
import { cancelScreen, cardScreen, changeScreen, claimScreen, moreScreen } from './card.screen';
import { countriesScreen, orderCountriesScreen } from './countries.screen';
import { claimAllScreen, claimRewardScreen, freeScreen } from './free.screen';
import {
  cancelGiftScreen,
  dropPromoScreen,
  giftsScreen,
  giveScreen,
  inviteScreen,
  promoForScreen,
  promoScreen,
  redeemForScreen,
  redeemScreen,
  takeGiftScreen,
} from './growth.screen';
import { homeScreen } from './home.screen';
import { joinedScreen } from './joined.screen';
import { keyWebhookScreen, setKeyWebhookScreen } from './key-webhook.screen';
import { historyScreen, listedCardScreen, numbersScreen } from './numbers.screen';
import { offerScreen, reserveScreen } from './offer.screen';
import { askRefundScreen, refundScreen, refundsScreen } from './refund.screen';
import { dropWishScreen, wishesScreen, wishScreen } from './restock.screen';
import type { Screen } from './screen';
import { servicesInScreen, servicesScreen, starScreen } from './services.screen';
import { supportAboutScreen, supportScreen, supportSolvedScreen, supportThreadScreen } from './support.screen';
import {
  paymentScreen,
  payScreen,
  paySupportScreen,
  termsScreen,
  topUpAmountsScreen,
  topUpScreen,
} from './top-up.screen';

/** Which screen answers which callback. A callback without one does not compile. */
export const screens: { readonly [Name in CallbackName]: Screen<Name> } = {
  home: homeScreen,
  services: servicesScreen,
  star: starScreen,
  countries: countriesScreen,
  orderCountries: orderCountriesScreen,
  servicesIn: servicesInScreen,
  offer: offerScreen,
  wish: wishScreen,
  dropWish: dropWishScreen,
  wishes: wishesScreen,
  reserve: reserveScreen,
  card: cardScreen,
  cancel: cancelScreen,
  change: changeScreen,
  more: moreScreen,
  claim: claimScreen,
  numbers: numbersScreen,
  history: historyScreen,
  listedCard: listedCardScreen,
  balance: balanceScreen,
  transactions: transactionsScreen,
  topUp: topUpScreen,
  topUpAmounts: topUpAmountsScreen,
  pay: payScreen,
  payment: paymentScreen,
  refunds: refundsScreen,
  refund: refundScreen,
  askRefund: askRefundScreen,
  paySupport: paySupportScreen,
  terms: termsScreen,
  invite: inviteScreen,
  promo: promoScreen,
  redeem: redeemScreen,
  promoFor: promoForScreen,
  redeemFor: redeemForScreen,
  dropPromo: dropPromoScreen,
  gifts: giftsScreen,
  give: giveScreen,
  takeGift: takeGiftScreen,
  cancelGift: cancelGiftScreen,
  apiKeys: apiKeysScreen,
  newApiKey: newApiKeyScreen,
  makeApiKey: makeApiKeyScreen,
  apiKey: apiKeyScreen,
  setApiKey: setApiKeyScreen,
  askApiKey: askApiKeyScreen,
  typedApiKey: typedApiKeyScreen,
  keyWebhook: keyWebhookScreen,
  setKeyWebhook: setKeyWebhookScreen,
  endApiKey: endApiKeyScreen,
  apiKeyEnded: apiKeyEndedScreen,
  support: supportScreen,
  supportAbout: supportAboutScreen,
  supportThread: supportThreadScreen,
  supportSolved: supportSolvedScreen,
  statistics: statisticsScreen,
  free: freeScreen,
  help: helpScreen,
  privacy: privacyScreen,
  language: languageScreen,
  setLanguage: setLanguageScreen,
  joined: joinedScreen,
  claimReward: claimRewardScreen,
  claimAll: claimAllScreen,
};
