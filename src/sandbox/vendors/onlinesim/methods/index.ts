import type { OnlineSimMethod } from '../onlinesim-words';
import * as catalogue from './catalogue-methods';
import { getState } from './get-state';
import * as operations from './operation-methods';

/** Every method the simulated vendor answers, by its name in the address. */
export const onlineSimMethods: Readonly<Record<string, OnlineSimMethod>> = { ...catalogue, ...operations, getState };
