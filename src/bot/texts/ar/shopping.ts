import type { CustomizableTexts } from '../customizable-texts';
import type { Texts } from '../en';
import type { shopping as english } from '../en/shopping';
import type { Format } from '../format';
import { plural } from '../languages';
import { bold, lines, rich, struck } from '../rich';
import type { general } from './general';

export const shopping = (
  f: Format,
  w: CustomizableTexts,
  g: ReturnType<typeof general>,
  d: Pick<Texts, 'promoSays'>,
): Pick<Texts, keyof ReturnType<typeof english>> => {
  const where: Texts['where'] = (o) =>
    `${f.lineStart}${`${o.serviceEmoji} ${f.name(o.serviceName)}`.trim()} · ${f.flag(o.countryIso)} ${f.country(o.countryIso, o.countryName)}`.trim();
  const stock = (o: { stock: number | undefined; isStockCapped: boolean }) =>
    o.stock === undefined ? 'عند الطلب' : o.isStockCapped ? f.isolated(`${o.stock}+`).text : f.number(o.stock);
  const services = (total: number) =>
    plural(
      'ar',
      total,
      {
        zero: 'لا خدمات',
        one: 'خدمة واحدة',
        two: 'خدمتان',
        few: '# خدمات',
        many: '# خدمة',
        other: '# خدمة',
      },
      f.number,
    );
  const countries = (total: number) =>
    plural(
      'ar',
      total,
      { zero: 'لا بلدان', one: 'بلد واحد', two: 'بلدان', few: '# بلدان', many: '# بلدًا', other: '# بلد' },
      f.number,
    );
  return {
    where,
    servicesScreen: (o) =>
      lines(
        bold(o.favouritesOnly ? '⭐ المفضلة' : '📱 لأي خدمة تريد الرمز؟'),
        o.query !== undefined ? `🔎 «${f.name(o.query)}»: ${services(o.total)}` : services(o.total),
        '',
        '✏️ اكتب اسمًا للبحث.',
      ),
    noServiceFound: (o) =>
      lines(
        rich`🔎 لا نتائج عن ${bold(`«${f.name(o.query)}»`)}.`,
        o.hasNear ? 'هل تقصد هذا؟' : 'تحقق من الكتابة، أو تصفّح كل الخدمات.',
      ),
    countriesFound: (o) => lines(bold('🌍 أي بلد؟'), `🔎 «${f.name(o.query)}»: ${countries(o.total)}`),
    countryFoundRow: (o) => `${f.flag(o.countryIso)} ${f.country(o.countryIso, o.countryName)}`,
    servicesInScreen: (o) =>
      lines(
        bold(`${f.flag(o.countryIso)} ${f.country(o.countryIso, o.countryName)}: أي خدمة؟`),
        services(o.total),
        '',
        '✏️ اكتب اسمًا للبحث.',
      ),
    notSoldThere: (o) => lines(bold(where(o)), 'هذا غير متاح للبيع الآن. جرّب بلدًا آخر أو خدمة أخرى.'),
    noFavourites: lines(bold('⭐ لا مفضلات بعد'), '', 'افتح خدمة واضغط ☆ لتنتظرك هنا.'),
    noServices: lines(bold('📱 لا شيء للبيع الآن'), '', 'تصل أرقام جديدة كثيرًا. تفقّد لاحقًا من فضلك.'),
    serviceRow: (o) =>
      `${[o.isFavourite && '⭐', o.serviceEmoji, f.name(o.serviceName, 24)].filter(Boolean).join(' ')} · ${o.isFrom ? 'من ' : ''}${f.money(o.fromPrice)}`,
    starButton: (isFavourite) => (isFavourite ? '⭐ في المفضلة' : '☆ إلى المفضلة'),
    seeNewPrice: '💵 السعر الجديد',
    allServices: '📱 كل الخدمات',
    starAdded: (name) => `⭐ أُضيفت ${f.name(name)} إلى المفضلة`,
    starRemoved: (name) => `☆ أُزيلت ${f.name(name)} من المفضلة`,
    countriesScreen: (o) =>
      lines(
        bold(`${o.serviceEmoji} ${f.name(o.serviceName)}: أي بلد؟`.trim()),
        o.query !== undefined ? `🔎 «${f.name(o.query)}»: ${countries(o.total)}` : countries(o.total),
        '',
        '📦 المتوفر · ✅ نسبة الأرقام التي وصلها رمز',
        '✏️ اكتب اسم بلد للبحث.',
      ),
    noCountryFound: (o) =>
      lines(
        rich`🔎 لا يوجد بلد باسم ${bold(`«${f.name(o.query)}»`)}.`,
        o.hasNear ? 'هل تقصد هذا؟' : 'تحقق من الكتابة، أو تصفّح كل البلدان.',
      ),
    orderButtons: { price: '💵 حسب السعر', success: '✅ حسب النجاح', name: '🔤 حسب الاسم' },
    allCountries: '🌍 كل البلدان',
    noCountries: lines(bold('🌍 لا بلد متاح لهذه الخدمة الآن'), '', 'لم يُخصم شيء. اختر خدمة أخرى من فضلك.'),
    countryRow: (o) =>
      [
        `${f.flag(o.countryIso)} ${f.country(o.countryIso, o.countryName)}`,
        f.money(o.price),
        o.stock === undefined ? undefined : `📦 ${stock(o)}`,
        o.successRate === undefined ? undefined : `✅ ${f.percent(o.successRate)}`,
      ]
        .filter(Boolean)
        .join(' · '),
    /** What was bought last, to be bought again. */
    againRow: (o) => `🔂 ${where(o)} · ${f.money(o.price)}`,
    confirmScreen: (o) =>
      lines(
        bold(where(o)),
        o.price === o.listPrice
          ? rich`💵 السعر: ${bold(f.money(o.price))}`
          : rich`💵 السعر: ${struck(f.money(o.listPrice))} ${bold(f.money(o.price))}`,
        o.promoCode !== null &&
          o.promoSays !== null &&
          (o.promoSays === 'counts'
            ? `🎟 ${f.isolated(o.promoCode ?? '').text}: توفّر ${f.money(o.listPrice - o.price)}`
            : d.promoSays[o.promoSays](o.promoCode)),
        o.stock !== 0 &&
          `📦 المتوفر: ${stock(o)}${o.successRate === undefined ? '' : ` · ✅ النجاح: ${f.percent(o.successRate)}`}`,
        `⏰ لك مدة ${g.short(o.timeoutS)}${o.medianS === undefined ? '' : ` · ⚡ الرمز خلال ${g.short(o.medianS)}`}`,
        rich`💳 المتاح: ${bold(f.money(o.available))}${o.held > 0n ? ` · 🔒 محجوز: ${f.money(o.held)}` : ''}`,
        o.available >= o.price && o.stock !== 0 && '🔒 يُحجز الآن فقط، ويُخصم عند وصول الرمز.',
      ),
    reserveButton: (price) => `✅ احصل على رقم · ${f.money(price)}`,
    missingMoney: (o) => lines(w.missingMoney(o), !o.canPay && w.topUp(o)),
    soldOut: '📦 نفد المخزون الآن. لم يُخصم شيء، وقد تتوفر أرقام في بلد آخر.',
    wishButton: '🔔 أخبرني عند توفره',
    wishCeilingButton: (ceiling, isChosen) => `${isChosen ? '✓ ' : ''}حتى ${f.money(ceiling)}`,
    dropWishButton: '🔕 لا تخبرني',
    wishesButton: '🔔 ما أنتظره',
    lookButton: (price) => `👀 شاهد · ${f.money(price)}`,
    wishRow: (o) => `${where(o)} · حتى ${f.money(o.ceiling)}`,
    wishScreen: (o) =>
      lines(
        bold('🔔 سنخبرك مرة واحدة'),
        where(o),
        rich`حين يتوفر بسعر لا يزيد على ${bold(f.money(o.ceiling))}، خلال ${f.number(o.days)} يومًا.`,
        'لا يُحجز شيء قبل أن تشتري.',
      ),
    wishesScreen: (o) =>
      lines(
        bold('🔔 ما تنتظره'),
        plural(
          'ar',
          o.total,
          {
            zero: 'لا أرقام',
            one: 'رقم واحد، نخبرك مرة',
            two: 'رقمان، نخبرك عن كل منهما مرة',
            few: '# أرقام، نخبرك عن كل منها مرة',
            many: '# رقمًا، نخبرك عن كل منها مرة',
            other: '# رقم، نخبرك عن كل منها مرة',
          },
          f.number,
        ),
        `يُنسى بعد ${f.number(o.days)} يومًا. لا شيء محجوز.`,
      ),
    noWishes: lines(bold('🔔 لا تنتظر شيئًا'), 'حين ينفد شيء يمكنك أن تطلب إخبارك.'),
    wishDropped: 'لن نخبرك.',
    tooManyWishes: (most) => `تنتظر ${f.number(most)} أرقام بالفعل. أزل واحدًا أولًا.`,
    offerBack: (o) =>
      lines(bold('🔔 توفر من جديد'), where(o), rich`💵 السعر: ${bold(f.money(o.price))}`, 'لا شيء محجوز بعد.'),
    gettingNumber: (o) =>
      lines(bold('⏳ جارٍ الحصول على رقم…'), where(o), '', 'السعر محجوز ولم يُخصم شيء. يستغرق هذا بضع ثوانٍ.'),
    refusals: {
      key_conflict: () => lines(bold('🤔 استُخدم هذا الزر من قبل'), '', 'لم يُخصم شيء. اختر مجددًا من فضلك.'),
      offer_gone: () => lines(bold('📦 لم يعد هذا للبيع'), '', 'لم يُخصم شيء. اختر بلدًا أو خدمة أخرى من فضلك.'),
      price_changed: (o) =>
        lines(
          bold('💵 تغيّر السعر'),
          '',
          o.promo !== null && o.promo.says !== 'counts' && d.promoSays[o.promo.says](o.promo.code),
          o.price === null ? undefined : rich`أصبح ${bold(f.money(o.price))} الآن.`,
          'لم يُخصم شيء. راجعه ثم قرر.',
        ),
      banned: (o) => g.banned(o),
      paused: (o) =>
        lines(
          bold('✋ استراحة قصيرة'),
          '',
          'ألغيت أرقامًا كثيرة خلال ساعة.',
          o.until ? `يمكنك الحجز مجددًا ${g.inTime(o.until, o.now)}.` : undefined,
          'لم يُخصم شيء.',
        ),
      too_many_open: () =>
        lines(bold('📋 بلغت الحد الأقصى من الأرقام المفتوحة'), '', 'لم يُخصم شيء. استخدم أحدها أو ألغه أولًا.'),
      insufficient_funds: (o) => {
        const { price, available } = o;
        const why =
          price === null || available === null ? 'لم يُخصم شيء.' : w.missingMoney({ price, available, debt: 0n });
        return lines(bold('💳 الرصيد لا يكفي'), '', why, !o.canPay && w.topUp(o));
      },
      out_of_stock: () =>
        lines(bold('📦 نفد المخزون للتو'), '', 'لم يُخصم شيء. جرّب بلدًا آخر، أو أعد المحاولة بعد دقيقة.'),
      maintenance: (o) => g.maintenance(o),
    },
  };
};
