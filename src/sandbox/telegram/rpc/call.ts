import type { AuthKey } from '../mtproto/auth-keys';
import type { Session } from '../mtproto/session';
import type { TlObject } from '../tl/tl-object';
import type { Account } from '../world/records';
import type { World } from '../world/world';
import type { DataCentre } from './data-centre';

/** Who calls, from where. `account` throws 401 AUTH_KEY_UNREGISTERED when nobody is signed in. */
export interface Call {
  world: World;
  dataCentre: DataCentre;
  session: Session;
  key: AuthKey;
  readonly account: Account;
}

/** What a method answers: a value of its result type, now or later. It refuses by throwing RpcError. */
export type Method = (call: Call, request: TlObject) => unknown;
export type MethodTable = Record<string, Method>;
