import { badRequest } from './rpc-error';

/** Methods closed to bots: BOT_METHOD_INVALID. */
const userOnly = new Set([
  'messages.getHistory',
  'messages.getDialogs',
  'messages.getPeerDialogs',
  'messages.getPinnedDialogs',
  'messages.search',
  'messages.checkChatInvite',
  'messages.importChatInvite',
  'messages.startBot',
  'messages.getBotCallbackAnswer',
  'messages.readHistory',
  'channels.readHistory',
  'channels.joinChannel',
  'channels.createChannel',
  'channels.deleteChannel',
  'channels.inviteToChannel',
  'contacts.block',
  'contacts.unblock',
  'contacts.getContacts',
  'contacts.getBlocked',
  'contacts.importContacts',
  'contacts.search',
  'account.updateStatus',
  'account.getPassword',
  'payments.getPaymentForm',
  'payments.sendStarsForm',
  'payments.getPaymentReceipt',
]);

/** Methods only bots have: USER_BOT_REQUIRED. */
const botOnly = new Set([
  'messages.setBotCallbackAnswer',
  'bots.setBotCommands',
  'bots.getBotCommands',
  'bots.resetBotCommands',
  'bots.setBotMenuButton',
  'bots.getBotMenuButton',
  'help.setBotUpdatesStatus',
  'payments.exportInvoice',
  'messages.setBotPrecheckoutResults',
  'payments.refundStarsCharge',
]);

export function refuseWrongKind(method: string, kind: 'user' | 'bot'): void {
  if (kind === 'bot' && userOnly.has(method)) throw badRequest('BOT_METHOD_INVALID');
  if (kind === 'user' && botOnly.has(method)) throw badRequest('USER_BOT_REQUIRED');
}
