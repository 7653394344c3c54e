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
        'ar',
        o.channels.length,
        {
          zero: 'لا قنوات متبقية.',
          one: 'لاستخدام المتجر انضم إلى هذه القناة:',
          two: 'لاستخدام المتجر انضم إلى هاتين القناتين:',
          few: 'لاستخدام المتجر انضم إلى هذه القنوات، وعددها #:',
          many: 'لاستخدام المتجر انضم إلى هذه القنوات، وعددها #:',
          other: 'لاستخدام المتجر انضم إلى هذه القنوات، وعددها #:',
        },
        f.number,
      ),
      // The word makes the line run from right to left whatever the name is written in.
      ...o.channels.flatMap(({ title, isGroup, hasRequested }) => [
        `${isGroup ? '👥 مجموعة' : '📣 قناة'} ${f.name(title)}`,
        hasRequested && '⏳ طلبتَ الانضمام: يجب أن يقبله مشرف هناك.',
      ]),
      '',
      o.goesOn ? 'ما طلبته يكتمل تلقائيًا حالما تنضم. لم يُخصم شيء.' : 'يُفتح المتجر تلقائيًا حالما تنضم، دون أي تكلفة.',
      'رموز أرقامك الحالية ما زالت تصل إلى هنا.',
    ),
  joinButton: ({ title, isGroup }) => `${isGroup ? '👥' : '📣'} ${f.name(title, 40)}`,
  joinedButton: '✅ انضممت',
  gateOpened: '✅ شكرًا لك، المتجر مفتوح الآن.',
  awaitsApproval: '⏳ طلبتَ الانضمام. يجب أن يقبله مشرف القناة، ثم يُفتح المتجر تلقائيًا.',
  stillMissing: ({ count }) =>
    plural(
      'ar',
      count,
      {
        zero: 'لم تبق أي قناة.',
        one: 'بقيت قناة واحدة لم تنضم إليها.',
        two: 'بقيت قناتان لم تنضم إليهما.',
        few: 'بقيت # قنوات لم تنضم إليها.',
        many: 'بقيت # قناة لم تنضم إليها.',
        other: 'بقيت # قناة لم تنضم إليها.',
      },
      f.number,
    ),
});
