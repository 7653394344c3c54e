import { LessThan } from 'typeorm';
import type { Access } from '../access';
import { json } from '../columns';
import { ConfigurationFile } from '../entities/configuration-file.entity';

/** Documents that admins sent, until they are applied or a day has passed. */
export class ConfigurationFileStore {
  constructor(private readonly db: Access) {}

  /** Each admin has one at most: the one before goes, and so do all of before `before`. */
  async keep(o: { userId: bigint; document: unknown; at: Date; before: Date }): Promise<number> {
    const { userId, document, at: createdAt, before } = o;
    await this.db.manager.delete(ConfigurationFile, [{ userId }, { createdAt: LessThan(before) }]);
    const file = { userId, document: json(document), createdAt };
    return (await this.db.manager.insert(ConfigurationFile, file)).identifiers[0]!.id;
  }

  find(which: { id: number; userId: bigint }): Promise<ConfigurationFile | null> {
    return this.db.manager.findOneBy(ConfigurationFile, which);
  }
}
