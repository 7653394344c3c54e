import type { DefaultTexts } from './index';

/** Isolates what is written from left to right, so that the Arabic around it keeps its direction. */
const ltr = (text: string) => `\u2066${text}\u2069`;

export const ar: DefaultTexts = {
  operator: 'مشغّل المتجر',
  welcome: '👋 مرحبًا {name}!\nأرقام مؤقتة لاستقبال رموز الرسائل القصيرة. لا تدفع إلا عند وصول الرمز.',
  firstWelcome: '👋 أهلًا وسهلًا {name}!\nأرقام مؤقتة لاستقبال رموز الرسائل القصيرة. لا تدفع إلا عند وصول الرمز.',
  gate: '📣 خطوة واحدة أولًا',
  firstGate: '👋 أهلًا وسهلًا {name}!',
  help: [
    '❓ كيف يعمل المتجر',
    '',
    `${ltr('1')}. اختر الخدمة والبلد.`,
    `${ltr('2')}. يُحجز السعر من رصيدك ولا يُخصم.`,
    `${ltr('3')}. استخدم الرقم عند التسجيل. يظهر الرمز هنا تلقائيًا.`,
    `${ltr('4')}. تدفع مقابل الرمز الأول. الرسائل الأخرى على الرقم نفسه مجانية حتى انتهاء مدته.`,
    '',
    '↩️ إن لم يصل رمز، أو ألغيت، أو حدث عطل: يعود المبلغ المحجوز فورًا وتلقائيًا.',
    '⏰ الرمز المتأخر (حتى {late} بعد انتهاء المدة) يُعرض عليك بالسعر نفسه، ولا يُخصم شيء دون موافقتك.',
    '',
    '💬 للأسئلة: {support}.',
    '',
    ltr('/services · /numbers · /balance · /history · /free · /language · /privacy'),
    ltr('/topup · /promo · /gift · /invite · /paysupport · /terms'),
  ].join('\n'),
  topUp: 'لإضافة رصيد، راسل {support}.',
  missingMoney: '❗ لديك {balance}، وينقصك {missing}. لم يُخصم شيء.',
  afterCode: '',
  maintenance: [
    '🛠 نعمل على تحسين المتجر',
    '',
    'لم يُخصم شيء. رموز أرقامك الحالية ما زالت تصل إلى هنا.',
    'حاول مجددًا بعد بضع دقائق من فضلك.',
  ].join('\n'),
  banned: [
    '⛔ أُغلق وصولك',
    '',
    'لا يمكنك حجز أرقام. لم يُخصم شيء، والمال في رصيدك يبقى مسجّلًا.',
    'إن كان هذا خطأ، فراسل {support}.',
  ].join('\n'),
  privacy: '',
};
