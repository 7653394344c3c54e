/**
 * The words by which a message says what a number in it is, by language and as data. Each entry is a piece of a regular
 * expression without nesting, so nothing here can backtrack. In scripts that put no blanks between words an entry counts
 * wherever it stands; a stem also inside of a longer word ("Vahvistuskoodisi", "verificatiecode"); any other as a whole word.
 */
interface Words {
  readonly whole?: readonly string[];
  readonly stems?: readonly string[];
  readonly anywhere?: readonly string[];
}

/** Words for code. */
export const CODE = find({
  whole: [
    ...['otps?', 'pins?', 'm?tans?', 'tac', 'mpin', 'pass-?words?', 'pwd', 'token', 'clave', 'claves'],
    ...[
      'verification (?:number|no\\.?|pin)',
      'verification(?= ?[:=])',
      'secret number',
      'security number',
      'mot de passe',
    ],
    ...['senhas?', 'palavra-passe', 'contrase[nñ]as?', 'n[uú]mero de verificaci[oó]n'],
    ...['has[lł][oa]\\p{L}*', 'hesl[oa]\\p{L}*', 'lozink\\p{L}*', 'лозинк\\p{L}*', 'jelsz\\p{L}*', 'l[oö]senord'],
    ...['salasana\\p{L}*', 'slapta[zž]od\\p{L}*', 'm[aậ]t kh[aẩ]u', 'm[ãa] (?:otp|pin|x[aá]c|k[ií]ch)'],
    ...[
      'cod',
      'mã',
      'mã \\p{L}+',
      'kata sandi',
      'sandi',
      'msimbo',
      'құпия ?сөз\\p{L}*',
      'ال?رقم السري',
      'رقم (?:التحقق|سري|التأكيد)',
    ],
    ...[
      'كلم[ةه] (?:المرور|السر|سر|مرور)',
      'کد',
      'کوڈ',
      'گذرواژه',
      'पिन',
      'पासवर्ड',
      'ओटीपी',
      'कोड',
      'ওটিপি',
      'কোড',
      'পিন',
    ],
  ],
  stems: [
    ...[
      'codes?',
      'kod',
      'kood',
      'kód',
      'cód[ií]g',
      'cod[ií][gc]',
      'codul',
      'parol',
      '[sş]ifre',
      'passwor[td]',
      'passord',
      'kennwort',
      'wachtwoord',
      'код',
      'парол',
      'κωδικ',
    ],
    ...['رمز', 'كود', 'קוד', 'סיסמ', 'კოდ', 'կոդ', 'ኮድ'],
  ],
  anywhere: [
    ...[
      '验证码',
      '驗證碼',
      '校验码',
      '校驗碼',
      '认证码',
      '認證碼',
      '确认码',
      '確認碼',
      '动态码',
      '動態碼',
      '激活码',
      '安全码',
      '安全碼',
    ],
    ...[
      '授权码',
      '登录码',
      '登入碼',
      '动态密码',
      '動態密碼',
      '密码',
      '密碼',
      '口令',
      '验证代码',
      '驗證代碼',
      '代码',
      '代碼',
      '取件码',
    ],
    ...[
      '認証番号',
      '確認番号',
      '暗証番号',
      'コード',
      'パスワード',
      '인증 ?번호',
      '확인 ?번호',
      '코드',
      '비밀번호',
      '보안 ?번호',
    ],
    ...['รหัส', 'โค้ด', 'ລະຫັດ', 'កូដ', 'ကုဒ်', 'குறியீடு', 'కోడ్', 'കോഡ്', 'ಕೋಡ್'],
  ],
});

/** What is called a code too, but lets nobody in: what stands beside it is no code either. */
export const OTHER_CODE = find({
  whole: [
    ...[
      '(?:promo(?:tion(?:al)?)?|discount|coupon|voucher|gift(?:[ -]card)?|zip|post(?:al|code)?|area|country|dial(?:l?ing)?|error|status|qr|bar|source|dress)[ -]?codes?',
      '(?:sort|swift|ifsc|product|item|order|booking|reference|tracking|referral|branch|merchant|tax|response|exit|stock|colou?r|offer)[ -]?codes?',
      'code of (?:conduct|practice)',
      'zip|plz|postleitzahl|postnummer|postcode',
      '(?:fehler|gutschein|rabatt|promo|promotions|aktions|post|qr|bar|strich)-?code\\p{L}*',
      "code (?:promo|postal|barres?|erreur|réduction|de réduction|d['’]erreur|de parrainage|qr)",
      'c[oó]digos? (?:postal|promocional|qr|de (?:descuento|error|barras|desconto|erro|pedido|producto))',
      'codice (?:postale|sconto|promozionale|fiscale|errore|di errore|a barre|ordine)',
      '(?:indirim|hata|posta|promosyon|kampanya|kupon|[uü]r[uü]n) kod\\p{L}*',
      'kod(?:u|em)? (?:rabatow\\p{L}*|pocztow\\p{L}*|b[lł][eę]du|promocyjn\\p{L}*|qr|kreskow\\p{L}*)',
      'kode (?:promo|pos|diskon|error|kupon|voucher|pesanan|booking|qr)',
      'm[ãa] (?:gi[aả]m gi[aá]|khuy[eế]n m[aã]i|l[oỗ]i|v[aạ]ch|b[uư]u|đ?d?[oơ]n h[aà]ng|giao d[iị]ch|gd|qr)',
    ],
    ...['промо-?код\\p{L}*', 'штрих-?код\\p{L}*', 'qr-?код\\p{L}*', 'почтов\\p{L}+ (?:код|индекс)\\p{L}*'],
    ...['код\\p{L}{0,2} (?:ошибки|товара|города|страны|заказа|скидки|купона|региона|операции)'],
    ...[
      'ال?رمز ال?بريدي',
      '(?:رمز|كود) (?:ال)?(?:خصم|خطأ|قسيمة|استجابة|كوبون|منتج)',
      'کد (?:تخفیف|پستی|خطا|رهگیری|پیگیری|سفارش|ملی)',
    ],
  ],
  anywhere: [
    ...[
      '优惠码',
      '優惠碼',
      '邮政编码',
      '郵遞區號',
      '错误代?码',
      '錯誤代?碼',
      '二维码',
      '二維碼',
      '条形码',
      '條碼',
      '兑换码',
      '折扣码',
      '促销码',
      '邀请码',
    ],
    ...[
      'エラーコード',
      'クーポンコード',
      'バーコード',
      'QRコード',
      'プロモーションコード',
      '割引コード',
      '郵便番号',
      '招待コード',
    ],
    ...['할인 ?코드', '쿠폰 ?(?:코드|번호)', '오류 ?코드', '에러 ?코드', 'QR ?코드', '바코드', '우편번호'],
    ...['รหัสไปรษณีย์', 'รหัสส่วนลด', 'โค้ดส่วนลด', 'รหัสสินค้า', 'รหัสข้อผิดพลาด'],
  ],
});

/** What a number right behind them belongs to: an order, an account, a card, a person, a day. */
export const REFERENCE = find({
  whole: [
    ...[
      'order',
      'account',
      'acct?',
      'a/c',
      'card',
      'ending',
      'ref(?:erence)?',
      'id',
      'uid',
      'user',
      'customer',
      'client',
      'member',
    ],
    ...[
      'phone',
      'mobile',
      'tel',
      'number',
      'no',
      'nr',
      'num',
      'n[°º]',
      '№',
      'booking',
      'reservation',
      'transaction',
      'txn',
      'trx',
    ],
    ...[
      'invoice',
      'receipt',
      'ticket',
      'case',
      'flight',
      'room',
      'seat',
      'table',
      'queue',
      'parcel',
      'package',
      'shipment',
      'tracking',
    ],
    ...[
      'policy',
      'contract',
      'document',
      'passport',
      'request',
      'application',
      'terminal',
      'branch',
      'shop',
      'store',
      'item',
      'version',
    ],
    ...[
      'model',
      'page',
      'until',
      'till',
      'since',
      'copyright',
      '\\(c\\)',
      '©',
      'call',
      'dial',
      'stop to',
      'text',
      'sms to',
      'building',
    ],
    ...['заказ\\p{L}*', 'сч[её]т\\p{L}*', 'карт\\p{L}{1,3}', 'номер\\p{L}*', 'тел(?:ефон\\p{L}*)?', 'договор\\p{L}*'],
    ...[
      'операци\\p{L}*',
      'транзакци\\p{L}*',
      'чек\\p{L}?',
      'заявк\\p{L}*',
      'рейс\\p{L}*',
      'клиент\\p{L}*',
      'посылк\\p{L}*',
      'до',
      'л/?с',
    ],
    ...['zakaz\\p{L}*', 'kart\\p{L}{0,4}', 'schet\\p{L}*', 'nomer\\p{L}*', 'замовленн\\p{L}*', 'рахун\\p{L}*'],
    ...[
      'bestell\\p{L}*',
      'konto\\p{L}*',
      '\\p{L}*nummer',
      'vorgang\\p{L}*',
      'auftrag\\p{L}*',
      'rechnung\\p{L}*',
      'sendung\\p{L}*',
      'bis',
    ],
    ...[
      'commande',
      'compte',
      'carte',
      'num[eé]ro',
      'dossier',
      'facture',
      't[eé]l[eé]phone',
      'colis',
      'r[eé]f(?:[eé]rence)?',
    ],
    ...[
      'pedido',
      'cuenta',
      'tarjeta',
      'clientes?',
      'n[uú]mero',
      'referencia',
      'operaci[oó]n',
      'factura',
      'tel[eé]fono',
      'm[oó]vil',
      'hasta',
    ],
    ...[
      'conta',
      'cart[aã]o',
      'final',
      'transa[cç][aã]o',
      'fatura',
      'ordine',
      'conto',
      'carta',
      'operazione',
      'fattura',
      'telefono',
    ],
    ...['sipari[sş]\\p{L}*', 'hesap\\p{L}*', 'hesab\\p{L}*', 'm[uü][sş]teri', 'numara\\p{L}*', 'i[sş]lem'],
    ...[
      'zam[oó]wieni\\p{L}*',
      'kont[aou]',
      'numer\\p{L}*',
      'klient\\p{L}*',
      'bestelling',
      'rekening',
      'kaart',
      'pas',
      'kort\\p{L}*',
      'ordre',
    ],
    ...[
      'bestilling',
      'kund\\p{L}*',
      'tilau\\p{L}*',
      'tili\\p{L}*',
      'giao d[iị]ch',
      'gd',
      '[dđ][oơ]n h[aà]ng',
      't[aà]i kho[aả]n',
      'tk',
      'stk',
      'thẻ',
    ],
    ...[
      's[oố]',
      'pesanan',
      'rek',
      'kartu',
      'akun',
      'nomor',
      'transaksi',
      'parag[gk]el\\p{L}*',
      'παραγγελ\\p{L}*',
      'λογαριασμ\\p{L}*',
      'κάρτα\\p{L}*',
    ],
    ...[
      'ال?طلب\\p{L}*',
      '(?:ال|لل|ل|ب)?حساب\\p{L}*',
      '(?:ال|لل|ب)?بطاق\\p{L}*',
      '(?:ال)?رقم\\p{L}*',
      'هاتف\\p{L}*',
      'جوال\\p{L}*',
      'المنتهي[ةه]? ?ب?',
    ],
    ...[
      'معاملة',
      'العملية',
      'فاتورة',
      'سفارش',
      'کارت',
      'شماره',
      'تراکنش',
      'فاکتور',
      '\\p{L}?הזמנה',
      '\\p{L}?חשבון',
      '\\p{L}?כרטיס',
      '\\p{L}?מספר',
    ],
    ...['खाता', 'खाते', 'कार्ड', 'ऑर्डर', 'नंबर', 'लेनदेन'],
  ],
  anywhere: [
    ...[
      '尾号',
      '尾號',
      '账号',
      '帳號',
      '帐号',
      '账户',
      '订单号?',
      '訂單',
      '卡号',
      '单号',
      '手机号?',
      '编号',
      '尊敬的',
      '航班',
      '房间',
    ],
    ...[
      '注文番号',
      '注文',
      '会員番号',
      '口座(?:番号)?',
      'カード',
      'お客様番号',
      '受付番号',
      '電話番号',
      '末尾',
      '予約番号',
    ],
    ...['주문번호', '주문', '계좌', '카드', '회원번호', '고객번호', '전화번호', '예약'],
    ...['คำสั่งซื้อ', 'บัญชี', 'บัตร', 'หมายเลข', 'เลขที่', 'เบอร์'],
  ],
});

/** What a number behind them measures, also across "is" or a colon. */
export const AMOUNT = find({
  whole: [
    ...[
      'balance',
      'amount',
      'amt',
      'total',
      'sum',
      'price',
      'points',
      'fee',
      'cost',
      'limit',
      'bonus',
      'credits?',
      'bal',
    ],
    ...[
      'сумм\\p{L}*',
      'баланс\\p{L}*',
      'остат\\p{L}*',
      'summ?a',
      'ostatok',
      'balans',
      'betrag',
      'guthaben',
      'summe',
      'saldo',
      'kontostand',
    ],
    ...[
      'montant',
      'solde',
      'importe',
      'monto',
      'valor',
      'importo',
      'tutar\\p{L}*',
      'bakiye\\p{L}*',
      'kwot\\p{L}*',
      'bedrag',
      'belopp',
      'beløb',
    ],
    ...[
      's[oố] ti[eề]n',
      's[oố] d[uư]',
      'jumlah',
      'nominal',
      '(?:ال|ب)?مبلغ\\p{L}*',
      'رصيد\\p{L}*',
      'قيمة',
      'موجودی',
      'סכום',
      'יתרה',
      'ποσό',
      'υπόλοιπο',
    ],
    ...['राशि', 'शेष', 'баллов', 'бонус\\p{L}*'],
  ],
  anywhere: ['金额', '余额', '金額', '残高', '餘額', '금액', '잔액', '합계', 'ยอด', 'จำนวน'],
});

/** What a person is asked to do with a code, where no word for code stands. */
export const USE = find({
  whole: [
    ...[
      'use',
      'enter',
      'type',
      'input',
      'verify',
      'confirm',
      'activate',
      'log ?in',
      'sign ?in',
      'login',
      'authenticat\\p{L}*',
      'verif\\p{L}*',
    ],
    ...[
      'введите',
      'используйте',
      'вход\\p{L}*',
      'подтвер\\p{L}*',
      'введіть',
      'eingeben',
      'nutze\\p{L}*',
      'anmeld\\p{L}*',
      'saisi\\p{L}*',
      'utilise\\p{L}*',
    ],
    ...[
      'ingres\\p{L}*',
      'introdu\\p{L}*',
      'usa',
      'utiliza',
      'digit[ae]',
      'insira',
      'inserisci',
      'gir',
      'giriniz',
      'kullan\\p{L}*',
      'wprowad\\p{L}*',
    ],
    ...['voer', 'gebruik', 'zadejte', 'masukkan', 'gunakan', 'nh[aậ]p', 'أدخل', 'ادخل', 'استخدم', 'وارد', 'הזן', 'दर्ज'],
  ],
  anywhere: ['输入', '輸入', '登录', '登入', '验证', '入力', 'ログイン', '입력', '로그인', 'กรอก', 'ใส่'],
});

const CURRENCY =
  'USD|EUR|GBP|RU[BR]|UAH|KZT|UZS|TRY|TL|INR|Rs|PKR|BDT|BRL|MXN|PLN|CZK|HUF|RON|BGN|SEK|NOK|DKK|CHF|AED|SAR|SR|IRR|EGP|KWD|QAR|OMR|BHD|ILS|NIS|VND|IDR|Rp|MYR|RM|THB|PHP|SGD|HKD|TWD|CNY|RMB|JPY|KRW|NGN|KES|Ksh|ZAR|GHS|kr';
const SIGNS = '[$€£¥₽₹₺₴₩₫₦₱₪]';
/** Stands before an amount of money. */
export const CURRENCY_BEFORE = new RegExp(`(?:${SIGNS}|(?<![\\p{L}])(?:${CURRENCY})\\.?) ?$`, 'u');
/** What a number is a number of: money, time, points, sizes. `text` is what follows it. */
export const UNIT = new RegExp(
  `^ ?(?:[%‰]|${SIGNS}|(?:${CURRENCY}|min|mins|minut\\p{L}*|sec|secs|seconds?|hours?|hrs?|days?|weeks?|months?|years?|uhr|stunden|tage?|heures?|jours?|horas?|d[ií]as?|ore|giorni|saat|dakika|dak?|dk|g[uü]n|menit|jam|ph[uú]t|gi[oờ]|points?|pts|puan|pkt|puntos|pontos|punti|bonus|[kmg]b|km|kg|cm|items?|times|users|people|steps|messages|friends|cents?|euros?|dollars?|rupees|reais|pesos?|z[lł]|kč|ft|lei|so'?m|đ|đ[oồ]ng|мин\\p{L}*|хв\\p{L}*|сек\\p{L}*|час\\p{L}*|дн\\p{L}*|день|балл\\p{L}*|бонус\\p{L}*|руб\\p{L}*|р|грн|тг|тенге|сум|лв|км|кг|دقيق\\p{L}*|دقائق|دقیقه|دقایق|ثوان\\p{L}*|ثانیه|ساع\\p{L}*|يوم|ريال|ریال|تومان|درهم|دينار|جنيه|נקודות|דקות|שעות|ש"ח|λεπτ\\p{L}*|ώρες|मिनट|रुपये|মিনিট)(?!\\p{L})|分|秒|小时|小時|天|日|年|月|時間|元|块|円|积分|積分|ポイント|분|시간|초|일|년|원|포인트|นาที|ชั่วโมง|วินาที|บาท|คะแนน)`,
  'iu',
);

const IS =
  "is|are|es|son|est|ist|lautet|è|e'|é|e|to|je|jest|är|er|on|este|yra|la|là|ay|adalah|ialah|eto|это|є|είναι|هو|هي|هی|است|היא|הוא|הינו|है|হল";
const OPEN = '[\\s"\'`«“”„‘’(\\[<{*_#【「『:=>-]*';
/** Ends what stands between a word for code and the code that it is joined to: "code is", "код:", "验证码为". */
export const JOINT_BEFORE = new RegExp(`(?:^|[:=>-]|(?<![\\p{L}\\d])(?:${IS})|[是为為は이가은는]|คือ)${OPEN}$`, 'iu');
/** Begins what stands between a code and a word that it is joined to: "482915 is your code", "482915 as OTP". */
export const JOINT_AFTER =
  /^[\s"'`»“”’)\]>}*_】」』]*(?:[-=]|(?:is|as|es|est|ist|è|é|e|to|je|jest|är|er|on|este|yra|la|là|ay|adalah|ialah|como|als|come|это|є|είναι|هو|هي|است|היא|הוא|है)(?!\p{L})|[是为為はが은는]|คือ)/iu;
/** Nothing but signs. */
export const NOTHING = new RegExp(`^${OPEN}$`, 'u');

/** A list as it is looked for in texts, each pattern sticky. */
export interface WordList {
  /** All of it. */
  readonly pattern: RegExp;
  /**
   * What of it a word, from the first letter to the last of a run of them, may begin: undefined for most words, `word` where
   * it is an entry by itself.
   */
  patternOf(word: string): RegExp | 'word' | undefined;
  /** What the entries that count wherever they stand begin with. */
  readonly initials: ReadonlySet<string>;
}

function find(words: Words): WordList {
  const { whole = [], stems = [], anywhere = [] } = words;
  const entries = whole.map((entry) => {
    const first = firstWord(entry);
    return { entry, beginning: new RegExp(`^(?:${first})`, 'iu'), isWord: first === onlyWord(entry) };
  });
  const hasStem = new RegExp(stems.join('|') || '(?!)', 'iu');
  const mayBegin = new RegExp(
    [...entries.map(({ beginning }) => beginning.source), ...stems].join('|') || '(?!)',
    'iu',
  );
  const patterns = new Map<string, RegExp>();
  return {
    pattern: patternFor(words),
    patternOf(word) {
      if (!mayBegin.test(word)) return undefined;
      const begun = entries.filter(({ beginning }) => beginning.test(word));
      if (begun[0]?.isWord) return 'word';
      const fitting = begun.map(({ entry }) => entry);
      const some = { whole: fitting, stems: hasStem.test(word) ? stems : [] };
      const key = `${fitting.join('|')} ${some.stems.length}`;
      const pattern = patterns.get(key) ?? patternFor(some);
      patterns.set(key, pattern);
      return pattern;
    },
    initials: new Set(anywhere.flatMap((entry) => [entry[0]!.toLowerCase(), entry[0]!.toUpperCase()])),
  };
}

function patternFor({ whole = [], stems = [], anywhere = [] }: Words): RegExp {
  const forms = [
    whole.length > 0 && `(?<![\\p{L}\\p{M}])(?:${whole.join('|')})(?![\\p{L}\\p{M}])`,
    stems.length > 0 && `(?<![\\p{L}\\p{M}])\\p{L}{0,24}(?:${stems.join('|')})\\p{L}{0,12}`,
    anywhere.length > 0 && `(?:${anywhere.join('|')})`,
  ].filter((form) => form !== false);
  return new RegExp(forms.join('|'), 'iuy');
}

/** Of an entry what is read before the first sign that is no letter; `$` where a word must end there. */
function firstWord(entry: string): string {
  let depth = 0;
  for (let at = 0; at < entry.length; at += 1) {
    const rest = entry.slice(at);
    const sign = /^(?: |-|\/|\\[^p]|\[[^\]]*[^\p{L}\]][^\]]*\]|\(\?=|[^\p{L}\p{M}()[\]{}|?*+\\:,\d])/u.exec(rest)?.[0];
    if (sign !== undefined && depth === 0)
      return at === 0 ? sign : `${entry.slice(0, at)}${entry[at + sign.length] === '?' ? '' : '$'}`;
    if (rest.startsWith('\\p{')) at += 4;
    else if (entry[at] === '(') depth += 1;
    else if (entry[at] === ')') depth -= 1;
  }
  return onlyWord(entry);
}

function onlyWord(entry: string): string {
  return `(?:${entry})$`;
}
