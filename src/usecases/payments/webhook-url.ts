import type { App } from '../../app';

/** Where a payment provider rings; undefined while the shop has no address that others can reach. */
export function paymentWebhookUrl(app: Pick<App, 'publicUrl'>, methodId: number): string | undefined {
  return app.publicUrl && `${app.publicUrl}/payments/${methodId}`;
}
