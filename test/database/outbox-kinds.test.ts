import { KINDS } from '../../src/bot/outbox/kinds';
import { openTestDatabase } from '../support/database';
import { openOwnerPool } from '../support/owner-pool';

describe('the kinds of the outbox', () => {
  it('are the same in the database as in the registry that says what each becomes', async () => {
    const database = await openTestDatabase();
    const sessions = openOwnerPool(database.ownerUrl, 1);
    try {
      const { rows } = await sessions.pool.query('SELECT unnest(enum_range(NULL::outbox_kind))::text AS kind');
      expect(rows.map(({ kind }) => kind).sort()).toEqual(Object.keys(KINDS).sort());
    } finally {
      await sessions.close();
      await database.drop();
    }
  });
});
