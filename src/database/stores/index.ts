import type { DataSource, EntityManager } from 'typeorm';
import { type Access, managerOver } from '../access';
import { ReceivedCodeStore } from '../acts/received-codes';
import { ReservationStore } from '../acts/reservations';
import { RoutingStore } from '../acts/routing';
import type { Queryable } from '../queryable';
import { BroadcastOutboxStore } from '../queues/broadcast-outbox';
import { ClosureStore } from '../queues/closures';
import { DueReservationStore } from '../queues/due-reservations';
import { InboxStore } from '../queues/inbox';
import { LeaseStore } from '../queues/leases';
import { OutboxStore } from '../queues/outbox';
import { TickStore } from '../queues/ticks';
import { WebhookConfirmationStore } from '../queues/webhook-confirmations';
import { AdminStore } from './admins';
import { AlertStore } from './alerts';
import { AnnouncementStore } from './announcements';
import { BroadcastPhotoStore } from './broadcast-photos';
import { BroadcastStore } from './broadcasts';
import { CardStore } from './cards';
import { ChannelPostStore } from './channel-posts';
import { ChannelUseStore } from './channel-use';
import { ChannelStore } from './channels';
import { CustomerStore } from './customers';
import { DeletedRowStore } from './deleted-rows';
import { DialogueStore } from './dialogues';
import { EventStore } from './events';
import { ExportPieceStore } from './export-pieces';
import { ExportStore } from './exports';
import { FloodWaitStore } from './flood-waits';
import { LedgerStore } from './ledger';
import { MembershipStore } from './memberships';
import { MessageStore } from './messages';
import { NumberDeletionStore } from './number-deletions';
import { NumberImportStore } from './number-imports';
import { ProviderStore } from './providers';
import { ReconciliationStore } from './reconciliation';
import { RewardStore } from './rewards';
import { SightingStore } from './sightings';
import { SourceChatStore } from './source-chats';
import { SupplyStore } from './supply';
import { TelegramSessionStore } from './telegram-sessions';
import { UserDataChannelStore } from './user-data-channels';
import { WebhookPartStore } from './webhook-parts';
import { WebhookSecretStore } from './webhook-secrets';
import { WebhookStore } from './webhooks';

/** All stores, queues and acts over one connection or the pool, each made at its first use. */
export class Stores implements Access {
  private readonly made = new Map<string, unknown>();

  constructor(
    readonly sql: Queryable,
    readonly dataSource: DataSource,
  ) {}

  get manager(): EntityManager {
    return this.of('manager', () => managerOver(this.dataSource, this));
  }

  get reservations() {
    return this.once('reservations', ReservationStore);
  }
  get receivedCodes() {
    return this.once('receivedCodes', ReceivedCodeStore);
  }
  get ledger() {
    return this.once('ledger', LedgerStore);
  }
  get outbox() {
    return this.once('outbox', OutboxStore);
  }
  get dueReservations() {
    return this.once('dueReservations', DueReservationStore);
  }
  get messages() {
    return this.once('messages', MessageStore);
  }
  get closures() {
    return this.once('closures', ClosureStore);
  }
  get providers() {
    return this.once('providers', ProviderStore);
  }
  get reconciliation() {
    return this.once('reconciliation', ReconciliationStore);
  }
  get supply() {
    return this.once('supply', SupplyStore);
  }
  get routing() {
    return this.once('routing', RoutingStore);
  }
  get webhooks() {
    return this.once('webhooks', WebhookStore);
  }
  get webhookConfirmations() {
    return this.once('webhookConfirmations', WebhookConfirmationStore);
  }
  get webhookParts() {
    return this.once('webhookParts', WebhookPartStore);
  }
  get webhookSecrets() {
    return this.once('webhookSecrets', WebhookSecretStore);
  }
  get sightings() {
    return this.once('sightings', SightingStore);
  }
  get sourceChats() {
    return this.once('sourceChats', SourceChatStore);
  }
  get ticks() {
    return this.once('ticks', TickStore);
  }
  get customers() {
    return this.once('customers', CustomerStore);
  }
  get dialogues() {
    return this.once('dialogues', DialogueStore);
  }
  get userDataChannels() {
    return this.once('userDataChannels', UserDataChannelStore);
  }
  get channelPosts() {
    return this.once('channelPosts', ChannelPostStore);
  }
  get announcements() {
    return this.once('announcements', AnnouncementStore);
  }
  get broadcastPhotos() {
    return this.once('broadcastPhotos', BroadcastPhotoStore);
  }

  get broadcasts() {
    return this.once('broadcasts', BroadcastStore);
  }
  get broadcastOutbox() {
    return this.once('broadcastOutbox', BroadcastOutboxStore);
  }
  get cards() {
    return this.once('cards', CardStore);
  }

  get channels() {
    return this.once('channels', ChannelStore);
  }
  get rewards() {
    return this.once('rewards', RewardStore);
  }
  get channelUse() {
    return this.once('channelUse', ChannelUseStore);
  }
  get memberships() {
    return this.once('memberships', MembershipStore);
  }
  get exports() {
    return this.once('exports', ExportStore);
  }
  get exportPieces() {
    return this.once('exportPieces', ExportPieceStore);
  }
  get events() {
    return this.once('events', EventStore);
  }
  get alerts() {
    return this.once('alerts', AlertStore);
  }
  get admins() {
    return this.once('admins', AdminStore);
  }
  get inbox() {
    return this.once('inbox', InboxStore);
  }
  get leases() {
    return this.once('leases', LeaseStore);
  }
  get telegramSessions() {
    return this.once('telegramSessions', TelegramSessionStore);
  }
  get floodWaits() {
    return this.once('floodWaits', FloodWaitStore);
  }

  get numberImports() {
    return this.once('numberImports', NumberImportStore);
  }
  get deletedRows() {
    return this.once('deletedRows', DeletedRowStore);
  }

  get numberDeletions() {
    return this.once('numberDeletions', NumberDeletionStore);
  }

  private once<Store>(name: string, make: new (sql: Queryable) => Store): Store {
    return this.of(name, () => new make(this.sql));
  }

  private of<Made>(name: string, make: () => Made): Made {
    if (!this.made.has(name)) this.made.set(name, make());
    return this.made.get(name) as Made;
  }
}
