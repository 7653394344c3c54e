import type { Access } from '../access';

/** Whether the database answers. */
export async function isReachable({ sql }: Access): Promise<boolean> {
  return (await sql.rows('health.ping', 'SELECT 1')).length === 1;
}
