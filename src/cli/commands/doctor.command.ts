import type { Command } from '../command';
import { examine } from '../examine';

export const doctorCommand: Command = {
  name: 'doctor',
  usage: '',
  summary: 'Examines configuration, database, migrations, rights and books, and says what to do.',
  async run(_args, terminal) {
    let isWell = true;
    for await (const { name, verdict, detail } of examine(terminal)) {
      const mark = { ok: 'ok  ', warning: 'WARN', failure: 'FAIL' }[verdict];
      terminal.print(`${mark}  ${name}: ${detail}`);
      if (verdict === 'failure') isWell = false;
    }
    return isWell ? 0 : 1;
  },
};
