import type { Format } from '../../../texts/format';
import type { PanelTexts } from '../en';

export const files = (f: Format): Pick<PanelTexts, 'files'> => ({
  files: {
    button: '🗂 الملفات',
    title: '🗂 التصدير والإعدادات',
    hint: `تصل ملفات التصدير إلى هذه المحادثة بصيغة ${f.isolated('CSV').text} مضغوطة. أمام أرقام الهواتف فاصلة عليا كي تبقى كاملة في جداول البيانات، ولا توضع الرموز في أي ملف.`,
    exports: {
      users: '👤 المستخدمون',
      transactions: '💳 المعاملات',
      reservations: '📋 الحجوزات',
      numbers: '📱 الأرقام',
      messages: '📨 الرسائل (دون نصوصها)',
      payments: '💰 المدفوعات',
      receipts: '🧾 الإيصالات',
      support: '🆘 الدعم (دون النصوص)',
    },
    takeConfiguration: '⚙️ إعدادات المتجر كملف',
    sendConfiguration: '📤 إرسال إعدادات',
    comes: 'سيصل الملف إلى هذه المحادثة.',
    configurationSent: '⚙️ إعدادات المتجر. مفاتيح الموردين ليست فيها.',
    sent: (o) => `عدد الأسطر: ${f.number(o.rows)}`,
    tooLarge: `هذا التصدير أكبر من أن يُرسل هنا. خذه عبر ${f.isolated('HTTP').text} كما يصف دليل الواجهة البرمجية.`,
    send: `أرسل ملف ${f.isolated('JSON').text}. سترى أولًا ما سيغيّره، ولن يتغير شيء قبل موافقتك.`,
    notFetched: `تعذر جلب الملف، أو أنه أكبر من ${f.number(32)} ميغابايت.`,
    notJson: `هذا الملف ليس بصيغة ${f.isolated('JSON').text}.`,
    mistakes: (o) => `⛔ عدد الأخطاء: ${f.number(o.count)}. لم يتغير شيء.`,
    changes: (o) => `عدد التغييرات: ${f.number(o.count)}`,
    isSo: 'المتجر على هذه الحال بالفعل.',
    more: (o) => `… و${f.number(o.count)} غيرها`,
    apply: '✅ تطبيق',
    applied: (o) => `التغييرات المنفذة: ${f.number(o.count)}`,
  },
});
