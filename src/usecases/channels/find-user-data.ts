import type { App } from '../../app';
import { type DayRow, readDay, readUserData } from '../../database/queries/user-data';
import { maskedIdentity, maskedPhone, type UserDataField } from '../../domain/channel/user-data-fields';

/** One post about a person: of each fact only what the operator chose. */
export interface UserDataPost {
  readonly event: 'joined' | 'purchase';
  /** Masked where anybody reads. */
  readonly id?: string;
  /** First and last name as the person wrote them, of any length and in any script. */
  readonly name?: string;
  /** Undefined: not asked for. Null: the person has none. */
  readonly username?: string | null;
  readonly joinedAt?: Date;
  readonly available?: bigint;
  readonly service?: { readonly serviceName: string; readonly serviceEmoji: string };
  readonly country?: { readonly countryIso: string; readonly countryName: string };
  /** Digits with dots in between. */
  readonly maskedPhone?: string;
}

/** Undefined when the person is erased. A purchase without a reservation is a sample, for a preview. */
export async function findUserDataPost(
  app: App,
  o: {
    userId: bigint;
    event: UserDataPost['event'];
    reservationId: bigint | null;
    fields: readonly UserDataField[];
    /** Anybody reads it: who a person is stands there masked. */
    isPublic: boolean;
  },
): Promise<UserDataPost | undefined> {
  const row = await readUserData(app.db, o);
  if (!row) return undefined;
  const has = (field: UserDataField) => o.fields.includes(field);
  const shown = o.isPublic ? maskedIdentity : (text: string) => text;
  const isPurchase = o.event === 'purchase';
  const sold = isPurchase ? { ...SAMPLE, ...(row.phone ? row : {}) } : undefined;
  return {
    event: o.event,
    id: has('id') ? shown(String(row.telegramId)) : undefined,
    name: has('name') ? shown([row.firstName, row.lastName].filter(Boolean).join(' ')) : undefined,
    username: has('username') ? row.username && shown(row.username) : undefined,
    joinedAt: has('joined') ? row.joinedAt : undefined,
    available: has('balance') ? row.available : undefined,
    service: has('service') && sold ? { serviceName: sold.serviceName!, serviceEmoji: sold.serviceEmoji! } : undefined,
    country: has('country') && sold ? { countryIso: sold.countryIso!, countryName: sold.countryName! } : undefined,
    maskedPhone: has('number') && sold ? maskedPhone(sold.phone!) : undefined,
  };
}

/** Whether anybody on Telegram can read the channel: it has a public name. */
export async function isPublicChannel(app: App, channelId: number): Promise<boolean> {
  return Boolean((await app.db.channels.find(channelId))?.username);
}

const SAMPLE = {
  serviceName: 'WhatsApp',
  serviceEmoji: '💬',
  countryIso: 'LV',
  countryName: 'Latvia',
  phone: '37120000001',
};

export type DayFigures = DayRow & { readonly successRate: number | undefined };

/** The figures of a day, for its summary. */
export async function findDayFigures(app: App, o: { from: Date; until: Date }): Promise<DayFigures> {
  const row = await readDay(app.db, o);
  const ended = row.sales + row.withoutCode;
  return { ...row, successRate: ended > 0 ? row.sales / ended : undefined };
}
