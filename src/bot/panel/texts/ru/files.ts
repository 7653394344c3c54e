import type { Format } from '../../../texts/format';
import type { PanelTexts } from '../en';

export const files = (f: Format): Pick<PanelTexts, 'files'> => ({
  files: {
    button: '🗂 Файлы',
    title: '🗂 Выгрузки и настройки магазина',
    hint: 'Выгрузки приходят в этот чат сжатыми CSV. Перед номерами телефонов стоит апостроф, чтобы таблицы не испортили их; кодов в файлах не бывает.',
    exports: {
      users: '👤 Пользователи',
      transactions: '💳 Операции',
      reservations: '📋 Брони',
      numbers: '📱 Номера',
      messages: '📨 Сообщения (без текстов)',
      payments: '💰 Платежи',
      receipts: '🧾 Поступления',
      support: '🆘 Поддержка (без текстов)',
    },
    takeConfiguration: '⚙️ Настройки магазина файлом',
    sendConfiguration: '📤 Прислать настройки',
    comes: 'Файл придёт в этот чат.',
    configurationSent: '⚙️ Настройки магазина. Ключей поставщиков в них нет.',
    sent: (o) => `Строк: ${f.number(o.rows)}`,
    tooLarge: 'Эта выгрузка слишком велика для чата. Возьмите её по HTTP, как описано в руководстве по API.',
    send: 'Пришлите файл JSON. Сначала вы увидите, что он изменит; без вашего согласия не изменится ничего.',
    notFetched: 'Файл не удалось получить, или он больше 32 МБ.',
    notJson: 'Это не файл JSON.',
    mistakes: (o) => `⛔ Ошибок: ${f.number(o.count)}. Ничего не изменено.`,
    changes: (o) => `Изменений: ${f.number(o.count)}`,
    isSo: 'Магазин уже таков.',
    more: (o) => `… и ещё ${f.number(o.count)}`,
    apply: '✅ Применить',
    applied: (o) => `Сделано изменений: ${f.number(o.count)}`,
  },
});
