import type { Format } from '../../../texts/format';
import { plural } from '../../../texts/languages';
import { bold, lines, rich } from '../../../texts/rich';
import type { PanelTexts } from '../en';

export const channels = (f: Format): Pick<PanelTexts, 'channels'> => ({
  channels: {
    button: '📣 القنوات',
    title: bold('📣 القنوات'),
    legend: '🔒 الانضمام إلزامي · 🎁 مكافأة على الانضمام · ⚪ متوقف · ⚠️ يحتاج إصلاحًا',
    isChannel: '📣 قناة',
    isGroup: '👥 مجموعة',
    isPrivate: '🔑 خاصة: يدخلها الناس برابط الدعوة',
    members: (o) =>
      plural(
        'ar',
        o.count,
        {
          zero: 'لا يُعرف فيها أي مشترٍ',
          one: 'يُعرف فيها مشترٍ واحد',
          two: 'يُعرف فيها مشتريان',
          few: 'يُعرف فيها # مشترين',
          many: 'يُعرف فيها # مشتريًا',
          other: 'يُعرف فيها # مشترٍ',
        },
        f.number,
      ),
    trouble: {
      bot_not_admin: '⚠️ البوت ليس مشرفًا فيها: لا يُمنع أحد بسببها ولا تُصرف مكافأتها. أعده مشرفًا.',
      bot_not_in_channel: '⚠️ لم يعد البوت فيها: لا يُمنع أحد بسببها ولا تُصرف مكافأتها. أضفه مشرفًا من جديد.',
    },
    requiredFacts: (o) =>
      o.isActive
        ? `🔒 لا يشتري أحد قبل الانضمام إليها. ترتيبها: ${f.number(o.position + 1)}`
        : `⚪ الانضمام إليها مدرج لكنه متوقف. ترتيبها: ${f.number(o.position + 1)}`,
    notRequired: 'الانضمام إليها غير إلزامي.',
    rewardFacts: (o) => rich`${o.isActive ? '🎁' : '⚪'} ${bold(f.money(o.amount))} على الانضمام، مرة لكل شخص`,
    given: (o) =>
      lines(
        `صُرف حتى الآن: ${f.money(o.spent)}، والعدد ${f.number(o.claims)}`,
        `اليوم (${f.isolated('UTC').text}): ${f.money(o.spentToday)}، والعدد ${f.number(o.claimsToday)}`,
        `استُرد: ${f.money(o.clawedBack)}`,
      ),
    limits: (o) =>
      lines(
        `ميزانية اليوم: ${o.budgetPerDay === null ? o.none : f.money(o.budgetPerDay)}`,
        `الميزانية كلها: ${o.budgetTotal === null ? o.none : f.money(o.budgetTotal)}`,
        `أقصى عدد مكافآت في اليوم: ${o.maxClaimsPerDay === null ? o.none : f.number(o.maxClaimsPerDay)}`,
        `أقل مدة لمعرفة المتجر به: ${plural('ar', o.minAccountMinutes, { zero: '# دقيقة', one: 'دقيقة واحدة', two: 'دقيقتان', few: '# دقائق', many: '# دقيقة', other: '# دقيقة' }, f.number)}`,
        `تُسترد ممن يغادر خلال أيام عددها: ${o.clawBackDays === null ? o.none : f.number(o.clawBackDays)}`,
      ),
    noReward: 'لا مكافأة على الانضمام إليها.',
    approves: '🙋 أقبل بنفسي من يطلب الانضمام.',
    approvesNot: '🙋 حيث يلزم قبول الانضمام، يقبله المشرفون.',
    approveOn: '🙋 اقبل الأشخاص بنفسك',
    approveOff: '🙋 اترك القبول للمشرفين',
    require: '🔒 اجعل الانضمام إلزاميًا',
    pause: '⚪ أوقف الإلزام مؤقتًا',
    unrequire: '🗑 ألغِ الإلزام نهائيًا',
    putFirst: '⤴️ ضعها أولًا',
    addReward: '🎁 مكافأة على الانضمام',
    editReward: '✏️ المبلغ والحدود',
    rewardOn: '🟢 استأنف الصرف',
    rewardOff: '⚪ أوقف الصرف',
    open: '↖️ افتح',
    askTelegram: '🔄 اسأل تيليجرام',
    added: '✅ يستطيع البوت أداء عمله هناك.',
    addTitle: '📣 إضافة قناة أو مجموعة',
    reference: 'القناة',
    referenceHint:
      'اجعل البوت مشرفًا فيها أولًا. ثم أرسل اسمها أو رابطها، أو أعد توجيه منشور منها إليّ، أو اضغط إحدى القنوات أدناه حيث أنا مشرف.',
    inviteLink: 'رابط الدعوة',
    inviteHint: 'للقناة الخاصة فقط: أرسل رابط دعوتها، أو تخطَّ ذلك فأنشئ رابطًا بنفسي.',
    unreadable: 'لم أفهم ذلك. أرسل اسم القناة أو رابطها، أو أعد توجيه منشور منها.',
    needsPost:
      'البوتات لا تفتح روابط الدعوة. أعد توجيه منشور من القناة إليّ، أو اجعلني مشرفًا فيها واضغط اسمها هنا، وسأسأل عن الرابط بعد ذلك.',
    badInvite: `أرسل رابطًا مثل ${f.isolated('https://t.me/+AbCdEf0123456789').text}.`,
    notFound: 'لا يُظهر لي تيليجرام قناة أو مجموعة كهذه. تحقق من الاسم، أو اجعلني مشرفًا فيها أولًا.',
    lacks: (o) => `⚠️ لم تُضف ${f.name(o.title)}. ما زال ينقصني:`,
    rights: {
      BE_IN: 'أن أكون في القناة: أضفني إليها',
      BE_ADMIN: 'أن أكون مشرفًا، فالمشرفون وحدهم يرون أعضاءها',
      POST_MESSAGES: 'صلاحية نشر الرسائل',
      INVITE_USERS: 'صلاحية الدعوة بالرابط، أو رابط منك',
    },
    thenAgain: 'امنحني ذلك ثم أضفها مجددًا.',
    tryLater: '⏳ لا يجيب تيليجرام الآن. لم يُحفظ شيء، حاول بعد بضع دقائق.',
    needsLink: 'القناة الخاصة تحتاج رابط دعوة: أضفها مرة أخرى مع الرابط.',
    rewardTitle: (o) => `🎁 ${f.name(o.title)}`,
    amount: 'المبلغ على الانضمام',
    budgetPerDay: `ميزانية اليوم (${f.isolated('UTC').text})`,
    budgetTotal: 'الميزانية كلها',
    maxClaimsPerDay: `أقصى عدد مكافآت في اليوم (${f.isolated('0').text}: بلا حد)`,
    minAccountMinutes: 'كم دقيقة يجب أن يكون المتجر قد عرف الشخص',
    clawBackDays: `كم يومًا يجب البقاء وإلا استُردت (${f.isolated('0').text}: لا تُسترد)`,
    noLimit: `${f.isolated('0').text}: بلا حد.`,
    below: {
      budgetTotal: 'صُرف أكثر من ذلك. حدد ميزانية أكبر، أو أوقف الصرف.',
      budgetPerDay: `صُرف اليوم أكثر من ذلك. حدد مبلغًا أكبر، أو أوقف الصرف حتى الغد (${f.isolated('UTC').text}).`,
      maxClaimsPerDay: `كان عدد مكافآت اليوم أكبر. حدد عددًا أكبر، أو أوقف الصرف حتى الغد (${f.isolated('UTC').text}).`,
      inviteLink: 'القناة الخاصة تحتاج رابط دعوة: أضفها مرة أخرى مع الرابط.',
    },
  },
});
