import { readPlace } from '../../platform/vendor/json';
import type { InboxPage, ProviderFault } from '../../ports/sms-provider';
import { providerFault } from '../kit/reply';
import { parseJson, scalarText } from '../kit/values';
import type { PullSettings } from './inbox-settings';
import { readItem, readList } from './read-item';

interface InboxReading extends InboxPage {
  /** Items in which the configured places hold no phone or no text. */
  readonly unreadable: number;
}

/**
 * Reads one page by the configured places. Single unreadable items are left out, so that they cannot stop the inbox; a page of
 * nothing else means that the configuration does not fit, and the cursor stays where it is.
 */
export function readInbox(
  answer: { readonly status: number; readonly body: string },
  settings: Pick<PullSettings, 'pull' | 'reply' | 'paging'>,
  cursor: string | undefined,
): InboxReading | ProviderFault {
  const refused = readRefusal(answer.status);
  if (refused) return refused;
  const value = parseJson(answer.body.replace(/^\uFEFF/, '').trim());
  if (value === undefined) return providerFault('unavailable', 'not JSON, or cut off');
  const list = readList(value, settings.reply.list);
  if (!list) return providerFault('mapping', `no list at "${settings.reply.list}"`);
  const messages = list.map((item) => readItem(item, settings.reply)).filter((one) => one !== undefined);
  if (list.length > 0 && messages.length === 0)
    return providerFault('mapping', 'no phone or text at the configured places');
  const newest = (settings.reply.order === 'newest_first' ? list[0] : list.at(-1))?.at(-1);
  if (settings.reply.order === 'newest_first') messages.reverse();
  const next = readCursor(value, newest, settings) ?? cursor;
  return {
    kind: 'page',
    messages,
    cursor: next,
    // A vendor that says "more" without moving on would have us ask for ever.
    more: next !== cursor && readMore(value, list.length, settings),
    unreadable: list.length - messages.length,
  };
}

function readRefusal(status: number): ProviderFault | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (status === 401 || status === 403) return providerFault('auth', `HTTP ${status}`);
  if (status === 404 || status === 405) return providerFault('unsupported', `HTTP ${status}`);
  return providerFault(status >= 400 && status < 500 ? 'mapping' : 'unavailable', `HTTP ${status}`);
}

function readCursor(
  value: unknown,
  newest: unknown,
  { reply, paging }: Pick<PullSettings, 'reply' | 'paging'>,
): string | undefined {
  if (paging.cursor.from === 'reply') return scalarText(readPlace(value, paging.cursor.place));
  return paging.cursor.from === 'last_id' ? scalarText(readPlace(newest, reply.id!)) : undefined;
}

function readMore(value: unknown, rows: number, { pull, paging }: Pick<PullSettings, 'pull' | 'paging'>): boolean {
  if (paging.more.when === 'full_page') return rows >= pull.limit;
  if (paging.more.when === 'never') return false;
  const flag = readPlace(value, paging.more.place);
  return flag === true || flag === 1 || flag === '1' || flag === 'true';
}
