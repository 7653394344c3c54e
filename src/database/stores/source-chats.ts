import { IsNull } from 'typeorm';
import type { Access } from '../access';
import { Service } from '../entities/service.entity';

export interface SourceChat {
  /** The provider whose numbers the posts are about. */
  readonly providerId: number;
  /** Telegram ids, as text, of those whose posts count; empty: everybody's. */
  readonly authors: readonly string[];
}

export interface NumberInUse {
  readonly phone: string;
  readonly serviceName: string;
}

export class SourceChatStore {
  constructor(private readonly db: Access) {}

  /** The registered chat with this marked id, such as "-1001234567890". */
  async find(chatId: string): Promise<SourceChat | undefined> {
    const [row] = await this.db.sql.rows<SourceChat>(
      'sourceChats.find',
      `SELECT COALESCE(n.id, c.id) AS "providerId",
         ARRAY(SELECT jsonb_array_elements_text(COALESCE(c.options -> 'authors', '[]'))) AS authors
       FROM providers c LEFT JOIN providers n ON n.name = c.options ->> 'numbersOf'
       WHERE c.protocol = 'source_chat' AND c.is_active AND c.options ->> 'chatId' = $1`,
      [chatId],
    );
    return row;
  }

  /** The chat has another id; undefined when none is registered by the old one, or another by the new one. */
  async move(fromChatId: string, chatId: string): Promise<{ id: number; name: string } | undefined> {
    const [row] = await this.db.sql.rows<{ id: number; name: string }>(
      'sourceChats.move',
      `UPDATE providers SET options = jsonb_set(options, '{chatId}', to_jsonb($2::text))
       WHERE protocol = 'source_chat' AND options ->> 'chatId' = $1 AND NOT EXISTS (
         SELECT 1 FROM providers other WHERE other.protocol = 'source_chat' AND other.options ->> 'chatId' = $2)
       RETURNING id, name`,
      [fromChatId, chatId],
    );
    return row;
  }

  async listChatIds(): Promise<string[]> {
    const rows = await this.db.sql.rows<{ chatId: string }>(
      'sourceChats.listChatIds',
      `SELECT options ->> 'chatId' AS "chatId" FROM providers WHERE protocol = 'source_chat' AND is_active`,
    );
    return rows.map(({ chatId }) => chatId);
  }

  /**
   * Numbers that somebody has and that begin and end so, or are among `phones`: of reservations made by `at`, open or
   * completed and still in their time.
   */
  async listNumbersInUse(o: {
    providerId: number;
    phones: readonly string[];
    pattern: string | null;
    at: Date;
    now: Date;
  }): Promise<NumberInUse[]> {
    return this.db.sql.rows<NumberInUse>(
      'sourceChats.listNumbersInUse',
      `SELECT r.phone, s.name AS "serviceName" FROM reservations r JOIN services s ON s.id = r.service_id
       WHERE r.provider_id = $1 AND r.claim_of_id IS NULL AND (r.phone = ANY ($2) OR r.phone LIKE $3)
         AND date_trunc('second', r.created_at) <= $4
         AND (r.status IN ('WAITING_CODE', 'CANCEL_PENDING') OR (r.status = 'COMPLETED' AND r.expires_at > $5))`,
      [o.providerId, o.phones, o.pattern, o.at, o.now],
    );
  }

  async listServiceNames(): Promise<string[]> {
    const services = await this.db.manager.findBy(Service, { deletedAt: IsNull() });
    return services.map(({ name }) => name);
  }
}
