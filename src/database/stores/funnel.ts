import type { Access } from '../access';
import { FunnelStep } from '../entities/funnel-step.entity';

export class FunnelStore {
  constructor(private readonly db: Access) {}

  async note(step: Pick<FunnelStep, 'hour' | 'step' | 'userId'>): Promise<void> {
    await this.db.manager.createQueryBuilder().insert().into(FunnelStep).values(step).orIgnore().execute();
  }
}
