import type { AlertFacts } from '../../../domain/alert-kind';
import type { Texts } from '../en';
import type { alerts as english } from '../en/alerts';
import type { Format } from '../format';
import { bold, lines, type Rich, rich } from '../rich';

export const alerts = (f: Format): Pick<Texts, keyof ReturnType<typeof english>> => {
  const name = (fact: AlertFacts[string] | undefined) => f.name(String(fact ?? ''));
  const supplierAlert = (title: string, facts: AlertFacts, meaning: string, repair: string, more?: string): Rich =>
    lines(
      bold(title),
      '',
      rich`المورد: ${bold(name(facts.name))}`,
      facts.service !== undefined &&
        `يبيع: ${name(facts.service)} · ${f.country(String(facts.iso), String(facts.country))}`,
      ...(facts.detail ? [`رده: ${name(facts.detail)}`] : []),
      ...(more ? [more] : []),
      meaning,
      '',
      repair,
    );
  const paymentAlert = (title: string, facts: string, meaning: string, repair: string): Rich =>
    lines(bold(title), '', facts, meaning, '', repair);
  const channelRepairs: Record<string, string> = {
    bot_not_admin: 'أعد البوت مشرفًا في القناة.',
    bot_not_in_channel: 'أضف البوت إلى القناة مشرفًا من جديد. وإن لم تعد القناة موجودة، فاحذفها من القائمة.',
  };
  const membershipRepairs: Record<string, string> = {
    flood: 'طلب من البوت الانتظار، والبوت ينتظر. إن تكرر ذلك فاشترط قنوات أقل.',
    timed_out: 'لم يجب في الوقت المناسب. تحقق من شبكة الخادم.',
  };
  const linkRepairs: Record<string, string> = {
    held_elsewhere:
      'قد يتصل برنامج آخر بالاسم system_id نفسه، أو ما زال المركز يحتفظ بجلسة انتهت. أوقف البرنامج الآخر، أو اسأل المركز عن عدد الجلسات المسموح بها.',
    throttled: 'يطلب المركز محاولات أقل، والمتجر ينتظر مدة أطول. وإن طال ذلك فاسأل المركز عن حدود الحساب.',
    other_protocol:
      'تحقق من المنفذ، ومما إذا كان العنوان يجب أن يبدأ بـ smpp:// أو بـ smpps://، ثم اضغط «اختبار الاتصال».',
  };
  return {
    /** A trouble that was told of is over. */
    alertOver: (o: { title: string; facts: AlertFacts; since: Date }): Rich =>
      lines(
        bold(`✅ انتهت المشكلة: ${o.title}`),
        ...((o.facts.name ?? o.facts.title) ? [name(o.facts.name ?? o.facts.title)] : []),
        o.facts.service !== undefined &&
          [
            name(o.facts.service),
            o.facts.iso === undefined ? name(o.facts.country) : f.country(String(o.facts.iso), String(o.facts.country)),
          ].join(' · '),
        `كانت قائمة منذ ${f.dateTime(o.since)}. لا شيء عليك فعله.`,
      ),
    alertPlace: '🔧 إلى مكانه',
    alertWords: {
      channel_unreadable: (facts) =>
        lines(
          bold('⚠️ لا أستطيع رؤية أعضاء إحدى القنوات'),
          '',
          rich`القناة: ${bold(name(facts.title))}`,
          `رد تيليجرام: ${name(facts.detail)}`,
          'إلى أن يُصلح ذلك لن يُمنع أحد بسبب هذه القناة، ولن تُصرف مكافآتها.',
          '',
          channelRepairs[String(facts.reason)] ?? 'تحقق من صلاحيات البوت في القناة.',
        ),
      panel_locked: (facts) =>
        lines(
          bold('🔐 شخص يجرّب كلمات مرور اللوحة'),
          '',
          `المستخدم: ${name(facts.userId)}. كلمات المرور الخاطئة المتتالية: ${name(facts.tries)}. اللوحة مغلقة أمامه ربع ساعة.`,
          'إن لم يكن أحدًا منكم فاحظر المستخدم وغيّر كلمة المرور.',
        ),
      channel_unpostable: (facts) =>
        lines(
          bold('⚠️ لا أستطيع النشر في إحدى القنوات'),
          '',
          rich`القناة: ${bold(name(facts.title))}`,
          `رد تيليجرام: ${name(facts.detail)}`,
          'تنتظر المنشورات يومًا واحدًا وتُرسل تلقائيًا بعد إصلاح ذلك. ولا يلاحظ المشترون شيئًا.',
          '',
          'اجعل البوت مشرفًا في القناة مع صلاحية النشر وحذف الرسائل، أو أوقف المنشورات.',
        ),
      joins_unapproved: (facts) =>
        lines(
          bold('⚠️ لا أستطيع قبول الأشخاص في قناة'),
          '',
          rich`القناة: ${bold(name(facts.title))}`,
          `يقول تيليجرام: ${name(facts.detail)}`,
          'من طلب الانضمام ينتظر مشرف القناة، ويبقى المتجر مغلقًا له حتى ذلك.',
          '',
          'امنح البوت صلاحية دعوة المستخدمين هناك، أو اقبلوا الطلبات بأنفسكم.',
        ),
      membership_unknown: (facts) =>
        lines(
          bold('⚠️ لا يخبرنا تيليجرام بأعضاء قنواتنا'),
          '',
          membershipRepairs[String(facts.reason)] ?? 'سيستمر العمل تلقائيًا حالما يجيب تيليجرام.',
          'حتى ذلك الحين لا يُمنع أحد بسبب قناة، ولا تُصرف مكافآت.',
        ),
      provider_key_refused: (facts) =>
        supplierAlert(
          '⚠️ أحد الموردين يرفض مفتاحنا',
          facts,
          'لن يُشترى منه شيء إلى أن يُصلح ذلك، وتظهر عروضه بلا مخزون. أما الأرقام المشتراة فما زالت تُتابع.',
          'أدخل المفتاح الصحيح للمورد ثم اختبر الاتصال.',
        ),
      provider_balance_low: (facts) =>
        supplierAlert(
          '⚠️ رصيدنا لدى أحد الموردين منخفض',
          facts,
          'إذا نفد فلن يُشترى منه شيء وتظهر عروضه بلا مخزون. ولا يظهر ذلك للمشترين أبدًا على أنه رصيدهم.',
          'اشحن الحساب لدى المورد.',
          facts.balance ? `الرصيد: ${name(facts.balance)}, حد التنبيه ${name(facts.low)}` : undefined,
        ),
      provider_blocked: (facts) =>
        supplierAlert(
          '⚠️ حظر أحد الموردين حسابنا',
          facts,
          'لن يُشترى منه شيء لبعض الوقت. أما الأرقام المشتراة فما زالت تُتابع.',
          'راجع الحساب لدى المورد أو راسل الدعم لديه.',
        ),
      provider_unreachable: (facts) =>
        supplierAlert(
          '⚠️ أحد الموردين لا يجيب',
          facts,
          'تتأخر الرموز القادمة منه. تُعاد المحاولة تلقائيًا، ويحصل المشترون في هذه الأثناء على أرقام من موردين آخرين.',
          'تحقق من صحة عنوانه ومن عمل موقعه. وإن طال ذلك فأوقف المورد.',
        ),
      link_refused: (facts) =>
        supplierAlert(
          '⚠️ مركز الرسائل لا يسمح للمتجر بالدخول',
          facts,
          'تنتظر هناك الرسائل المرسلة إلى أرقامه. يعيد المتجر المحاولة تلقائيًا.',
          'تحقق من system_id وكلمة المرور ونوع النظام وعدد الجلسات المسموح بها، ثم اضغط «اختبار الاتصال».',
        ),
      link_distrusted: (facts) =>
        supplierAlert(
          '⚠️ شهادة مركز الرسائل غير موثوقة',
          facts,
          'لم يخبره المتجر بشيء، ولا حتى بكلمة المرور. تنتظر هناك الرسائل المرسلة إلى أرقامه، ويعيد المتجر المحاولة تلقائيًا.',
          'تحقق من العنوان ومن الخيار ca (من يشهد للمركز) والخيار serverName (الاسم في الشهادة)، ثم اضغط «اختبار الاتصال». وإن كان كل شيء صحيحًا فقد يكون أحد ما في الطريق.',
        ),
      link_down: (facts) =>
        supplierAlert(
          '⚠️ انقطع الاتصال بمركز الرسائل',
          facts,
          'تتأخر الرسائل المرسلة إلى أرقامه. يعيد المتجر المحاولة تلقائيًا.',
          linkRepairs[String(facts.reason)] ?? 'تحقق من العنوان وجدار الحماية والمركز نفسه. وإن طال ذلك فأوقف المورد.',
        ),
      link_unreadable: (facts) =>
        supplierAlert(
          '⚠️ رُفضت رسائل من مركز الرسائل نهائيًا',
          facts,
          'من ينتظرها لن يصله شيء، ولن يرسلها المركز ثانية. تستمر الرسائل الأخرى.',
          'تحقق من الخيارين country و alphabet. وإن كانا صحيحين فاعرض الكلمات أعلاه على المركز.',
          `الرسائل: ${name(facts.count)}`,
        ),
      route_refused: (facts) =>
        supplierAlert(
          '⚠️ أحد الموردين لا يعرف ما يطلبه أحد المسارات',
          facts,
          'هذا المسار لا يبيع شيئًا.',
          'صحح رمزي الخدمة والدولة في المسار.',
        ),
      orders_unreadable: (facts) =>
        supplierAlert(
          '⚠️ في قائمة طلبات المورد أسطر لا نفهمها',
          facts,
          'تستمر بقية الطلبات كالمعتاد. والطلبات التي ينتظرها المشترون يُسأل عنها واحدًا واحدًا.',
          'إن طال ذلك فأبلغ بالسطر أدناه من يعتني بالبرنامج.',
          `عدد الأسطر: ${name(facts.count)}`,
        ),
      orders_of_others: (facts) =>
        supplierAlert(
          '⚠️ لدى أحد الموردين طلبات ليست لنا',
          facts,
          'يشتري متجر آخر، أو شخص يدويًا، بالمفتاح نفسه. تُركت هذه الطلبات كما هي، وهي تُخصم من رصيدنا.',
          'إن كانت لك فلا يلزم شيء. وإلا فغيّر المفتاح لدى المورد.',
          `عدد الطلبات: ${name(facts.count)}`,
        ),
      account_shared: (facts) =>
        supplierAlert(
          '⚠️ عدة موردين يستخدمون حسابًا واحدًا',
          facts,
          'العنوان والمفتاح متطابقان، لذا يتشاركون الطلبات والرصيد والحدود. ويتابع كل منهم طلباته.',
          'إن لم يكن هذا مقصودًا فأوقف أحدهم.',
          `الموردون: ${name(facts.names)}`,
        ),
      purchase_lost: (facts) =>
        supplierAlert(
          '⚠️ دُفع ثمن عملية شراء لدى مورد ولم يصل رقم',
          facts,
          'ضاع رده ولا يظهر لديه طلب. أُعيد المال إلى المشتري، وما خصمه المورد مسجل خسارةً في تقرير الهامش.',
          'اسأل المورد عن الطلب مع ذكر الوقت أدناه.',
          `المبلغ المخصوم: ${name(facts.amount)}. وقت الطلب: ${name(facts.askedAt)}`,
        ),
      purchase_unclear: (facts) =>
        supplierAlert(
          '⚠️ ربما خصم مورد ثمن أرقام لم تصل',
          facts,
          'ضاعت ردوده ولم يبيّن رصيدنا لديه في الوقت المناسب ما حدث. أُعيد المال إلى المشترين، والمبلغ مسجل في تقرير الهامش غيرَ واضح.',
          'راجع سجل الحساب لدى المورد في الأوقات أدناه، واطلب استرداد المال إن خُصم.',
          `الحد الأقصى: ${name(facts.amount)}. عدد عمليات الشراء: ${name(facts.count)}. طُلبت من ${name(facts.from)} إلى ${name(facts.to)}`,
        ),
      catalogue_changed: (facts) =>
        supplierAlert(
          '🗂 تغيّر دليل أحد الموردين',
          facts,
          'تتبعه تلقائيًا تكاليف مساراتنا ومخزونها، أما العروض فلا.',
          'افتح «التوريد» في اللوحة لترى الجديد والمحذوف وما ارتفع سعره.',
          `جديد: ${name(facts.added)}, محذوف: ${name(facts.gone)}, ارتفع سعره: ${name(facts.dearer)}`,
        ),
      catalogue_unreadable: (facts) =>
        supplierAlert(
          facts.count ? '⚠️ تعذّرت قراءة بعض أسعار أحد الموردين' : '⚠️ تعذّرت قراءة أسعار أحد الموردين',
          facts,
          facts.count
            ? 'تبقى هذه كما قُرئت آخر مرة ولا يُعدّ شيء نافدًا، وبقية الأسعار محدَّثة.'
            : 'تبقى الأسعار والمخزون كما قُرئت آخر مرة، ولا يُعرف ما نفد أو ارتفع سعره منذ ذلك.',
          'راجع البروتوكول والعنوان والخيارات. فإن كانت صحيحة فأبلغ بالكلمات أدناه من يعتني بالبرنامج.',
          facts.count ? `عدد الأسطر: ${name(facts.count)}` : undefined,
        ),
      sim_unmapped: (facts) =>
        lines(
          bold('📶 شريحة تصلها رسائل ولا يُعرف رقمها'),
          '',
          rich`المورّد: ${bold(name(facts.name))}. الموضع: ${bold(name(facts.slot))}`,
          'ما يصلها لا يبلغ أي مشترٍ، ويُحفظ في «الرسائل».',
          '',
          'افتح الشرائح في اللوحة واكتب رقم هذا الموضع، أو ابحث عنه برسالة قصيرة.',
        ),
      sim_silent: (facts) =>
        lines(
          bold('📶 شريحة صمتت'),
          '',
          rich`المورّد: ${bold(name(facts.name))}. الموضع: ${bold(name(facts.slot))}`,
          `ساعات بلا رسائل: ${name(facts.hours)}، مع أن مشترين انتظروا رموزًا.`,
          'لا يُباع رقمها الآن، ولم يُخصم من أحد.',
          '',
          'أرسل إليها رسالة من أي هاتف: إذا وصلت عادت الشريحة إلى البيع وحدها. وإلا فافحص المودم والإشارة والعقد.',
        ),
      daemon_stopped: (facts) =>
        lines(
          bold('📶 برنامج شرائحنا متوقف'),
          '',
          rich`المورّد: ${bold(name(facts.name))}`,
          facts.reason === 'nothing_comes'
            ? 'لم يصل شيء إلى أي من شرائحه منذ وقت طويل مع أن مشترين انتظروا. أرقامه ما زالت تُباع.'
            : 'لا تُباع أرقامه حتى يعمل من جديد.',
          '',
          'تأكد من أن البرنامج يعمل وانظر في سجله. يختفي هذا التنبيه وحده عندما يعمل.',
        ),
      inbox_unreadable: (facts) =>
        supplierAlert(
          '📶 وُضعت جانبًا رسائل لا يمكن قراءتها',
          { ...facts, detail: '' },
          'تستمر الرسائل الأخرى. ما في هذه الملفات لم يصل إلى أحد.',
          'انظر إليها في مجلد الملفات غير المقروءة، وأعد ما أُصلح واحذف الباقي.',
          `الملفات: ${name(facts.count)}. ${name(facts.detail)}`,
        ),
      stock_low: (facts) =>
        lines(
          bold('⚠️ أرقامنا الخاصة تكاد تنفد'),
          '',
          `الخدمة: ${name(facts.service)}`,
          `البلد: ${name(facts.country)}`,
          `الأرقام المتاحة: ${name(facts.free)}`,
          'عند نفادها يظهر هذا العرض بلا مخزون، ويستمر البيع من الموردين الآخرين للعرض نفسه.',
          '',
          'استورد أرقامًا جديدة، أو خفّض lowStockNumbers في الإعدادات.',
        ),
      books_broken: (facts) =>
        lines(
          bold('🚨 الدفاتر المالية غير منتظمة'),
          '',
          `القاعدة: ${name(facts.rule)}`,
          `عدد المخالفات: ${name(facts.findings)}`,
          'لا يُصلَح شيء تلقائيًا. يستطيع المشترون المتابعة، لكن الخلل يبقى حتى يُنظر فيه.',
          '',
          'شغّل «npm run shop -- verify» أولًا، فهو يسمّي كل سطر فيه خلل.',
        ),
      payment_unclaimed: (facts) =>
        paymentAlert(
          '💰 وصل مال لا صاحب له',
          `الطريقة: ${name(facts.name)}. وصل: ${name(facts.amount)} ${name(facts.currency)}. الإيصال ${name(facts.receiptId)}.`,
          'لم يُضف إلى أي رصيد.',
          'اعرف صاحبه وأسنده إليه من المدفوعات.',
        ),
      refund_requested: (facts) =>
        paymentAlert(
          '💸 طلب استرداد',
          `المستخدم: ${name(facts.userId)}. المبلغ ${name(facts.amount)} من الإيصال R-${name(facts.receiptId)}.`,
          'لم يتحرك شيء بعد.',
          'أجب عنه في قسم المدفوعات، طلبات الاسترداد.',
        ),
      payer_shared: (facts) =>
        paymentAlert(
          '⚠️ بطاقة واحدة تدفع لعدة مستخدمين',
          `المستخدم: ${name(facts.userId)}. الإيصال R-${name(facts.receiptId)}. عدد من دفعت لهم: ${name(facts.users)}.`,
          'لم يُوقف شيء.',
          'انظر إليهم في قسم المدفوعات، البطاقات المشتركة: هكذا تُستعمل البطاقات المسروقة.',
        ),
      payment_taken_back: (facts) =>
        paymentAlert(
          '⛔ سُحبت دفعة',
          `الطريقة: ${name(facts.name)}. المستخدم: ${name(facts.userId)}. أُخذ من الرصيد: ${name(facts.taken)}. المستحق: ${name(facts.owed)}.`,
          'ما دام عليه شيء فلا يستطيع الشراء.',
          'انظر بطاقة المستخدم؛ واحظره إن لم يكن ذلك خطأ.',
        ),
      payment_provider_trouble: (facts) =>
        paymentAlert(
          '⚠️ إحدى طرق الدفع لا تعمل',
          `الطريقة: ${name(facts.name)}. تقول: ${name(facts.fault)}, ${name(facts.detail)}.`,
          'لا يستطيع المشترون بدء دفع بها؛ ما دُفع يُقرأ لاحقًا ولا يضيع شيء.',
          'راجع مفتاحها وعنوانها في المدفوعات، أو أوقفها حتى تعمل.',
        ),
      payments_differ: (facts) =>
        paymentAlert(
          '⚠️ قائمة مزود الدفع ليست كقائمتنا',
          `الطريقة: ${name(facts.name)}. الفروق: ${name(facts.differences)}.`,
          'لم يتحرك مال بسببها.',
          'انظر كل سطر: المدفوعات، المقارنة مع المزوّدين.',
        ),
      support_waiting: (facts) =>
        paymentAlert(
          '🆘 مشترٍ ينتظر جوابك',
          `أطولهم انتظارًا ${name(facts.thread)} منذ ${name(facts.minutes)} دقيقة. عدد المنتظرين: ${name(facts.waiting)}.`,
          'يبقى السؤال حتى يُجاب أو يُغلق.',
          'افتح الدعم في اللوحة وأجب. مدة الانتظار إعداد يمكنك تغييره.',
        ),
      support_undelivered: (facts) =>
        paymentAlert(
          '🔕 جواب لم يصل إلى المشتري',
          `السؤال: ${name(facts.thread)}. تقول تيليجرام: ${name(facts.detail)}.`,
          'الأرجح أن المشتري حظر البوت. يبقى الجواب في المحادثة ويراه حين يعود.',
          'لا شيء للإصلاح؛ إن تعلّق الأمر بالمال فتواصل معه بطريقة أخرى.',
        ),
      event_endpoint_off: (facts) =>
        lines(
          bold('⚠️ أُوقف أحد عناوين الإشعارات الصادرة'),
          '',
          `العنوان: ${name(facts.url)}`,
          `يقول: ${name(facts.problem)}`,
          'ظل يفشل أيامًا، فلم يعد يُرسل إليه شيء. ما فاته محفوظ 30 يومًا ويمكن إرساله من جديد.',
          '',
          'أصلح الطرف الآخر، ثم أعد تشغيل العنوان عبر واجهة API.',
        ),
      source_chat_moved: (facts) =>
        lines(
          bold('🔀 صارت محادثة مصدر مجموعة كبيرة'),
          '',
          `المورّد: ${name(facts.name)}. المحادثة: ${name(facts.title)}`,
          `أعطاها تيليجرام معرّفًا آخر: ${name(facts.to)}، وكان ${name(facts.from)}. تُقرأ رسائلها من هناك تلقائيًا ولم يضع شيء.`,
          '',
          `تأكد من أن البوت مشرف هناك، وضع المعرّف الجديد في ملاحظاتك وملفات الإعداد.`,
        ),
      message_unmade: (facts) =>
        lines(
          bold('⚠️ تعذّر إعداد إحدى الرسائل'),
          '',
          `النوع: ${name(facts.kind)}`,
          `الرقم: ${name(facts.outboxId)}`,
          'وُضعت جانبًا وتُعاد محاولتها كل خمس دقائق مدة يوم، وبقية الرسائل مستمرة. لا تصل إلى صاحبها حتى ذلك الحين.',
          '',
          'السبب في سجل البرنامج عند الرقم أدناه. إن استمر الأمر فأبلغ من يتولى صيانة البرنامج.',
        ),
    },
  };
};
