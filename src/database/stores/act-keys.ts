import type { Access } from '../access';
import { ActKey } from '../entities/act-key.entity';

/** Keys of acts that write no transfer with a key of their own. */
export class ActKeyStore {
  constructor(private readonly db: Access) {}

  /** `new`: taken now. `same`: it was taken for the same request. `other`: for another one. Waits for who takes it now. */
  async take({ key, request, at }: { key: string; request: string; at: Date }): Promise<'new' | 'same' | 'other'> {
    const insert = this.db.manager.createQueryBuilder().insert().into(ActKey);
    const { raw } = await insert.values({ key, request, createdAt: at }).orIgnore().returning('key').execute();
    if (raw.length === 1) return 'new';
    const taken = await this.db.manager.findOneBy(ActKey, { key });
    return taken?.request === request ? 'same' : 'other';
  }
}
