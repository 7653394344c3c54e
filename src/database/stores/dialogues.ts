import type { CountryOrder } from '../../domain/country-order';
import type { Access } from '../access';
import { type Row, select } from '../columns';
import { Dialogue } from '../entities/dialogue.entity';

const DIALOGUE = select(Dialogue, '', ['screenMessageId', 'screen', 'step', 'answers', 'version', 'expiresAt']);
export type DialogueRow = Row<typeof DIALOGUE>;

export class DialogueStore {
  constructor(private readonly db: Access) {}

  async find(userId: bigint): Promise<DialogueRow | undefined> {
    const [row] = await this.db.sql.rows<DialogueRow>(
      'dialogues.find',
      `SELECT ${DIALOGUE} FROM dialogues WHERE user_id = $1`,
      [userId],
    );
    return row;
  }

  /** Where the dialogue stands now; the living message stays which it was. */
  async put(o: {
    userId: bigint;
    screen: string;
    step: string | null;
    answers: Readonly<Record<string, unknown>>;
    version: number;
    expiresAt: Date | null;
    now: Date;
  }): Promise<void> {
    await this.db.sql.rows(
      'dialogues.put',
      `INSERT INTO dialogues (user_id, screen, step, answers, version, expires_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (user_id) DO UPDATE SET screen = EXCLUDED.screen, step = EXCLUDED.step, answers = EXCLUDED.answers,
         version = EXCLUDED.version, expires_at = EXCLUDED.expires_at, updated_at = EXCLUDED.updated_at`,
      [o.userId, o.screen, o.step, JSON.stringify(o.answers), o.version, o.expiresAt, o.now],
    );
  }

  async setCountryOrder(userId: bigint, order: CountryOrder | null, now: Date): Promise<void> {
    await this.db.sql.rows(
      'dialogues.setCountryOrder',
      `INSERT INTO dialogues (user_id, country_order, updated_at) VALUES ($1, $2, $3)
       ON CONFLICT (user_id) DO UPDATE SET country_order = EXCLUDED.country_order, updated_at = EXCLUDED.updated_at`,
      [userId, order, now],
    );
  }

  /** This message is the living one from now on. */
  async setLivingMessage(userId: bigint, messageId: number, now: Date): Promise<void> {
    await this.db.sql.rows(
      'dialogues.setLivingMessage',
      `INSERT INTO dialogues (user_id, screen_message_id, updated_at) VALUES ($1, $2, $3)
       ON CONFLICT (user_id) DO UPDATE SET screen_message_id = EXCLUDED.screen_message_id, updated_at = EXCLUDED.updated_at`,
      [userId, messageId, now],
    );
  }
}
