import type { Format } from '../../../texts/format';
import { plural } from '../../../texts/languages';
import { bold, lines, rich } from '../../../texts/rich';
import type { support as english } from '../en/support';

export const support = (f: Format): ReturnType<typeof english> => {
  const number = (id: bigint) => f.isolated(`S-${id}`);
  const minutes = (count: number) =>
    plural(
      'ar',
      count,
      { zero: '# دقيقة', one: 'دقيقة', two: 'دقيقتان', few: '# دقائق', many: '# دقيقة', other: '# دقيقة' },
      f.number,
    );
  return {
    support: {
      button: '🆘 الدعم',
      waitingButton: (o) =>
        plural(
          'ar',
          Number(o.count),
          {
            zero: '🆘 # سؤال ينتظر',
            one: '🆘 سؤال واحد ينتظر',
            two: '🆘 سؤالان ينتظران',
            few: '🆘 # أسئلة تنتظر',
            many: '🆘 # سؤالًا ينتظر',
            other: '🆘 # سؤال ينتظر',
          },
          f.number,
        ),
      title: '🆘 الدعم',
      counts: (o) => rich`المفتوحة: ${f.number(Number(o.open))} · تنتظر جوابًا: ${bold(f.number(Number(o.waiting)))}`,
      orderHint: 'الأطول انتظارًا أولًا. ⏳ ينتظرك، 💬 أُجيب، ✅ أُغلق.',
      searchHint: `اكتب الرقم لفتحه، مثل ${f.isolated('S-12').text}`,
      closedTitle: '✅ المغلقة، الأحدث أولًا',
      ofUserTitle: '🆘 أسئلة مستخدم واحد',
      closedButton: '✅ المغلقة',
      openButton: '⏳ المفتوحة',
      row: (o) =>
        `${number(o.id).text}${o.minutes === undefined ? '' : ` · ${minutes(o.minutes)}`} · ${f.name(o.subject, 40)} · ${f.name(o.name, 24)}`,
      cardTitle: (o) => rich`${f.lineStart}${bold(number(o.id))} · ${o.subject}`,
      from: (o) => `👤 ${f.name(o.name, 60)}`,
      blocking: '🔕 حظر البوت: لا تصله الأجوبة لكنها تبقى هنا حتى يعود.',
      waits: (o) => `⏳ ينتظر منذ ${minutes(o.minutes)}`,
      answered: '💬 أُجيب',
      closed: (o) => `✅ أُغلق ${f.dateTime(o.at)}${o.by === 'USER' ? ' من المشتري' : ''}`,
      order: (o) =>
        lines(
          `📱 ${f.name(o.stage)} · الرسائل: ${f.number(Number(o.messages))}`,
          rich`💵 السعر ${f.money(o.price)} · خُصم ${bold(f.money(o.charged))}${o.refunded > 0n ? ` · أُعيد ${f.money(o.refunded)}` : ''}`,
        ),
      route: (o) => `🏭 ${f.name(o.provider, 40)}${o.routeId === null ? '' : ` · المسار ${f.name(`#${o.routeId}`)}`}`,
      receipt: (o) =>
        lines(
          rich`🧾 ${f.isolated(`R-${o.id}`)} · ${f.name(o.amount)} · ${f.name(o.methodName, 40)}`,
          rich`✅ أُضيف ${bold(o.credited === null ? '—' : f.money(o.credited))}${o.returned > 0n ? ` · عاد ${f.money(o.returned)}` : ''}`,
        ),
      payment: (o) =>
        lines(
          rich`💳 ${f.isolated(`P-${o.id}`)} · ${f.money(o.amount)} · ${f.name(o.status)} · ${f.name(o.methodName, 40)}`,
          rich`✅ أُضيف ${bold(f.money(o.credited))}`,
        ),
      noReceipts: '🧾 لا إيصالات لهذا المستخدم.',
      said: (o) =>
        lines(
          rich`${bold(o.isBuyer ? 'المشتري' : o.by === 'API_KEY' ? 'جواب (من برنامج)' : 'جواب')} · ${f.dateTime(o.at)}${o.mark === '' ? '' : ` ${f.name(o.mark)}`}`,
          o.text !== '' && f.quoted(o.text),
        ),
      notDelivered: (o) => `⚠️ لم يصل: ${f.name(o.detail, 60)}`,
      pictureMark: '🖼',
      pictureButton: (o) => `🖼 صورة ${f.number(o.at)}`,
      pictureComes: 'تصل الصورة إلى هذه المحادثة.',
      earlier: '‹ رسائل أقدم',
      answerButton: '✍️ أجب',
      closeButton: '✅ أغلق',
      reopenButton: '↩️ افتح من جديد',
      orderButton: (o) => `📱 الطلب ${f.name(`#${o.id}`)}`,
      userThreads: '🆘 أسئلته',
      answerLabel: 'جوابك',
      answerHint: (o) => `اكتبه: ${f.number(o.most)} حرف على الأكثر. يصل إلى المشتري فورًا.`,
      sent: '✅ في طريقه إلى المشتري.',
      overtakenAnswer: 'أجاب مشغّل آخر في هذه الأثناء فلم يُرسل جوابك. اقرأ أولًا؛ وهذا نصه:',
      overtakenClose: 'كتب المشتري في هذه الأثناء: اقرأ أولًا. يبقى السؤال مفتوحًا.',
      closedMeanwhile: 'أُغلق في هذه الأثناء فلم يُرسل جوابك. افتحه من جديد أولًا؛ وهذا نصه:',
      closedNow: '✅ أُغلق. يُبلَّغ المشتري.',
      alreadyClosed: 'هو مغلق من قبل.',
      reopened: '↩️ فُتح من جديد.',
      alreadyOpen: 'هو مفتوح من قبل.',
      anotherOpen: 'سؤال آخر عن الشيء نفسه مفتوح. تابع هناك.',
    },
  };
};
