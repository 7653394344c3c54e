import { readPurchase as readFiveSim } from '../../src/providers/five-sim/read-order';
import { readPurchase as readHandler } from '../../src/providers/handler-api/read-order';
import { refusalFault, wordsOfRefusal } from '../../src/providers/kit/refusals';
import { readPurchase as readOnlineSim } from '../../src/providers/onlinesim/read-operation';
import { readPurchase as readSmsMan } from '../../src/providers/sms-man/read-request';
import { readPurchase as readSmsPool } from '../../src/providers/sms-pool/read-order';
import { readPurchase as readSmsPva } from '../../src/providers/sms-pva/read-order';
import { readCreated as readTextVerified } from '../../src/providers/textverified/read-verification';
import { readPurchase as readVakSms } from '../../src/providers/vak-sms/read-answer';

const READERS = {
  handler_api: readHandler,
  five_sim: readFiveSim,
  onlinesim: readOnlineSim,
  sms_man: readSmsMan,
  sms_pool: readSmsPool,
  sms_pva: readSmsPva,
  textverified: readTextVerified,
  vak_sms: readVakSms,
} as const;

function bought(protocol: keyof typeof READERS, body: string, status = 200) {
  const reply = READERS[protocol]({ status, body, headers: {} });
  if (reply.kind !== 'fault') return reply.kind;
  return reply.said === undefined ? reply.fault : `${reply.fault}, ${reply.said}`;
}

describe('a supplier that says no as it does every day', () => {
  it.each([
    ['handler_api', 'WHATSAPP_NOT_AVAILABLE', 'out_of_stock'],
    ['handler_api', '"NO_NUMBERS"', 'out_of_stock'],
    ['handler_api', 'NO_NUMBERS<br>', 'out_of_stock'],
    ['handler_api', 'NO_CONNECTION', 'unavailable, known'],
    ['handler_api', 'LOW_BALANCE', 'balance_empty'],
    ['handler_api', 'NO_YULA_MAIL', 'balance_empty'],
    ['handler_api', 'WRONG_API_KEY', 'auth'],
    ['handler_api', 'ERROR_WRONG_KEY', 'auth'],
    ['handler_api', '{"success":false,"message":"Insufficient balance"}', 'balance_empty'],
    ['handler_api', '{"success":false,"message":"NO_NUMBERS"}', 'out_of_stock'],
    ['handler_api', '{"success":false,"error":{"code":"BAD_KEY"}}', 'auth'],
    ['handler_api', '{"success":"false","msg":"Invalid API key"}', 'auth'],
    ['handler_api', '{"ok":false,"reason":"No free phones"}', 'out_of_stock'],
    ['handler_api', '{"error":true,"message":"Unknown service"}', 'mapping'],
    ['handler_api', '{"success":false,"message":"Come back on Monday"}', 'unavailable, new'],
    ['handler_api', 'The service is prohibited for sale by administration', 'mapping'],
    ['handler_api', 'NO_METRICS', 'unavailable, new'],
    ['handler_api', 'SIM_OFFLINE', 'unavailable, new'],
    ['five_sim', 'not enough product qty', 'out_of_stock'],
    ['five_sim', 'server offline', 'unavailable, known'],
    ['five_sim', '"no free phones"', 'out_of_stock'],
    ['five_sim', '{"success":false,"message":"not enough user balance"}', 'balance_empty'],
    ['onlinesim', '{"response":"SERVICE_TO_NUMBER_EMPTY"}', 'out_of_stock'],
    ['onlinesim', '{"response":"ERROR_NO_SERVICE_REPEAT"}', 'out_of_stock'],
    ['onlinesim', '{"response":"TRY_AGAIN_LATER"}', 'unavailable, known'],
    ['onlinesim', '{"response":"NEED_EXTENSION_NUMBER"}', 'mapping'],
    ['onlinesim', '{"success":false,"message":"Too many requests"}', 'rate_limited'],
    ['sms_man', '{"success":false,"error_code":"no_free_numbers"}', 'out_of_stock'],
    ['sms_man', '{"success":false,"error_code":"low_funds"}', 'balance_empty'],
    ['sms_man', '{"success":false,"error_msg":"Invalid country"}', 'mapping'],
    ['sms_pool', '{"success":0,"message":"Sorry, this pool is closed today"}', 'unavailable, new'],
    ['sms_pool', '{"success":0,"message":"Not enough balance"}', 'balance_empty'],
    ['sms_pva', '{"statusCode":409,"error":{"description":"Low balance"}}', 'balance_empty'],
    ['sms_pva', '{"success":false,"message":"Wrong API key"}', 'auth'],
    ['textverified', '{"errorCode":"OutOfStock"}', 'out_of_stock', 400],
    ['textverified', '{"errorCode":"SomethingElse"}', 'mapping', 400],
    ['vak_sms', '{"error":"noNumbers"}', 'out_of_stock'],
    ['vak_sms', '{"error":"userNotFound"}', 'auth'],
    ['vak_sms', '{"success":false,"message":"noMoney, top up"}', 'balance_empty'],
  ] as const)('%s: %s is %s', (protocol, body, expected, status: number = 200) => {
    expect(bought(protocol, body, status)).toBe(expected);
  });
});

describe('words that prove nothing', () => {
  it.each([
    ['handler_api', 'SQL_ERROR'],
    ['handler_api', 'ERROR_SQL'],
    ['handler_api', '{"success":false,"message":"Internal server error"}'],
    ['handler_api', '{"success":false}'],
    ['handler_api', '{"status":"error","message":"Order already exists"}'],
    ['handler_api', 'ACCESS_NUMB'],
    ['handler_api', 'STATUS_OK:1'],
    ['handler_api', 'Warning: mysqli_connect(): no connection'],
    ['handler_api', 'Done'],
    ['five_sim', 'internal error'],
    ['onlinesim', '{"response":"DUPLICATE_OPERATION"}'],
    ['onlinesim', '{"response":"SOMETHING_NEW"}'],
    ['sms_man', '{"error_code":"unknown_error"}'],
    ['vak_sms', '{"error":"timeout"}'],
  ] as const)('%s: after %s the number may have been bought', (protocol, body) => {
    expect(bought(protocol, body)).toBe('unknown_outcome');
  });

  it('are those of a broken server, whatever they say, and those of a request that may be under way', () => {
    expect(bought('handler_api', 'NO_METRICS', 500)).toBe('unknown_outcome');
    expect(bought('handler_api', '{"success":false,"message":"odd"}', 409)).toBe('unavailable, new');
    expect(bought('five_sim', 'something odd', 409)).toBe('unknown_outcome');
    expect(bought('five_sim', 'something odd', 400)).toBe('unavailable, new');
  });

  it('may stand in a sale that has a status of its own', () => {
    const sale = '{"activationId":"1","phoneNumber":"79584000000","activationCost":1,"status":"0"}';
    expect(bought('handler_api', sale)).toBe('acquired');
  });

  it('are no refusal by themselves', () => {
    expect(wordsOfRefusal({ message: 'hello' })).toBeUndefined();
    expect(wordsOfRefusal([{ success: false }])).toBeUndefined();
    expect(refusalFault('x'.repeat(1_000), '', true)).toBeUndefined();
  });
});
