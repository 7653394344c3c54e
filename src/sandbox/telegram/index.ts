/** A Telegram data centre on loopback: MTProto 2.0 over TCP, layer 198, for unmodified clients. */
export type { FaultSwitches, MethodError, UpdateFaults } from './faults/fault-switches';
export type { TelegramSandboxOptions } from './options';
export type { CallCounters, RecordedCall } from './rpc/call-counters';
export type { RunningSandbox as TelegramSandbox } from './running-sandbox';
export type { SandboxButton, SandboxMessage } from './sandbox-message';
export { startTelegramSandbox } from './start';
