import { registerEnumType } from 'type-graphql';
import { CHANNEL_PURPOSES, LACKING_RIGHTS } from '../../domain/channel/channel-purpose';
import {
  ACTOR_TYPES,
  INVENTORY_SORTS,
  LEDGER_ACCOUNTS,
  MESSAGE_SOURCES,
  MESSAGE_STATUSES,
  PROVIDER_MODES,
  TIME_SORTS,
  TRANSFER_TYPES,
  USER_SORTS,
  WALLET_SORTS,
  WEBHOOK_STATUSES,
} from '../../domain/enum-values';
import { PROMO_KINDS } from '../../domain/growth/growth-words';
import { ORPHAN_REASONS } from '../../domain/message/orphan-reasons';
import {
  IMPORT_STATES,
  IMPORT_VERDICTS,
  NUMBER_ORIGINS,
  NUMBER_STATUSES,
  OBSTACLES,
} from '../../domain/number/number-status';
import { CHARGE_BACK_STATES, PAYMENT_STATUSES, REFUND_STATES } from '../../domain/payment/payment-status';
import { PRICE_RULE_KINDS } from '../../domain/pricing/price-rule';
import { VENDOR_CHANGE_KINDS } from '../../domain/pricing/vendor-change-kind';
import { MARGIN_DIMENSIONS } from '../../domain/reporting/margin-dimension';
import { REPORT_INTERVALS } from '../../domain/reporting/report-range';
import { SUCCESS_DIMENSIONS } from '../../domain/reporting/success-dimension';
import { END_REASONS, RESERVATION_STATUSES } from '../../domain/reservation/reservation-status';
import { SUPPORT_SORTS, SUPPORT_STATES, SUPPORT_TOPICS, SUPPORT_WRITERS } from '../../domain/support/support-words';
import { TEXT_KEYS } from '../../domain/texts/custom-texts';

/** GraphQL enums whose values on the wire are the values in the program. */
function enumOf<const Values extends readonly string[]>(name: string, description: string, values: Values) {
  const object = Object.fromEntries(values.map((value) => [value, value])) as { [Key in Values[number]]: Key };
  registerEnumType(object, { name, description });
  return object;
}

export const TransferTypeEnum = enumOf('TransferType', 'Why money moved.', TRANSFER_TYPES);
export const LedgerAccountEnum = enumOf('LedgerAccount', 'Between what money moved.', LEDGER_ACCOUNTS);
export const ActorTypeEnum = enumOf('ActorType', 'Who caused it.', ACTOR_TYPES);
export const ProviderModeEnum = enumOf('ProviderMode', 'How messages of a provider arrive.', PROVIDER_MODES);
export const PromoKindEnum = enumOf('PromoKind', 'What a promo code brings.', PROMO_KINDS);
export const PaymentStatusEnum = enumOf(
  'PaymentStatus',
  'How far a payment came. Money follows receipts, never these.',
  PAYMENT_STATUSES,
);
export const RefundStateEnum = enumOf('RefundState', 'What became of a refund.', REFUND_STATES);
export const ChargeBackStateEnum = enumOf(
  'ChargeBackState',
  'What became of money that a provider took back.',
  CHARGE_BACK_STATES,
);
export const SupportTopicEnum = enumOf('SupportTopic', 'What a buyer asks about.', SUPPORT_TOPICS);
export const SupportStateEnum = enumOf('SupportState', 'Whether a thread is open.', SUPPORT_STATES);
export const SupportWriterEnum = enumOf('SupportWriter', 'Who wrote a message.', SUPPORT_WRITERS);
export const SupportSortEnum = enumOf('SupportSort', 'The order of threads.', SUPPORT_SORTS);
export const WebhookStatusEnum = enumOf(
  'WebhookStatus',
  'What became of a delivery. UNCONFIRMED: the provider is being asked whether it is true. IGNORED: not about an SMS.',
  WEBHOOK_STATUSES,
);
export const TextKeyEnum = enumOf('TextKey', 'A text that an operator may say in his own words.', TEXT_KEYS);
export const LanguageEnum = enumOf('Language', 'A language of the bot.', ['en', 'ar', 'ru']);
export const ObstacleEnum = enumOf(
  'Obstacle',
  'Why nobody can buy a number: the first that holds. Something is switched off or missing, or its route buys on demand.',
  OBSTACLES,
);
export const NumberOriginEnum = enumOf('NumberOrigin', 'Own stock, or bought for one reservation.', NUMBER_ORIGINS);
export const ReservationStageEnum = enumOf(
  'ReservationStage',
  'Every stage of a reservation; the status hides two of them.',
  RESERVATION_STATUSES,
);
export const ReservationStatusEnum = enumOf('ReservationStatus', 'What a buyer sees.', [
  'WAITING_CODE',
  'COMPLETED',
  'EXPIRED',
  'CANCELED',
]);
export const EndReasonEnum = enumOf('EndReason', 'Why a reservation ended without a code.', END_REASONS);
export const WalletSortEnum = enumOf('WalletSort', 'The order of wallets.', WALLET_SORTS);
export const TimeSortEnum = enumOf('TimeSort', 'The order of what grows with time.', TIME_SORTS);
export const ChannelPurposeEnum = enumOf(
  'ChannelPurpose',
  'What the bot must be able to do in a channel: see who is in it, or post.',
  CHANNEL_PURPOSES,
);
export const LackingRightEnum = enumOf(
  'LackingRight',
  'What an admin of the channel has to give the bot.',
  LACKING_RIGHTS,
);
export const ReportIntervalEnum = enumOf('ReportInterval', 'The pieces of a report.', REPORT_INTERVALS);
export const MarginDimensionEnum = enumOf('MarginDimension', 'By what the margin is split.', MARGIN_DIMENSIONS);
export const PriceRuleKindEnum = enumOf('PriceRuleKind', 'How a rule makes a price.', PRICE_RULE_KINDS);
export const VendorChangeKindEnum = enumOf(
  'VendorChangeKind',
  "What may change in a supplier's lists.",
  VENDOR_CHANGE_KINDS,
);
export const SuccessDimensionEnum = enumOf('SuccessDimension', 'By what a report is split.', SUCCESS_DIMENSIONS);
export const InventorySortEnum = enumOf('InventorySort', 'Which stock comes first.', INVENTORY_SORTS);
export const UserSortEnum = enumOf('UserSort', 'The order of users.', USER_SORTS);
export const NumberStatusEnum = enumOf('NumberStatus', 'Where a number is in its life.', NUMBER_STATUSES);
export const ImportStateEnum = enumOf('ImportState', 'How far an import is.', IMPORT_STATES);
export const ImportVerdictEnum = enumOf('ImportVerdict', 'What became of one number of a list.', IMPORT_VERDICTS);
export const MessageSourceEnum = enumOf('MessageSource', 'How a message came in.', MESSAGE_SOURCES);
export const MessageStatusEnum = enumOf('MessageStatus', 'What became of a message.', MESSAGE_STATUSES);
export const OrphanReasonEnum = enumOf('OrphanReason', "Why a message is nobody's.", ORPHAN_REASONS);
