import type { HandlerAction } from '../handler-call';
import * as account from './account';
import * as again from './again';
import * as buy from './buy';
import * as catalogue from './catalogue';
import * as close from './close';
import * as lists from './lists';
import * as prices from './prices';
import * as status from './status';

/** What the shop does for resellers who speak handler_api, by the word for it; nothing else is served. */
export const handlerActions: ReadonlyMap<string, HandlerAction> = new Map(
  Object.entries({ ...account, ...again, ...buy, ...catalogue, ...close, ...lists, ...prices, ...status }),
);
