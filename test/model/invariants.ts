import { RULES, type State } from './shop-model';

/** Sentences about what is wrong; none when all is right. Money and numbers, as `npm run shop -- verify` asks of the real one. */
export function wrongIn(state: State): string[] {
  const wrong: string[] = [];
  const held = state.people.map(() => 0n);
  const holders = new Map<string, number>();
  const uses = new Map<string, number>();
  const replaced = new Set<string>();
  for (const [key, one] of state.reservations) {
    if (one.status === 'WAITING_CODE') {
      held[one.person]! += one.price;
      holders.set(one.phone, (holders.get(one.phone) ?? 0) + 1);
    } else if (one.endedAt === undefined) wrong.push(`reservation ${key} is over and nobody knows since when`);
    if (one.status === 'COMPLETED') uses.set(one.phone, (uses.get(one.phone) ?? 0) + 1);
    else if (one.isRefunded) wrong.push(`reservation ${key} was refunded and never paid`);
    if (one.replaces === undefined) continue;
    if (replaced.has(one.replaces)) wrong.push(`reservation ${one.replaces} was changed twice`);
    replaced.add(one.replaces);
  }
  let money = 0n;
  for (const [place, person] of state.people.entries()) {
    money += person.available + person.held;
    if (person.available < 0n || person.held < 0n) wrong.push(`person ${place} has less than nothing`);
    if (person.held !== held[place]) wrong.push(`person ${place} has ${person.held} held for ${held[place]}`);
  }
  if (money !== state.funded - state.sold)
    wrong.push(`${money} in wallets, ${state.funded} came and ${state.sold} was sold`);
  for (const [phone, number] of state.numbers) {
    const holding = holders.get(phone) ?? 0;
    if (holding > 1) wrong.push(`number ${phone} is ${holding} people's`);
    if ((holding === 1) !== (number.status === 'RESERVED'))
      wrong.push(`number ${phone} is ${number.status} for ${holding}`);
    if (number.uses !== (uses.get(phone) ?? 0)) wrong.push(`number ${phone} has ${number.uses} uses`);
    if (number.uses >= RULES.maxUses && number.status !== 'DELETED')
      wrong.push(`number ${phone} is worn out and on sale`);
  }
  return wrong;
}
