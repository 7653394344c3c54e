import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CountryCode, getCountries, getCountryCallingCode } from 'libphonenumber-js';
import { callbacks, parseCallback } from '../../src/bot/callbacks';
import { textsFor } from '../../src/bot/texts';
import { LANGUAGES } from '../../src/domain/language';
import { DEMO_SERVICES } from '../../src/usecases/catalogue/demo/demo-services';
import type { Chat } from './support/chat';
import { openScreenWorld, type ScreenWorld } from './support/screen-world';

interface Typed {
  readonly words: string;
  readonly language: string;
  /** "services", or "countries" and the service that is open. */
  readonly screen: string;
  /** "service telegram", "country KZ", "offer telegram KZ", "guess service telegram". */
  readonly first: string;
}

const TYPED = readFileSync(join(__dirname, 'typed-searches.tsv'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('# '))
  .map((line): Typed => {
    const [words, language, screen, first] = line.split('\t') as [string, string, string, string];
    return { words, language, screen, first };
  });
const NEAR = LANGUAGES.map((language) =>
  textsFor(language, 'USD').noServiceFound({ query: '', hasNear: true }).text.split('\n').at(-1),
);
const LEAST_RIGHT = 0.97;
/** They stand first in the menus of most shops. */
const FIRST = ['US', 'RU'];

/** What the demo sells and what the trade has words for, in every country that has a calling code. */
describe('what people type', () => {
  let world: ScreenWorld;
  const chats = new Map<string, Chat>();
  const ids = new Map<string, number>();
  const names = new Map<string, string>();

  beforeAll(async () => {
    world = await openScreenWorld();
    await sellEverything();
    for (const language of LANGUAGES) chats.set(language, await world.buyer({ language }));
  });
  afterAll(async () => {
    await world.shop.booksBalance();
    await world.close();
  });

  it('brings the right thing first, 97 times of 100 at least', async () => {
    const wrong: string[] = [];
    for (const typed of TYPED) {
      const got = await firstFor(typed);
      if (got !== typed.first) wrong.push(`"${typed.words}" among ${typed.screen}: ${typed.first}, not ${got}`);
    }
    if (wrong.length > 0) process.stderr.write(`Wrong first of ${TYPED.length}:\n${wrong.join('\n')}\n`);
    expect(TYPED.length).toBeGreaterThanOrEqual(300);
    expect(1 - wrong.length / TYPED.length).toBeGreaterThanOrEqual(LEAST_RIGHT);
  }, 600_000);

  /** In the words of the data: what somebody sees first who types there. */
  async function firstFor({ words, language, screen }: Typed): Promise<string> {
    const chat = chats.get(language)!;
    const [, open] = screen.split(' ');
    await chat.writes('/services');
    if (open) await chat.pressesData(callbacks.countries({ service: ids.get(open)!, page: 0, query: false, from: 0 }));
    await chat.writes(words);
    const dialogue = await world.shop.one<{ screen: string; answers: { query?: string; serviceId?: number } }>(
      'SELECT screen, answers FROM dialogues WHERE user_id = $1',
      [await world.userId(chat)],
    );
    if (dialogue.screen === 'countries' && dialogue.answers.query === undefined)
      return `service ${names.get(`service ${dialogue.answers.serviceId}`)}`;
    const shown = chat.last.keyboard
      .flat()
      .flatMap((one) => (one.kind === 'callback' ? (parseCallback(one.data) ?? []) : []));
    const first = shown.find(({ name }) => dialogue.screen !== 'offer' || name === 'offer');
    const guess = NEAR.includes(chat.last.text.split('\n').at(-1)!) ? 'guess ' : '';
    if (first?.name === 'countries') return `${guess}service ${names.get(`service ${first.params.service}`)}`;
    if (first?.name === 'servicesIn') return `${guess}country ${names.get(`country ${first.params.country}`)}`;
    if (first?.name !== 'offer') return `nothing: ${chat.last.text}`;
    const [service, country] = names.get(`offer ${first.params.offer}`)!.split(' ');
    return dialogue.screen === 'offer' ? `offer ${service} ${country}` : `${guess}country ${country}`;
  }

  async function sellEverything(): Promise<void> {
    const { shop } = world;
    const at = shop.clock.now();
    await shop.db.catalogueSeed.putServices([...DEMO_SERVICES, { code: 'binance', name: 'Binance', emoji: '' }], at);
    await shop.all(
      `INSERT INTO services (code, name, position, created_at)
       SELECT t.five_sim, t.name, 1000, $1 FROM trade_services t WHERE t.five_sim <> 'other'
         AND NOT EXISTS (SELECT 1 FROM services s WHERE s.code = t.five_sim) ORDER BY t.name`,
      [at],
    );
    const english = new Intl.DisplayNames(['en'], { type: 'region' });
    const isos = getCountries().filter((iso) => iso !== 'AC' && iso !== 'TA');
    const countries = [...FIRST, ...isos.filter((iso) => !FIRST.includes(iso))].map((iso) => ({
      ...{ iso, name: english.of(iso)! },
      callingCode: getCountryCallingCode(iso as CountryCode),
    }));
    await shop.db.catalogueSeed.putCountries(countries, at);
    const offers = await shop.all<{
      id: number;
      serviceId: number;
      service: string;
      countryId: number;
      country: string;
    }>(
      `WITH made AS (
         INSERT INTO offers (service_id, country_id, price, created_at)
         SELECT s.id, c.id, 8000, $1 FROM services s CROSS JOIN countries c RETURNING id, service_id, country_id)
       SELECT m.id, s.id AS "serviceId", s.code AS service, c.id AS "countryId", c.iso AS country
       FROM made m JOIN services s ON s.id = m.service_id JOIN countries c ON c.id = m.country_id`,
      [at],
    );
    for (const { id, serviceId, service, countryId, country } of offers) {
      ids.set(service, serviceId);
      names.set(`service ${serviceId}`, service).set(`country ${countryId}`, country);
      names.set(`offer ${id}`, `${service} ${country}`);
    }
  }
});

describe('a buyer who types', () => {
  let world: ScreenWorld;
  let offers: Record<'telegramLatvia' | 'telegramGermany' | 'whatsappLatvia', { id: number; serviceId: number }>;

  beforeAll(async () => {
    world = await openScreenWorld();
    offers = {
      telegramLatvia: await world.shop.offer({ service: 'Telegram' }),
      telegramGermany: await world.shop.offer({ service: 'Telegram', country: 'Germany' }),
      whatsappLatvia: await world.shop.offer({ service: 'WhatsApp' }),
    };
  });
  afterAll(async () => {
    await world.shop.booksBalance();
    await world.close();
  });

  const opensWhatsApp = (chat: Chat) =>
    chat.pressesData(callbacks.countries({ service: offers.whatsappLatvia.serviceId, page: 0, query: false, from: 0 }));

  it.each([
    ['en', 'telegram germany', /^Telegram · 🇩🇪 Germany/],
    ['ru', 'телеграм германия', /^Telegram · 🇩🇪 Германия/],
    ['ar', 'تيليجرام المانيا', /Telegram.*ألمانيا/],
  ])('comes straight to a service in a country by one line (%s)', async (language, words, shows) => {
    const buyer = await world.buyer({ language });
    await buyer.writes(words);
    expect(buyer.last.text).toMatch(shows);
    await buyer.pressesData(callbacks.offer({ offer: offers.telegramGermany.id, page: 0, from: 0 }));
    expect(buyer.last.text).toMatch(shows);
  });

  it.each([
    ['en', 'whatsapp germany', 'This is not on sale right now'],
    ['ru', 'ватсап германия', 'Сейчас этого нет в продаже'],
    ['ar', 'واتساب المانيا', 'هذا غير متاح للبيع الآن'],
  ])('is told what is not on sale there, and where to look instead (%s)', async (language, words, says) => {
    const buyer = await world.buyer({ language });
    await buyer.writes(words);
    expect(buyer.last.text).toContain(says);
    expect(buyer.labels()[0]).toContain('WhatsApp');
    expect(buyer.labels()[1]).toContain('🇩🇪');
    await buyer.pressesData(buyer.dataOf('🇩🇪'));
    expect(buyer.labels()[0]).toContain('Telegram');
  });

  it.each([
    ['en', 'whotsupp', 'Did you mean this?'],
    ['ru', 'вотцапп', 'Может быть, это?'],
    ['ar', 'وثثساب', 'هل تقصد هذا؟'],
  ])('finds the nearest as a button where nothing fits (%s)', async (language, words, says) => {
    const buyer = await world.buyer({ language });
    await buyer.writes(words);
    expect(buyer.last.text).toContain(says);
    expect(buyer.labels()[0]).toContain('WhatsApp');
    await buyer.presses('WhatsApp');
    expect(buyer.labels()[0]).toContain('🇱🇻');
  });

  it('is shown nothing near to what is near to nothing, in three languages', async () => {
    for (const language of LANGUAGES) {
      const buyer = await world.buyer({ language });
      await buyer.writes('qqqqqqqqqqqqqq zzzzzz');
      const { noServiceFound } = textsFor(language, 'USD');
      expect(buyer.last.text).toBe(noServiceFound({ query: 'qqqqqqqqqqqqqq zzzzzz', hasNear: false }).text);
    }
  });

  it('is given what one word of the line means where the other means nothing', async () => {
    const buyer = await world.buyer();
    await buyer.writes('tg atlantis');
    expect(buyer.last.text).toContain('Did you mean this?');
    expect(buyer.labels()[0]).toContain('Telegram');
    await buyer.writes('wa');
    expect(buyer.labels()).toEqual([expect.stringContaining('WhatsApp'), '📱 All services', '🏠 Home']);
  });

  it('changes the service by its name while countries are open, and narrows them by theirs', async () => {
    const buyer = await world.buyer();
    await opensWhatsApp(buyer);
    await buyer.writes('tg');
    expect(buyer.last.text).toMatch(/^Telegram: which country\?\n2 countries/);
    await buyer.writes('deu');
    expect(buyer.last.text).toMatch(/^Telegram: which country\?\n🔎 “deu”: 1 country/);
    expect(buyer.labels()[0]).toContain('🇩🇪 Germany');
    await buyer.writes('usa');
    expect(buyer.last.text).toContain('No country found for “usa”');
    await buyer.presses('All countries');
    expect(buyer.last.text).toMatch(/^Telegram: which country\?\n2 countries/);
  });

  it('sees what is on sale in a country that is typed before any service', async () => {
    const buyer = await world.buyer();
    await buyer.writes('germany');
    expect(buyer.last.text).toMatch(/^🇩🇪 Germany: which service\?\n1 service/);
    await buyer.presses('Telegram');
    expect(buyer.last.text).toMatch(/^Telegram · 🇩🇪 Germany/);
  });

  it('finds by a word that was added a second ago, and no longer by one that was taken away', async () => {
    const buyer = await world.buyer();
    await buyer.writes('plane');
    expect(buyer.last.text).toContain('Nothing found for “plane”');
    await world.shop.all(`UPDATE services SET aliases = '{plane}' WHERE name = 'Telegram'`);
    await world.shop.clock.advance(1_000);
    await buyer.writes('plane');
    expect(buyer.labels()[0]).toContain('Telegram');
    await buyer.writes('телега');
    expect(buyer.last.text).toContain('Nothing found for “телега”');
  });

  it('is not sent to what is switched off', async () => {
    const buyer = await world.buyer();
    await world.shop.all('UPDATE offers SET is_active = false WHERE id = $1', [offers.telegramGermany.id]);
    await buyer.writes('telegram germany');
    expect(buyer.last.text).toContain('This is not on sale right now');
    await buyer.writes('germany');
    expect(buyer.last.text).toContain('Nothing found for “germany”');
    await world.shop.all('UPDATE offers SET is_active = true WHERE id = $1', [offers.telegramGermany.id]);
  });
});
