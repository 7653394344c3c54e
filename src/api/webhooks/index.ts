export { type WebhookParts, webhookRoutes } from './webhook-routes';
