import type { AlertFacts } from '../../../domain/alert-kind';
import type { Texts } from '../en';
import type { alerts as english } from '../en/alerts';
import type { Format } from '../format';
import { bold, lines, rich } from '../rich';

export const alerts = (f: Format): Pick<Texts, keyof ReturnType<typeof english>> => {
  const name = (fact: AlertFacts[string] | undefined) => f.name(String(fact ?? ''));
  const channelRepairs: Record<string, string> = {
    bot_not_admin: 'Снова назначьте бота администратором канала.',
    bot_not_in_channel: 'Снова добавьте бота в канал администратором. Если канала больше нет, уберите его из списка.',
  };
  const membershipRepairs: Record<string, string> = {
    flood: 'Он просит бота подождать, и бот ждёт. Если это повторяется, требуйте меньше каналов.',
    timed_out: 'Он не ответил вовремя. Проверьте сеть сервера.',
  };
  return {
    alertWords: {
      channel_unreadable: (facts) =>
        lines(
          bold('⚠️ Я не вижу, кто состоит в канале'),
          '',
          rich`Канал: ${bold(name(facts.title))}`,
          `Ответ Telegram: ${name(facts.detail)}`,
          'Пока это не исправлено, никого из-за этого канала не останавливаем, и бонусы за него не выплачиваются.',
          '',
          channelRepairs[String(facts.reason)] ?? 'Проверьте права бота в канале.',
        ),
      channel_unpostable: (facts) =>
        lines(
          bold('⚠️ Я не могу публиковать в канале'),
          '',
          rich`Канал: ${bold(name(facts.title))}`,
          `Ответ Telegram: ${name(facts.detail)}`,
          'Записи ждут сутки и выйдут сами, когда это исправят. Покупатели ничего не заметят.',
          '',
          'Назначьте бота администратором с правом публиковать и удалять сообщения или отключите публикации.',
        ),
      membership_unknown: (facts) =>
        lines(
          bold('⚠️ Telegram не сообщает, кто состоит в наших каналах'),
          '',
          membershipRepairs[String(facts.reason)] ?? 'Всё продолжится само, как только Telegram ответит.',
          'До тех пор никого из-за канала не останавливаем, и бонусы не выплачиваются.',
        ),
    },
  };
};
