import { findColumn } from '../../src/domain/number/choose-column';
import { columnRole } from '../../src/domain/number/header-words';
import { readImportRow } from '../../src/domain/number/import-lines';
import { isSurelyPhone } from '../../src/usecases/numbers/numbering-plan';

const tableOf = (text: string) => text.split('\n').map((line, at) => ({ line: at + 1, cells: line.split(';') }));

/** What would be imported; "?" when it has to be asked. */
function imported(text: string, column?: string): string[] | '?' {
  const rows = tableOf(text);
  const { choice } = findColumn(rows, isSurelyPhone, column);
  return choice
    ? rows.flatMap((row) => readImportRow(row, choice)).map(({ given, iso }) => [given, iso].filter(Boolean).join(' '))
    : '?';
}

const NUMBERS = ['37120000001', '37120000002', '37120000003'];
const IDS = ['10000001', '10000002', '10000003'];
const table = (head: string, ...columns: string[][]) =>
  [head, ...NUMBERS.map((_, at) => columns.map((column) => column[at]).join(';'))].join('\n');

describe('the column of numbers', () => {
  it.each([
    ...[
      'DID',
      'DIDs',
      'Mobile Number',
      'mobile_number',
      'MobileNumber',
      'e164',
      'E.164',
      'Phone No.',
      'phone',
      'PHONE',
    ],
    ...['msisdn', 'Tel.', 'Телефон', 'Номер телефона', 'моб. телефон', 'رقم الهاتف', 'الجوال', 'رقم الجوال', 'تلفن'],
    ...['Teléfono', 'Número de teléfono', 'Celular', 'Telefone', 'Téléphone', 'N° de téléphone', 'Telefonnummer'],
    ...['Rufnummer', 'Handynummer', 'Numer telefonu', 'Telefon', 'Cep telefonu', 'Telefoonnummer', 'Cellulare'],
    ...['电话号码', '手机号', '電話番号', '携帯番号', '전화번호', 'เบอร์โทรศัพท์', 'मोबाइल नंबर', 'ফোন নম্বর', 'Nomor HP'],
    ...['Số điện thoại', 'Τηλέφωνο', 'מספר טלפון', 'Phone (E.164)', 'WhatsApp number'],
  ])('is known by its head: %s', (head) => {
    expect(columnRole(head)).toBe('phone');
    expect(imported(table(`id;${head};note`, IDS, NUMBERS, ['a', 'b', 'c']))).toEqual(NUMBERS);
  });

  it.each([
    ...['id', 'ID', 'Phone ID', 'phone_id', '№', '#', '№ п/п', 'Order number', 'order_id', 'ICCID', 'SIM ID', 'IMEI'],
    ...['Customer Number', 'Account no', 'Telegram ID', 'Kundennummer', 'Номер заказа', 'رقم الطلب', '序号', '订单号'],
    ...['Price', 'Дата', 'Owner phone', 'Contact phone', 'Fax number', 'Номер договора'],
  ])('is never one that is somebody or something else: %s', (head) => {
    expect(columnRole(head)).toBe('id');
    // Even when all of it could be numbers.
    expect(imported(table(`${head};x`, NUMBERS, ['a', 'b', 'c']))).toBe('?');
    expect(
      imported(
        table(
          `${head};number`,
          NUMBERS,
          NUMBERS.map((n) => `+${n}`),
        ),
      ),
    ).toEqual(NUMBERS.map((n) => `+${n}`));
  });

  it('is known by what stands in it where no head says anything, or says little', () => {
    expect(imported(table('a;b;c', ['x', 'y', 'z'], IDS, NUMBERS))).toEqual(NUMBERS);
    expect(imported(table('No;Number', ['1', '2', '3'], NUMBERS))).toEqual(NUMBERS);
    expect(imported(NUMBERS.map((phone, at) => `${IDS[at]};${phone};${2026 + at}`).join('\n'))).toEqual(NUMBERS);
    expect(imported(NUMBERS.map((phone) => `Jana;${phone}`).join('\n'))).toEqual(NUMBERS);
  });

  it('is asked for where two could be meant', () => {
    const others = NUMBERS.map((phone) => phone.replace('2000', '2999'));
    for (const head of ['Phone;Mobile', 'a;b', 'Phone 1;Phone 2', 'Number;Other', 'Phone;Phone'])
      expect(imported(table(head, NUMBERS, others))).toBe('?');
    expect(imported(NUMBERS.map((phone, at) => `+${phone};+${others[at]}`).join('\n'))).toBe('?');
    expect(imported(table('Phone;Mobile', NUMBERS, ['', '', '']))).toEqual(NUMBERS);
    // What its head calls a phone, and is none, while another column is.
    expect(imported(table('Phone;x', ['a', 'b', 'c'], NUMBERS))).toBe('?');
    expect(imported(table('a;b', ['x', 'y', 'z'], ['1', '2', '3']))).toBe('?');
  });

  it('is the one that an operator names, by name, place or all of them', () => {
    const others = NUMBERS.map((phone) => phone.replace('2000', '2999'));
    const text = table('Phone;Mobile', NUMBERS, others);
    expect(imported(text, 'mobile')).toEqual(others);
    expect(imported(text, '2')).toEqual(others);
    expect(imported(text, 'Cell')).toBe('?');
    const plus = NUMBERS.map((phone, at) => `+${phone};+${others[at]}`).join('\n');
    expect(imported(plus, 'all')).toHaveLength(6);
  });

  it('stays what it is when its cells are bad: each line says why', () => {
    expect(imported('id;DID\n1;37120000108_1\n2;37120000108 (2)')).toEqual(['37120000108_1', '37120000108 (2)']);
    expect(imported('phone\n20000001\n20000002')).toEqual(['20000001', '20000002']);
  });
});

describe('what stands around it', () => {
  it('titles, blank lines and notes above the head are no numbers', () => {
    const text = `Stock of March 2026;;\n\n# from Riga;;\nid;Телефон;note\n1;${NUMBERS[0]};x`;
    expect(imported(text)).toEqual([NUMBERS[0]]);
    expect(imported(`Our numbers\nphone\n${NUMBERS[0]}`)).toEqual([NUMBERS[0]]);
  });

  it('a calling code in a column of its own is joined, whatever the column is called', () => {
    for (const head of [
      'country_code;number',
      'Country Code;Phone',
      'prefix;national number',
      'Код страны;Телефон',
      'رمز الدولة;رقم الهاتف',
      'phone country code;phone',
    ])
      for (const code of ['371', '+371', '00371'])
        expect(imported(`${head}\n${code};20000001\n${code};20 000 002`)).toEqual(['+371 20000001', '+371 20 000 002']);
    // A number that has its code keeps it.
    expect(imported('country_code;number\n371;+37120000001\n371;20000002\n371;20000003')).toEqual([
      '+37120000001',
      '+371 20000002',
      '+371 20000003',
    ]);
    expect(imported(table('country_code;number', ['371', '371', '371'], NUMBERS))).toEqual(NUMBERS);
    expect(imported('country;phone\nlv;37120000001\nDE;4915112345678')).toEqual(['37120000001 LV', '4915112345678 DE']);
  });

  it('several on a line are a list; in line after line they are a table', () => {
    expect(imported('+37120000001;+37120000002;+37120000003')).toEqual([
      '+37120000001',
      '+37120000002',
      '+37120000003',
    ]);
    expect(imported('37120000001;2026;note\n+37120000002;+37120000003')).toEqual([
      '37120000001',
      '+37120000002',
      '+37120000003',
    ]);
  });
});
