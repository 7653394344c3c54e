import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from './home';
import { isAlive } from './process-alive';

let registrations = 0;

/** Notes that this program uses the server, so that another one that ends does not take the server with it. */
export function registerProgram({ programs }: Home): { leave(): { othersRemain: boolean } } {
  registrations += 1;
  const own = join(programs, `${process.pid}-${registrations}`);
  writeFileSync(own, '');
  return {
    leave() {
      rmSync(own, { force: true });
      return { othersRemain: readdirSync(programs).some((name) => stillThere(programs, name)) };
    },
  };
}

function stillThere(folder: string, name: string): boolean {
  if (isAlive(Number(name.split('-')[0]))) return true;
  rmSync(join(folder, name), { force: true });
  return false;
}
