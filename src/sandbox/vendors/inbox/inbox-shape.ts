import type { InboxSms } from './inbox-store';

/** How the simulated vendor words its pages; several shapes prove that the adapter takes them by configuration alone. */
export interface InboxShape {
  readonly path: string;
  readonly keyHeader: string;
  /** Put before the key in the header, such as "Bearer ". */
  readonly keyPrefix: string;
  readonly cursorParam: string;
  page(texts: readonly InboxSms[], lastId: number): unknown;
}

/** `{messages: [{id, to, from, body, receivedAt}], next, hasMore}` with a bearer key. */
const cursorShape: InboxShape = {
  path: '/messages',
  keyHeader: 'authorization',
  keyPrefix: 'Bearer ',
  cursorParam: 'after',
  page: (texts, lastId) => ({
    messages: texts.map(({ id, phone, text, sender, at }) => ({
      id: `sms_${id}`,
      to: `+${phone}`,
      from: sender,
      body: text,
      receivedAt: new Date(at).toISOString(),
    })),
    next: texts.length > 0 ? String(texts.at(-1)!.id) : null,
    hasMore: texts.length > 0 && texts.at(-1)!.id < lastId,
  }),
};

/** A bare list of `{sms: {uid, number, content, ts}}`, ids as numbers, time in seconds, next pull by the last id. */
const bareListShape: InboxShape = {
  path: '/api/v2/inbox',
  keyHeader: 'x-api-key',
  keyPrefix: '',
  cursorParam: 'since_id',
  page: (texts) =>
    texts.map(({ id, phone, text, at }) => ({
      sms: { uid: id, number: Number(phone), content: text, ts: Math.floor(at / 1000) },
    })),
};

export type InboxShapeName = 'cursor' | 'bare_list';
export const INBOX_SHAPES: Readonly<Record<InboxShapeName, InboxShape>> = {
  cursor: cursorShape,
  bare_list: bareListShape,
};
