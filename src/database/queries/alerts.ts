import type { Access } from '../access';
import { OperatorAlert } from '../entities/operator-alert.entity';

/** The troubles that stand, the last one first. */
export function readAlerts({ manager }: Access, { limit }: { limit: number }): Promise<OperatorAlert[]> {
  return manager.find(OperatorAlert, { order: { lastAt: 'DESC', key: 'ASC' }, take: limit });
}
