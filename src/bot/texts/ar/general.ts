import type { CustomizableTexts } from '../customizable-texts';
import type { Texts } from '../en';
import type { general as english } from '../en/general';
import type { Format } from '../format';
import { plural } from '../languages';
import { bold, lines, rich } from '../rich';

export const general = (f: Format, w: CustomizableTexts): Pick<Texts, keyof ReturnType<typeof english>> => {
  const duration = (seconds: number) =>
    seconds < 120
      ? plural(
          'ar',
          Math.max(0, Math.round(seconds)),
          {
            zero: '# ثانية',
            one: 'ثانية واحدة',
            two: 'ثانيتان',
            few: '# ثوانٍ',
            many: '# ثانية',
            other: '# ثانية',
          },
          f.number,
        )
      : plural(
          'ar',
          Math.floor(seconds / 60),
          {
            zero: '# دقيقة',
            one: 'دقيقة واحدة',
            two: 'دقيقتان',
            few: '# دقائق',
            many: '# دقيقة',
            other: '# دقيقة',
          },
          f.number,
        );
  const short = (seconds: number) =>
    seconds < 120 ? `${f.number(Math.round(seconds))} ث` : `${f.number(Math.floor(seconds / 60))} د`;
  return {
    duration,
    short,
    inTime: (at, now) =>
      at > now ? `بعد ${short((at.getTime() - now.getTime()) / 1000)} (${f.time(at)})` : 'بعد لحظات',
    back: '‹ رجوع',
    home: '🏠 الرئيسية',
    refresh: '🔄 تحديث',
    tryAgain: '🔄 إعادة المحاولة',
    previousPage: '‹ السابق',
    nextPage: 'التالي ›',
    newest: '« الأحدث',
    older: 'الأقدم ›',
    pageOf: (page, pages) => f.isolated(`${page} / ${pages}`).text,
    homeButtons: {
      services: '📱 احصل على رقم',
      favourites: '⭐ المفضلة',
      numbers: '📋 أرقامي',
      balance: '💳 الرصيد',
      free: '🎁 رصيد مجاني',
      statistics: '📊 الإحصاءات',
      help: '❓ المساعدة',
      language: '🌐 اللغة',
    },
    botProfile: {
      description:
        'أرقام هاتف مؤقتة لاستقبال رموز الرسائل القصيرة.\n\nاختر خدمة وبلدًا واستخدم الرقم، فيظهر الرمز هنا. لا تدفع إلا عند وصول الرمز.',
      about: 'أرقام مؤقتة لاستقبال رموز الرسائل القصيرة. لا تدفع إلا عند وصول الرمز.',
    },
    commandMenu: {
      services: 'احصل على رقم',
      numbers: 'أرقامي المفتوحة',
      balance: 'الرصيد والحركات',
      topup: 'شحن الرصيد',
      history: 'الأرقام المنتهية',
      free: 'رصيد مجاني',
      language: 'اللغة',
      help: 'كيف يعمل المتجر',
      privacy: 'الخصوصية',
      invite: 'ادعُ أصدقاءك',
      promo: 'أدخل رمزًا ترويجيًا',
      gift: 'أهدِ مالًا برابط',
      support: 'اسألنا ويصلك الجواب هنا',
      paysupport: 'المساعدة في الدفع',
      terms: 'الشروط',
      cancel: 'إيقاف ما بدأ',
    },
    homeScreen: (o) =>
      lines(
        w.welcome(o),
        '',
        rich`💳 الرصيد: ${bold(f.money(o.available))}`,
        o.held > 0n && rich`🔒 محجوز للأرقام المفتوحة: ${f.money(o.held)}`,
        o.open > 0 &&
          plural(
            'ar',
            o.open,
            {
              zero: '📋 لا أرقام مفتوحة',
              one: '📋 رقم واحد مفتوح',
              two: '📋 رقمان مفتوحان',
              few: '📋 # أرقام مفتوحة',
              many: '📋 # رقمًا مفتوحًا',
              other: '📋 # رقم مفتوح',
            },
            f.number,
          ),
      ),
    helpScreen: (o) => w.help({ ...o, late: duration(o.lateMinutes * 60) }),
    privacyButton: '🔏 الخصوصية',
    helpButton: '❓ المساعدة',
    privacyScreen: (o) =>
      lines(
        bold('🔏 الخصوصية'),
        '',
        'نحتفظ بمعرّفك في تيليجرام واسمك ولغتك وحجوزاتك مع رسائلها وكل حركة لأموالك.',
        'نستخدمها لإيصال الرموز وضبط الحسابات ومساعدتك. ولا نبيعها.',
        'الرقم يخدم غيرك بعدك: لا تربط به حسابات تحتاج إليها لسنوات.',
        o.posts,
        '',
        rich`لمحو بياناتك، راسل ${w.support(o.support)}.`,
        ...w.privacy(o),
      ),
    languageScreen: rich`🌐 ${bold('اختر لغتك')}`,
    languageSet: '✅ العربية الآن',
    banned: w.banned,
    maintenance: w.maintenance,
    topUp: w.topUp,
    unknownCommand: (screen) => lines('🤔 لا أعرف هذا الأمر. إليك ما أستطيع:', '', screen),
    unsupported: lines(
      '🙂 أفهم النصوص والأزرار فقط.',
      `اكتب اسم خدمة، مثل ${f.name('Telegram')}، أو اضغط زرًا أدناه. لم يُخصم شيء.`,
    ),
    somethingBroke: lines(
      '😕 لم ينجح ذلك، والخطأ منا.',
      'إن حُجز رقم فستجده في «أرقامي»، ورصيدك صحيح دائمًا. حاول مجددًا من فضلك.',
    ),
    preCheckoutExcuse:
      '😕 لم يتمكن المتجر من التحقق من هذه الدفعة في الوقت المناسب. لم تُخصم أي نجوم. حاول مجددًا من فضلك.',
    staleButton: 'هذا الزر قديم. إليك شاشة جديدة.',
    nothingToCancel: 'لا شيء لإلغائه.',
    searchClosed: 'أُغلق البحث.',
  };
};
