import type { Queryable } from '../queryable';
import { AdminRepository } from './admin.repository';
import { AlertRepository } from './alert.repository';
import { AnnouncementRepository } from './announcement.repository';
import { BroadcastRepository } from './broadcast.repository';
import { BroadcastOutboxRepository } from './broadcast-outbox.repository';
import { BroadcastPhotoRepository } from './broadcast-photo.repository';
import { CardRepository } from './card.repository';
import { ChannelRepository } from './channel.repository';
import { ChannelPostRepository } from './channel-post.repository';
import { ChannelUseRepository } from './channel-use.repository';
import { ClosureRepository } from './closure.repository';
import { CustomerRepository } from './customer.repository';
import { DeletedRowRepository } from './deleted-row.repository';
import { DialogueRepository } from './dialogue.repository';
import { DueReservationRepository } from './due-reservation.repository';
import { EventRepository } from './event.repository';
import { ExportRepository } from './export.repository';
import { ExportPieceRepository } from './export-piece.repository';
import { FloodWaitRepository } from './flood-wait.repository';
import { InboxRepository } from './inbox.repository';
import { LeaseRepository } from './lease.repository';
import { LedgerRepository } from './ledger.repository';
import { MembershipRepository } from './membership.repository';
import { MessageRepository } from './message.repository';
import { NumberDeletionRepository } from './number-deletion.repository';
import { NumberImportRepository } from './number-import.repository';
import { OutboxRepository } from './outbox.repository';
import { ProviderRepository } from './provider.repository';
import { ReceivedCodeRepository } from './received-code.repository';
import { ReconciliationRepository } from './reconciliation.repository';
import { ReservationRepository } from './reservation.repository';
import { RewardRepository } from './reward.repository';
import { RoutingRepository } from './routing.repository';
import { SightingRepository } from './sighting.repository';
import { SourceChatRepository } from './source-chat.repository';
import { SupplyRepository } from './supply.repository';
import { TelegramSessionRepository } from './telegram-session.repository';
import { TickRepository } from './tick.repository';
import { UserDataChannelRepository } from './user-data-channel.repository';
import { WebhookRepository } from './webhook.repository';
import { WebhookConfirmationRepository } from './webhook-confirmation.repository';
import { WebhookPartRepository } from './webhook-part.repository';
import { WebhookSecretRepository } from './webhook-secret.repository';

/** All repositories over one Queryable, each made at its first use. */
export class Repositories {
  private readonly made = new Map<string, unknown>();

  constructor(readonly sql: Queryable) {}

  get reservations() {
    return this.once('reservations', ReservationRepository);
  }
  get receivedCodes() {
    return this.once('receivedCodes', ReceivedCodeRepository);
  }
  get ledger() {
    return this.once('ledger', LedgerRepository);
  }
  get outbox() {
    return this.once('outbox', OutboxRepository);
  }
  get dueReservations() {
    return this.once('dueReservations', DueReservationRepository);
  }
  get messages() {
    return this.once('messages', MessageRepository);
  }
  get closures() {
    return this.once('closures', ClosureRepository);
  }
  get providers() {
    return this.once('providers', ProviderRepository);
  }
  get reconciliation() {
    return this.once('reconciliation', ReconciliationRepository);
  }
  get supply() {
    return this.once('supply', SupplyRepository);
  }
  get routing() {
    return this.once('routing', RoutingRepository);
  }
  get webhooks() {
    return this.once('webhooks', WebhookRepository);
  }
  get webhookConfirmations() {
    return this.once('webhookConfirmations', WebhookConfirmationRepository);
  }
  get webhookParts() {
    return this.once('webhookParts', WebhookPartRepository);
  }
  get webhookSecrets() {
    return this.once('webhookSecrets', WebhookSecretRepository);
  }
  get sightings() {
    return this.once('sightings', SightingRepository);
  }
  get sourceChats() {
    return this.once('sourceChats', SourceChatRepository);
  }
  get ticks() {
    return this.once('ticks', TickRepository);
  }
  get customers() {
    return this.once('customers', CustomerRepository);
  }
  get dialogues() {
    return this.once('dialogues', DialogueRepository);
  }
  get userDataChannels() {
    return this.once('userDataChannels', UserDataChannelRepository);
  }
  get channelPosts() {
    return this.once('channelPosts', ChannelPostRepository);
  }
  get announcements() {
    return this.once('announcements', AnnouncementRepository);
  }
  get broadcastPhotos() {
    return this.once('broadcastPhotos', BroadcastPhotoRepository);
  }

  get broadcasts() {
    return this.once('broadcasts', BroadcastRepository);
  }
  get broadcastOutbox() {
    return this.once('broadcastOutbox', BroadcastOutboxRepository);
  }
  get cards() {
    return this.once('cards', CardRepository);
  }

  get channels() {
    return this.once('channels', ChannelRepository);
  }
  get rewards() {
    return this.once('rewards', RewardRepository);
  }
  get channelUse() {
    return this.once('channelUse', ChannelUseRepository);
  }
  get memberships() {
    return this.once('memberships', MembershipRepository);
  }
  get exports() {
    return this.once('exports', ExportRepository);
  }
  get exportPieces() {
    return this.once('exportPieces', ExportPieceRepository);
  }
  get events() {
    return this.once('events', EventRepository);
  }
  get alerts() {
    return this.once('alerts', AlertRepository);
  }
  get admins() {
    return this.once('admins', AdminRepository);
  }
  get inbox() {
    return this.once('inbox', InboxRepository);
  }
  get leases() {
    return this.once('leases', LeaseRepository);
  }
  get telegramSessions() {
    return this.once('telegramSessions', TelegramSessionRepository);
  }
  get floodWaits() {
    return this.once('floodWaits', FloodWaitRepository);
  }

  get numberImports() {
    return this.once('numberImports', NumberImportRepository);
  }
  get deletedRows() {
    return this.once('deletedRows', DeletedRowRepository);
  }

  get numberDeletions() {
    return this.once('numberDeletions', NumberDeletionRepository);
  }

  private once<Repository>(name: string, make: new (sql: Queryable) => Repository): Repository {
    let repository = this.made.get(name) as Repository | undefined;
    if (!repository) {
      repository = new make(this.sql);
      this.made.set(name, repository);
    }
    return repository;
  }
}
