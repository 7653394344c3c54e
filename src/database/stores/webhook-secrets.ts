import { IsNull, MoreThan } from 'typeorm';
import type { Access } from '../access';
import { WebhookSecret } from '../entities/webhook-secret.entity';

/** The secret ends of addresses at which suppliers deliver, hashed. */
export class WebhookSecretStore {
  constructor(private readonly db: Access) {}

  /** Hashes that an address of this provider may hold now: the present one and those replaced a short time ago. */
  async listSecretHashes(providerId: number, now: Date): Promise<Buffer[]> {
    const secrets = await this.db.manager.findBy(WebhookSecret, [
      { providerId, validUntil: IsNull() },
      { providerId, validUntil: MoreThan(now) },
    ]);
    return secrets.map(({ hash }) => hash);
  }

  /** Makes this the present secret; the one before is taken until `oldUntil`. Answers whether there was one. */
  async replaceSecret(o: { providerId: number; hash: Buffer; now: Date; oldUntil: Date }): Promise<boolean> {
    const { providerId, hash, now, oldUntil } = o;
    const present = { providerId, validUntil: IsNull() };
    const { affected } = await this.db.manager.update(WebhookSecret, present, { validUntil: oldUntil });
    await this.db.manager.insert(WebhookSecret, { providerId, hash, createdAt: now });
    return affected !== 0;
  }
}
