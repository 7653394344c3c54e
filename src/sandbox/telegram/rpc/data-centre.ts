import type { FaultSwitches } from '../faults/fault-switches';
import type { AuthKeys } from '../mtproto/auth-keys';

/** What methods may know of the server itself. */
export interface DataCentre {
  readonly dcId: 2;
  readonly host: string;
  readonly port: number;
  readonly apiId: number;
  readonly apiHash: string;
  readonly keys: AuthKeys;
  readonly faults: FaultSwitches;
  log(event: string, facts: Record<string, unknown>): void;
}
