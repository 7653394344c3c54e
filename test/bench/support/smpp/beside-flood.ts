import { deliverBody } from '../../../../src/sandbox/vendors/smsc/pdu';
import { seededRandom } from '../../../support/seeded-random';
import { nonsense } from '../../../support/smsc/hostile-pdus';
import { linkedProvider } from '../../../support/smsc/linked-provider';
import { plainSms, type RudeCentre, rudeCentre } from '../../../support/smsc/rude-centre';
import { figures } from '../measure';

const SMS = 500;
const STORING_MS = 5;
const FLOOD_EACH_10_MS = 10;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const sms = (text: string) => deliverBody(plainSms({ bytes: Buffer.from(text) }));

/**
 * What a centre feels of another one at the same process: SMS one after the other, each stored within 5 ms, until their
 * answer; alone, then while the other centre sends a thousand a second with as much nonsense between.
 */
export async function measureBesideFlood() {
  const [flood, good] = [await rudeCentre(), await rudeCentre()];
  const store = () => pause(STORING_MS);
  const links = [flood, good].map(({ port }) => linkedProvider(port, { store }));
  let timer: NodeJS.Timeout | undefined;
  try {
    await Promise.all([flood.bound(), good.bound()]);
    await answersOf(good, 'Warm');
    const alone = await answersOf(good, 'Alone');
    const random = seededRandom(23);
    let sent = 0;
    timer = setInterval(() => {
      for (let i = 0; i < FLOOD_EACH_10_MS; i += 1) {
        sent += 1;
        flood.send(nonsense(random).bytes);
        void flood.deliver(sms(`Flood ${sent}`));
      }
    }, 10);
    const beside = await answersOf(good, 'Beside');
    return { alone, beside, flood: sent };
  } finally {
    clearInterval(timer);
    for (const link of links) await link.close();
    await Promise.all([flood.close(), good.close()]);
  }
}

async function answersOf(centre: RudeCentre, word: string) {
  const latencies: number[] = [];
  const began = performance.now();
  for (let n = 0; n < SMS; n += 1) {
    const sentAt = performance.now();
    if ((await centre.deliver(sms(`${word} ${n}`))) !== 0) throw new Error('an SMS was not taken');
    latencies.push(performance.now() - sentAt);
  }
  return figures(latencies, performance.now() - began);
}
