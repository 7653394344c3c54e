import type { resale as english } from '../en/resale';

export const resale = (): ReturnType<typeof english> => ({
  resale: {
    button: '🔌 مفاتيح API',
    title: '🔌 مفاتيح API',
    listPrice: 'سعر القائمة',
    whichPrices: 'بأي أسعار يشتري؟',
    saved: '✅ حُفظ. يسري من طلبه التالي.',
    askEndButton: '🗑 أنهِ هذا المفتاح',
    askEnd: (o) => `🗑 إنهاء ${o.name}؟`,
    whatEndMeans: 'لن تستطيع برامجه شيئًا بعد ذلك. تبقى الطلبات المفتوحة للمستخدم وتنتهي كعادتها.',
    end: '🗑 أنهِه',
    ended: 'انتهى المفتاح.',
  },
});
