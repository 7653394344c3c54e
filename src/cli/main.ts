import 'reflect-metadata';
import { loadConfig, readEnvironment } from '../config';
import { runCli } from './run';

const env = readEnvironment();

void runCli(process.argv.slice(2), {
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
  env,
  config: () => loadConfig(env),
}).then((code) => {
  process.exitCode = code;
});
