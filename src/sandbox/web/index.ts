/** The sandbox's HTTP face: a page to play a Telegram user in, and SMS to numbers in use. */
export type {
  NumberInUse,
  OtherNumber,
  SandboxDescription,
  SandboxFace,
  SandboxUser,
  SandboxVendor,
} from './sandbox-description';
export { type SandboxRoutesOptions, sandboxRoutes } from './sandbox-routes';
