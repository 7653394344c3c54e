import type { Texts } from '../en';
import type { apiKeys as english } from '../en/api-keys';
import type { Format } from '../format';
import { plural } from '../languages';
import { bold, code, lines, rich } from '../rich';

export const apiKeys = (f: Format): Pick<Texts, keyof ReturnType<typeof english>> => ({
  apiButton: `🔌 ${f.foreign('API')}`,
  byKey: (name) => `🔌 ${f.foreign('API')} · ${f.foreign(name, 20)}`,
  apiKeysScreen: (o) =>
    lines(
      bold(`🔌 ${f.foreign('API')}`),
      '',
      'تستطيع برامجك شراء الأرقام بمفتاح من رصيدك، كما تفعل هنا.',
      rich`تتكلم ${f.foreign('handler_api')} أو ${f.foreign('5sim')} أو ${f.foreign('REST')}.`,
      '',
      plural(
        'ar',
        o.count,
        {
          zero: 'لا مفاتيح',
          one: 'مفتاح واحد',
          two: 'مفتاحان',
          few: '# مفاتيح',
          many: '# مفتاحًا',
          other: '# مفتاح',
        },
        f.number,
      ),
      o.baseUrl && rich`${f.lineStart}🌐 ${f.isolated(code(o.baseUrl))}`,
    ),
  apiKeyRow: (o) => `${f.lineStart}🔑 ${f.foreign(o.name, 30)} ··${f.foreign(o.hint)}`,
  newApiKeyButton: '➕ مفتاح جديد',
  askKeyName: lines(bold('🔌 مفتاح جديد'), '', 'اكتب له اسمًا، مثل اسم برنامجك.'),
  askKeyScopes: (name) => lines(bold(`${f.lineStart}🔌 ${f.foreign(name, 40)}`), '', 'ما المسموح له؟'),
  keyBuysButton: '🛒 الشراء والاطلاع',
  keyLooksButton: '👁 الاطلاع فقط',
  apiKeyMade: (o) =>
    lines(
      bold(`${f.lineStart}🔑 ${f.foreign(o.name, 40)}`),
      '',
      f.isolated(code(o.key)),
      '',
      'يُعرض هذه المرة فقط. انسخه ثم احذف هذه الرسالة. من يملكه يستطيع إنفاق رصيدك.',
      o.baseUrl && rich`${f.lineStart}🌐 ${f.foreign('handler_api')}: ${f.isolated(code(o.baseUrl))}`,
    ),
  copyKey: '📋 انسخ المفتاح',
  copyAddress: '📋 انسخ العنوان',
  openKeyButton: '⚙️ إعدادات هذا المفتاح',
  apiKeyCard: (o) =>
    lines(
      bold(`${f.lineStart}🔑 ${f.foreign(o.name, 40)} ··${f.foreign(o.hint)}`),
      '',
      o.scopes.includes('BUY') ? '🛒 يشتري ويطّلع' : '👁 يطّلع فقط',
      `📊 اليوم (${f.foreign('UTC')}): ${plural('ar', o.orders, { zero: 'لا طلبات', one: 'طلب واحد', two: 'طلبان', few: '# طلبات', many: '# طلبًا', other: '# طلب' }, f.number)}، ${plural('ar', o.completed, { zero: 'لا رموز', one: 'رمز واحد', two: 'رمزان', few: '# رموز', many: '# رمزًا', other: '# رمز' }, f.number)}`,
      o.dailyCap === null
        ? `💰 أُنفق اليوم: ${f.money(o.spent)}؛ بلا حد`
        : `💰 أُنفق اليوم: ${f.money(o.spent)} من ${f.money(o.dailyCap)}`,
      `⏳ المفتوح: ${f.number(o.open)}`,
      o.expiresAt === null
        ? '⏰ لا ينتهي'
        : o.expiresAt > o.now
          ? `⏰ ينتهي ${f.dateTime(o.expiresAt)}`
          : `⏰ انتهى ${f.dateTime(o.expiresAt)}`,
      o.addresses.length === 0 ? '🌍 من أي مكان' : rich`🌍 فقط من ${f.isolated(o.addresses.join(', '))}`,
      o.isQuiet ? '🔕 لا تُخبر بطلباته هنا' : '🔔 تُخبر بطلباته هنا',
      o.wording === 'HERO' ? `🗣 يجيب مثل ${f.foreign('HeroSMS')}` : '🗣 إجابات معتادة',
      o.repeatedOrder === 'SAME'
        ? `🔁 تكرار ${f.foreign('orderId')} يعطي الطلب نفسه`
        : `🔁 تكرار ${f.foreign('orderId')} يُرفض`,
      o.lastUsedAt === null ? '🕘 لم يُستخدم بعد' : `🕘 آخر استخدام ${f.dateTime(o.lastUsedAt)}`,
    ),
  keyButtons: {
    name: '✏️ الاسم',
    expiry: '⏰ الانتهاء',
    addresses: '🌍 العناوين',
    cap: '💰 الحد اليومي',
    quiet: '🔕 بلا إخبار',
    tell: '🔔 أخبرني',
    hero: `🗣 مثل ${f.foreign('HeroSMS')}`,
    classic: '🗣 معتادة',
    refuse: '🔁 ارفض التكرار',
    same: '🔁 الطلب نفسه',
    webhook: '📮 عنوان الإخبار',
    end: '🗑 أنهِ هذا المفتاح',
  },
  askKeyField: {
    name: 'اكتب الاسم الجديد.',
    addresses: `اكتب العناوين أو الشبكات التي يأتي منها، مثل ${f.foreign('203.0.113.7')} أو ${f.foreign('203.0.113.0/24')}. الإشارة ${f.foreign('-')} تعني من أي مكان.`,
    cap: `اكتب كم ينفق في اليوم (${f.foreign('UTC')}). الإشارة ${f.foreign('-')} تزيل الحد.`,
    expiry: 'متى ينتهي؟',
    webhook: `اكتب العنوان الذي يُخبَر عليه برنامجك، مثل ${f.foreign('https://example.com/hook')}.`,
  },
  keyExpiryButton: (days) =>
    days === 0
      ? 'أبدًا'
      : plural(
          'ar',
          days,
          {
            zero: 'الآن',
            one: 'بعد يوم',
            two: 'بعد يومين',
            few: 'بعد # أيام',
            many: 'بعد # يومًا',
            other: 'بعد # يوم',
          },
          f.number,
        ),
  keySaved: '✅ حُفظ. يسري من الاستدعاء التالي.',
  keyGone: 'انتهى هذا المفتاح. لم يتغيّر شيء.',
  askEndKey: (name) =>
    lines(
      bold(`🗑 إنهاء ${f.foreign(name, 40)}؟`),
      '',
      'لن تستطيع برامجه شيئًا بعد ذلك. تبقى الطلبات المفتوحة لك وتنتهي كعادتها.',
    ),
  endKeyButton: '🗑 أنهِه',
  keyEnded: 'انتهى المفتاح.',
  keyWebhook: {
    card: (o) =>
      lines(
        bold(`${f.lineStart}📮 ${f.foreign(o.name, 40)}: عنوان الإخبار`),
        '',
        'يُخبَر برنامجك بكل رسالة على عنوانه، موقّعةً.',
        '',
        ...(o.webhook
          ? [
              rich`${f.lineStart}🌐 ${f.isolated(code(o.webhook.url))}`,
              o.webhook.events.length > 1 ? '✉️ بكل رسالة وبنهاية الطلبات' : '✉️ بكل رسالة',
              !o.webhook.isActive
                ? '🔴 متوقف: لم يقبل شيئًا منذ مدة طويلة. حدّد العنوان من جديد لتشغيله.'
                : o.webhook.failingSince
                  ? `⚠️ لا يقبل شيئًا منذ ${f.dateTime(o.webhook.failingSince)}`
                  : '🟢 يعمل',
            ]
          : ['لم يُحدَّد.']),
        o.deliveries.length > 0 && '',
        ...o.deliveries.map(
          (one) =>
            `${f.lineStart}${{ DELIVERED: '✅', WAITING: '⏳', FAILED: '❌' }[one.state]} ${f.dateTime(one.at)}: ${one.lastStatus === null ? (one.state === 'FAILED' ? 'تُرك' : 'ينتظر') : f.foreign(String(one.lastStatus))}`,
        ),
      ),
    address: '✏️ العنوان',
    onlySms: '✉️ الرسائل فقط',
    endsToo: '✉️ ونهاية الطلبات',
    test: '🧪 أرسل تجربة',
    secret: '🔁 سر جديد',
    drop: '🗑 أزِله',
    secretShown: (o) =>
      lines(
        bold(`${f.lineStart}📮 ${f.foreign(o.name, 40)}`),
        '',
        f.isolated(code(o.secret)),
        '',
        'به يُوقَّع ما يُخبَر به برنامجك. يُعرض هذه المرة فقط. انسخه ثم احذف هذه الرسالة.',
      ),
    copySecret: '📋 انسخ السر',
    testSent: 'التجربة في الطريق.',
    none: 'لا يوجد عنوان.',
    dropped: 'لا يُرسَل إليه شيء بعد الآن.',
  },
  keyProblems: {
    key_name: `الاسم من ${f.number(1)} إلى ${f.number(40)} حرفًا. لم يتغيّر شيء.`,
    resale_keys_most: 'لديك أقصى عدد من المفاتيح. أنهِ واحدًا أولًا.',
    resale_key_name_taken: 'لديك مفتاح بهذا الاسم. اختر غيره.',
    networks: 'هذه ليست قائمة عناوين. لم يتغيّر شيء.',
    amount_too_small: 'أعطِ مبلغًا فوق الصفر. لم يتغيّر شيء.',
    event_address: 'هذا ليس عنوانًا. لم يتغيّر شيء.',
    event_address_with_password: 'المطلوب عنوان بلا كلمة مرور فيه.',
    event_address_plain: `المطلوب عنوان ${f.foreign('https')}.`,
    event_address_inside: 'هذا العنوان ليس من الإنترنت العام.',
    event_address_outside: `في وضع التجربة لا يتصل المتجر إلا بهذا الحاسوب نفسه، مثل ${f.foreign('http://127.0.0.1:8080/hook')}.`,
    other: 'لم ينجح ذلك. لم يتغيّر شيء.',
  },
});
