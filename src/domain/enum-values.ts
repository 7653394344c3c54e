/** Closed lists of words that no rule speaks about; those that rules speak about stand beside their rules. */
export const ACTOR_TYPES = ['USER', 'ADMIN', 'API_KEY', 'JOB'] as const;
export type ActorType = (typeof ACTOR_TYPES)[number];

export const UPSTREAM_ORDER_ACTIONS = ['CANCEL', 'FINISH', 'BAN'] as const;
export type UpstreamOrderAction = (typeof UPSTREAM_ORDER_ACTIONS)[number];

export const INBOX_STATES = ['WAITING', 'HANDLED', 'FAILED'] as const;
export type InboxState = (typeof INBOX_STATES)[number];

export const LEDGER_ACCOUNTS = [
  'AVAILABLE',
  'HELD',
  'FUNDING',
  'SALES',
  'REWARDS',
  'PAYMENTS',
  'CLEARING',
  'PROMOTIONS',
  'REFERRALS',
  'GIFTS',
] as const;
export type LedgerAccount = (typeof LEDGER_ACCOUNTS)[number];

export const MEMBERSHIP_STATUSES = ['MEMBER', 'NOT_MEMBER', 'UNKNOWN'] as const;
export type MembershipStatus = (typeof MEMBERSHIP_STATUSES)[number];

export const MESSAGE_SOURCES = ['POLL', 'WEBHOOK', 'CHAT', 'LINK'] as const;
export type MessageSource = (typeof MESSAGE_SOURCES)[number];

export const MESSAGE_STATUSES = ['STORED', 'APPLIED', 'LATE', 'ORPHAN'] as const;
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

export const OUTBOX_STATES = ['WAITING', 'SENT', 'FAILED', 'SUPERSEDED'] as const;
export type OutboxState = (typeof OUTBOX_STATES)[number];

export const PEER_KINDS = ['USER', 'GROUP', 'CHANNEL'] as const;
export type PeerKind = (typeof PEER_KINDS)[number];

export const PROVIDER_MODES = ['POLL', 'WEBHOOK'] as const;
export type ProviderMode = (typeof PROVIDER_MODES)[number];

export const TRANSFER_TYPES = [
  'ADD',
  'DEDUCT',
  'HOLD',
  'RELEASE',
  'PURCHASE',
  'REWARD',
  'REFUND',
  'TOPUP',
  'TOPUP_REFUND',
  'CHARGEBACK',
  'BONUS',
  'PROMO',
  'REFERRAL',
  'GIFT',
] as const;
export type TransferType = (typeof TRANSFER_TYPES)[number];

export const WEBHOOK_STATUSES = [
  'ACCEPTED',
  'UNCONFIRMED',
  'CONFIRMED',
  'NOT_CONFIRMED',
  'IGNORED',
  'UNREADABLE',
  'REFUSED',
] as const;
export type WebhookStatus = (typeof WEBHOOK_STATUSES)[number];

/** Orders of the list of users. */
export const USER_SORTS = ['NEWEST', 'OLDEST', 'LAST_SEEN', 'NAME'] as const;
export type UserSort = (typeof USER_SORTS)[number];

/** Orders of the list of wallets. */
/** Which of our own stock is listed first. */
export const INVENTORY_SORTS = ['EMPTIEST', 'FULLEST'] as const;
export type InventorySort = (typeof INVENTORY_SORTS)[number];
export const WALLET_SORTS = ['USER', 'MOST_AVAILABLE', 'MOST_HELD'] as const;
export type WalletSort = (typeof WALLET_SORTS)[number];

/** Orders of lists that grow with time. */
export const TIME_SORTS = ['NEWEST', 'OLDEST'] as const;
export type TimeSort = (typeof TIME_SORTS)[number];
