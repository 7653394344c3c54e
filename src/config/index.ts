export type { Config, Role, TelegramConfig, TelegramDataCentre } from './config';
export { ConfigError } from './config-error';
export { readEnvironment } from './environment';
export { loadConfig } from './load-config';
export { Secret } from './secret';
