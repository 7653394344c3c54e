import { type Row, select } from '../../src/database/columns';
import { Provider } from '../../src/database/entities/provider.entity';
import { Reservation } from '../../src/database/entities/reservation.entity';

describe('a list of columns', () => {
  it('names the columns of an entity as its properties, and its rows hold just those', () => {
    const columns = select(Provider, 'p', ['id', 'baseUrl'], { cursor: 'pollCursor' });
    expect(columns).toBe('p.id, p.base_url AS "baseUrl", p.poll_cursor AS "cursor"');
    const row: Row<typeof columns> = { id: 1, baseUrl: 'https://vendor.example', cursor: null };
    // @ts-expect-error: it was not asked for.
    expect(row.name).toBeUndefined();
  });

  it('leaves the table out where there is only one, and finds generated keys too', () => {
    expect(select(Reservation, '', ['id', 'status', 'expiresAt'])).toBe('id, status, expires_at AS "expiresAt"');
  });

  it('refuses what is no column', () => {
    // @ts-expect-error: a relation or a slip of the pen.
    expect(() => select(Provider, '', ['nothing'])).toThrow('Provider has no column nothing.');
  });
});
