import type { RowUse } from '../../../../usecases/catalogue/delete-row';
import type { Format } from '../../../texts/format';
import { bold, lines } from '../../../texts/rich';
import { type rowDeletion as english, MANY_USES, usesOf } from '../en/row-deletion';

export const rowDeletion = (f: Format): ReturnType<typeof english> => {
  const uses: Record<RowUse, string> = {
    offers: 'العروض',
    numbers: 'الأرقام',
    sales: 'الحجوزات',
    messages: 'الرسائل',
    imports: 'عمليات الاستيراد',
    deliveries: 'ما سُلّم إلى عنوانه (يُحفظ مدة)',
    sims: 'الشرائح',
    promoCodes: 'الرموز الترويجية',
    purchases: 'مشتريات قيد التسوية',
  };
  return {
    rowDeletion: {
      done: (o) =>
        lines(
          bold(`🗑 حُذف: ${f.name(o.name, 100)}`),
          '',
          o.routes > 0 && `المسارات التي حُذفت معه: ${f.number(o.routes)}.`,
          `يمكن استرجاعه كما كان حتى ${f.time(o.undoUntil)}.`,
        ),
      inUse: (o) =>
        lines(
          bold(`⚠️ لم يُحذف: ${f.name(o.name, 100)}`),
          '',
          'ما زال شيء يحتاج إليه:',
          ...usesOf(o.uses).map(([use, count]) => `${uses[use]}: ${f.number(count)}${count >= MANY_USES ? '+' : ''}`),
          '',
          'يمكن حذف العروض أولًا. أما ما بيع أو وصل أو استُورد فيبقى في الدفاتر دائمًا.',
          o.isActive ? 'أوقفه بدلًا من ذلك: فلا يشتري أحد به.' : 'هو موقوف من قبل: لا يشتري أحد به.',
        ),
      uses,
      restored: '✅ عاد كما كان.',
      not_deleted: 'لم يكن محذوفًا. لم يتغيّر شيء.',
      too_late: 'فات أوان الاسترجاع. أنشئه من جديد.',
      not_found: 'فات أوان الاسترجاع. أنشئه من جديد.',
      replaced: 'أخذ جديدٌ اسمه أو مكانه في الأثناء. لم يتغيّر شيء.',
      parent_gone: 'حُذف ما ينتمي إليه في الأثناء. استرجع ذاك أولًا.',
    },
  };
};
