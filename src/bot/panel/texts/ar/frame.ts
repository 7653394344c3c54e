import type { Format } from '../../../texts/format';
import { plural } from '../../../texts/languages';
import { bold, lines, rich } from '../../../texts/rich';
import type { frame as english } from '../en/frame';
import { problemIn } from '../problem-words';
import { problems } from './problems';

export const frame = (f: Format): ReturnType<typeof english> => ({
  common: {
    back: '‹ رجوع',
    panel: '🛠 اللوحة',
    add: '➕ إضافة',
    edit: '✏️ تعديل',
    undo: '↩️ تراجع',
    remove: '🗑 حذف',
    refresh: '🔄 تحديث',
    on: 'مفعّل',
    off: 'معطّل',
    yes: 'نعم',
    no: 'لا',
    none: 'لا يوجد',
    never: 'أبدًا',
    turnOn: '🟢 تفعيل',
    turnOff: '⚪ تعطيل',
    saved: '✅ حُفظ',
    gone: 'لم يعد هذا موجودًا. لم يتغيّر شيء.',
    total: (o) => `المجموع: ${f.number(o.total)}`,
    searched: (o) => `«${f.name(o.words)}»: عدد النتائج ${f.number(o.total)}`,
    nothing: 'لا شيء هنا بعد.',
    typeToSearch: 'اكتب للبحث.',
    clearSearch: '✖️ عرض الكل',
    alreadyExists: (o) => `يوجد سجلّ بالقيمة نفسها (${f.name(o.fields)}). أعطِ قيمة أخرى.`,
    /** A problem alone, as one line among others. */
    problem: (o) => problemIn(f, problems, o),
    refusedBy: (o) => `تعذّر الحفظ: ${problemIn(f, problems, o)}`,
    changedMeanwhile: (o) =>
      lines(
        bold('👥 غيّر شخص آخر هذا في الأثناء'),
        rich`${o.label}، القيمة الآن: ${bold(f.name(o.now, 200))}`,
        'لم يُحفظ تغييرك. راجع القيمة من جديد، وغيّرها مرة أخرى إن بقيت الحاجة.',
      ),
  },
  home: {
    title: bold('🛠 لوحة الإدارة'),
    today: (o) =>
      lines(
        rich`اليوم (${f.isolated('UTC')}): ${bold(f.money(o.revenue))} · ${plural('ar', o.completed, { zero: '# رمز مبيع', one: 'رمز واحد مبيع', two: 'رمزان مبيعان', few: '# رموز مبيعة', many: '# رمزًا مبيعًا', other: '# رمز مبيع' }, f.number)}`,
        `الأرقام المفتوحة: ${f.number(o.open)} · المستخدمون الجدد: ${f.number(o.newUsers)}`,
      ),
    maintenance: '🚧 وضع الصيانة مفعّل: الشراء متوقف.',
    groups: { sell: '🏪 البيع', people: '🙋 الناس', messages: '📬 الرسائل', shop: '🧰 المتجر' },
    about: {
      sell: 'ما يُباع وبأي سعر ومن يورّده.',
      people: 'المشترون وأموالهم وأسئلتهم.',
      messages: 'الرسائل الواردة وما يقوله المتجر للناس.',
      shop: 'الأرقام والملفات والإعدادات ومن فعل ماذا.',
    },
    hint: 'اكتب ما تبحث عنه: اسمًا أو معرّفًا أو رقمًا.',
    logOut: '🚪 تسجيل الخروج',
    shop: '🏠 إلى المتجر',
    loggedOut: 'خرجت من اللوحة.',
  },
  find: {
    title: '🔎 بحث',
    several: (o: { words: string }) => `«${f.name(o.words)}» قد يعني:`,
    nothing: (o: { words: string }) => `لا شيء باسم «${f.name(o.words)}».`,
    hint: `اكتب اسمًا أو ${f.isolated('@name').text} أو رقم هاتف أو معرّفًا، أو ${f.isolated('#12').text} لحجز.`,
    off: '⚪',
    addTitle: '➕ إضافة رصيد',
    howToAdd: `لمن وكم: ${f.isolated('/add @vera 5').text}، أو مع السبب: ${f.isolated('/add @vera 5 late refund').text}. مليون على الأكثر في المرة.`,
    nobody: (o: { words: string }) => `لم يُعثر على أحد بـ«${f.name(o.words)}». لم يُضف شيء.`,
    whichOne: (o: { words: string }) => `عُثر على أكثر من واحد بـ«${f.name(o.words)}». من تقصد؟`,
    whichFile: 'ماذا في هذا الملف؟',
    /** In the menu of commands of whoever is in the panel. */
    commands: {
      admin: 'لوحة الإدارة',
      find: 'ابحث عن أي شيء: مستخدم أو رقم أو خدمة',
      add: 'إضافة رصيد لمستخدم',
    },
  },
  login: {
    ask: lines(bold('🔐 لوحة الإدارة'), '', 'أرسل كلمة المرور. تُحذف الرسالة التي تحملها فورًا.'),
    over: lines(
      bold('🔐 انتهت جلستك'),
      '',
      'لم يغيّر هذا الضغط شيئًا. أرسل كلمة المرور للمتابعة؛ تُحذف الرسالة التي تحملها فورًا.',
    ),
    formWaits: 'النموذج الذي كنت تملؤه محفوظ ويُستأنف بعد الدخول.',
    wrong: (o) =>
      lines(
        bold('❌ كلمة المرور غير صحيحة'),
        plural(
          'ar',
          o.triesLeft,
          {
            zero: 'لم تبقَ محاولات.',
            one: 'بقيت محاولة واحدة، ثم تنتظر ربع ساعة.',
            two: 'بقيت محاولتان، ثم تنتظر ربع ساعة.',
            few: 'بقيت # محاولات، ثم تنتظر ربع ساعة.',
            many: 'بقيت # محاولة، ثم تنتظر ربع ساعة.',
            other: 'بقيت # محاولة، ثم تنتظر ربع ساعة.',
          },
          f.number,
        ),
      ),
    locked: (o) =>
      lines(bold('⛔ كلمات مرور خاطئة كثيرة'), `اللوحة مغلقة أمامك حتى ${f.time(o.until)}. لا يُفحص ما ترسله قبل ذلك.`),
    noPassword: lines(
      bold('🔐 لا توجد كلمة مرور'),
      '',
      `نفّذ ${f.isolated('npm run shop -- hash-password').text} وضع الناتج في ${f.isolated('ADMIN_PASSWORD_HASH').text} ثم أعد تشغيل المتجر.`,
    ),
    noPasswordOwner: lines(bold('🔐 لا توجد كلمة مرور'), '', 'أنت مالك المتجر: عيّن كلمة المرور الآن.'),
    newPassword: '🔑 تعيين كلمة مرور جديدة',
    deleted: 'حُذفت رسالتك التي تحمل كلمة المرور.',
    sendText: 'أرسل كلمة المرور نصًّا.',
    toShop: '🏠 إلى المتجر',
  },
  form: {
    step: (o) => `${f.number(o.at)} / ${f.number(o.of)}`,
    now: (o) => `الآن: ${f.name(o.value, 300)}`,
    back: '‹ رجوع',
    skip: '⏭ تخطٍّ',
    cancel: '✖️ إلغاء',
    canceled: 'أُلغي. لم يتغيّر شيء.',
    choose: 'اضغط أحد الأزرار.',
    pick: 'اضغط زرًّا أو اكتب جزءًا من الاسم للبحث.',
    sendText: 'أجب بنصّ أو بزرّ؛ لا تُقرأ الملفات هنا.',
    nothingFound: (o) => `لا نتائج لـ «${f.name(o.words)}». اكتب جزءًا آخر من الاسم.`,
    typeText: (o) => `اكتب نصًّا من ${f.number(o.least)} إلى ${f.number(o.most)} من الأحرف.`,
    typeWhole: (o) => `اكتب عددًا صحيحًا من ${f.number(o.least)} إلى ${f.number(o.most)}.`,
    typeNumber: (o) => `اكتب عددًا من ${f.number(o.least)} إلى ${f.number(o.most)}، مثل ${f.isolated('2.5').text}.`,
    typeAmount: (o) => `اكتب مبلغًا أكبر من الصفر، مثل ${f.isolated('0.80').text}؛ الحدّ الأقصى ${f.money(o.most)}.`,
    typeSecret: (o) =>
      `اكتب من ${f.number(o.least)} إلى ${f.number(o.most)} من الأحرف. تُحذف الرسالة فورًا ويُحفظ ما كتبته مشفّرًا.`,
    typeInstant: `اكتب يومًا مثل ${f.isolated('2026-12-31').text}، أو وقتًا بتوقيت ${f.isolated('UTC').text} مثل ${f.isolated('2026-12-31 18:00').text}.`,
    typeWords: 'لإضافة كلمات اكتبها وبينها فواصل بأي لغة. ولحذف كلمة اضغطها، أو اكتبها بعد علامة الناقص.',
    typeJson: `اكتب كائنًا بهذه الصيغة: ${f.isolated('{"dialect": "classic"}').text}`,
  },
  sessions: {
    button: '👤 الجلسات',
    title: bold('👤 من في اللوحة الآن'),
    row: (o) =>
      lines(
        rich`${bold(f.name(o.name))}${o.isOwn ? ' (أنت)' : ''}`,
        `منذ ${f.dateTime(o.since)} · آخر استعمال ${f.time(o.used)} · تنتهي في موعد أقصاه ${f.time(o.until)}`,
      ),
    end: (o) => `🚫 إنهاء: ${f.name(o.name, 24)}`,
    ended: 'أُنهيت الجلسة.',
    alreadyEnded: 'كانت قد انتهت.',
  },
  password: {
    button: '🔑 كلمة المرور',
    title: '🔑 تغيير كلمة المرور',
    newTitle: '🔑 تعيين كلمة مرور جديدة',
    current: 'كلمة المرور الحالية',
    fresh: 'كلمة المرور الجديدة',
    again: 'كلمة المرور الجديدة مرة أخرى',
    wrong: 'ليست هذه كلمة المرور الحالية.',
    differs: 'الكلمتان غير متطابقتين. اكتب كلمة المرور الجديدة من جديد.',
    endsAll: 'ينهي التغيير كل الجلسات، وجلستك أيضًا.',
    changed: lines(
      bold('✅ تغيّرت كلمة المرور'),
      '',
      'انتهت كل الجلسات. أرسل كلمة المرور الجديدة للمتابعة؛ تُحذف الرسالة التي تحملها فورًا.',
    ),
  },
});
