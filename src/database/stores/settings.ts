import type { Access } from '../access';
import { lockName } from '../acts/lock-name';
import { json } from '../columns';
import { Setting } from '../entities/setting.entity';

export class SettingStore {
  constructor(private readonly db: Access) {}

  list(): Promise<Setting[]> {
    return this.db.manager.find(Setting);
  }

  /** Sets a value. Returns the JSON that stood there before; undefined when nothing was set. */
  async put({ key, value, at }: { key: string; value: unknown; at: Date }): Promise<string | undefined> {
    // A setting that nobody changed yet has no row to lock.
    await lockName(this.db, `setting:${key}`);
    const before = await this.db.manager.findOneBy(Setting, { key });
    await this.db.manager.upsert(Setting, { key, value: json(value), updatedAt: at }, ['key']);
    return before ? JSON.stringify(before.value) : undefined;
  }
}
