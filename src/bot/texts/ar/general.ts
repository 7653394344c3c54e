import type { Texts } from '../en';
import type { general as english } from '../en/general';
import type { Format } from '../format';
import { plural } from '../languages';
import { bold, lines, rich } from '../rich';

export const general = (f: Format): Pick<Texts, keyof ReturnType<typeof english>> => {
  const support = (contact: string) => (contact ? f.name(contact) : 'مشغّل المتجر');
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
  return {
    duration,
    back: '› رجوع',
    home: '🏠 الرئيسية',
    refresh: '🔄 تحديث',
    tryAgain: '🔄 إعادة المحاولة',
    previousPage: '› السابق',
    nextPage: 'التالي ‹',
    newest: '» الأحدث',
    older: 'الأقدم ‹',
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
    commandMenu: {
      services: 'احصل على رقم',
      numbers: 'أرقامي المفتوحة',
      balance: 'الرصيد والحركات',
      history: 'الأرقام المنتهية',
      free: 'رصيد مجاني',
      language: 'اللغة',
      help: 'كيف يعمل المتجر',
      privacy: 'الخصوصية',
      cancel: 'إيقاف ما بدأ',
    },
    homeScreen: (o) =>
      lines(
        o.isNew ? rich`👋 ${bold(`أهلًا وسهلًا ${f.name(o.name)}!`)}` : rich`👋 ${bold(`مرحبًا ${f.name(o.name)}!`)}`,
        'أرقام مؤقتة لاستقبال رموز الرسائل القصيرة. لا تدفع إلا عند وصول الرمز.',
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
    helpScreen: (o) =>
      lines(
        bold('❓ كيف يعمل المتجر'),
        '',
        `${f.number(1)}. اختر الخدمة والبلد.`,
        `${f.number(2)}. يُحجز السعر من رصيدك ولا يُخصم.`,
        `${f.number(3)}. استخدم الرقم عند التسجيل. يظهر الرمز هنا تلقائيًا.`,
        `${f.number(4)}. تدفع مقابل الرمز الأول. الرسائل الأخرى على الرقم نفسه مجانية حتى انتهاء مدته.`,
        '',
        '↩️ إن لم يصل رمز، أو ألغيت، أو حدث عطل: يعود المبلغ المحجوز فورًا وتلقائيًا.',
        `⏰ الرمز المتأخر (حتى ${duration(o.lateMinutes * 60)} بعد انتهاء المدة) يُعرض عليك بالسعر نفسه، ولا يُخصم شيء دون موافقتك.`,
        '',
        rich`💬 للأسئلة: ${support(o.support)}.`,
        '',
        f.isolated('/services · /numbers · /balance · /history · /free · /language · /privacy'),
      ),
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
        rich`لمحو بياناتك، راسل ${support(o.support)}.`,
      ),
    languageScreen: rich`🌐 ${bold('اختر لغتك')}`,
    languageSet: '✅ العربية الآن',
    banned: (o) =>
      lines(
        bold('⛔ أُغلق وصولك'),
        '',
        'لا يمكنك حجز أرقام. لم يُخصم شيء، والمال في رصيدك يبقى مسجّلًا.',
        rich`إن كان هذا خطأ، فراسل ${support(o.support)}.`,
      ),
    maintenance: lines(
      bold('🛠 نعمل على تحسين المتجر'),
      '',
      'لم يُخصم شيء. رموز أرقامك الحالية ما زالت تصل إلى هنا.',
      'حاول مجددًا بعد بضع دقائق من فضلك.',
    ),
    unknownCommand: (screen) => lines('🤔 لا أعرف هذا الأمر. إليك ما أستطيع:', '', screen),
    unsupported: lines(
      '🙂 أفهم النصوص والأزرار فقط.',
      `اكتب اسم خدمة، مثل ${f.name('Telegram')}، أو اضغط زرًا أدناه. لم يُخصم شيء.`,
    ),
    somethingBroke: lines(
      '😕 لم ينجح ذلك، والخطأ منا.',
      'إن حُجز رقم فستجده في «أرقامي»، ورصيدك صحيح دائمًا. حاول مجددًا من فضلك.',
    ),
    staleButton: 'هذا الزر قديم. إليك شاشة جديدة.',
    nothingToCancel: 'لا شيء لإلغائه.',
    searchClosed: 'أُغلق البحث.',
  };
};
