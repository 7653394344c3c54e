/**
 * GramJS, unmodified, loaded at its first use: the shop's own edge prepares the library before anybody loads it, and a
 * sandbox whose page nobody opens need not pay for it.
 */
export function loadGramjs() {
  const { TelegramClient, Api, Logger } = require('telegram') as typeof import('telegram');
  const { StringSession } = require('telegram/sessions') as typeof import('telegram/sessions');
  const { Raw } = require('telegram/events') as typeof import('telegram/events');
  const { PromisedNetSockets } = require('telegram/extensions') as typeof import('telegram/extensions');
  const { LogLevel } = require('telegram/extensions/Logger') as typeof import('telegram/extensions/Logger');
  const { _serverKeys } = require('telegram/crypto/RSA') as typeof import('telegram/crypto/RSA');
  return { TelegramClient, Api, Logger, LogLevel, StringSession, Raw, PromisedNetSockets, serverKeys: _serverKeys };
}

export type Gramjs = ReturnType<typeof loadGramjs>;
