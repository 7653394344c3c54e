import type { DescriptionInput } from '../description';
import { heleket } from './heleket';
import { oxapay } from './oxapay';
import { yookassa } from './yookassa';

/** Gateways that are described already. Heleket and Cryptomus speak one protocol at two addresses. */
export const PRESETS = { heleket, cryptomus: heleket, oxapay, yookassa } satisfies Record<string, DescriptionInput>;
