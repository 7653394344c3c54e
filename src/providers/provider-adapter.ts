import type { Logger } from '../platform/logger';
import type { Clock } from '../ports/clock';
import type { ProviderSettings, SmsProvider } from '../ports/sms-provider';
import type { VendorWire } from './vendor-wire';

/** One protocol: how a row of settings becomes a supplier. */
export interface ProviderAdapter {
  readonly protocol: string;
  /** Throws when the row does not fit the protocol, naming the field. */
  create(settings: ProviderSettings, parts: { wire: VendorWire; clock: Clock; log: Logger }): SmsProvider;
}
