import type { CustomizableTexts } from '../customizable-texts';
import type { Texts } from '../en';
import type { channels as english } from '../en/channels';
import type { Format } from '../format';
import { plural } from '../languages';
import { lines } from '../rich';

export const channels = (f: Format, w: CustomizableTexts): Pick<Texts, keyof ReturnType<typeof english>> => ({
  gateScreen: (o) =>
    lines(
      w.gate(o),
      '',
      plural(
        'ru',
        o.channels.length,
        {
          one: 'Чтобы пользоваться магазином, подпишитесь:',
          few: 'Чтобы пользоваться магазином, подпишитесь на # канала:',
          many: 'Чтобы пользоваться магазином, подпишитесь на # каналов:',
          other: 'Чтобы пользоваться магазином, подпишитесь на # канала:',
        },
        f.number,
      ),
      ...o.channels.flatMap(({ title, isGroup, hasRequested }) => [
        `${isGroup ? '👥' : '📣'} ${f.name(title)}`,
        hasRequested && '⏳ Заявка подана: её должен принять администратор.',
      ]),
      '',
      o.goesOn
        ? 'То, что вы выбрали, продолжится само, как только вы подпишетесь. Ничего не списано.'
        : 'Магазин откроется сам, как только вы подпишетесь. Это бесплатно.',
      'Коды для ваших номеров по-прежнему приходят сюда.',
    ),
  joinButton: ({ title, isGroup }) => `${isGroup ? '👥' : '📣'} ${f.name(title, 40)}`,
  joinedButton: '✅ Готово, подписка есть',
  gateOpened: '✅ Спасибо, магазин открыт.',
  awaitsApproval: '⏳ Заявка подана. Её должен принять администратор канала; магазин затем откроется сам.',
  stillMissing: ({ count }) =>
    plural(
      'ru',
      count,
      {
        one: 'Осталось подписаться на # канал.',
        few: 'Осталось подписаться на # канала.',
        many: 'Осталось подписаться на # каналов.',
        other: 'Осталось подписаться на # канала.',
      },
      f.number,
    ),
});
