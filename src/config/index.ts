export type { Config, Role, TelegramConfig, TelegramDataCentre } from './config';
export { ConfigError } from './config-error';
export { readEnvironment } from './environment';
export { loadConfig, ownSpoolRoot } from './load-config';
export { Secret } from './secret';
export { addressTrouble, chain, folderTrouble, openDataFolder } from './start-trouble';
