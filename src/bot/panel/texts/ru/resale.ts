import type { Format } from '../../../texts/format';
import type { resale as english } from '../en/resale';

export const resale = (f: Format): ReturnType<typeof english> => ({
  resale: {
    button: '🔌 Ключи API',
    title: '🔌 Ключи API',
    listPrice: 'Цена прейскуранта',
    whichPrices: 'По каким ценам он покупает?',
    saved: '✅ Сохранено. Действует со следующего заказа.',
    sendAgain: (o) => `🔁 Отправить № ${f.isolated(String(o.id)).text} ещё раз`,
    sentAgain: 'Отправляется.',
    askEndButton: '🗑 Завершить ключ',
    askEnd: (o) => `🗑 Завершить ${f.name(o.name, 40)}?`,
    whatEndMeans:
      'Его программы больше ничего не смогут. Открытые заказы остаются у пользователя и закончатся своим чередом.',
    end: '🗑 Завершить',
    ended: 'Ключ завершён.',
  },
});
