import type { Texts } from '../en';
import type { apiKeys as english } from '../en/api-keys';
import type { Format } from '../format';
import { plural } from '../languages';
import { bold, code, lines, rich } from '../rich';

export const apiKeys = (f: Format): Pick<Texts, keyof ReturnType<typeof english>> => ({
  apiButton: `🔌 ${f.foreign('API')}`,
  byKey: (name) => `🔌 ${f.foreign('API')} · ${f.foreign(name, 20)}`,
  apiKeysScreen: (o) =>
    lines(
      bold(`🔌 ${f.foreign('API')}`),
      '',
      'Ваши программы могут покупать номера по ключу, с вашего баланса, как вы здесь.',
      `Они говорят на ${f.foreign('handler_api')}, ${f.foreign('5sim')} или ${f.foreign('REST')}.`,
      '',
      plural('ru', o.count, { one: '# ключ', few: '# ключа', many: '# ключей', other: '# ключа' }, f.number),
      o.baseUrl && rich`🌐 ${f.isolated(code(o.baseUrl))}`,
    ),
  apiKeyRow: (o) => `🔑 ${f.foreign(o.name, 30)} ··${f.foreign(o.hint)}`,
  newApiKeyButton: '➕ Новый ключ',
  askKeyName: lines(bold('🔌 Новый ключ'), '', 'Напишите название, например имя вашей программы.'),
  askKeyScopes: (name) => lines(bold(`🔌 ${f.foreign(name, 40)}`), '', 'Что ему можно?'),
  keyBuysButton: '🛒 Покупать и смотреть',
  keyLooksButton: '👁 Только смотреть',
  apiKeyMade: (o) =>
    lines(
      bold(`🔑 ${f.foreign(o.name, 40)}`),
      '',
      f.isolated(code(o.key)),
      '',
      'Он показан один раз. Скопируйте его и удалите это сообщение. У кого он есть, тот может тратить ваш баланс.',
      o.baseUrl && rich`🌐 ${f.foreign('handler_api')}: ${f.isolated(code(o.baseUrl))}`,
    ),
  copyKey: '📋 Скопировать ключ',
  copyAddress: '📋 Скопировать адрес',
  openKeyButton: '⚙️ Настройки ключа',
  apiKeyCard: (o) =>
    lines(
      bold(`🔑 ${f.foreign(o.name, 40)} ··${f.foreign(o.hint)}`),
      '',
      o.scopes.includes('BUY') ? '🛒 Покупает и смотрит' : '👁 Только смотрит',
      rich`📊 Сегодня (${f.foreign('UTC')}): ${plural('ru', o.orders, { one: '# заказ', few: '# заказа', many: '# заказов', other: '# заказа' }, f.number)}, ${plural('ru', o.completed, { one: '# код', few: '# кода', many: '# кодов', other: '# кода' }, f.number)}`,
      o.dailyCap === null
        ? `💰 Потрачено сегодня: ${f.money(o.spent)}; без предела`
        : `💰 Потрачено сегодня: ${f.money(o.spent)} из ${f.money(o.dailyCap)}`,
      `⏳ Открыто: ${f.number(o.open)}`,
      o.expiresAt === null
        ? '⏰ Бессрочный'
        : o.expiresAt > o.now
          ? `⏰ До ${f.dateTime(o.expiresAt)}`
          : `⏰ Истёк ${f.dateTime(o.expiresAt)}`,
      o.addresses.length === 0 ? '🌍 Откуда угодно' : rich`🌍 Только с ${f.isolated(o.addresses.join(', '))}`,
      o.isQuiet ? '🔕 Об его заказах здесь не сообщается' : '🔔 Об его заказах сообщается здесь',
      o.wording === 'HERO' ? `🗣 Отвечает как ${f.foreign('HeroSMS')}` : '🗣 Обычные ответы',
      o.repeatedOrder === 'SAME'
        ? `🔁 Повтор ${f.foreign('orderId')} получает тот же заказ`
        : `🔁 Повтор ${f.foreign('orderId')} отклоняется`,
      o.lastUsedAt === null ? '🕘 Ещё не использован' : `🕘 Использован ${f.dateTime(o.lastUsedAt)}`,
    ),
  keyButtons: {
    name: '✏️ Название',
    expiry: '⏰ Срок',
    addresses: '🌍 Адреса',
    cap: '💰 Предел в день',
    quiet: '🔕 Не сообщать',
    tell: '🔔 Сообщать',
    hero: `🗣 Как ${f.foreign('HeroSMS')}`,
    classic: '🗣 Обычные',
    refuse: '🔁 Отклонять повторы',
    same: '🔁 Тот же заказ',
    webhook: '📮 Вебхук',
    end: '🗑 Завершить ключ',
  },
  askKeyField: {
    name: 'Напишите новое название.',
    addresses: `Напишите адреса или сети, откуда он может приходить, например ${f.foreign('203.0.113.7')} или ${f.foreign('203.0.113.0/24')}. Знак ${f.foreign('-')} — откуда угодно.`,
    cap: `Напишите, сколько он может тратить в день (${f.foreign('UTC')}). Знак ${f.foreign('-')} снимает предел.`,
    expiry: 'Когда он закончится?',
    webhook: `Напишите адрес, по которому сообщать вашей программе, например ${f.foreign('https://example.com/hook')}.`,
  },
  keyExpiryButton: (days) =>
    days === 0
      ? 'Никогда'
      : plural(
          'ru',
          days,
          { one: 'Через # день', few: 'Через # дня', many: 'Через # дней', other: 'Через # дня' },
          f.number,
        ),
  keySaved: '✅ Сохранено. Действует со следующего вызова.',
  keyGone: 'Этот ключ завершён. Ничего не изменено.',
  askEndKey: (name) =>
    lines(
      bold(`🗑 Завершить ${f.foreign(name, 40)}?`),
      '',
      'Его программы больше ничего не смогут. Открытые заказы остаются вашими и закончатся своим чередом.',
    ),
  endKeyButton: '🗑 Завершить',
  keyEnded: 'Ключ завершён.',
  keyWebhook: {
    card: (o) =>
      lines(
        bold(`📮 ${f.foreign(o.name, 40)}: вебхук`),
        '',
        'Вашей программе сообщается о каждом SMS по её адресу, с подписью.',
        '',
        ...(o.webhook
          ? [
              rich`🌐 ${f.isolated(code(o.webhook.url))}`,
              o.webhook.events.length > 1 ? '✉️ О каждом SMS и о том, чем кончились заказы' : '✉️ О каждом SMS',
              !o.webhook.isActive
                ? '🔴 Выключен: он долго ничего не принимал. Задайте адрес снова, чтобы включить.'
                : o.webhook.failingSince
                  ? `⚠️ Ничего не принимает с ${f.dateTime(o.webhook.failingSince)}`
                  : '🟢 Включён',
            ]
          : ['Не задан.']),
        o.deliveries.length > 0 && '',
        ...o.deliveries.map(
          (one) =>
            `${{ DELIVERED: '✅', WAITING: '⏳', FAILED: '❌' }[one.state]} ${f.dateTime(one.at)}: ${one.lastStatus === null ? (one.state === 'FAILED' ? 'не доставлено' : 'ждёт') : f.foreign(String(one.lastStatus))}`,
        ),
      ),
    address: '✏️ Адрес',
    onlySms: '✉️ Только SMS',
    endsToo: '✉️ И концы заказов',
    test: '🧪 Послать пробу',
    secret: '🔁 Новый секрет',
    drop: '🗑 Убрать',
    secretShown: (o) =>
      lines(
        bold(`📮 ${f.foreign(o.name, 40)}`),
        '',
        f.isolated(code(o.secret)),
        '',
        'Им подписано то, о чём сообщается вашей программе. Он показан один раз. Скопируйте его и удалите это сообщение.',
      ),
    copySecret: '📋 Скопировать секрет',
    testSent: 'Проба отправлена.',
    none: 'Вебхука нет.',
    dropped: 'Туда больше ничего не отправляется.',
  },
  keyProblems: {
    key_name: `В названии от ${f.number(1)} до ${f.number(40)} знаков. Ничего не изменено.`,
    resale_keys_most: 'Больше ключей быть не может. Сначала завершите один.',
    resale_key_name_taken: 'Ключ с таким названием есть. Выберите другое.',
    networks: 'Это не список адресов. Ничего не изменено.',
    amount_too_small: 'Укажите сумму больше нуля. Ничего не изменено.',
    event_address: 'Это не адрес. Ничего не изменено.',
    event_address_with_password: 'Нужен адрес без пароля в нём.',
    event_address_plain: `Нужен адрес ${f.foreign('https')}.`,
    event_address_inside: 'Этого адреса нет в открытом интернете.',
    event_address_outside: `В песочнице магазин обращается только к этому компьютеру, например ${f.foreign('http://127.0.0.1:8080/hook')}.`,
    other: 'Не получилось. Ничего не изменено.',
  },
});
