import type { App } from '../../app';
import type { User } from './meet-user';

export async function setLanguage(app: App, o: { userId: bigint; language: User['language'] }): Promise<void> {
  await app.db.customers.setLanguage(o.userId, o.language);
}
