import type { VendorCall } from './vendor-call';

export interface FoundRoute<Action extends string> {
  readonly action: Action;
  /** The path's variable parts, decoded. */
  readonly parts: Readonly<Record<string, string>>;
}

const NOT_SPECIAL = /[.*+?^${}()|[\]\\]/g;

/**
 * Finds the action of a call in a table such as `{ check: 'GET /v1/user/check/:id', cancel: 'GET|POST /v1/user/cancel/:id' }`.
 * A variable part takes anything but a slash. Undefined when no line fits.
 */
export function createVendorRoutes<Action extends string>(
  table: Readonly<Record<Action, string>>,
): (call: VendorCall) => FoundRoute<Action> | undefined {
  const routes = (Object.entries(table) as [Action, string][]).map(([action, line]) => {
    const [methods = '', path = ''] = line.split(' ', 2);
    const pattern = path.replace(NOT_SPECIAL, '\\$&').replace(/:(\w+)/g, '(?<$1>[^/]+)');
    return { action, methods: methods.split('|'), path: new RegExp(`^${pattern}/?$`) };
  });
  return (call) => {
    for (const { action, methods, path } of routes) {
      const hit = methods.includes(call.method) ? path.exec(call.path) : null;
      if (hit) return { action, parts: decoded(hit.groups ?? {}) };
    }
    return undefined;
  };
}

function decoded(groups: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decode(value)]));
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
