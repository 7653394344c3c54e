import type { ProviderAdapter } from '../provider-adapter';
import { InboxProvider } from './inbox-provider';
import { readInboxSettings } from './inbox-settings';

/** Vendors of own numbers, described by configuration alone. */
export const genericInboxAdapter: ProviderAdapter = {
  protocol: 'generic_inbox',
  create: (settings, { wire, clock, log }) =>
    new InboxProvider(settings, readInboxSettings(settings), wire, clock, log),
};
