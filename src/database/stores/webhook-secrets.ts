import type { Access } from '../access';

/** The secret ends of addresses at which suppliers deliver, hashed. */
export class WebhookSecretStore {
  constructor(private readonly db: Access) {}

  /** Hashes that an address of this provider may hold now: the present one and those replaced a short time ago. */
  async listSecretHashes(providerId: number, now: Date): Promise<Buffer[]> {
    const rows = await this.db.sql.rows<{ hash: Buffer }>(
      'webhooks.listSecretHashes',
      'SELECT hash FROM webhook_secrets WHERE provider_id = $1 AND (valid_until IS NULL OR valid_until > $2)',
      [providerId, now],
    );
    return rows.map(({ hash }) => hash);
  }

  /** Makes this the present secret; the one before is taken until `oldUntil`. Answers whether there was one. */
  async replaceSecret(o: { providerId: number; hash: Buffer; now: Date; oldUntil: Date }): Promise<boolean> {
    const old = await this.db.sql.rows(
      'webhooks.endSecret',
      'UPDATE webhook_secrets SET valid_until = $2 WHERE provider_id = $1 AND valid_until IS NULL RETURNING id',
      [o.providerId, o.oldUntil],
    );
    await this.db.sql.rows(
      'webhooks.putSecret',
      'INSERT INTO webhook_secrets (provider_id, hash, created_at) VALUES ($1, $2, $3)',
      [o.providerId, o.hash, o.now],
    );
    return old.length > 0;
  }
}
