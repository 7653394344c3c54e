import type { Call } from '../rpc/call';
import { badRequest } from '../rpc/rpc-error';
import type { TlObject } from '../tl/tl-object';
import { starsAmount } from './move-stars';
import type { StarRow } from './star-records';

const mostTransactions = 100;

/** The account's transactions that are in the lists by now, oldest first. */
export function listedTransactions({ world, account, dataCentre }: Call): readonly StarRow[] {
  const rows = world.stars.ledger.transactions(account.id);
  const lag = dataCentre.faults.stars.transactionsLagSeconds;
  return lag > 0 ? rows.filter(({ date }) => date <= world.nowSeconds() - lag) : rows;
}

export interface Page {
  rows: readonly StarRow[];
  /** How many are before the next page; only when there is one. */
  nextOffset?: string;
}

/** A page of a list; the offset counts the rows to skip, as Telegram's own clients write it. */
export function pageOf(rows: readonly StarRow[], { offset, limit }: { offset: string; limit: number }): Page {
  if (!/^\d{0,9}$/.test(offset)) throw badRequest('OFFSET_INVALID');
  if (limit <= 0) throw badRequest('LIMIT_INVALID');
  const from = Number(offset);
  const to = from + Math.min(limit, mostTransactions);
  return { rows: rows.slice(from, to), nextOffset: to < rows.length ? String(to) : undefined };
}

export function statusOf({ world, account }: Call, { rows, nextOffset }: Page): TlObject {
  const history = rows.map((row) => transactionOf(row, account.kind === 'bot'));
  const balance = starsAmount(world.stars.ledger.balance(account.id));
  return { _: 'payments.starsStatus', balance, history, nextOffset, ...world.views.mentioned(account, history) };
}

function transactionOf({ id, isRefund, stars, date, other, payment }: StarRow, forBot: boolean): TlObject {
  const { title, description, photo, payload } = payment?.invoice ?? {};
  return {
    _: 'starsTransaction',
    refund: isRefund,
    id,
    stars: starsAmount(stars),
    date,
    peer: peerOf(other),
    title,
    description,
    photo,
    botPayload: forBot ? payload : undefined,
  };
}

function peerOf(other: StarRow['other']): TlObject {
  if (other === 'appStore') return { _: 'starsTransactionPeerAppStore' };
  if (other === 'fragment') return { _: 'starsTransactionPeerFragment' };
  return { _: 'starsTransactionPeer', peer: { _: 'peerUser', userId: other } };
}
