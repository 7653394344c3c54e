import type { DataSource, EntityManager } from 'typeorm';
import { type Access, managerOver } from '../access';
import { ReceivedCodeStore } from '../acts/received-codes';
import { ResaleActStore } from '../acts/resale';
import { ReservationStore } from '../acts/reservations';
import { RoutingStore } from '../acts/routing';
import type { Queryable } from '../queryable';
import { BroadcastOutboxStore } from '../queues/broadcast-outbox';
import { DueReservationStore } from '../queues/due-reservations';
import { InboxStore } from '../queues/inbox';
import { LeaseStore } from '../queues/leases';
import { OutboxStore } from '../queues/outbox';
import { PaymentDayStore } from '../queues/payment-days';
import { PaymentWorkStore } from '../queues/payment-work';
import { TickStore } from '../queues/ticks';
import { UpstreamOrderEndStore } from '../queues/upstream-order-ends';
import { WebhookConfirmationStore } from '../queues/webhook-confirmations';
import { AccountOrderStore } from './account-orders';
import { ActKeyStore } from './act-keys';
import { AdminStore } from './admins';
import { AlertStore } from './alerts';
import { AnnouncementStore } from './announcements';
import { ApiKeyStore } from './api-keys';
import { AuditStore } from './audit';
import { BroadcastPhotoStore } from './broadcast-photos';
import { BroadcastStore } from './broadcasts';
import { CardStore } from './cards';
import { CatalogueStore } from './catalogue';
import { CatalogueSeedStore } from './catalogue-seed';
import { ChannelPostStore } from './channel-posts';
import { ChannelUseStore } from './channel-use';
import { ChannelStore } from './channels';
import { ConfigurationStore } from './configuration';
import { ConfigurationFileStore } from './configuration-files';
import { CustomTextStore } from './custom-texts';
import { DeletedRowStore } from './deleted-rows';
import { DialogueStore } from './dialogues';
import { ErasureStore } from './erasure';
import { EventStore } from './events';
import { ExportPieceStore } from './export-pieces';
import { ExportStore } from './exports';
import { FeedStore } from './feed';
import { FloodWaitStore } from './flood-waits';
import { FunnelStore } from './funnel';
import { GrowthStore } from './growth';
import { LedgerStore } from './ledger';
import { MembershipStore } from './memberships';
import { MessagePartStore } from './message-parts';
import { MessageStore } from './messages';
import { MirroredMessageStore } from './mirrored-messages';
import { NumberDeletionStore } from './number-deletions';
import { NumberImportStore } from './number-imports';
import { NumberStore } from './numbers';
import { PaymentStore } from './payments';
import { ProviderStore } from './providers';
import { ReconciliationStore } from './reconciliation';
import { RefundRequestStore } from './refund-requests';
import { ResaleStore } from './resale';
import { RestockWishStore } from './restock-wishes';
import { RewardStore } from './rewards';
import { SaleStore } from './sales';
import { SealedStore } from './sealed';
import { ServiceStore } from './services';
import { SettingStore } from './settings';
import { SimStore } from './sims';
import { SourceChatStore } from './source-chats';
import { SupplyStore } from './supply';
import { SupportStore } from './support';
import { TelegramSessionStore } from './telegram-sessions';
import { TradeWordStore } from './trade-words';
import { UserDataChannelStore } from './user-data-channels';
import { UserStore } from './users';
import { WebhookSecretStore } from './webhook-secrets';
import { WebhookStore } from './webhooks';

/** All stores, queues and acts over one transaction or the pool, each made at its first use. */
export class Stores implements Access {
  private readonly made = new Map<unknown, unknown>();
  private managed: EntityManager | undefined;

  constructor(
    readonly sql: Queryable,
    readonly dataSource: DataSource,
    private readonly isInTransaction = false,
  ) {}

  get manager(): EntityManager {
    this.managed ??= managerOver(this.dataSource, this, this.isInTransaction);
    return this.managed;
  }

  get accountOrders() {
    return this.once(AccountOrderStore);
  }
  get actKeys() {
    return this.once(ActKeyStore);
  }
  get admins() {
    return this.once(AdminStore);
  }
  get alerts() {
    return this.once(AlertStore);
  }
  get announcements() {
    return this.once(AnnouncementStore);
  }
  get apiKeys() {
    return this.once(ApiKeyStore);
  }
  get audit() {
    return this.once(AuditStore);
  }
  get broadcastOutbox() {
    return this.once(BroadcastOutboxStore);
  }
  get broadcastPhotos() {
    return this.once(BroadcastPhotoStore);
  }
  get broadcasts() {
    return this.once(BroadcastStore);
  }
  get cards() {
    return this.once(CardStore);
  }
  get catalogue() {
    return this.once(CatalogueStore);
  }
  get catalogueSeed() {
    return this.once(CatalogueSeedStore);
  }
  get channelPosts() {
    return this.once(ChannelPostStore);
  }
  get channelUse() {
    return this.once(ChannelUseStore);
  }
  get channels() {
    return this.once(ChannelStore);
  }
  get upstreamOrderEnds() {
    return this.once(UpstreamOrderEndStore);
  }
  get configurationFiles() {
    return this.once(ConfigurationFileStore);
  }
  get configuration() {
    return this.once(ConfigurationStore);
  }
  get users() {
    return this.once(UserStore);
  }
  get deletedRows() {
    return this.once(DeletedRowStore);
  }
  get dialogues() {
    return this.once(DialogueStore);
  }
  get dueReservations() {
    return this.once(DueReservationStore);
  }
  get erasure() {
    return this.once(ErasureStore);
  }
  get events() {
    return this.once(EventStore);
  }
  get exportPieces() {
    return this.once(ExportPieceStore);
  }
  get exports() {
    return this.once(ExportStore);
  }
  get feed() {
    return this.once(FeedStore);
  }
  get floodWaits() {
    return this.once(FloodWaitStore);
  }
  get funnel() {
    return this.once(FunnelStore);
  }
  get growth() {
    return this.once(GrowthStore);
  }
  get inbox() {
    return this.once(InboxStore);
  }
  get leases() {
    return this.once(LeaseStore);
  }
  get ledger() {
    return this.once(LedgerStore);
  }
  get memberships() {
    return this.once(MembershipStore);
  }
  get messages() {
    return this.once(MessageStore);
  }
  get numberDeletions() {
    return this.once(NumberDeletionStore);
  }
  get numberImports() {
    return this.once(NumberImportStore);
  }
  get numbers() {
    return this.once(NumberStore);
  }
  get outbox() {
    return this.once(OutboxStore);
  }
  get paymentDays() {
    return this.once(PaymentDayStore);
  }
  get paymentWork() {
    return this.once(PaymentWorkStore);
  }
  get payments() {
    return this.once(PaymentStore);
  }
  get providers() {
    return this.once(ProviderStore);
  }
  get receivedCodes() {
    return this.once(ReceivedCodeStore);
  }
  get reconciliation() {
    return this.once(ReconciliationStore);
  }
  get refundRequests() {
    return this.once(RefundRequestStore);
  }
  get resale() {
    return this.once(ResaleStore);
  }
  get resaleActs() {
    return this.once(ResaleActStore);
  }
  get reservations() {
    return this.once(ReservationStore);
  }
  get restockWishes() {
    return this.once(RestockWishStore);
  }

  get rewards() {
    return this.once(RewardStore);
  }
  get routing() {
    return this.once(RoutingStore);
  }
  get sales() {
    return this.once(SaleStore);
  }
  get sealed() {
    return this.once(SealedStore);
  }
  get settings() {
    return this.once(SettingStore);
  }
  get tradeWords() {
    return this.once(TradeWordStore);
  }
  get customTexts() {
    return this.once(CustomTextStore);
  }
  get mirroredMessages() {
    return this.once(MirroredMessageStore);
  }
  get services() {
    return this.once(ServiceStore);
  }
  get sims() {
    return this.once(SimStore);
  }
  get sourceChats() {
    return this.once(SourceChatStore);
  }
  get supply() {
    return this.once(SupplyStore);
  }
  get support() {
    return this.once(SupportStore);
  }
  get telegramSessions() {
    return this.once(TelegramSessionStore);
  }
  get ticks() {
    return this.once(TickStore);
  }
  get userDataChannels() {
    return this.once(UserDataChannelStore);
  }
  get webhookConfirmations() {
    return this.once(WebhookConfirmationStore);
  }
  get messageParts() {
    return this.once(MessagePartStore);
  }
  get webhookSecrets() {
    return this.once(WebhookSecretStore);
  }
  get webhooks() {
    return this.once(WebhookStore);
  }

  private once<Store>(Made: new (db: Access) => Store): Store {
    let store = this.made.get(Made) as Store | undefined;
    if (!store) {
      store = new Made(this);
      this.made.set(Made, store);
    }
    return store;
  }
}
