import { Logger } from 'telegram/extensions';
import { LogLevel } from 'telegram/extensions/Logger';

/** Defect 20: the package writes errors to the console beside its logger, unless the level is "none". Ours logs. */
export class SilentLogger extends Logger {
  constructor() {
    super(LogLevel.NONE);
  }
  override debug(): void {}
  override info(): void {}
  override warn(): void {}
  override error(): void {}
}
