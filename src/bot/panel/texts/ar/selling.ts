import type { Amount } from '../../../../domain/money/money';
import type { Format } from '../../../texts/format';
import { plural } from '../../../texts/languages';
import type { PanelTexts } from '../en';

type Counted = { count: number };

/** الطريق القصير إلى ما يُباع. */
export const selling = (f: Format): Pick<PanelTexts, 'selling'> => ({
  selling: {
    button: '🛒 ابدأ البيع',
    title: '🛒 ابدأ البيع',
    whatToSell: 'ماذا لديك؟',
    ownButton: '☎️ أرقامك',
    ownTitle: '☎️ أرقامك',
    whichInbox: 'أين تصل رسائل هذه الأرقام؟',
    noInbox: 'على المتجر أولًا أن يعرف أين تصل رسائل أرقامك: أضف من يستقبلها مزودًا ثم عد إلى هنا.',
    addInbox: '➕ أضف مزودًا',
    sendNumbers: `أرسل ملفًا (${f.isolated('.xlsx, .csv, .txt').text}) أو الأرقام هنا، رقمًا في كل سطر، مع رموز البلدان.`,
    found: (o: Counted) =>
      `📥 ${plural('ar', o.count, { zero: '# أرقام', one: 'رقم واحد', two: 'رقمان', few: '# أرقام', many: '# رقمًا', other: '# رقم' }, f.number)}:`,
    moreCountries: (o: Counted) =>
      plural(
        'ar',
        o.count,
        {
          zero: 'و# بلدان أخرى',
          one: 'وبلد آخر',
          two: 'وبلدان آخران',
          few: 'و# بلدان أخرى',
          many: 'و# بلدًا آخر',
          other: 'و# بلد آخر',
        },
        f.number,
      ),
    unreadable: (o: Counted) =>
      plural(
        'ar',
        o.count,
        {
          zero: '⚠️ # أسطر ليست أرقامًا',
          one: '⚠️ سطر واحد ليس رقمًا',
          two: '⚠️ سطران ليسا رقمين',
          few: '⚠️ # أسطر ليست أرقامًا',
          many: '⚠️ # سطرًا ليست أرقامًا',
          other: '⚠️ # سطر ليس رقمًا',
        },
        f.number,
      ),
    whichService: 'لأي خدمة هي؟ اضغطها أو اكتب اسمًا؛ تُنشأ الخدمة إن لم تكن موجودة.',
    severalServices: (o: { words: string }) => `ما المقصود بـ «${f.name(o.words, 40)}»؟`,
    newService: (o: { name: string }) => `➕ ${f.name(o.name, 30)}`,
    whichPrice: `كم سعر الرقم؟ اكتب السعر، مثل ${f.isolated('0.80').text}، فتُعرض للبيع.`,
    priceStays: (o: { name: string; price: Amount }) => `${f.name(o.name, 40)}: ${f.money(o.price)}، كما هو`,
    nothingToPrice: 'لكل منها سعره.',
    sellNow: '✅ اعرضها للبيع',
    onSale: (o: { name: string }) => `✅ معروضة للبيع: ${f.name(o.name, 60)}`,
    offer: (o: { name: string; price: Amount }) => `${f.name(o.name, 40)}: ${f.money(o.price)}`,
    seeInShop: '👀 في المتجر',
    eachLine: '📄 كل سطر',
    more: '🛒 بع شيئًا آخر',
    ticked: '✅: المتجر متصل به.',
    otherSupplier: '➕ مزود آخر',
    key: (o: { name: string }) => `مفتاح ${f.name(o.name, 40)}`,
    keyHint: (o: { example: string }) =>
      `الصق مفتاح الواجهة البرمجية من حسابك هناك (${f.isolated(o.example).text}). تُحذف الرسالة فورًا ويُحفظ المفتاح مشفرًا.`,
    noKey: (o: { name: string; example: string }) =>
      `ليس هذا مفتاح ${f.name(o.name, 40)}: شكله ${f.isolated(o.example).text}. انسخه كاملًا من حسابك هناك.`,
    keyRefused: 'يرفض المزود هذا المفتاح. انسخه من جديد من حسابك هناك وأرسله.',
    otherKey: '🔑 مفتاح آخر',
    providerCard: '🏭 بطاقة المزود',
    account: 'بريد حسابك هناك',
    rate: (o: { currency: string; own: string }) => `كم يساوي واحد ${f.name(o.currency)} بعملة ${f.name(o.own)}؟`,
    rateHint: `اكتب رقمًا مثل ${f.isolated('0.0125').text}، أقل قليلًا من سعر السوق.`,
    connected: (o: { balance: Amount | null; currency: string | null }) =>
      o.balance === null ? '✅ تم الاتصال.' : `✅ تم الاتصال، الرصيد ${f.moneyIn(o.balance, o.currency)}.`,
    cannotList: {
      no_lists: 'هذا المزود لا يخبر بأسعاره: أنشئ العروض والمسارات يدويًا.',
      nothing_sold: 'ليس لديه ما يبيعه الآن.',
    },
    whichServices: 'أي الخدمات؟',
    whichCountries: 'في أي البلدان؟',
    serviceLine: (o: { name: string; cost: Amount; countries: number }) =>
      `${f.lineStart}${f.name(o.name, 40)}: من ${f.money(o.cost)}، ${plural('ar', o.countries, { zero: '# بلدان', one: 'بلد واحد', two: 'بلدان', few: '# بلدان', many: '# بلدًا', other: '# بلد' }, f.number)}`,
    countryLine: (o: { name: string; cost: Amount; stock: number | null }) =>
      `${f.lineStart}${f.name(o.name, 40)}: من ${f.money(o.cost)}${o.stock === null ? '' : `، المتوفر ${f.number(o.stock)}`}`,
    chosen: (o: { count: number; of: number }) =>
      `المختار: ${f.number(o.count)} من ${f.number(o.of)}. اضغط للتغيير أو اكتب اسمًا للبحث.`,
    all: (o: Counted) => `✅ كلها (${f.number(o.count)})`,
    these: (o: Counted) => `⬅️ هذه (${f.number(o.count)})`,
    whichMarkUp: 'كم تزيد على كلفة الرقم؟',
    markUpHint: `اضغط أو اكتب نسبة مئوية، مثل ${f.isolated('35').text}.`,
    previewTitle: (o: { share: number; step: Amount }) =>
      `الكلفة + ${f.percent(o.share)}، تقريبًا إلى أعلى حتى ${f.money(o.step)}`,
    previewLine: (o: { name: string; place: string; cost: Amount; price: Amount }) =>
      `${f.lineStart}${f.name(o.name, 24)} · ${f.name(o.place, 40)}: ${f.money(o.cost)} ← ${f.money(o.price)}`,
    nothingNew: 'لا جديد في هذا الاختيار.',
    wereThere: (o: Counted) => `معروضة من قبل: ${f.number(o.count)}. يبقى سعرها، ويأتي هذا المزود بعد مزوديها.`,
    hadRoute: (o: Counted) => `من هذا المزود من قبل: ${f.number(o.count)}.`,
    tooDear: (o: Counted) => `مستبعدة لأن كلفتها أعلى من سعرك: ${f.number(o.count)}.`,
    keeps: 'تتبع الأسعار أسعار المزود بهذه القاعدة؛ ولا يُشترى شيء بأكثر من سعر بيعه.',
    step: (o: { step: Amount }) => `حتى ${f.money(o.step)}`,
    make: (o: Counted) => `✅ اعرض للبيع (${f.number(o.count)})`,
    made: (o: Counted) => `✅ معروض من هذا المزود: ${f.number(o.count)}`,
    madeOffers: (o: Counted) => `جديد في المتجر: ${f.number(o.count)}.`,
  },
});
