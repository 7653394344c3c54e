import type { Format } from '../../../texts/format';
import type { resale as english } from '../en/resale';

export const resale = (f: Format): ReturnType<typeof english> => ({
  resale: {
    button: '🔌 مفاتيح البرامج',
    title: '🔌 مفاتيح البرامج',
    listPrice: 'سعر القائمة',
    whichPrices: 'بأي أسعار يشتري؟',
    saved: '✅ حُفظ. يسري من طلبه التالي.',
    sendAgain: (o) => `🔁 إعادة إرسال رقم ${f.isolated(String(o.id)).text}`,
    sentAgain: 'في الطريق.',
    askEndButton: '🗑 أنهِ هذا المفتاح',
    askEnd: (o) => `🗑 إنهاء ${f.name(o.name, 40)}؟`,
    whatEndMeans: 'لن تستطيع برامجه شيئًا بعد ذلك. تبقى الطلبات المفتوحة للمستخدم وتنتهي كعادتها.',
    end: '🗑 أنهِه',
    ended: 'انتهى المفتاح.',
  },
});
