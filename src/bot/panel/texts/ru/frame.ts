import type { Format } from '../../../texts/format';
import { plural } from '../../../texts/languages';
import { bold, lines, rich } from '../../../texts/rich';
import type { frame as english } from '../en/frame';
import { problemIn } from '../problem-words';
import { problems } from './problems';

export const frame = (f: Format): ReturnType<typeof english> => ({
  common: {
    back: '‹ Назад',
    panel: '🛠 Панель',
    add: '➕ Добавить',
    edit: '✏️ Изменить',
    undo: '↩️ Отменить',
    remove: '🗑 Удалить',
    refresh: '🔄 Обновить',
    on: 'вкл.',
    off: 'выкл.',
    yes: 'да',
    no: 'нет',
    none: 'нет',
    never: 'никогда',
    turnOn: '🟢 Включить',
    turnOff: '⚪ Выключить',
    saved: '✅ Сохранено',
    gone: 'Этого больше нет. Ничего не изменено.',
    total: (o) => `Всего: ${f.number(o.total)}`,
    searched: (o) => `«${f.name(o.words)}»: найдено ${f.number(o.total)}`,
    nothing: 'Здесь пока пусто.',
    typeToSearch: 'Наберите слово для поиска.',
    clearSearch: '✖️ Показать всё',
    alreadyExists: (o) => `Запись с таким же значением уже есть (${f.name(o.fields)}). Укажите другое.`,
    /** A problem alone, as one line among others. */
    problem: (o) => problemIn(f, problems, o),
    refusedBy: (o) => `Сохранить нельзя: ${problemIn(f, problems, o)}`,
    changedMeanwhile: (o) =>
      lines(
        bold('👥 Это тем временем изменил кто-то другой'),
        rich`${o.label}, теперь: ${bold(f.name(o.now, 200))}`,
        'Ваше изменение не сохранено. Посмотрите ещё раз и измените снова, если это всё ещё нужно.',
      ),
  },
  home: {
    title: bold('🛠 Панель администратора'),
    today: (o) =>
      lines(
        rich`Сегодня (UTC): ${bold(f.money(o.revenue))} · ${plural('ru', o.completed, { one: 'продан # код', few: 'продано # кода', many: 'продано # кодов', other: 'продано # кода' }, f.number)}`,
        `${plural('ru', o.open, { one: 'открыт # номер', few: 'открыто # номера', many: 'открыто # номеров', other: 'открыто # номера' }, f.number)} · ${plural('ru', o.newUsers, { one: '# новый пользователь', few: '# новых пользователя', many: '# новых пользователей', other: '# новых пользователя' }, f.number)}`,
      ),
    maintenance: '🚧 Идут технические работы: покупать нельзя.',
    groups: { sell: '🏪 Продажа', people: '🙋 Люди', messages: '📬 Сообщения', shop: '🧰 Магазин' },
    about: {
      sell: 'Что продаётся, по какой цене и кто поставляет.',
      people: 'Покупатели, их деньги и вопросы.',
      messages: 'Пришедшие SMS и то, что магазин сообщает людям.',
      shop: 'Цифры, файлы, настройки и кто что сделал.',
    },
    hint: 'Наберите, что ищете: имя, @имя, номер, id.',
    logOut: '🚪 Выйти',
    shop: '🏠 В магазин',
    loggedOut: 'Вы вышли из панели.',
  },
  find: {
    title: '🔎 Поиск',
    several: (o: { words: string }) => `«${f.name(o.words)}» может означать:`,
    nothing: (o: { words: string }) => `Ничего с названием «${f.name(o.words)}» нет.`,
    hint: `Наберите имя, ${f.isolated('@name').text}, номер телефона, id или ${f.isolated('#12').text} для брони.`,
    off: '⚪',
    addTitle: '➕ Пополнить баланс',
    howToAdd: `Кому и сколько: ${f.isolated('/add @vera 5').text}, или с причиной: ${f.isolated('/add @vera 5 поздний возврат').text}. Не больше миллиона за раз.`,
    nobody: (o: { words: string }) => `По «${f.name(o.words)}» никто не найден. Ничего не начислено.`,
    whichOne: (o: { words: string }) => `По «${f.name(o.words)}» найдено несколько. Кто нужен?`,
    whichFile: 'Что в этом файле?',
    /** In the menu of commands of whoever is in the panel. */
    commands: {
      admin: 'Панель администратора',
      find: 'Найти что угодно: человека, номер, сервис',
      add: 'Пополнить баланс пользователя',
    },
  },
  login: {
    ask: lines(bold('🔐 Панель администратора'), '', 'Пришлите пароль. Сообщение с ним сразу удаляется.'),
    over: lines(
      bold('🔐 Сеанс окончен'),
      '',
      'Это нажатие ничего не изменило. Чтобы продолжить, пришлите пароль; сообщение с ним сразу удаляется.',
    ),
    formWaits: 'Форма, которую вы заполняли, сохранена и продолжится после входа.',
    wrong: (o) =>
      lines(
        bold('❌ Пароль неверный'),
        plural(
          'ru',
          o.triesLeft,
          {
            one: 'Осталась # попытка, затем 15 минут ожидания.',
            few: 'Осталось # попытки, затем 15 минут ожидания.',
            many: 'Осталось # попыток, затем 15 минут ожидания.',
            other: 'Осталось # попытки, затем 15 минут ожидания.',
          },
          f.number,
        ),
      ),
    locked: (o) =>
      lines(
        bold('⛔ Слишком много неверных паролей'),
        `Панель закрыта для вас до ${f.time(o.until)}. До тех пор присланное не проверяется.`,
      ),
    noPassword: lines(
      bold('🔐 Пароль не задан'),
      '',
      `Выполните ${f.isolated('npm run shop -- hash-password').text}, впишите результат в ${f.isolated('ADMIN_PASSWORD_HASH').text} и перезапустите магазин.`,
    ),
    noPasswordOwner: lines(bold('🔐 Пароль не задан'), '', 'Вы владелец: задайте его сейчас.'),
    newPassword: '🔑 Задать новый пароль',
    deleted: 'Ваше сообщение с паролем удалено.',
    sendText: 'Пришлите пароль текстом.',
    toShop: '🏠 В магазин',
  },
  form: {
    step: (o) => `${f.number(o.at)} / ${f.number(o.of)}`,
    now: (o) => `Сейчас: ${f.name(o.value, 300)}`,
    back: '‹ Назад',
    skip: '⏭ Пропустить',
    cancel: '✖️ Отмена',
    canceled: 'Отменено. Ничего не изменено.',
    choose: 'Нажмите одну из кнопок.',
    pick: 'Нажмите кнопку или наберите часть названия для поиска.',
    sendText: 'Ответьте текстом или кнопкой; файлы здесь не читаются.',
    nothingFound: (o) => `По запросу «${f.name(o.words)}» ничего не найдено. Наберите другую часть названия.`,
    typeText: (o) => `Наберите текст длиной от ${f.number(o.least)} до ${f.number(o.most)} знаков.`,
    typeWhole: (o) => `Наберите целое число от ${f.number(o.least)} до ${f.number(o.most)}.`,
    typeNumber: (o) =>
      `Наберите число от ${f.number(o.least)} до ${f.number(o.most)}, например ${f.isolated('2.5').text}.`,
    typeAmount: (o) => `Наберите сумму больше нуля, например ${f.isolated('0.80').text}; не больше ${f.money(o.most)}.`,
    typeSecret: (o) =>
      `Наберите от ${f.number(o.least)} до ${f.number(o.most)} знаков. Сообщение сразу удаляется, набранное хранится зашифрованным.`,
    typeInstant: 'Наберите день, например 2026-12-31, или время по UTC, например 2026-12-31 18:00.',
    typeWords:
      'Чтобы добавить слова, наберите их через запятую на любом языке. Чтобы убрать слово, нажмите на него или наберите его после минуса.',
    typeJson: `Наберите объект JSON, например ${f.isolated('{"dialect": "classic"}').text}.`,
  },
  sessions: {
    button: '👤 Сеансы',
    title: bold('👤 Кто сейчас в панели'),
    row: (o) =>
      lines(
        rich`${bold(f.name(o.name))}${o.isOwn ? ' (вы)' : ''}`,
        `с ${f.dateTime(o.since)} · последнее действие ${f.time(o.used)} · закончится не позже ${f.time(o.until)}`,
      ),
    end: (o) => `🚫 Завершить: ${f.name(o.name, 24)}`,
    ended: 'Сеанс завершён.',
    alreadyEnded: 'Он уже был завершён.',
  },
  password: {
    button: '🔑 Пароль',
    title: '🔑 Смена пароля',
    newTitle: '🔑 Новый пароль',
    current: 'Нынешний пароль',
    fresh: 'Новый пароль',
    again: 'Новый пароль ещё раз',
    wrong: 'Нынешний пароль не такой.',
    differs: 'Пароли не совпали. Наберите новый пароль ещё раз.',
    endsAll: 'Смена завершает все сеансы, и ваш тоже.',
    changed: lines(
      bold('✅ Пароль изменён'),
      '',
      'Все сеансы завершены. Чтобы продолжить, пришлите новый пароль; сообщение с ним сразу удаляется.',
    ),
  },
});
