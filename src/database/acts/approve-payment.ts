import type { Language } from '../../domain/language';
import type { Access } from '../access';

export interface ApproveOrder {
  /** Our own mark of the payment. */
  readonly token: string;
  readonly telegramId: bigint;
  readonly currency: string;
  /** Whole stars. */
  readonly amount: bigint;
  readonly now: Date;
}

export interface ApproveRow {
  readonly kind: 'approved' | 'unknown' | 'foreign' | 'banned' | 'paid' | 'expired' | 'changed';
  /** Of whom the invoice was made for; null where there is none. */
  readonly language: Language | null;
}

/** See `approve_payment`. */
export async function approvePayment({ sql }: Pick<Access, 'sql'>, o: ApproveOrder): Promise<ApproveRow> {
  const [row] = await sql.rows<ApproveRow>(
    'payments.approve',
    'SELECT kind, language FROM approve_payment($1, $2, $3, $4, $5)',
    [o.token, o.telegramId, o.currency, o.amount, o.now],
  );
  return row!;
}
