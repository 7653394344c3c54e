import type { Amount } from '../../../domain/money/money';
import type { EndReason } from '../../../domain/reservation/reservation-status';
import type { CustomizableTexts } from '../customizable-texts';
import type { Texts } from '../en';
import type { reservation as english } from '../en/reservation';
import { type NumberFacts, type SmsFacts, STAGE_MARKS } from '../facts';
import type { Format } from '../format';
import { plural } from '../languages';
import { bold, code, lines, rich } from '../rich';
import type { general } from './general';
import type { shopping } from './shopping';

export const reservation = (
  f: Format,
  w: CustomizableTexts,
  g: ReturnType<typeof general>,
  s: ReturnType<typeof shopping>,
): Pick<Texts, keyof ReturnType<typeof english>> => {
  const remaining = (until: Date, now: Date) => {
    const seconds = (until.getTime() - now.getTime()) / 1000;
    return seconds > 0 ? `المتبقي ${g.duration(seconds)}` : 'انتهى الوقت';
  };
  const phoneLine = (o: NumberFacts) =>
    o.phone ? rich`${f.lineStart}📞 ${f.isolated(code(`+${o.phone}`))}` : undefined;
  const returned = (price: Amount) => rich`↩️ عاد ${bold(f.money(price))} إلى رصيدك. لم يُخصم شيء.`;
  const sms = (o: SmsFacts) =>
    lines(
      o.code
        ? rich`${f.lineStart}🔑 ${f.isolated(code(o.code))} · ${f.time(o.at)}`
        : `${f.lineStart}📩 ${f.time(o.at)}`,
      f.quoted(o.text),
    );
  const endReasons: Record<EndReason, string> = {
    BUYER_CANCELED: 'أنت ألغيته.',
    BUYER_CHANGED_NUMBER: 'استبدلته برقم آخر.',
    TIMED_OUT: 'لم يصل رمز في الوقت المحدد.',
    OUT_OF_STOCK: 'لم يتوفر أي رقم.',
    TOO_DEAR: 'لم يتوفر رقم بهذا السعر.',
    PROVIDER_REFUSED: 'لم يستطع المورّد توفير رقم.',
    PROVIDER_LOST_ORDER: 'فقد المورّد الرقم.',
    SERVICE_DELETED: 'لم تعد هذه الخدمة متاحة.',
    OPERATOR_CANCELED: 'ألغاه المتجر.',
  };
  return {
    remaining,
    endReasons,
    cardButtons: {
      copyNumber: '📋 نسخ الرقم',
      copyCode: (smsCode) => `📋 ${f.isolated(smsCode).text}`,
      copyText: '📋 نسخ النص',
      cancel: '❌ إلغاء',
      change: '🔁 تغيير الرقم',
      more: '📩 رسالة أخرى',
      again: '🔂 شراء مجددًا',
      open: '👁 فتح',
      openNew: '⬅️ الرقم الجديد',
      claim: (price) => `🔓 خذ الرمز · ${f.money(price)}`,
    },
    card: {
      REQUESTED: (o) =>
        lines(
          bold('⏳ جارٍ الحصول على رقم…'),
          s.where(o),
          `🔒 محجوز ${f.money(o.price)}، ولم يُخصم شيء.`,
          'يظهر الرقم هنا تلقائيًا، وإن لم يتوفر عاد المبلغ.',
        ),
      WAITING_CODE: (o) =>
        lines(
          bold(s.where(o)),
          phoneLine(o),
          '⏳ في انتظار الرسالة: تظهر هنا تلقائيًا.',
          rich`⏰ حتى ${f.time(o.until)} · ${bold(remaining(o.until, o.now))}`,
          o.replacesId === null ? '🔁 الرقم البديل له الموعد نفسه.' : '🔁 هذا رقم بديل، والموعد كما كان.',
          `🔒 محجوز ${f.money(o.price)} حتى يصل رمز.`,
        ),
      CANCEL_PENDING: (o) =>
        lines(
          bold(s.where(o)),
          phoneLine(o),
          bold('❌ جارٍ الإلغاء…'),
          `يعود ${f.money(o.price)} ${g.inTime(o.cancelableAt ?? o.now, o.now)}.`,
          'الرمز الذي يصل قبل ذلك لك، ويُخصم ثمنه.',
        ),
      COMPLETED: (o) =>
        lines(
          bold(s.where(o)),
          phoneLine(o),
          `✅ خُصم ${f.money(o.price)} مقابل الرمز.`,
          o.canAskForMore && `📩 الرسائل الأخرى مجانية حتى ${f.time(o.until)}.`,
          ...o.messages.flatMap((message) => ['', sms(message)]),
        ),
      EXPIRED: (o) =>
        lines(
          bold('⌛ انتهى الوقت'),
          s.where(o),
          phoneLine(o),
          o.endReason && endReasons[o.endReason],
          returned(o.price),
        ),
      CANCELED: (o) =>
        lines(
          bold('❌ أُلغي'),
          s.where(o),
          phoneLine(o),
          o.endReason && endReasons[o.endReason],
          o.endReason === 'BUYER_CHANGED_NUMBER'
            ? `🔁 انتقل ${f.money(o.price)} إلى الرقم الجديد. لم يُخصم شيء.`
            : returned(o.price),
        ),
    },
    lateOnCard: (o) =>
      lines('', rich`📬 وصل رمز متأخرًا. يمكنك أخذه مقابل ${bold(f.money(o.price))}، ولا يُخصم شيء دون موافقتك.`),
    codeMessage: (o) =>
      lines(
        o.code ? rich`${f.lineStart}🔑 ${f.isolated(code(o.code))}` : bold('📩 رسالة قصيرة'),
        '',
        f.quoted(o.text),
        s.where(o),
        phoneLine(o),
        o.isPaid ? `✅ خُصم ${f.money(o.price)}.` : '🎁 مجانًا: هذا الرقم مدفوع من قبل.',
        o.canAskForMore && `📩 الرسائل الأخرى مجانية حتى ${f.time(o.until)}.`,
        ...w.afterCode(o),
      ),
    lateCode: (o) =>
      lines(
        bold('📬 وصل رمز بعد انتهاء الحجز'),
        s.where(o),
        phoneLine(o),
        'أُعيد مالك ولم يُخصم شيء.',
        rich`ما زال بإمكانك أخذ الرمز مقابل ${bold(f.money(o.price))} حتى ${f.time(o.claimUntil)}.`,
      ),
    numberArrived: (o) =>
      lines(
        bold('📞 رقمك جاهز'),
        s.where(o),
        phoneLine(o),
        rich`⏰ حتى ${f.time(o.until)} · ${bold(remaining(o.until, o.now))}`,
        `🔒 محجوز ${f.money(o.price)} حتى يصل رمز.`,
      ),
    gone: lines(bold('🤷 هذا الرقم ليس من أرقامك'), '', 'لم يتغيّر شيء. أرقامك في القائمة أدناه.'),
    canceled: {
      canceled: () => 'أُلغي. عاد المبلغ.',
      pending: (o) => `جارٍ الإلغاء: يعود المبلغ ${g.inTime(o.dueAt ?? o.now, o.now)}.`,
      completed: () => 'سبق الرمز الإلغاء: ها هو.',
      still_asking: () => 'ما زال شراء الرقم جاريًا. أعد المحاولة بعد لحظة.',
      already_ended: () => 'كان قد انتهى. لم يتغيّر شيء.',
      not_yours: () => 'هذا الرقم ليس لك.',
    },
    changed: {
      changed: (o) =>
        o.until ? `إليك رقمًا آخر بالمبلغ نفسه. يبقى الموعد ${f.time(o.until)}.` : 'إليك رقمًا آخر بالمبلغ نفسه.',
      repeated: () => 'إليك رقمك الجديد.',
      too_early: (o) => (o.until ? `يمكنك تغييره ${g.inTime(o.until, o.now)}.` : 'ما زال تغييره مبكرًا.'),
      not_waiting: () => 'لم يعد ينتظر رمزًا. لم يتغيّر شيء.',
      not_yours: () => 'هذا الرقم ليس لك.',
      out_of_stock: () => 'لا رقم آخر متوفر. يبقى هذا لك.',
    },
    asked: {
      asked: () => 'جاهز لرسالة أخرى. تظهر هنا مجانًا.',
      not_completed: () => 'لم يصل الرمز الأول بعد.',
      over: () => 'انتهت مدة هذا الرقم.',
      not_yours: () => 'هذا الرقم ليس لك.',
      unsupported: () => 'هذا المورّد يرسل رسالة واحدة فقط.',
      unavailable: () => 'المورّد لا يجيب الآن. أعد المحاولة بعد دقيقة، ويبقى ذلك مجانيًا.',
    },
    claimed: {
      claimed: (o) => (o.price === null ? 'الرمز لك.' : `الرمز لك. خُصم ${f.money(o.price)}.`),
      repeated: () => 'الرمز لك بالفعل.',
      not_yours: () => 'هذا الرمز ليس لك.',
      too_late: () => 'فات الأوان: انتقل الرقم إلى غيرك. لم يُخصم شيء.',
      insufficient_funds: (o) =>
        o.price === null || o.available === null
          ? 'الرصيد لا يكفي. لم يُخصم شيء.'
          : `السعر ${f.money(o.price)} ولديك ${f.money(o.available)}. لم يُخصم شيء.`,
      banned: () => 'وصولك مغلق. لم يُخصم شيء.',
    },
    numbersScreen: (o) =>
      o.which === 'mine'
        ? lines(
            bold('📋 أرقامي'),
            plural(
              'ar',
              o.total,
              {
                zero: 'لا أرقام لديك الآن',
                one: 'رقم واحد لديك الآن',
                two: 'رقمان لديك الآن',
                few: '# أرقام لديك الآن',
                many: '# رقمًا لديك الآن',
                other: '# رقم لديك الآن',
              },
              f.number,
            ),
            '',
            'اضغط رقمًا لترى رمزه.',
          )
        : lines(
            bold('🗂 السجل'),
            plural(
              'ar',
              o.total,
              {
                zero: 'لا حجوزات',
                one: 'حجز واحد',
                two: 'حجزان',
                few: '# حجوزات',
                many: '# حجزًا',
                other: '# حجز',
              },
              f.number,
            ),
          ),
    noOpenNumbers: lines(bold('📋 لا أرقام مفتوحة'), '', 'احصل على رقم فيظهر هنا. لا شيء محجوز.'),
    noHistory: lines(bold('🗂 لا شيء هنا بعد'), '', 'تُحفظ هنا الأرقام المنتهية مع رموزها.'),
    historyButton: '🗂 السجل',
    openButton: '📋 الأرقام المفتوحة',
    numberRow: (o) =>
      `${STAGE_MARKS[o.stage]} ${`${o.serviceEmoji} ${f.name(o.serviceName, 20)}`.trim()} ${f.flag(o.countryIso)} ${o.phone ? f.phone(o.phone) : '…'} · ${o.at ? f.day(o.at) : f.money(o.price)}`,
  };
};
