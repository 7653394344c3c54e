import type { Operation } from '../operation';
import { getBalance } from './account';
import { listCountries, listOffers, listServices } from './catalogue';
import { followEvents } from './events';
import { askForMore, cancelOrder, changeOrder, finishOrder, getOrder, listOrders, placeOrder } from './orders';
import { dropWebhook, getWebhook, listDeliveries, redeliver, rotateSecret, setWebhook, testWebhook } from './webhook';

/** All of the REST, in the order of its document. */
export const restOperations: readonly Operation[] = [
  getBalance,
  listServices,
  listCountries,
  listOffers,
  placeOrder,
  listOrders,
  getOrder,
  cancelOrder,
  finishOrder,
  askForMore,
  changeOrder,
  followEvents,
  setWebhook,
  getWebhook,
  rotateSecret,
  testWebhook,
  listDeliveries,
  redeliver,
  dropWebhook,
];
