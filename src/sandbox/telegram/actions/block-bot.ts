import type { Account } from '../world/records';
import type { World } from '../world/world';

/** Blocks or unblocks. A bot hears of it by updateBotStopped. Answers whether anything changed. */
export function botStopped(world: World, user: Account, other: Account, stopped: boolean): boolean {
  if (user.blocked.includes(other.id) === stopped) return false;
  user.blocked = stopped ? [...user.blocked, other.id] : user.blocked.filter((id) => id !== other.id);
  world.accounts.save(user);
  if (other.kind === 'bot') {
    const fact = { _: 'updateBotStopped', userId: user.id, date: world.nowSeconds(), stopped };
    world.publisher.publish(other, [world.log.recordQts(other.id, fact)]);
  }
  return true;
}
