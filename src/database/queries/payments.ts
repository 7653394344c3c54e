import type { Access } from '../access';
import { type Row, select } from '../columns';
import { Payment } from '../entities/payment.entity';
import { User } from '../entities/user.entity';

const ASKED = select(Payment, 'p', ['id', 'price', 'currency', 'status', 'credited', 'expiresAt']);
const PAYER = select(User, 'u', ['telegramId', 'isBanned', 'language']);
/** What decides whether a payer may pay. */
export type PreCheckoutRow = Row<typeof ASKED> & Row<typeof PAYER>;

/** One look by the payment's own token. */
export async function readPreCheckout({ sql }: Access, token: string): Promise<PreCheckoutRow | undefined> {
  const [row] = await sql.rows<PreCheckoutRow>(
    'payments.preCheckout',
    `SELECT ${ASKED}, ${PAYER} FROM payments p JOIN users u ON u.id = p.user_id WHERE p.token = $1`,
    [token],
  );
  return row;
}
