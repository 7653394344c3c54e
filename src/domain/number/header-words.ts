/**
 * What the heads of columns say, in the languages in which suppliers write them: lower case, words parted by one blank.
 * A head is looked up whole and word by word; in scripts that put no blanks between words an entry counts inside of one.
 */

/** Whatever else a head says, such a column holds no numbers to sell: identities, amounts, times, other people. */
const ID = [
  ...['id', 'ids', 'uid', 'uuid', 'guid', 'pk', 'key', 'index', 'seq', 's n'],
  ...['serial', 'iccid', 'imsi', 'imei', 'eid', 'sim id', 'sim', 'puk', 'pin', 'mac', 'ip', 'port', 'slot', 'batch'],
  ...['order', 'invoice', 'account', 'customer', 'client', 'user', 'contract', 'ticket', 'reference', 'ref', 'iban'],
  ...[
    'price',
    'cost',
    'amount',
    'balance',
    'quantity',
    'qty',
    'count',
    'date',
    'time',
    'created',
    'updated',
    'expires',
  ],
  ...['timestamp', 'year', 'zip', 'postal', 'passport', 'tax', 'inn', 'vat', 'fax', 'owner', 'contact', 'forward'],
  ...['ид', 'айди', 'код клиента', 'заказ', 'заказа', 'счет', 'счета', 'счёт', 'счёта', 'договор', 'договора'],
  ...['клиент', 'клиента', 'дата', 'время', 'цена', 'сумма'],
  ...['количество', 'баланс', 'инн', 'паспорт', 'п п', 'номер п п', 'факс', 'владелец', 'контакт'],
  ...['معرف', 'المعرف', 'معرّف', 'تاريخ', 'التاريخ', 'السعر', 'سعر', 'الطلب', 'العميل', 'الرصيد', 'الكمية', 'تسلسل'],
  ...['identificador', 'pedido', 'factura', 'cliente', 'fecha', 'precio', 'cantidad', 'commande', 'client', 'prix'],
  ...['kunde', 'kundennummer', 'bestellung', 'rechnung', 'datum', 'preis', 'betrag', 'lfd', 'zamówienie', 'klient'],
  ...[
    'sipariş',
    'müşteri',
    'tarih',
    'fiyat',
    '编号',
    '序号',
    '订单',
    '日期',
    '价格',
    '注文',
    '番号 id',
    '日付',
    '주문',
    '날짜',
  ],
];

/** The same, where a head says nothing else. */
const COUNTER = ['#', '№', 'n°', 'nº', 'row', 'line', 'sn', 'строка', 'ligne', 'zeile', 'fila', 'linha', '行'];

/** The head says that phone numbers stand below. */
const PHONE = [
  ...['phone', 'phones', 'phone number', 'phone no', 'phonenumber', 'telephone', 'tel', 'tel no', 'mobile', 'mobiles'],
  ...['cell', 'cellphone', 'cellular', 'gsm', 'msisdn', 'did', 'dids', 'didww', 'e164', 'e 164', 'whatsapp', 'ddi'],
  ...['телефон', 'телефоны', 'телефона', 'тел', 'мобильный', 'моб', 'сотовый', 'мобільний'],
  ...['هاتف', 'الهاتف', 'جوال', 'الجوال', 'موبايل', 'محمول', 'المحمول', 'تلفون', 'تليفون', 'تلفن', 'موبایل', 'فون'],
  ...['teléfono', 'telefono', 'teléfonos', 'móvil', 'movil', 'celular', 'telefone', 'telemóvel', 'telemovel'],
  ...['téléphone', 'portable', 'gsm', 'telefon', 'telefonnummer', 'rufnummer', 'handy', 'handynummer', 'mobilnummer'],
  ...['mobiltelefon', 'mobilfunk', 'mobilfunknummer', 'telefoon', 'telefoonnummer', 'mobiel', 'cellulare', 'komórka'],
  ...[
    'numer telefonu',
    'telefonu',
    'cep',
    'cep telefonu',
    'telefonní',
    'mobil',
    'puhelin',
    'puhelinnumero',
    'tālrunis',
  ],
  ...['telefonas', 'τηλέφωνο', 'κινητό', 'טלפון', 'נייד', 'telepon', 'ponsel', 'nomor hp', 'hp', 'điện thoại', 'simu'],
  ...['फ़ोन', 'फोन', 'मोबाइल', 'ফোন', 'মোবাইল', 'فون نمبر', '电话', '電話', '手机', '手機', '携帯', '전화', '휴대폰'],
  ...['โทรศัพท์', 'เบอร์โทร', 'มือถือ'],
];

/** It may be a phone's number, or the number of anything. */
const WEAK = [
  ...['number', 'numbers', 'no', 'nr', 'num', 'номер', 'номера', 'رقم', 'الرقم', 'أرقام', 'número', 'numero', 'numéro'],
  ...[
    'nummer',
    'numer',
    'numara',
    'číslo',
    'αριθμός',
    'מספר',
    'nomor',
    'số',
    'नंबर',
    'नम्बर',
    '号码',
    '號碼',
    '番号',
    '번호',
    'หมายเลข',
  ],
];

/** The digits that a country's numbers begin with. Under a head that means the country, letters are its ISO code. */
const CODE = [
  ...['calling code', 'dial code', 'dialing code', 'dialling code', 'phone code', 'area code', 'country prefix', 'cc'],
  ...['prefix', 'код страны', 'префикс', 'رمز الدولة', 'مفتاح الدولة', 'كود الدولة', 'prefijo', 'indicatif', 'vorwahl'],
  ...['ländervorwahl', 'prefisso', 'prefixo', 'ddi code', '国家代码', '区号', '国番号', '국가번호'],
];

const COUNTRY = [
  ...['country', 'country code', 'country iso', 'iso', 'iso2', 'iso code', 'страна', 'الدولة', 'دولة', 'البلد', 'بلد'],
  ...[
    'país',
    'pais',
    'código país',
    'pays',
    'code pays',
    'land',
    'länderkürzel',
    'paese',
    'kraj',
    'ülke',
    '国家',
    '国',
  ],
  ...['국가', 'negara', 'χώρα', 'מדינה', 'देश', 'ประเทศ', 'quốc gia'],
];

export type ColumnRole = 'id' | 'phone' | 'weak' | 'code' | 'country';

const WORDS: readonly (readonly [ColumnRole, ReadonlySet<string>])[] = [
  ['code', new Set(CODE)],
  ['country', new Set(COUNTRY)],
  ['id', new Set(ID)],
  ['phone', new Set(PHONE)],
  ['weak', new Set(WEAK)],
];
const COUNTERS = new Set(COUNTER);
/** Scripts without blanks between words; one character alone says too little to be looked for inside. */
const INSIDE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]{2}/u;
const LONGEST_HEAD = 60;

/** What a head of a column says of what stands below; undefined when it says nothing that is known. */
export function columnRole(head: string): ColumnRole | undefined {
  if (head.length > LONGEST_HEAD) return undefined;
  // "WhatsApp" is one word, "MobileNumber" two.
  const role = roleOf(wordsOf(head));
  return role && role !== 'weak' ? role : (roleOf(wordsOf(head.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' '))) ?? role);
}

function wordsOf(head: string): string {
  return head
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{Nd}#№°]+/gu, ' ')
    .trim();
}

function roleOf(words: string): ColumnRole | undefined {
  if (COUNTERS.has(words)) return 'id';
  const parts = words.split(' ');
  const phrases = parts.flatMap((_, from) => [1, 2, 3].map((size) => parts.slice(from, from + size).join(' ')));
  // The whole head first: "country code" is no code of something else.
  for (const [role, known] of WORDS) if (known.has(words)) return role;
  for (const [role, known] of WORDS)
    if (phrases.some((phrase) => known.has(phrase)) || [...known].some((word) => isInside(word, words))) return role;
  return undefined;
}

const isInside = (word: string, words: string) => INSIDE.test(word) && words.includes(word);
